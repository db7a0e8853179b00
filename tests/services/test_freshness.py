"""Posts have numbers that were measured within the hour, or say when they were measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.services.conftest import World
from tests.services.fakes import CHANNEL, creator, video
from tests.services.test_posting import RULES, stories
from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.errors import (
    BadInput,
    Blocked,
    BudgetSpent,
    HandleTaken,
    NoPermission,
    NotFound,
    OutcomeUnknown,
    Private,
    TikTokError,
    Unreachable,
)
from tiktrack_gui.core.freshness import FRESH_FOR, PATIENCE, TRIED_EVERY
from tiktrack_gui.core.history import EarlierPost, EarlierPosts
from tiktrack_gui.core.holds import NOT_MEASURED
from tiktrack_gui.core.models import VideoPage
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.subjects import PROFILE_OCCASION, About, Subject, delivery_key

VIDEOS = replace(RULES, about=About.VIDEO)


async def queued(world: World, *, about: About = About.CREATOR) -> Delivery:
    """A delivery about a story of now, or about its creator, that wasn't sent yet."""
    await stories(world, creator(1))
    rules = replace(RULES, about=about)
    [delivery] = await world.posting.queue(await world.choosing.choose(CHANNEL, rules), CHANNEL)
    world.tiktok.asked.clear()
    return delivery


def measured_now(world: World, followers: int = 60_000) -> None:
    """TikTok has newer numbers."""
    now = world.clock.now()
    by = creator(1, followers, at=now)
    world.tiktok.creators["creator1"] = by
    world.tiktok.videos = [replace(video(101, likes=200_000_000, by=by, at=now), posted_at=int(now - 3 * HOUR))]


def fields(delivery: Delivery) -> Mapping[str, str]:
    return {field["name"]: field["value"] for field in delivery.payload["embed"]["fields"]}


async def test_what_was_measured_within_the_hour_goes_out_without_a_request(world: World) -> None:
    delivery = await queued(world)
    world.clock.time += FRESH_FOR
    [sent] = await world.outbox.deliver_due()
    assert (sent.state, sent.payload) == (DeliveryState.SENT, delivery.payload)
    assert world.tiktok.asked == []


async def test_older_numbers_are_measured_again_before_the_post(world: World) -> None:
    await queued(world)
    world.clock.time += FRESH_FOR + 1
    measured_now(world)
    [sent] = await world.outbox.deliver_due()
    assert sent.state is DeliveryState.SENT
    assert fields(sent)["Followers"] == "60K"
    assert sent.payload["measured_at"] == int(world.clock.now())
    assert world.tiktok.asked == ["creator creator1"]


async def test_a_story_is_measured_again_by_its_own_page(world: World) -> None:
    delivery = await queued(world, about=About.VIDEO)
    assert delivery.subject == Subject.video(101)
    world.clock.time += FRESH_FOR + 1
    measured_now(world)
    [sent] = await world.outbox.deliver_due()
    assert sent.state is DeliveryState.SENT
    assert fields(sent)["Likes"] == "200M"
    assert world.tiktok.asked == ["video 101 of creator1"]


async def test_what_was_measured_by_another_way_meanwhile_is_only_written_anew(world: World) -> None:
    await queued(world)
    world.clock.time += 2 * HOUR
    measured_now(world)
    await world.creators.check("creator1")
    world.tiktok.asked.clear()
    [sent] = await world.outbox.deliver_due()
    assert fields(sent)["Followers"] == "60K"
    assert world.tiktok.asked == []


@pytest.mark.parametrize("about", list(About))
async def test_without_fresh_numbers_it_waits_and_then_goes_out_with_their_time(world: World, about: About) -> None:
    delivery = await queued(world, about=about)
    start = delivery.created_at
    world.clock.time += FRESH_FOR + 1
    world.tiktok.creators["creator1"] = Unreachable(Capability.CREATOR)
    world.tiktok.videos = []
    world.tiktok.video = unreachable  # type: ignore[method-assign]
    tries = 0
    while world.clock.now() < start + PATIENCE:
        [waiting] = await world.outbox.deliver_due()
        tries += 1
        assert (waiting.state, waiting.error_code) == (DeliveryState.QUEUED, NOT_MEASURED)
        assert waiting.error == "Waits for fresh numbers. Couldn’t reach TikTok."
        assert waiting.attempts == 0
        assert waiting.next_attempt_at is not None
        assert world.clock.now() < waiting.next_attempt_at <= start + PATIENCE
        assert await world.outbox.deliver_due() == []
        assert await world.outbox.trouble_with([waiting]) is None
        world.clock.time = waiting.next_attempt_at
    assert tries == (PATIENCE - FRESH_FOR) // TRIED_EVERY
    [sent] = await world.outbox.deliver_due()
    assert sent.state is DeliveryState.SENT
    page = "creator’s" if about is About.CREATOR else "video’s"
    assert fields(sent)["Numbers"] == f"≈ as of 2026-09-21 14:13 UTC: the {page} page couldn’t be loaded."
    assert world.discord.posts == 1


