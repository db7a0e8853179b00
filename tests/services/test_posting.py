"""Choosing profiles to post, and creating every thread exactly once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.conftest import World
from tests.services.fakes import CHANNEL, creator, video
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import Channel, Delivery, DeliveryState
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import (
    Blocked,
    DiscordRateLimited,
    DiscordUnreachable,
    KeyringUnavailable,
    OutcomeUnknown,
    PostBlocked,
    PostDeleted,
    TokenRefused,
)
from tiktrack_gui.core.models import Creator, VideoPage
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.selection import STORY_LIFE
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.sending import RESENDS

RULES = PostingRules(min_followers=10_000, recent_days=30, at_most=5)
MINUTES_A_DAY = 24 * 60


async def stories(world: World, *creators: Creator, minutes: float = 60) -> list[Creator]:
    """Refreshes the feed with one story by each of the creators."""
    world.tiktok.videos = [video(100 + c.id, likes=100_000_000, by=c, minutes=minutes) for c in creators]
    world.tiktok.creators |= {c.handle: c for c in creators}
    return list((await world.trending.refresh(50, Criteria())).profiles)


async def post(world: World) -> Delivery:
    world.tiktok.creators.setdefault("creator1", creator(1))
    return await world.posting.post("creator1", CHANNEL)


async def test_a_profile_is_posted_once_however_often_it_is_asked_for(world: World) -> None:
    first = await post(world)
    second = await post(world)
    assert first.state is DeliveryState.SENT
    assert second == first
    assert world.discord.posts == 1


async def test_a_channel_the_timer_posts_to_is_known_by_name(world: World) -> None:
    await stories(world, creator(1))
    assert await world.posting.known_channel(CHANNEL) is None
    await world.posting.queue(await world.choosing.choose(CHANNEL, RULES), CHANNEL)
    known = await world.posting.known_channel(CHANNEL)
    assert known is not None
    assert known.name == "trends"


async def test_a_profile_is_queued_if_discord_cannot_be_asked_for_the_channel(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreachable(channel_id: int) -> Channel:
        raise DiscordUnreachable

    monkeypatch.setattr(world.discord, "channel", unreachable)
    await stories(world, creator(1))
    await world.posting.queue(await world.choosing.choose(CHANNEL, RULES), CHANNEL)
    assert await world.posting.known_channel(CHANNEL) is None
    assert await world.outbox.queued_for(CHANNEL) == 1


async def test_every_profile_not_posted_has_its_reason(world: World) -> None:
    profiles = await stories(
        world, creator(1), creator(2, followers=9_999), creator(3, private=True), creator(4, followers=None)
    )
    decisions = {d.creator.id: d.refusal for d in await world.choosing.choose(CHANNEL, RULES, explain=profiles)}
    assert decisions[1] is None
    assert decisions[2] == "Fewer than 10,000 followers (9,999)"
    assert decisions[3] == "The account is private"
    assert decisions[4] == "Follower count unknown"


async def test_at_most_so_many_are_posted_per_run(world: World) -> None:
    profiles = await stories(world, *(creator(id_) for id_ in range(1, 5)))
    decisions = await world.choosing.choose(CHANNEL, replace(RULES, at_most=2), explain=profiles)
    assert [d.waits for d in decisions].count(True) == 2
    delivered = await world.posting.post_chosen(decisions, CHANNEL)
    assert [d.state for d in delivered] == [DeliveryState.SENT] * 2
    rest = await world.choosing.choose(CHANNEL, RULES, explain=profiles)
    assert [d.creator.id for d in rest if d.refusal is None] == [3, 4]
    assert [d.refusal for d in rest].count("Posted on 21 Sep 2026") == 2


async def test_who_waits_is_posted_first_by_later_runs_although_the_feed_has_moved_on(world: World) -> None:
    await stories(world, *(creator(id_) for id_ in range(1, 6)))
    posted = []
    for newcomer in (6, 7, 8):
        decisions = await world.choosing.choose(CHANNEL, replace(RULES, at_most=2))
        posted.append([d.creator.id for d in decisions if d.refusal is None])
        await world.posting.post_chosen(decisions, CHANNEL)
        world.clock.time += HOUR
        await stories(world, creator(newcomer))
    assert posted == [[1, 2], [3, 4], [5, 6]]


async def test_an_old_story_is_no_reason_to_post(world: World) -> None:
    await stories(world, creator(1))
    world.clock.time += STORY_LIFE + 1
    assert await world.choosing.choose(CHANNEL, replace(RULES, recent_days=0)) == []
    assert not await world.choosing.waiting(CHANNEL, RULES)


async def test_who_was_refused_in_an_earlier_run_is_not_told_about_again(world: World) -> None:
    await stories(world, creator(1, followers=5))
    assert await world.choosing.choose(CHANNEL, RULES) == []


async def test_a_newest_video_is_looked_up_once_a_day(world: World) -> None:
    await stories(world, creator(1), minutes=40 * MINUTES_A_DAY)
    world.tiktok.pages["creator1"] = VideoPage(videos=())
    for _ in range(3):
        await world.choosing.choose(CHANNEL, RULES)
    assert world.tiktok.asked.count("videos creator1") == 1
    world.clock.time += DAY
    await world.choosing.choose(CHANNEL, RULES)
    assert world.tiktok.asked.count("videos creator1") == 2


async def test_an_unknown_newest_video_is_looked_up_before_rejecting(world: World) -> None:
    profiles = await stories(world, creator(1), creator(2), creator(3), minutes=40 * MINUTES_A_DAY)
    fresh = video(900, by=creator(1), minutes=MINUTES_A_DAY)
    pinned = replace(video(901, by=creator(2), minutes=MINUTES_A_DAY), pinned=True)
    world.tiktok.pages = {
        "creator1": VideoPage(videos=(fresh,)),
        "creator2": VideoPage(videos=(pinned,)),
        "creator3": Blocked(Capability.CREATOR_VIDEOS),
    }
    decisions = {d.creator.id: d.refusal for d in await world.choosing.choose(CHANNEL, RULES, explain=profiles)}
    assert decisions[1] is None
    assert decisions[2] is not None
    assert decisions[2].startswith("No posts in the last 30 days")
    assert decisions[3] is not None
    assert decisions[3].startswith("Couldn’t look up the newest video")


async def test_activity_does_not_matter_when_it_is_switched_off(world: World) -> None:
    profiles = await stories(world, creator(1), minutes=400 * MINUTES_A_DAY)
    [decision] = await world.choosing.choose(CHANNEL, replace(RULES, recent_days=0), explain=profiles)
    assert decision.refusal is None
    assert "videos creator1" not in world.tiktok.asked


async def test_a_preview_posts_and_remembers_nothing(world: World) -> None:
    world.tiktok.creators["creator1"] = creator(1)
    preview = await world.posting.preview("creator1", CHANNEL)
    assert preview.payload["thread_name"] == "Creator 1 (@creator1)"
    assert world.discord.posts == 0
    assert await world.outbox.deliveries() == []


async def test_the_channels_discord_was_asked_about_are_known(world: World) -> None:
    delivery = await post(world)
    channels = await world.outbox.channels([delivery.channel_id, 99])
    assert {id_: channel.name for id_, channel in channels.items()} == {CHANNEL: "trends"}


async def test_a_lost_answer_is_looked_for_and_adopted(world: World) -> None:
    world.discord.faults_after = [OutcomeUnknown()]
    delivery = await post(world)
    assert (delivery.state, delivery.thread_id) == (DeliveryState.SENT, 9001)
    assert len(world.discord.threads) == 1


async def test_what_is_provably_absent_is_sent_again(world: World) -> None:
    world.discord.faults_before = [OutcomeUnknown()]
    delivery = await post(world)
    assert delivery.state is DeliveryState.SENT
    assert world.discord.posts == 2
    assert len(world.discord.threads) == 1


async def test_what_stays_unknown_needs_review_and_is_never_sent_again_by_itself(world: World) -> None:
    world.discord.faults_after = [OutcomeUnknown()]
    world.discord.find_faults = [OutcomeUnknown()]
    delivery = await post(world)
    assert delivery.state is DeliveryState.NEEDS_REVIEW
    assert await world.outbox.deliver_due() == []
    assert world.discord.posts == 1


async def test_sending_again_has_an_end(world: World) -> None:
    world.discord.faults_before = [OutcomeUnknown() for _ in range(20)]
    delivery = await post(world)
    assert delivery.state is DeliveryState.NEEDS_REVIEW
    assert world.discord.posts == RESENDS


async def test_a_delivery_a_crash_left_behind_is_found_at_the_next_start(world: World) -> None:
    world.discord.faults_after = [RuntimeError("killed")]
    with pytest.raises(RuntimeError):
        await post(world)
    [left] = await world.outbox.deliveries()
    assert left.state is DeliveryState.SENDING
    [delivered] = await world.outbox.deliver_due()
    assert (delivered.state, delivered.thread_id) == (DeliveryState.SENT, 9001)
    assert world.discord.posts == 1


async def test_an_old_absence_may_be_a_moderators_doing(world: World) -> None:
    world.discord.faults_after = [RuntimeError("killed")]
    with pytest.raises(RuntimeError):
        await post(world)
    world.discord.threads.clear()
    world.clock.time += 2 * 3600
    [delivered] = await world.outbox.deliver_due()
    assert delivered.state is DeliveryState.NEEDS_REVIEW
    assert world.discord.posts == 1


async def test_a_person_settles_what_needs_review(world: World) -> None:
    world.discord.faults_after = [OutcomeUnknown()]
    world.discord.find_faults = [OutcomeUnknown()]
    delivery = await post(world)
    settled = await world.outbox.settle(delivery.id, is_posted=True)
    assert settled.state is DeliveryState.SENT
    assert world.discord.posts == 1


async def test_a_person_can_have_it_posted_again(world: World) -> None:
    world.discord.faults_before = [OutcomeUnknown()]
    world.discord.find_faults = [OutcomeUnknown()]
    delivery = await post(world)
    settled = await world.outbox.settle(delivery.id, is_posted=False)
    assert settled.state is DeliveryState.SENT
    assert world.discord.posts == 2


async def test_a_refusal_is_final_and_says_why(world: World) -> None:
    world.discord.faults_before = [PostBlocked(200000)]
    delivery = await post(world)
    assert (delivery.state, delivery.error_code) == (DeliveryState.FAILED, "200000")
    assert delivery.error == str(PostBlocked())
    assert (await post(world)).state is DeliveryState.SENT  # requested again


@pytest.mark.parametrize(
    ("error", "wait"),
    [(DiscordUnreachable(), 60), (DiscordRateLimited(260), 260), (TokenRefused(401), 60), (KeyringUnavailable(), 60)],
    ids=lambda value: getattr(value, "kind", str(value)),
)
async def test_what_keeps_everything_from_going_out_leaves_it_in_the_outbox(
    world: World, error: Exception, wait: int
) -> None:
    world.discord.faults_before = [error]
    with pytest.raises(type(error)):
        await post(world)
    [delivery] = await world.outbox.deliveries()
    assert delivery.state is DeliveryState.QUEUED
    assert delivery.next_attempt_at == int(world.clock.now()) + wait
    assert await world.outbox.deliver_due() == []
    world.clock.time += wait
    assert [d.state for d in await world.outbox.deliver_due()] == [DeliveryState.SENT]


async def test_a_clock_set_back_puts_no_retry_off(world: World) -> None:
    world.discord.faults_before = [DiscordUnreachable()]
    with pytest.raises(DiscordUnreachable):
        await post(world)
    world.clock.set_back(DAY)
    assert [d.state for d in await world.outbox.deliver_due()] == [DeliveryState.SENT]


async def test_a_retry_is_at_most_an_hour_away(world: World) -> None:
    world.discord.faults_before = [DiscordRateLimited(5 * DAY)]
    with pytest.raises(DiscordRateLimited):
        await post(world)
    [delivery] = await world.outbox.deliveries()
    assert delivery.next_attempt_at == int(world.clock.now()) + HOUR
    assert await world.outbox.deliver_due() == []


async def test_a_thread_step_that_could_not_be_reached_is_repeated_at_once(world: World) -> None:
    world.discord.faults_after = [DiscordUnreachable()]  # the message was sent
    delivery = await post(world)
    assert delivery.state is DeliveryState.SENT


async def test_a_post_deleted_before_its_thread_begins_anew_when_asked_for(world: World) -> None:
    world.discord.faults_after = [PostDeleted(10008)]
    assert (await post(world)).state is DeliveryState.FAILED
    [failed] = await world.outbox.deliveries()
    assert failed.message_id is None
    assert (await post(world)).state is DeliveryState.SENT


async def test_a_draft_has_the_stored_numbers_and_asks_nobody(world: World) -> None:
    await stories(world, creator(1))
    world.tiktok.asked.clear()
    draft = await world.posting.draft("creator1", CHANNEL)
    assert draft is not None
    assert draft.payload == (await world.posting.preview("creator1", CHANNEL)).payload
    assert await world.posting.draft("creator2", CHANNEL) is None
    assert world.tiktok.asked == ["creator creator1"]


async def test_candidates_are_the_tracked_creators_then_those_of_stories(world: World) -> None:
    await stories(world, creator(1), creator(2))
    for number in (3, 2):
        world.tiktok.creators[f"creator{number}"] = creator(number)
        await world.creators.add(f"creator{number}")
    assert [candidate.id for candidate in await world.posting.candidates()] == [3, 2, 1]
