"""Candidates are read once, then daily for some days, at the announced cost, and never twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.services.candidates import SKIN_CARE, a_brand, in_feed, on_tiktok, pool, watched, work
from tests.services.conftest import World
from tiktrack_gui.app.discovering import discovering
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.pool import Found, Watch
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.errors import (
    Blocked,
    BudgetSpent,
    Changed,
    NoBrowser,
    NotFound,
    Private,
    TikTokError,
    Timeout,
    Unreachable,
)
from tiktrack_gui.core.requests import Reason
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.services.refreshing import RESTS


def restart(world: World) -> None:
    """The program was killed and starts again: nothing but the database is left."""
    world.discovering = discovering(
        world.tiktok,
        world.creators,
        world.lists,
        world.source_list,
        world.store,
        world.health,
        world.budget,
        lambda: world.constants,
        world.clock,
    )


async def found(world: World, *ids: int) -> Brand:
    """These creators are candidates of a brand, seen in the feed."""
    await in_feed(world, *ids)
    on_tiktok(world, *ids)
    brand = await a_brand(world)
    await world.discovering.discover.find(await world.discovering.discover.plan_find(brand, (), 0))
    assert set(await pool(world, brand)) == set(ids)
    return brand


def asked(world: World) -> Counter[str]:
    return Counter(world.tiktok.asked)


async def days(world: World, number: int, *ids: int) -> None:
    """Lets days pass with the timer running, TikTok showing fresh numbers each hour."""
    for _ in range(number * 24):
        world.clock.time += HOUR
        on_tiktok(world, *ids)
        await work(world)


async def test_a_candidate_is_read_once_and_then_daily_for_fourteen_days(world: World) -> None:
    brand = await found(world, 1)
    await world.discovering.discover.read([1])
    cost = await world.discovering.discover.plan_read([1])
    assert cost.requests == 0  # it waits already
    await work(world)
    assert asked(world) == {"creator creator1": 1, "videos creator1": 1}
    row = (await pool(world, brand))[1]
    assert (row.watch, row.read_at) == (Watch.WATCHED, world.clock.now())
    assert (row.niche_matches, row.niche_captions) == (9, 10)
    assert row.videos == 10
    await days(world, 13, 1)
    assert asked(world) == {"creator creator1": 14, "videos creator1": 14}
    assert await watched(world) == {1: Watch.WATCHED}
    await days(world, 20, 1)
    assert asked(world) == {"creator creator1": 15, "videos creator1": 15}
    assert (await pool(world, brand))[1].watch == Watch.DONE


async def test_a_tracked_candidate_is_left_to_the_refreshing_of_the_tracked(world: World) -> None:
    brand = await found(world, 1)
    await world.discovering.discover.read([1])
    await work(world)
    undo = await world.discovering.discover.track([1])
    world.tiktok.asked.clear()
    await days(world, 3, 1)
    assert world.tiktok.asked == []
    assert (await pool(world, brand))[1].watch == Watch.TRACKED
    await undo()
    await days(world, 2, 1)
    assert asked(world)["creator creator1"] == 3  # one makes up for those that were missed


async def test_no_more_than_fit_are_watched_at_once(world: World) -> None:
    world.constants = replace(world.constants, watched_at_once=2)
    await found(world, 1, 2, 3)
    await world.discovering.discover.read([1, 2, 3])
    await work(world)
    assert await watched(world) == {1: Watch.WATCHED, 2: Watch.WATCHED, 3: Watch.WAITING}
    assert "creator creator3" not in world.tiktok.asked
    await world.discovering.discover.dismiss(1, [1])  # makes room
    await work(world)
    assert await watched(world) == {2: Watch.WATCHED, 3: Watch.WATCHED}


async def test_a_dismissed_candidate_is_not_read_any_more_until_that_is_taken_back(world: World) -> None:
    brand = await found(world, 1)
    await world.discovering.discover.read([1])
    await work(world)
    undo = await world.discovering.discover.dismiss(brand.id or 0, [1])
    world.tiktok.asked.clear()
    await days(world, 2, 1)
    assert world.tiktok.asked == []
    await undo()
    await days(world, 1, 1)
    assert asked(world)["creator creator1"] == 2  # one makes up for those that were missed


@pytest.mark.parametrize("after", range(1, 6))
async def test_a_killed_job_goes_on_without_reading_again(world: World, after: int) -> None:
    """Killed after each of the six requests it takes."""
    await found(world, 1, 2, 3)
    await world.discovering.discover.read([1, 2, 3])
    answers, world.tiktok.pages = world.tiktok.pages, dict(world.tiktok.pages)

    class Killed(BaseException):
        pass

    creator_of, videos_of = world.tiktok.creator, world.tiktok.creator_videos

    def check() -> None:
        if len(world.tiktok.asked) == after:
            raise Killed

    async def dying_creator(handle: str, known: object = None) -> object:
        check()
        return await creator_of(handle, known)  # type: ignore[arg-type]

    async def dying_videos(handle: str, known: object = None) -> object:
        check()
        return await videos_of(handle, known)  # type: ignore[arg-type]

    world.tiktok.creator, world.tiktok.creator_videos = dying_creator, dying_videos  # type: ignore[assignment,method-assign]
    with pytest.raises(Killed):
        await work(world)
    world.tiktok.creator, world.tiktok.creator_videos = creator_of, videos_of  # type: ignore[method-assign]
    assert len(world.tiktok.asked) == after
    world.tiktok.pages = answers
    restart(world)
    world.clock.time += MINUTE
    await work(world)
    assert asked(world) == {f"{what} creator{id_}": 1 for what in ("creator", "videos") for id_ in (1, 2, 3)}
    assert set((await watched(world)).values()) == {Watch.WATCHED}


@pytest.mark.parametrize(
    ("trouble", "state"),
    [(NotFound(Capability.CREATOR), CreatorState.ACTIVE), (Private(Capability.CREATOR), CreatorState.PRIVATE)],
)
async def test_who_is_gone_or_private_is_a_candidate_no_longer(
    world: World, trouble: TikTokError, state: CreatorState
) -> None:
    brand = await found(world, 1, 2)
    world.tiktok.creators["creator1"] = trouble
    await world.discovering.discover.read([1, 2])
    await work(world)
    row = (await pool(world, brand))[1]
    assert (row.watch, row.trouble, row.state) == (Watch.DONE, trouble.kind, state)
    assert await watched(world) == {2: Watch.WATCHED}


async def test_a_private_account_is_found_out_by_its_profile(world: World) -> None:
    brand = await found(world, 1)
    shown = world.tiktok.creators["creator1"]
    assert not isinstance(shown, TikTokError)
    world.tiktok.creators["creator1"] = replace(shown, private=True)
    await world.discovering.discover.read([1])
    await work(world)
    assert world.tiktok.asked == ["creator creator1"]
    assert (await pool(world, brand))[1].trouble == "private"


async def test_an_unreadable_page_is_tried_again_and_then_given_up(world: World) -> None:
    brand = await found(world, 1, 2)
    world.tiktok.pages["creator1"] = Changed(Capability.CREATOR_VIDEOS)
    await world.discovering.discover.read([1, 2])
    await work(world)
    assert await watched(world) == {1: Watch.WAITING, 2: Watch.WATCHED}
    for _ in range(4):
        world.clock.time += HOUR
        await work(world)
    assert asked(world)["videos creator1"] == 3
    assert (await pool(world, brand))[1].trouble == "changed"
    assert (await pool(world, brand))[1].watch == Watch.DONE


@pytest.mark.parametrize("trouble", [Unreachable(), NoBrowser()])
async def test_a_trouble_of_this_computer_is_nobodys_and_is_waited_out(world: World, trouble: TikTokError) -> None:
    brand = await found(world, 1, 2)
    world.tiktok.creators["creator1"] = trouble
    await world.discovering.discover.read([1, 2])
    with pytest.raises(type(trouble)):
        await world.discovering.watching.work_due()
    assert world.discovering.watching.not_before == world.clock.now() + RESTS
    assert [row.trouble for row in (await pool(world, brand)).values()] == [None, None]
    on_tiktok(world, 1)
    world.clock.time += RESTS
    await work(world)
    assert set((await watched(world)).values()) == {Watch.WATCHED}


async def test_a_block_is_waited_out_and_costs_nobody_anything(world: World) -> None:
    brand = await found(world, 1, 2, 3)
    world.tiktok.pages |= dict.fromkeys(("creator1", "creator2"), Blocked(Capability.CREATOR_VIDEOS))
    await world.discovering.discover.read([1, 2, 3])
    with pytest.raises(Blocked):
        await world.discovering.watching.work_due()
    assert "creator creator3" not in world.tiktok.asked  # the second block in a row concerns all
    assert (world.discovering.watching.not_before or 0) > world.clock.now()
    on_tiktok(world, 1, 2)
    world.clock.time += HOUR
    await work(world)
    assert {row.watch for row in (await pool(world, brand)).values()} == {Watch.WATCHED}


async def test_a_spent_budget_is_waited_for(world: World) -> None:
    await found(world, 1)
    world.tiktok.creators["creator1"] = BudgetSpent(world.clock.now() + 1200, Capability.CREATOR, wait=1200)
    await world.discovering.discover.read([1])
    with pytest.raises(BudgetSpent):
        await world.discovering.watching.work_due()
    assert world.discovering.watching.not_before == world.clock.now() + 1200


async def test_a_daily_reading_that_fails_is_told_to_nobody_and_tried_again(world: World) -> None:
    await found(world, 1)
    await world.discovering.discover.read([1])
    await work(world)
    world.clock.time += DAY
    world.tiktok.creators["creator1"] = Unreachable()
    await world.discovering.watching.work_due()
    assert world.discovering.watching.not_before == world.clock.now() + RESTS
    world.tiktok.creators["creator1"] = Timeout(Capability.CREATOR)
    world.clock.time += RESTS
    await work(world)
    [one] = await world.store.candidates.watched()
    assert (one.failures, one.trouble) == (1, "timeout")
    on_tiktok(world, 1)
    world.clock.time += HOUR
    await work(world)
    [one] = await world.store.candidates.watched()
    assert (one.failures, one.trouble) == (0, None)
    assert one.next_at == (one.read_at or 0) + 2 * DAY  # at its time of day again


async def test_daily_readings_that_are_due_at_once_are_spread(world: World) -> None:
    await found(world, 1, 2)
    await world.discovering.discover.read([1, 2])
    await work(world)
    world.tiktok.asked.clear()
    world.clock.time += DAY
    await work(world)
    assert len(world.tiktok.asked) == 2
    world.clock.time += MINUTE
    await work(world)
    assert len(world.tiktok.asked) == 4


async def test_what_is_asked_next_is_told(world: World) -> None:
    await found(world, 1, 2, 3)
    await world.discovering.discover.read([1, 2, 3])
    watching = world.discovering.watching
    [line] = await watching.outlook()
    assert (line.subject, line.reason, line.others) == ("@creator1", Reason.CANDIDATE, 2)
    assert line.takes == pytest.approx(6 * world.budget.seconds_each(), rel=0.2)
    assert await watching.per_hour() == 0
    await work(world)
    [line] = await watching.outlook()
    assert (line.subject, line.reason, line.every, line.at) == (
        "@creator1",
        Reason.EVERY,
        DAY,
        world.clock.now() + DAY,
    )
    assert await watching.per_hour() == 6 / 24


async def test_a_candidate_of_two_brands_is_read_once(world: World) -> None:
    brand = await found(world, 1)
    other = await a_brand(world, replace(SKIN_CARE, name="Other", words=("hello",)))
    await world.store.candidates.add(other.id or 0, [(1, Found.FEED)], 1)
    await world.discovering.discover.read([1])
    await work(world)
    assert asked(world) == {"creator creator1": 1, "videos creator1": 1}
    ours, theirs = (await pool(world, brand))[1], (await pool(world, other))[1]
    assert (ours.niche_matches, theirs.niche_matches) == (9, 1)
