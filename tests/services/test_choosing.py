"""What each channel's rules choose: every refusal, the limits, reposts, lists and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.services.conftest import World
from tests.services.fakes import CHANNEL, creator, video
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import Blocked, PostBlocked, Private, TikTokError, Unreachable
from tiktrack_gui.core.history import EarlierPost, EarlierPosts
from tiktrack_gui.core.models import Creator, Video, VideoPage
from tiktrack_gui.core.posting_rules import PostingRules, Repost
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.core.snowflakes import EPOCH_MS
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.subjects import About, Subject, delivery_key
from tiktrack_gui.core.tracked import MISSING_FROM

RULES = PostingRules(min_followers=10_000, recent_days=30, at_most=5)
OTHER = CHANNEL + 1


async def found(world: World, *creators: Creator, likes: int = 100_000_000, number: int = 100) -> None:
    """Refreshes the feed with one new story by each of the creators, posted an hour ago."""
    at = world.clock.now()
    world.tiktok.videos = [video(number + c.id, likes=likes, by=c, at=at) for c in creators]
    world.tiktok.creators |= {c.handle: c for c in creators}
    await world.trending.refresh(50, Criteria())


async def chosen(world: World, rules: PostingRules = RULES, channel: int = CHANNEL, **options: Any) -> list[int]:
    """The IDs of the creators that would be posted."""
    return [one.creator.id for one in await choose(world, rules, channel, **options) if one.refusal is None]


async def choose(
    world: World, rules: PostingRules = RULES, channel: int = CHANNEL, **options: Any
) -> Sequence[Decision]:
    return await world.choosing.choose(channel, rules, **options)


async def why(world: World, rules: PostingRules = RULES, **options: Any) -> Mapping[int, str | None]:
    decisions = await choose(world, rules, everything=True, **options)
    return {one.creator.id: one.refusal for one in decisions}


async def post(world: World, rules: PostingRules = RULES, channel: int = CHANNEL, **options: Any) -> list[Delivery]:
    decisions = await choose(world, rules, channel, **options)
    return await world.posting.post_chosen(decisions, channel)


async def listed(world: World, *creators: Creator) -> int:
    """Puts the creators on a new list; returns its ID."""
    for one in creators:
        world.tiktok.creators[one.handle] = one
        await world.creators.add(one.handle)
    made = await world.store.lists.create("Cooks")
    await world.store.lists.add(made.id, [one.id for one in creators], int(world.clock.now()))
    return made.id


# Refusals


@pytest.mark.parametrize(
    ("changes", "by", "refusal"),
    [
        ({}, {}, None),
        ({"min_followers": 50_001}, {}, "Fewer than 50,001 followers (50,000)"),
        ({"min_followers": 50_000, "max_followers": 50_000}, {}, None),
        ({"max_followers": 49_999}, {}, "More than 49,999 followers (50,000)"),
        ({}, {"private": True}, "The account is private"),
        ({}, {"sample": None}, "Follower count unknown"),
        ({"verified_only": True}, {}, "Not verified"),
        ({"verified_only": True}, {"verified": True}, None),
        ({"min_score": 101}, {}, "Score below 101 (93)"),
        ({"min_score": 93}, {}, None),
        ({"wanted": ("cooking",)}, {}, "Has none of the keywords"),
        ({"wanted": ("cooking", "baking")}, {"bio": "Baking every day"}, None),
        ({"unwanted": ("giveaway",)}, {"bio": "Big GIVEAWAY!"}, "Has the unwanted keyword “giveaway”"),
        ({"wanted": ("daily",), "unwanted": ("ads",)}, {"bio": "Daily ads"}, "Has the unwanted keyword “ads”"),
        ({"unwanted": ("give",)}, {"bio": "giveaway"}, None),  # only whole words
    ],
)
async def test_each_rule_refuses_with_its_reason(
    world: World, changes: dict[str, Any], by: dict[str, Any], refusal: str | None
) -> None:
    await found(world, replace(creator(1), **by))
    rules = replace(RULES, **changes)
    assert await why(world, rules) == {1: refusal}
    assert await chosen(world, rules) == ([1] if refusal is None else [])


async def test_hidden_and_lost_creators_are_never_posted_and_the_reason_is_given(world: World) -> None:
    await found(world, *(creator(id_) for id_ in (1, 2, 3)))
    await world.creators.set_hidden(1, True)
    for day in range(MISSING_FROM):
        await world.store.creators.record_creator_missing(2, int(world.clock.now() - (MISSING_FROM - day) * DAY))
    expected = {1: "Hidden in TikTrack", 2: "No longer found on TikTok under this handle", 3: None}
    assert await why(world) == expected
    assert await chosen(world) == [3]
    rules = replace(RULES, list_id=await listed(world, creator(3)))
    await world.store.lists.add(rules.list_id or 0, [1, 2], 0)
    assert await why(world, rules) == expected
    assert await chosen(world, rules) == [3]
    assert len(await world.choosing.waiting(CHANNEL, rules)) == 1


async def test_a_video_that_is_gone_is_no_reason_to_post(world: World) -> None:
    await found(world, creator(1))
    await world.store.runs.record_gone(101, int(world.clock.now()))
    assert await chosen(world) == []
    videos = replace(RULES, about=About.VIDEO)
    assert await why(world, videos) == {1: "The video is no longer on TikTok"}
    assert await chosen(world, videos) == []


async def test_the_state_of_an_earlier_post_is_the_reason(world: World) -> None:
    await found(world, *(creator(id_) for id_ in range(1, 5)))
    world.discord.faults_before = [PostBlocked(200000)]
    await post(world, replace(RULES, at_most=2))
    assert [one.creator_id for one in await world.posting.queue(await choose(world, RULES), CHANNEL)] == [3, 4]
    await world.outbox.cancel((await world.outbox.deliveries())[0].id)
    assert await why(world) == {
        1: f"An earlier post failed: {PostBlocked()}",
        2: "Posted on 21 Sep 2026",
        3: "Already in the outbox",
        4: "Its post was cancelled",
    }
    assert await chosen(world) == []
    assert await chosen(world, channel=OTHER) == [1, 2, 3, 4]


# Limits


@pytest.mark.parametrize(
    ("at_most", "per_hour", "first", "second", "next_hour"),
    [(2, None, 2, 2, 0), (3, 2, 2, 0, 2), (1, 9, 1, 1, 1), (5, 3, 3, 0, 1), (5, None, 4, 0, 0)],
)
async def test_a_run_and_an_hour_have_their_limits(
    world: World, at_most: int, per_hour: int | None, first: int, second: int, next_hour: int
) -> None:
    await found(world, *(creator(id_) for id_ in range(1, 5)))
    rules = replace(RULES, at_most=at_most, per_hour=per_hour)
    decisions = await choose(world, rules, everything=True)
    assert [one.waits for one in decisions] == [False] * first + [True] * (4 - first)
    assert len(await post(world, rules)) == first
    assert len(await post(world, rules)) == second
    world.clock.time += HOUR + 1
    await found(world, *(creator(id_, at=world.clock.now()) for id_ in range(1, 5)))
    assert len(await post(world, rules)) == next_hour


async def test_what_is_queued_still_counts_for_a_run(world: World) -> None:
    await found(world, *(creator(id_) for id_ in range(1, 5)))
    rules = replace(RULES, at_most=3)
    world.is_paused = True
    await post(world, rules)
    assert await chosen(world, rules) == []


async def test_tiktok_is_not_asked_about_whom_there_is_no_room_for(world: World) -> None:
    await found(world, *(creator(id_) for id_ in (1, 2, 3)))
    rules = replace(RULES, at_most=1, recent_days=1)
    world.clock.time += 2 * DAY  # the stories are too old to count as activity
    world.tiktok.pages["creator1"] = VideoPage(videos=(video(901, by=creator(1), at=world.clock.now()),))
    world.tiktok.asked.clear()
    assert await chosen(world, rules) == [1]
    assert world.tiktok.asked == ["videos creator1"]


@pytest.mark.parametrize(("error", "asked"), [(Unreachable(), 1), (Private(), 3)])
async def test_tiktok_is_not_asked_again_if_the_others_would_meet_the_same(
    world: World, error: TikTokError, asked: int
) -> None:
    await found(world, *(creator(id_) for id_ in (1, 2, 3)))
    world.tiktok.pages = dict.fromkeys(("creator1", "creator2", "creator3"), error)
    world.clock.time += 2 * DAY
    world.tiktok.asked.clear()
    rules = replace(RULES, recent_days=1)
    decisions = await choose(world, rules, explain=[creator(id_) for id_ in (1, 2, 3)])
    assert {one.refusal for one in decisions} == {f"Couldn’t look up the newest video: {error.sentence.rstrip('.')}"}
    assert len(world.tiktok.asked) == asked


async def test_what_tiktok_said_of_an_account_holds_for_a_day(world: World) -> None:
    await found(world, creator(1))
    world.tiktok.pages = {"creator1": Private(Capability.CREATOR_VIDEOS)}
    world.clock.time += 2 * DAY
    for _ in range(3):
        await choose(world, replace(RULES, recent_days=1))
    assert world.tiktok.asked.count("videos creator1") == 1


async def test_what_would_be_posted_is_told_without_a_request(world: World) -> None:
    await found(world, creator(1))
    world.clock.time += 2 * DAY
    world.tiktok.asked.clear()
    assert await why(world, replace(RULES, recent_days=1)) == {1: "No posts in the last 1 days (newest: 2 days ago)"}
    assert world.tiktok.asked == []


# Beginning


async def test_only_what_is_found_from_the_start_on_is_posted(world: World) -> None:
    await found(world, creator(1))
    world.clock.time += HOUR
    starts_at = int(world.clock.now())
    await found(world, creator(2))
    assert await chosen(world, starts_at=starts_at) == [2]
    assert (await why(world, starts_at=starts_at))[1] == "Found before this channel was started"
    assert [one.id for one in await world.choosing.waiting(CHANNEL, RULES, starts_at)] == [2]
    world.clock.time += HOUR
    await found(world, creator(1), number=200)  # a new story of somebody found before
    assert set(await chosen(world, starts_at=starts_at)) == {1, 2}
    assert len(await world.choosing.waiting(CHANNEL, RULES, starts_at)) == 2


async def test_the_top_ones_go_out_first_and_then_what_is_new(world: World) -> None:
    await world.channels.add(CHANNEL)
    for id_ in range(1, 8):
        await found(world, creator(id_), likes=8_000 * id_)
        world.clock.time += 60
    rules = replace(RULES, at_most=2)
    begun = await world.posting.begin(await choose(world, rules, everything=True), CHANNEL)
    assert [one.creator.id for one in begun] == [7, 6, 5, 4, 3]
    starts_at = (await world.channels.find(CHANNEL)).starts_at
    assert starts_at == int(world.clock.now())
    await world.outbox.deliver_due()
    assert await chosen(world, rules, starts_at=starts_at) == []


# Lists and sources


async def test_a_list_names_its_creators_with_or_without_stories(world: World) -> None:
    await found(world, creator(1), creator(2))
    rules = replace(RULES, list_id=await listed(world, creator(3), creator(2)))
    world.tiktok.pages["creator3"] = VideoPage(videos=(video(903, by=creator(3)),))
    decisions = await choose(world, rules)
    assert [one.creator.id for one in decisions] == [3, 2]
    assert [one.candidate.story is None for one in decisions] == [True, False]
    assert await chosen(world, replace(rules, about=About.VIDEO)) == [2]
    assert await chosen(world, replace(rules, min_score=1)) == [2]


async def test_a_source_names_the_authors_of_its_stories(world: World) -> None:
    await found(world, creator(1))
    world.tiktok.hashtags["cooking"] = [video(102, likes=100_000_000, by=creator(2))]
    source = await world.source_list.add("#cooking")
    await world.trending.refresh(50, Criteria(), source)
    assert await chosen(world, replace(RULES, source_id=source.id)) == [2]
    assert await chosen(world) == [1, 2]


async def test_each_story_has_a_thread_where_threads_are_about_videos(world: World) -> None:
    await found(world, creator(1))
    await found(world, creator(1), creator(2), number=200)
    rules = replace(RULES, about=About.VIDEO)
    first = await post(world, rules)
    assert sorted(str(one.subject) for one in first) == ["video:101", "video:201", "video:202"]
    assert [one.creator_id for one in first] == [1, 1, 2]
    assert await chosen(world, rules) == []
    assert await chosen(world) == [1, 2]  # a profile is another subject


# Reposts


async def test_a_profile_is_posted_again_after_some_days(world: World) -> None:
    rules = replace(RULES, repost=Repost.AFTER_DAYS, repost_days=3)
    await found(world, creator(1))
    [first] = await post(world, rules)
    world.clock.time += 3 * DAY - 1
    await found(world, creator(1, at=world.clock.now()))
    assert await why(world, rules) == {1: "Posted on 21 Sep 2026"}
    assert not await world.choosing.waiting(CHANNEL, rules)
    world.clock.time += 1
    assert await world.choosing.waiting(CHANNEL, rules)
    [second] = await post(world, rules, starts_at=int(world.clock.now()))  # the start is about first posts only
    assert (first.occasion, second.occasion) == ("profile", "profile/2")
    assert first.key != second.key
    assert world.discord.posts == 2
    assert await chosen(world, rules) == []
    assert await chosen(world, RULES) == []


async def test_a_restored_backup_takes_over_what_was_posted_again_since(world: World) -> None:
    """It knows the first post only; the second one is in the channel."""
    rules = replace(RULES, repost=Repost.AFTER_DAYS, repost_days=1)
    await found(world, creator(1))
    await post(world, rules)
    world.clock.time += 2 * DAY
    key = delivery_key(Subject.creator(1), CHANNEL, "profile/2")
    second = EarlierPost(message_id=int((world.clock.now() - HOUR) * 1000 - EPOCH_MS) << 22, thread_id=77, key=key)
    world.discord.earlier = EarlierPosts(posts=(second,), complete=True)
    await world.store.history.forget_searches()
    await found(world, creator(1, at=world.clock.now()))
    [known] = await post(world, rules)
    assert (known.state, known.occasion, known.thread_id) == (DeliveryState.SENT, "profile/2", 77)
    assert known.sent_at == int(world.clock.now() - HOUR)
    assert world.discord.posts == 1
    assert await chosen(world, rules) == []  # that was an hour ago


@pytest.mark.parametrize("is_deleted", [False, True])
async def test_a_thread_deleted_by_people_is_not_posted_again_by_itself(world: World, is_deleted: bool) -> None:
    await found(world, creator(1))
    await post(world)
    if is_deleted:
        world.discord.threads.clear()
    world.clock.time += DAY
    await found(world, creator(1, at=world.clock.now()), number=200)
    assert await post(world) == []
    assert world.discord.posts == 1


def seen(world: World, id_: int, views: int, *, days: float, by: Creator) -> Video:
    at = world.clock.now()
    found = video(id_, likes=100_000_000, by=by, at=at)
    return replace(found, posted_at=int(at - days * DAY), sample=replace(found.sample, views=views))


async def usual(world: World, by: Creator) -> None:
    """Ten older videos with 1,000 views each."""
    page = VideoPage(videos=tuple(seen(world, 500 + n, 1_000, days=10 + n, by=by) for n in range(10)))
    await world.store.creators.record_creator_videos(page, int(world.clock.now()))


@pytest.mark.parametrize("on_list", [False, True], ids=["stories", "list"])
async def test_a_profile_is_posted_again_on_a_new_viral_video(world: World, on_list: bool) -> None:
    rules = replace(RULES, repost=Repost.ON_VIRAL, recent_days=0)
    if on_list:
        rules = replace(rules, list_id=await listed(world, creator(1)))
    await usual(world, creator(1))
    await found(world, creator(1))  # viral, too, but from before the post
    [first] = await post(world, rules)
    world.clock.time += HOUR
    by = creator(1, at=world.clock.now())
    for views, again in ((4_999, False), (5_000, True)):
        world.clock.time += 60
        world.tiktok.videos = [seen(world, 300, views, days=0.01, by=by)]
        await world.trending.refresh(50, Criteria())
        if not again:
            assert await world.choosing.waiting(CHANNEL, rules)  # there is something new to look at
            assert await chosen(world, rules) == []
    [decision] = [one for one in await choose(world, rules) if one.refusal is None]
    assert decision.candidate.story is not None
    assert decision.candidate.story.video.id == 300  # it is what the post shows
    [second] = await post(world, rules)
    assert (first.occasion, second.occasion, second.payload["video_id"]) == ("profile", "profile/2", "300")
    assert await chosen(world, rules) == []


async def test_a_story_is_not_posted_again_for_going_viral(world: World) -> None:
    rules = replace(RULES, about=About.VIDEO, repost=Repost.ON_VIRAL)
    await usual(world, creator(1))
    await found(world, creator(1))
    await post(world, rules)
    world.clock.time += HOUR
    await found(world, creator(1, at=world.clock.now()))
    assert await chosen(world, rules) == []
    assert not await world.choosing.waiting(CHANNEL, rules)


async def test_two_choices_at_once_make_one_post(world: World) -> None:
    """As two instances on one database do."""
    rules = replace(RULES, repost=Repost.AFTER_DAYS, repost_days=1)
    await found(world, creator(1))
    for threads in (1, 2):
        one, other = await choose(world, rules), await choose(world, rules)
        await world.posting.queue(one, CHANNEL)
        await world.posting.queue(other, CHANNEL)
        await world.outbox.deliver_due()
        assert world.discord.posts == threads
        world.clock.time += DAY
        await found(world, creator(1, at=world.clock.now()))


async def test_a_block_while_looking_up_is_told(world: World) -> None:
    await found(world, creator(1))
    world.clock.time += 2 * DAY
    world.tiktok.pages = {"creator1": Blocked(Capability.CREATOR_VIDEOS)}
    [decision] = await choose(world, replace(RULES, recent_days=1), explain=[creator(1)])
    assert (decision.refusal or "").startswith("Couldn’t look up the newest video: TikTok sent an empty response")