async def unreachable(handle: str, video_id: int) -> Any:
    raise Unreachable(Capability.VIDEO)


async def test_one_that_waits_keeps_no_other_from_going_out(world: World) -> None:
    await queued(world)
    world.clock.time += FRESH_FOR + 1
    world.tiktok.creators["creator1"] = Unreachable(Capability.CREATOR)
    await world.outbox.deliver_due()
    world.tiktok.creators["creator2"] = creator(2, at=world.clock.now())
    assert (await world.posting.post("creator2", CHANNEL)).state is DeliveryState.SENT


@pytest.mark.parametrize(
    ("error", "waits"),
    [
        (Blocked(Capability.CREATOR), TRIED_EVERY),
        (BudgetSpent(0, Capability.CREATOR), TRIED_EVERY),
        (BudgetSpent(1_790_003_601 + 1_800, Capability.CREATOR), 1_800),
        (BudgetSpent(1_790_003_601 + 9_000, Capability.CREATOR), HOUR),
    ],
)
async def test_it_is_tried_again_when_tiktok_may_be_asked(world: World, error: TikTokError, waits: int) -> None:
    await queued(world)
    world.clock.time += FRESH_FOR + 1
    world.tiktok.creators["creator1"] = error
    [waiting] = await world.outbox.deliver_due()
    assert waiting.next_attempt_at == int(world.clock.now()) + waits


async def test_during_a_cooldown_only_the_user_has_tiktok_asked(world: World) -> None:
    delivery = await queued(world)
    world.clock.time += FRESH_FOR + 1
    for number in (8, 9):  # two in a row start a cooldown
        world.tiktok.creators[f"creator{number}"] = Blocked(Capability.CREATOR)
        with pytest.raises(Blocked):
            await world.creators.check(f"creator{number}")
    measured_now(world)
    world.tiktok.asked.clear()
    [waiting] = await world.outbox.deliver_due()
    assert (waiting.state, world.tiktok.asked) == (DeliveryState.QUEUED, [])
    assert (await world.outbox.deliver(delivery)).state is DeliveryState.SENT
    assert world.tiktok.asked == ["creator creator1"]


@pytest.mark.parametrize("error", [HandleTaken("creator1", creator(2)), Private(Capability.CREATOR)])
async def test_what_is_gone_is_not_posted_and_says_so(world: World, error: TikTokError) -> None:
    await queued(world)
    world.clock.time += FRESH_FOR + 1
    world.tiktok.creators["creator1"] = error
    [refused] = await world.outbox.deliver_due()
    assert (refused.state, refused.error_code) == (DeliveryState.FAILED, error.kind)
    assert refused.error is not None
    assert refused.error.startswith(error.sentence.split(";", maxsplit=1)[0])
    assert world.discord.posts == 0


async def test_a_creator_who_has_become_private_is_not_posted(world: World) -> None:
    await queued(world)
    world.clock.time += FRESH_FOR + 1
    world.tiktok.creators["creator1"] = creator(1, private=True, at=world.clock.now())
    [refused] = await world.outbox.deliver_due()
    assert (refused.state, world.discord.posts) == (DeliveryState.FAILED, 0)


async def test_a_creator_not_found_once_is_waited_for_and_one_that_is_missing_is_not_posted(world: World) -> None:
    await queued(world)
    world.clock.time += FRESH_FOR + 1
    world.tiktok.creators["creator1"] = NotFound(Capability.CREATOR)
    [waiting] = await world.outbox.deliver_due()
    assert waiting.state is DeliveryState.QUEUED
    while waiting.state is DeliveryState.QUEUED:
        assert waiting.next_attempt_at is not None
        world.clock.time = waiting.next_attempt_at
        [waiting] = await world.outbox.deliver_due()
    assert (waiting.state, waiting.error_code) == (DeliveryState.FAILED, NotFound.kind)
    assert world.discord.posts == 0


