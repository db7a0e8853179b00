"""Creators measured by themselves: whose turn it is, what a list's rhythm changes, and what is believed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.services.conftest import World
from tests.services.fakes import START, creator
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.errors import (
    BadInput,
    Blocked,
    BudgetSpent,
    Captcha,
    Changed,
    LoginNeeded,
    NoBrowser,
    Private,
    TikTokDown,
    TikTokError,
    Timeout,
    Unreachable,
)
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.core.refreshing import OFTENER, SILENT, Rhythm
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.timeline import former_handle
from tiktrack_gui.core.tracked import CONFIRMED_AFTER, CreatorState, TrackedCreator
from tiktrack_gui.services.refreshing import RESTS, Refreshing


async def track(world: World, *ids: int) -> None:
    for id_ in ids:
        world.tiktok.creators[f"creator{id_}"] = creator(id_, at=world.clock.now())
        await world.creators.add(f"creator{id_}")
    world.tiktok.asked.clear()


async def entry(world: World, id_: int) -> TrackedCreator:
    return next(one for one in await world.creators.tracked() if one.creator.id == id_)


def refresh_all_answers(world: World) -> None:
    """TikTok shows everybody as they are at this moment."""
    for handle, shown in world.tiktok.creators.items():
        if not isinstance(shown, TikTokError) and shown.sample is not None:
            sample = replace(shown.sample, at=int(world.clock.now()))
            world.tiktok.creators[handle] = replace(shown, sample=sample)


async def run_until(world: World, end: float, *, restarting: bool = False) -> list[float]:
    """Does what the timer does; returns when somebody was asked for. restarting: before each step."""
    refreshing = world.refreshing
    asked: list[float] = []
    while True:
        if restarting:
            refreshing = Refreshing(world.creators, world.store, world.budget, lambda: HOUR, world.clock)
        await refreshing.plan()
        at = refreshing.not_before
        if at is None or at >= end:
            return asked
        world.clock.time = max(world.clock.time, at)
        refresh_all_answers(world)
        if await refreshing.refresh_due() is not None:
            asked.append(world.clock.now())


async def test_each_creator_is_measured_once_in_its_interval_also_with_restarts(world: World) -> None:
    await track(world, *range(1, 13))
    asked = await run_until(world, START + 6 * HOUR, restarting=True)
    for id_ in range(1, 13):
        moments = [sample.at for sample in await world.creators.growth_of(id_)]
        assert moments[0] == START
        assert (await entry(world, id_)).checked_at is not None
        assert world.tiktok.asked.count(f"creator creator{id_}") in (5, 6)
    assert min(later - earlier for earlier, later in pairwise(asked)) >= HOUR / 12 * 0.8 - 1


async def test_nobody_is_asked_before_their_turn(world: World) -> None:
    await track(world, 1)
    assert await world.refreshing.refresh_due() is None
    assert world.tiktok.asked == []
    assert world.refreshing.next_at is not None
    assert START + HOUR / 2 < world.refreshing.next_at <= START + 1.5 * HOUR + 1


async def test_without_creators_there_is_no_turn(world: World) -> None:
    await world.refreshing.plan()
    assert (world.refreshing.next_at, await world.refreshing.refresh_due()) == (None, None)
    found = await world.refreshing.rhythms_of(None)
    assert (found.creators, found.next_at, found.every) == (0, None, HOUR)


@pytest.mark.parametrize("trouble", [Unreachable(), NoBrowser()])
async def test_a_trouble_of_this_computer_is_nobodys_and_is_waited_out(world: World, trouble: TikTokError) -> None:
    await track(world, 1, 2)
    world.clock.time += 2 * HOUR
    world.tiktok.creators = {"creator1": trouble, "creator2": trouble}
    checked = await world.refreshing.refresh_due()
    assert checked is not None
    assert checked.error is trouble
    assert world.refreshing.not_before == pytest.approx(world.clock.now() + RESTS)
    for id_ in (1, 2):
        one = await entry(world, id_)
        assert (one.not_found_count, one.trouble, one.tried_at) == (0, None, START)
    world.clock.time += RESTS
    world.tiktok.creators = {f"creator{id_}": creator(id_, at=world.clock.now()) for id_ in (1, 2)}
    checked = await world.refreshing.refresh_due()
    assert checked is not None
    assert checked.error is None


async def test_a_spent_budget_is_waited_for(world: World) -> None:
    await track(world, 1)
    world.clock.time += 2 * HOUR
    world.tiktok.creators["creator1"] = BudgetSpent(world.clock.now() + 1200, Capability.CREATOR, wait=1200)
    await world.refreshing.refresh_due()
    assert world.refreshing.not_before == world.clock.now() + 1200
    assert (await entry(world, 1)).trouble is None


async def test_one_that_gets_no_answer_lets_the_others_pass(world: World) -> None:
    await track(world, 1, 2, 3)
    world.tiktok.creators["creator2"] = Changed(Capability.CREATOR)
    await run_until(world, START + 5 * HOUR)
    counted = [world.tiktok.asked.count(f"creator creator{id_}") for id_ in (1, 2, 3)]
    assert counted[0] in (4, 5)
    assert counted[2] in (4, 5)
    assert 4 <= counted[1] <= 8  # sooner at first, then as usual
    assert ((await entry(world, 2)).trouble, (await entry(world, 1)).trouble) == ("changed", None)


async def test_a_list_has_its_own_interval_which_can_be_taken_back(world: World) -> None:
    await track(world, 1, 2)
    food = await world.store.lists.create("Food")
    await world.store.lists.add(food.id, [2], int(START))
    assert (await world.refreshing.demand()) == 2
    undo = await world.refreshing.set_rhythm(food.id, Rhythm(every=DAY))
    assert (await world.refreshing.demand()) == pytest.approx(1 + 1 / 24)
    found = await world.refreshing.rhythms_of(food.id)
    assert (found.rhythm, found.every, found.creators) == (Rhythm(every=DAY), DAY, 1)
    assert found.next_at is not None
    assert START + DAY / 2 < found.next_at <= START + 1.5 * DAY
    assert found.seconds_a_day == pytest.approx(4.5)
    await undo()
    assert (await world.refreshing.rhythms_of(food.id)).rhythm == Rhythm()
    assert (await world.refreshing.rhythms_of(food.id)).every == HOUR


async def test_an_interval_that_is_not_offered_is_refused(world: World) -> None:
    food = await world.store.lists.create("Food")
    with pytest.raises(BadInput):
        await world.refreshing.set_rhythm(food.id, Rhythm(every=5 * MINUTE))
    with pytest.raises(LookupError):
        await world.refreshing.rhythms_of(food.id + 1)


@pytest.mark.parametrize(("weekly", "expected"), [(1.10, OFTENER), (1.0, SILENT)])
async def test_an_adaptive_list_follows_what_was_measured(world: World, weekly: float, expected: float) -> None:
    await track(world, 1)
    food = await world.store.lists.create("Food")
    await world.store.lists.add(food.id, [1], int(START))
    await world.refreshing.set_rhythm(food.id, Rhythm(every=DAY, adaptive=True))
    history = [
        CreatorSample(at=int(START - day * DAY), followers=round(9_000 / weekly ** (day / 7)), videos=20)
        for day in range(1, 35)
    ]
    await world.store.creators.record_history(1, history)
    world.tiktok.creators["creator1"] = creator(1, 9_001, at=START + 2 * DAY)
    world.clock.time += 2 * DAY
    assert await world.refreshing.refresh_due() is not None
    [one] = await world.store.refreshing.candidates()
    assert one.factor == expected
    assert await world.refreshing.demand() == pytest.approx(1 / 24 / expected)


async def test_all_creators_adapt_if_the_settings_say_so(world: World) -> None:
    await track(world, 1, 2)
    food = await world.store.lists.create("Food")
    await world.store.lists.add(food.id, [2], int(START))
    await world.refreshing.set_rhythm(food.id, Rhythm(every=DAY))
    await world.store.refreshing.set_factor(1, SILENT)
    await world.store.refreshing.set_factor(2, SILENT)
    adapts = [False]
    refreshing = Refreshing(world.creators, world.store, world.budget, lambda: HOUR, world.clock, lambda: adapts[0])
    assert await refreshing.demand() == pytest.approx(1 + 1 / 24)
    assert not (await refreshing.rhythms_of(None)).adaptive
    adapts[0] = True
    assert await refreshing.demand() == pytest.approx(1 / SILENT + 1 / 24), "the list has an interval of its own"
    assert (await refreshing.rhythms_of(None)).adaptive
    assert not (await refreshing.rhythms_of(food.id)).adaptive


async def test_not_found_is_believed_only_after_three_runs_apart(world: World) -> None:
    await track(world, 1)
    world.tiktok.creators = {}
    for run in (1, 2):
        world.clock.time += HOUR
        for _ in range(3):  # somebody presses Refresh again and again
            await world.creators.refresh(["creator1"], manual=True)
        one = await entry(world, 1)
        assert (one.state, one.confirmations, one.not_found_count) == (CreatorState.ACTIVE, run, run)
    world.clock.time += CONFIRMED_AFTER
    await world.creators.refresh(["creator1", "@CREATOR1"], manual=True)
    assert (await entry(world, 1)).state == CreatorState.MISSING
    assert await world.store.refreshing.candidates() == []  # it is only asked for by name from now on


NO_ANSWERS = (Blocked, Captcha, Timeout, TikTokDown, Changed, LoginNeeded, Unreachable)


@pytest.mark.parametrize("trouble", NO_ANSWERS)
async def test_a_block_or_a_dead_network_is_never_a_confirmation(world: World, trouble: type[TikTokError]) -> None:
    await track(world, 1)
    world.tiktok.creators = {}
    world.clock.time += HOUR
    await world.creators.refresh(manual=True)
    for _ in range(5):
        world.clock.time += HOUR
        world.tiktok.creators = {"creator1": trouble() if trouble is Unreachable else trouble(Capability.CREATOR)}
        await world.creators.refresh(manual=True)
    one = await entry(world, 1)
    assert (one.state, one.not_found_count, one.confirmations) == (CreatorState.ACTIVE, 1, 1)
    world.clock.time += HOUR
    world.tiktok.creators = {"creator1": creator(1, at=world.clock.now())}
    await world.creators.refresh(manual=True)
    one = await entry(world, 1)
    assert (one.not_found_count, one.confirmations, one.trouble) == (0, 0, None)


async def test_a_private_account_is_there(world: World) -> None:
    await track(world, 1)
    world.tiktok.creators = {}
    world.clock.time += HOUR
    await world.creators.refresh(manual=True)
    world.clock.time += HOUR
    world.tiktok.creators = {"creator1": Private(Capability.CREATOR)}
    await world.creators.refresh(manual=True)
    one = await entry(world, 1)
    assert (one.state, one.not_found_count, one.confirmations) == (CreatorState.PRIVATE, 0, 0)
    assert [sample.followers for sample in await world.creators.growth_of(1)] == [50_000]


async def test_a_renamed_one_is_followed_by_its_id_and_its_former_handle_is_known(world: World) -> None:
    await track(world, 1)
    world.clock.time += 2 * HOUR
    world.tiktok.creators = {"newname": replace(creator(1, 60_000, at=world.clock.now()), handle="newname")}
    checked = await world.refreshing.refresh_due()
    assert checked is not None
    assert checked.formerly == "creator1"
    one = await entry(world, 1)
    assert (one.creator.handle, one.state) == ("newname", CreatorState.ACTIVE)
    history, _ = await world.creators.profile_of(1, 0)
    assert former_handle(history.changes, world.clock.now()) == ("creator1", int(world.clock.now()))
