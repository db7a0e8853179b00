"""Candidates are found at the announced cost, and judged with a way back."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from tests.services.candidates import a_brand, in_feed, on_tiktok, pool, watched, work
from tests.services.conftest import World
from tests.services.fakes import creator
from tiktrack_gui.core.discovery.brand_jobs import JobKind
from tiktrack_gui.core.discovery.brands import Age, Audience, StatedAudience
from tiktrack_gui.core.discovery.plans import FoundCounts
from tiktrack_gui.core.discovery.pool import Found, Watch
from tiktrack_gui.core.errors import BadInput, Blocked, NotFound, Unreachable
from tiktrack_gui.core.handles import Handle, Named, ShortLink
from tiktrack_gui.core.models import Origin
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.core.read_table import Standing
from tiktrack_gui.core.sources import Capability


def searched(world: World, term: str, *ids: int, followers: int = 30_000) -> None:
    """TikTok's search shows these creators for the term."""
    shown = [creator(id_, followers, at=world.clock.now()) for id_ in ids]
    found = [replace(one, sample=replace(one.sample, origin=Origin.SEARCH)) for one in shown if one.sample is not None]
    world.tiktok.found[term] = [*world.tiktok.found.get(term, ()), *found]  # type: ignore[misc]


async def test_the_feed_hashtags_and_the_search_are_where_candidates_come_from(world: World) -> None:
    await world.source_list.add("#skincare")
    await in_feed(world, 1, 2)
    await in_feed(world, 3, followers=900)  # too few
    searched(world, "skin care", 2, 5)
    searched(world, "skin care", 6, followers=2_000_000)
    on_tiktok(world, 1, 2, 5)
    brand = await a_brand(world)
    discover = world.discovering.discover
    plan = await discover.plan_find(brand)
    assert (plan.stored, plan.terms, plan.slots, plan.taken) == (2, ("skin care", "skincare"), 40, 0)
    assert world.tiktok.asked == []
    counts = await discover.find(plan)
    assert counts == FoundCounts(stored=2, searched=1, outside=1, queued=3)
    assert {id_: row.found for id_, row in (await pool(world, brand)).items()} == {
        1: Found.FEED,
        2: Found.FEED,
        5: Found.SEARCH,
    }
    assert world.tiktok.asked == ["search skin care", "search skincare"]
    again = await discover.plan_find(brand)
    assert (again.stored, again.taken) == (0, 3)


async def test_as_many_requests_are_made_as_were_announced(world: World) -> None:
    """40 of 60 candidates are read, after two searches; and then daily."""
    await in_feed(world, *range(1, 61))
    on_tiktok(world, *range(1, 61))
    brand = await a_brand(world)
    discover = world.discovering.discover
    plan = await discover.plan_find(brand)
    assert (plan.reads, plan.cost.requests, plan.cost.daily, plan.cost.days) == (40, 82, 80, 14)
    assert plan.cost.seconds == pytest.approx(82 * world.budget.seconds_each(), rel=0.1)
    fewer = await discover.plan_find(brand, ["skin care"], 10)
    assert (fewer.reads, fewer.cost.requests) == (10, 21)
    await discover.find(plan)
    await work(world)
    assert len(world.tiktok.asked) == plan.cost.requests
    assert list((await watched(world)).values()).count(Watch.WATCHED) == 40
    full = await discover.plan_find(brand)
    assert (full.reads, full.taken, full.cost.requests) == (0, 40, 2)


async def test_the_most_promising_are_read_first(world: World) -> None:
    await in_feed(world, 1, 2)
    await in_feed(world, 3, caption="My #skincare")
    await in_feed(world, 4, likes=20_000)  # 200,000 views
    await in_feed(world, 5, caption="Skin care", likes=20_000)
    on_tiktok(world, *range(1, 6))
    brand = await a_brand(world)
    discover = world.discovering.discover
    await discover.find(await discover.plan_find(brand, (), 3))
    assert set(await watched(world)) == {3, 4, 5}
    await work(world)
    assert world.tiktok.asked[0] == "creator creator3"  # of those that wait, in the order of their IDs