async def test_a_video_that_is_gone_is_not_posted(world: World) -> None:
    await queued(world, about=About.VIDEO)
    world.clock.time += FRESH_FOR + 1
    world.tiktok.videos = []
    [refused] = await world.outbox.deliver_due()
    assert (refused.state, refused.error_code) == (DeliveryState.FAILED, "not_found")
    assert (refused.error or "").startswith("TikTok doesn’t show this video.")


async def test_after_a_pause_the_numbers_are_measured_again(world: World) -> None:
    await queued(world)
    world.is_paused = True
    world.clock.time += 24 * HOUR
    assert await world.outbox.deliver_due() == []
    world.is_paused = False
    measured_now(world)
    [sent] = await world.outbox.deliver_due()
    assert fields(sent)["Followers"] == "60K"


async def test_after_an_attempt_nothing_is_changed_any_more(world: World) -> None:
    delivery = await queued(world)
    world.discord.faults_before = [OutcomeUnknown()]
    world.discord.find_faults = [OutcomeUnknown()]
    [doubtful] = await world.outbox.deliver_due()
    assert doubtful.state is DeliveryState.NEEDS_REVIEW
    world.clock.time += FRESH_FOR / 2
    measured_now(world)
    world.clock.time += FRESH_FOR
    world.tiktok.asked.clear()
    after = await world.outbox.deliver(doubtful)  # looked for, too late to be sent again by itself
    assert (after.payload, world.tiktok.asked) == (delivery.payload, [])


async def test_a_person_who_has_it_posted_again_gets_new_numbers(world: World) -> None:
    await queued(world)
    [sent] = await world.outbox.deliver_due()
    world.clock.time += 48 * HOUR
    measured_now(world)
    again = await world.outbox.settle(sent.id, is_posted=False)
    assert (again.state, fields(again)["Followers"]) == (DeliveryState.SENT, "60K")
    assert world.discord.posts == 2


async def test_nothing_is_measured_for_a_channel_that_takes_no_posts(world: World) -> None:
    await queued(world)
    world.clock.time += FRESH_FOR + 1
    world.discord.missing = ("Send Messages",)
    [refused] = await world.outbox.deliver_due()
    assert refused.error_code == NoPermission.kind
    assert world.tiktok.asked == []


async def test_what_an_earlier_database_posted_is_not_measured(world: World) -> None:
    await queued(world)
    world.clock.time += FRESH_FOR + 1
    key = delivery_key(Subject.creator(1), CHANNEL, PROFILE_OCCASION)
    world.discord.earlier = EarlierPosts(posts=(EarlierPost(message_id=77, thread_id=77, key=key),), complete=True)
    [known] = await world.outbox.deliver_due()
    assert (known.state, known.thread_id, world.discord.posts) == (DeliveryState.SENT, 77, 0)
    assert world.tiktok.asked == []


async def test_one_that_is_cancelled_while_it_is_measured_is_not_sent(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = await queued(world)
    world.clock.time += FRESH_FOR + 1
    measured_now(world)
    ask = world.tiktok.creator

    async def cancelled_meanwhile(*arguments: Any) -> Any:
        await world.outbox.cancel(delivery.id)
        return await ask(*arguments)

    monkeypatch.setattr(world.tiktok, "creator", cancelled_meanwhile)
    [cancelled] = await world.outbox.deliver_due()
    assert (cancelled.state, world.discord.posts) == (DeliveryState.CANCELLED, 0)


async def test_a_video_that_is_no_story_is_posted_once_with_fresh_numbers(world: World) -> None:
    """Such as one of a campaign."""
    by, now = creator(1), world.clock.now()
    old = replace(video(101, likes=40, by=by, at=now), posted_at=int(now - 9 * HOUR))
    await world.store.creators.record_creator(by, int(now))
    await world.store.creators.record_creator_videos(VideoPage(videos=(old,)), int(now))
    preview = await world.posting.draft_video(old.id, CHANNEL, VIDEOS)
    assert preview is not None
    assert preview.payload["video_id"] == "101"
    world.clock.time += FRESH_FOR + 1
    measured_now(world)
    sent = await world.posting.post_video(old.id, CHANNEL)
    assert (sent.state, sent.subject) == (DeliveryState.SENT, Subject.video(old.id))
    assert world.tiktok.asked == ["video 101 of creator1"]
    assert fields(sent)["Likes"] == "200M"
    assert await world.posting.post_video(old.id, CHANNEL) == sent
    assert world.discord.posts == 1


async def test_a_video_that_was_never_measured_is_not_posted(world: World) -> None:
    assert await world.posting.draft_video(101, CHANNEL) is None
    with pytest.raises(BadInput):
        await world.posting.post_video(101, CHANNEL)
