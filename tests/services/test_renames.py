"""An account is its ID: what becomes of renamed ones, of taken handles, and of counts that vanish."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.services.conftest import World
from tests.services.fakes import CHANNEL, creator, video
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.errors import EmptyCounts, HandleTaken, LoginNeeded, NotFound
from tiktrack_gui.core.freshness import FRESH_FOR
from tiktrack_gui.core.models import Creator, VideoPage
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.tracked import CreatorState

RULES = PostingRules(min_followers=10_000, recent_days=30, at_most=5)


def named(id_: int, handle: str, world: World, followers: int = 50_000) -> Creator:
    return replace(creator(id_, followers, at=world.clock.now()), handle=handle)


async def tracking(world: World) -> None:
    """Tracks account 1, @creator1; then an hour passes."""
    world.tiktok.creators = {"creator1": creator(1)}
    await world.creators.add("creator1")
    world.clock.time += 3600


async def state(world: World) -> tuple[str, str, int]:
    [entry] = [entry for entry in await world.creators.tracked() if entry.creator.id == 1]
    return entry.creator.handle, entry.state, entry.not_found_count


# Renamed


async def test_a_renamed_creator_is_followed_and_the_rename_is_said(world: World) -> None:
    await tracking(world)
    said: list[tuple[str, str]] = []
    world.creators.renamed.connect(lambda old, new: said.append((old, new)))
    world.tiktok.creators = {"newname": named(1, "newname", world, 51_000)}
    [checked] = await world.creators.refresh()
    assert (checked.error, checked.formerly, checked.creator.handle) == (None, "creator1", "newname")
    assert said == [("creator1", "newname")]
    assert await state(world) == ("newname", CreatorState.ACTIVE, 0)
    assert [sample.followers for sample in await world.creators.growth_of(1)] == [50_000, 51_000]


async def test_other_case_or_an_id_instead_of_a_name_is_no_rename(world: World) -> None:
    world.tiktok.creators = {"creator1": replace(creator(1), handle="Creator1")}
    assert (await world.creators.add("creator1")).formerly is None
    world.tiktok.creators = {"creator1": replace(creator(1), handle="Creator1")}
    assert (await world.creators.refresh())[0].formerly is None


async def test_a_missing_creator_comes_back_under_its_new_name_when_it_is_named(world: World) -> None:
    await tracking(world)
    world.tiktok.creators = {}
    for _ in range(3):
        world.clock.time += 3600
        await world.creators.refresh()
    assert (await state(world))[1] == CreatorState.MISSING
    world.tiktok.creators = {"newname": named(1, "newname", world)}
    assert await world.creators.refresh() == []
    [checked] = await world.creators.refresh(["creator1"])
    assert checked.formerly == "creator1"
    assert (await state(world))[:2] == ("newname", CreatorState.ACTIVE)


async def test_adding_an_old_name_says_the_new_one(world: World) -> None:
    world.tiktok.creators = {"oldname": creator(7)}
    checked = await world.creators.add("oldname")
    assert (checked.formerly, checked.creator.handle, checked.instead_of) == ("oldname", "creator7", None)
    await tracking(world)
    world.tiktok.creators = {"newname": named(1, "newname", world)}
    checked = await world.creators.add("creator1")
    assert (checked.formerly, checked.creator.handle, checked.instead_of) == ("creator1", "newname", None)


# Taken


async def test_a_stranger_is_never_measured_as_the_tracked_one(world: World) -> None:
    await tracking(world)
    world.tiktok.creators = {"creator1": named(2, "creator1", world, 12)}
    for count, expected in enumerate((CreatorState.HANDLE_TAKEN, CreatorState.HANDLE_TAKEN, CreatorState.MISSING), 1):
        world.clock.time += 3600
        [checked] = await world.creators.refresh()
        assert isinstance(checked.error, HandleTaken)
        assert "the account you track was renamed or closed" in checked.error.sentence
        assert await state(world) == ("creator1", expected, count)
    assert [sample.followers for sample in await world.creators.growth_of(1)] == [50_000]
    assert await world.store.creators.find(2) is None


async def test_one_who_may_be_there_still_does_not_become_missing(world: World) -> None:
    await tracking(world)
    doubted = NotFound(Capability.CREATOR)
    doubted.confirmed = False
    for trouble, expected in ((doubted, 4), (LoginNeeded(Capability.CREATOR), 4)):
        world.tiktok.creators = {"creator1": trouble}
        for _ in range(4):
            world.clock.time += 3600
            await world.creators.refresh()
        assert await state(world) == ("creator1", CreatorState.ACTIVE, expected)
    world.tiktok.creators = {}
    for expected_state in (CreatorState.ACTIVE, CreatorState.ACTIVE, CreatorState.MISSING):
        world.clock.time += 3600
        await world.creators.refresh()
        assert (await state(world))[1] == expected_state


async def test_adding_a_taken_handle_tracks_its_holder_beside_the_other(world: World) -> None:
    await tracking(world)
    world.tiktok.creators = {"creator1": named(2, "creator1", world, 12)}
    checked = await world.creators.add("creator1")
    assert checked.instead_of is not None
    assert (checked.creator.id, checked.instead_of.id, checked.error) == (2, 1, None)
    assert {entry.creator.id: entry.state for entry in await world.creators.tracked()} == {
        1: CreatorState.HANDLE_TAKEN,
        2: CreatorState.ACTIVE,
    }
    named_so = await world.store.creators.creator_named("creator1")
    assert named_so is not None
    assert named_so.id == 2
    [again] = await world.creators.refresh(["creator1"])
    assert again.creator.id == 2


async def test_adding_one_whose_former_owner_was_renamed_tracks_both(world: World) -> None:
    await tracking(world)
    world.tiktok.creators = {"creator1": named(2, "creator1", world, 12), "newname": named(1, "newname", world)}
    checked = await world.creators.add("creator1")
    assert checked.instead_of is not None
    assert (checked.creator.id, checked.instead_of.handle) == (2, "newname")
    assert [entry.creator.handle for entry in await world.creators.tracked()] == ["newname", "creator1"]


async def test_a_video_in_the_feed_takes_the_handle_from_whoever_had_it(world: World) -> None:
    await tracking(world)
    world.tiktok.videos = [video(5, by=named(2, "Creator1", world, 12_000))]
    await world.trending.refresh(50, Criteria())
    assert (await state(world))[1] == CreatorState.HANDLE_TAKEN
    world.tiktok.creators = {"creator1": named(1, "creator1", world)}  # it got it back
    await world.creators.refresh()
    found = await world.store.creators.creator_named("creator1")
    assert found is not None
    assert found.id == 1


async def test_tracking_the_author_of_a_story_does_not_track_a_stranger(world: World) -> None:
    world.tiktok.videos = [video(5, by=creator(1))]
    await world.trending.refresh(50, Criteria())
    world.tiktok.creators = {"creator1": named(2, "creator1", world)}
    checked = await world.creators.add_account(creator(1))
    assert isinstance(checked.error, HandleTaken)
    assert "the account TikTrack knew" in checked.error.sentence
    assert [entry.creator.id for entry in await world.creators.tracked()] == [1]


# Posting


async def test_a_stranger_is_not_posted_under_the_old_name(world: World) -> None:
    await tracking(world)
    world.clock.time += FRESH_FOR + 1
    world.tiktok.creators = {"creator1": named(2, "creator1", world)}
    delivery = await world.posting.post("creator1", CHANNEL)
    assert (delivery.state, delivery.error_code) == (DeliveryState.FAILED, HandleTaken.kind)
    assert delivery.error is not None
    assert delivery.error.startswith("@creator1 is somebody else now")
    with pytest.raises(HandleTaken):
        await world.posting.preview("creator1", CHANNEL)
    assert world.discord.posts == 0


async def test_nor_by_a_run_that_finds_it_when_it_sends_or_looks_for_videos(world: World) -> None:
    stories = [
        video(100 + id_, likes=100_000_000, by=creator(id_), minutes=60 * 24 * 60 * (id_ - 1) + 60) for id_ in (1, 2)
    ]
    world.tiktok.videos = stories
    await world.trending.refresh(50, Criteria())
    world.clock.time += FRESH_FOR + 1
    stranger = named(9, "creator1", world)
    world.tiktok.creators = {"creator1": stranger}
    world.tiktok.pages = {"creator2": HandleTaken("creator2", stranger, Capability.CREATOR_VIDEOS)}
    decisions = await world.choosing.choose(CHANNEL, RULES, explain=[creator(1), creator(2)])
    assert [decision.creator.id for decision in decisions if decision.refusal is None] == [1]
    assert "@creator2 is somebody else now" in str(decisions)
    await world.posting.queue(decisions, CHANNEL)
    [refused] = await world.outbox.deliver_due()
    assert refused.state is DeliveryState.FAILED
    assert refused.error is not None
    assert refused.error.startswith("@creator1 is somebody else now")
    assert world.discord.posts == 0
    assert await world.choosing.choose(CHANNEL, RULES) == []


async def test_a_renamed_one_is_posted_under_its_new_name(world: World) -> None:
    world.tiktok.videos = [video(101, likes=100_000_000, by=creator(1))]
    await world.trending.refresh(50, Criteria())
    world.clock.time += FRESH_FOR + 1
    world.tiktok.creators = {"newname": named(1, "newname", world), "creator1": named(2, "creator1", world)}
    world.tiktok.pages = {"creator1": VideoPage(videos=(video(101, by=creator(1)),))}
    [delivery] = await world.posting.post_chosen(await world.choosing.choose(CHANNEL, RULES), CHANNEL)
    assert delivery.creator_id == 1
    assert "newname" in delivery.payload["thread_name"]


# Counts that vanish


@pytest.mark.parametrize("shape", ["all", "followers", "likes"])
async def test_zeros_are_believed_when_the_next_run_shows_them_again(world: World, shape: str) -> None:
    await tracking(world)
    vanished: dict[str, Any] = {"all": dict.fromkeys(("followers", "following", "likes", "videos"), 0)}.get(
        shape, {shape: 0}
    )
    known = creator(1).sample
    assert known is not None
    earlier = replace(known, likes=9_000)
    await world.store.creators.record_creator(replace(creator(1), sample=earlier), earlier.at)
    world.tiktok.creators = {
        "creator1": replace(creator(1), sample=replace(earlier, at=int(world.clock.now()), **vanished))
    }
    [checked] = await world.creators.refresh()
    assert isinstance(checked.error, EmptyCounts)
    assert checked.creator.sample == earlier
    assert await world.creators.growth_of(1) == [earlier]
    world.clock.time += 3600
    world.tiktok.creators = {
        "creator1": replace(creator(1), sample=replace(earlier, at=int(world.clock.now()), **vanished))
    }
    [checked] = await world.creators.refresh()
    assert checked.error is None
    assert len(await world.creators.growth_of(1)) == 2


async def test_a_not_found_in_between_is_no_confirmation(world: World) -> None:
    await tracking(world)
    world.tiktok.creators = {}
    await world.creators.refresh()
    world.clock.time += 3600
    world.tiktok.creators = {"creator1": named(1, "creator1", world, 0)}
    [checked] = await world.creators.refresh()
    assert isinstance(checked.error, EmptyCounts)


async def test_zeros_in_the_feed_are_not_stored_at_once(world: World) -> None:
    world.tiktok.videos = [video(5, likes=9_000)]
    await world.trending.refresh(50, Criteria())
    [before] = (await world.store.runs.earlier_samples([5], 2**40)).values()
    for hour, stored in ((1, 9_000), (2, 0)):
        world.clock.time += 3600
        at = world.clock.now()
        world.tiktok.videos = [video(5, likes=0, by=creator(5, 0, at=at), at=at)]
        await world.trending.refresh(50, Criteria())
        [newest] = (await world.store.runs.earlier_samples([5], 2**40)).values()
        assert newest.likes == stored, f"hour {hour}"
    assert before.likes == 9_000
    author = await world.store.creators.find(5)
    assert author is not None
    assert author.sample is not None
    assert author.sample.followers == 50_000