async def test_a_blocked_search_costs_only_itself_and_is_made_later(world: World) -> None:
    await in_feed(world, 1)
    on_tiktok(world, 1, 7)
    world.tiktok.found["skin care"] = Blocked(Capability.SEARCH)
    brand = await a_brand(world)
    discover = world.discovering.discover
    with pytest.raises(Blocked):
        await discover.find(await discover.plan_find(brand, ["skin care"]))
    await work(world)
    assert await watched(world) == {1: Watch.WATCHED}
    assert world.tiktok.asked.count("search skin care") == 1
    world.tiktok.found.clear()
    searched(world, "skin care", 7)
    world.clock.time += 3600
    await work(world)
    assert set(await pool(world, brand)) == {1, 7}
    assert await world.store.brand_jobs.all() == []


async def test_a_search_that_was_killed_goes_on(world: World) -> None:
    """What `find` keeps first is all there is after a restart."""
    await in_feed(world, 1)
    on_tiktok(world, 1, 7)
    searched(world, "skin care", 7)
    brand = await a_brand(world)
    assert brand.id is not None
    await world.store.candidates.add(brand.id, [(1, Found.FEED)], 1)
    await world.store.brand_jobs.keep(brand.id, JobKind.SEARCH, ["skin care"], 1)
    await world.store.brand_jobs.keep(brand.id, JobKind.READ, ["2"], 1)
    await work(world)
    assert await watched(world) == {1: Watch.WATCHED, 7: Watch.WATCHED}
    assert await world.store.brand_jobs.all() == []
    assert len(world.tiktok.asked) == 5


async def test_searches_that_a_cool_down_holds_up_are_waited_for_in_peace(world: World) -> None:
    brand = await a_brand(world)
    assert brand.id is not None
    world.tiktok.found["moss"] = Blocked(Capability.SEARCH)
    with pytest.raises(Blocked):
        await world.discovering.discover.find(await world.discovering.discover.plan_find(brand, ["moss"], 0))
    await world.store.brand_jobs.keep(brand.id, JobKind.SEARCH, ["other"], int(world.clock.now()))
    await world.store.brand_jobs.keep(brand.id, JobKind.READ, ["2"], int(world.clock.now()))
    watching = world.discovering.watching
    await watching.plan()
    assert watching.next_at == world.health.not_before(Capability.SEARCH, world.tiktok.name)
    assert world.tiktok.asked == ["search moss"]


async def test_candidates_are_chosen_once_whoever_does_it(world: World) -> None:
    await in_feed(world, *range(1, 9))
    brand = await a_brand(world)
    assert brand.id is not None
    await world.store.candidates.add(brand.id, [(id_, Found.FEED) for id_ in range(1, 9)], 1)
    [choice] = await world.store.brand_jobs.keep(brand.id, JobKind.READ, ["3"], 1)
    work_of_two = world.discovering.work.choose(choice), world.discovering.work.choose(choice)
    assert sorted(await asyncio.gather(*work_of_two)) == [0, 3]
    assert len(await watched(world)) == 3


async def test_pasted_creators_are_looked_up_and_read_at_the_announced_cost(world: World) -> None:
    on_tiktok(world, 1, 2)
    world.tiktok.destinations["https://vm.tiktok.com/x/"] = "https://www.tiktok.com/@creator2"
    brand = await a_brand(world)
    discover = world.discovering.discover
    assert discover.plan_add(2).requests == 4
    named: list[Named] = [Handle("creator1"), ShortLink("https://vm.tiktok.com/x/"), Handle("creator3")]
    assert await discover.add(brand, named) == []
    world.tiktok.creators["creator3"] = NotFound(Capability.CREATOR)
    await work(world)
    assert {id_: row.found for id_, row in (await pool(world, brand)).items()} == {1: Found.GIVEN, 2: Found.GIVEN}
    assert set((await watched(world)).values()) == {Watch.WATCHED}
    assert sorted(one for one in world.tiktok.asked if not one.startswith("destination")) == [
        "creator creator1",
        "creator creator2",
        "creator creator3",
        "videos creator1",
        "videos creator2",
    ]
    [failed] = await discover.pending(brand.id or 0)
    assert (failed.given, failed.state) == ("@creator3", PendingState.FAILED)
    on_tiktok(world, 3)
    await discover.retry([failed])
    await work(world)
    assert set(await pool(world, brand)) == {1, 2, 3}
    assert await discover.pending(brand.id or 0) == []


async def test_pasted_creators_wait_for_the_network(world: World) -> None:
    world.tiktok.creators["creator1"] = Unreachable()
    brand = await a_brand(world)
    await world.discovering.discover.add(brand, [Handle("creator1")])
    with pytest.raises(Unreachable):
        await world.discovering.watching.work_due()
    on_tiktok(world, 1)
    world.clock.time += 600
    await work(world)
    assert set(await pool(world, brand)) == {1}


async def test_a_list_is_sorted_out_without_asking_tiktok(world: World) -> None:
    await in_feed(world, 1, 2)
    brand = await a_brand(world)
    discover = world.discovering.discover
    await discover.find(await discover.plan_find(brand, (), 0))
    await world.store.creators.track(2, 1)
    world.tiktok.creators["creator8"] = creator(8)
    await world.creators.add("creator8")
    world.tiktok.asked.clear()
    await discover.add(brand, [Handle("later")])
    table = await discover.sort_out(brand, ["@creator1, @creator8, @new, @later, @new, a b"])
    assert [entry.standing for entry in table.entries] == [
        Standing.THERE,
        Standing.TRACKED,
        Standing.NEW,
        Standing.WAITING,
        Standing.TWICE,
        Standing.REFUSED,
    ]
    assert world.tiktok.asked == []
    assert await discover.add(brand, table.new, table.tracked) == [8]


async def test_of_a_tracked_candidate_only_the_videos_are_read(world: World) -> None:
    on_tiktok(world, 8)
    await world.creators.add("creator8")
    brand = await a_brand(world)
    discover = world.discovering.discover
    world.tiktok.asked.clear()
    assert await discover.add(brand, (), [8]) == [8]
    await work(world)
    assert world.tiktok.asked == ["videos creator8"]
    assert (await pool(world, brand))[8].niche_matches == 9
    assert (await discover.plan_read([8])).requests == 1


async def test_dismissing_tracking_and_stating_are_taken_back(world: World) -> None:
    await in_feed(world, 1, 2)
    brand = await a_brand(world)
    assert brand.id is not None
    discover = world.discovering.discover
    told: list[object] = []
    discover.changed.connect(told.append)
    await discover.find(await discover.plan_find(brand, (), 0))
    undo = await discover.dismiss(brand.id, [1])
    assert (await pool(world, brand))[1].dismissed_at == world.clock.now()
    await undo()
    assert (await pool(world, brand))[1].dismissed_at is None
    await discover.looked(brand.id)
    assert (await world.discovering.brands.find(brand.id)).looked_at == world.clock.now()

    picks = await world.lists.create("Picks")
    await world.store.creators.track(2, 1)
    undo = await discover.track([1, 2], picks.id)
    assert [entry.creator.id for entry in await world.lists.entries(picks.id)] == [1, 2]
    assert {id_: row.watch for id_, row in (await pool(world, brand)).items()} == {1: Watch.TRACKED, 2: Watch.TRACKED}
    await undo()
    assert await world.lists.entries(picks.id) == []
    assert [entry.creator.id for entry in await world.creators.tracked()] == [2]

    audience = Audience(ages={Age.FROM_18: 0.4})
    stated = StatedAudience(creator_id=1, on="2026-01-01", audience=audience, entered_at=5)
    undo = await discover.state(stated)
    later = await discover.state(replace(stated, on="2026-02-01"))
    await later()
    assert await discover.stated(1) == stated
    await undo()
    assert await discover.stated(1) is None
    await discover.state(stated)
    undo = await discover.unstate(1)
    assert await discover.stated(1) is None
    await undo()
    assert await discover.stated(1) == stated
    with pytest.raises(BadInput, match="future"):
        await discover.state(replace(stated, on="2999-01-01"))
    assert {brand.id, None} <= set(told)
