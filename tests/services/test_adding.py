"""Adding many creators: kept at once, looked up one by one, and what becomes of those that fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.conftest import World
from tests.services.fakes import creator
from tiktrack_gui.clients.table_files import TableFiles
from tiktrack_gui.core.errors import Changed, NotFound, Unreachable
from tiktrack_gui.core.handles import Handle
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.core.pending_reasons import reason_of, tries_of
from tiktrack_gui.core.read_table import Standing
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.look_ups import TRIES


@pytest.fixture
def adding(world: World) -> Adding:
    world.tiktok.creators = {f"creator{number}": creator(number) for number in range(1, 6)}
    return world.adding


def handles(*names: str) -> list[Handle]:
    return [Handle(name) for name in names]


async def states(adding: Adding) -> dict[str, str]:
    return {
        one.given: one.state.value if one.state is PendingState.WAITING else reason_of(one)
        for one in await adding.pending()
    }


async def tracked(world: World) -> list[int]:
    return [entry.creator.id for entry in await world.creators.tracked()]


async def test_what_was_pasted_is_sorted_out_without_asking_tiktok(adding: Adding, world: World) -> None:
    await world.creators.add("creator1")
    asked = len(world.tiktok.asked)
    await adding.keep(handles("creator3"))
    given = "@Creator1, creator2\nhttps://www.tiktok.com/@creator2?x, creator3"
    read = await adding.read([given, "no such name!"])
    assert read.new == handles("creator2")
    assert [one.standing for one in read.entries] == [
        Standing.THERE,
        Standing.NEW,
        Standing.TWICE,
        Standing.WAITING,
        Standing.REFUSED,
    ]
    food = await world.store.lists.create("Food")
    read = await adding.read([given], food.id)
    assert (read.tracked, read.new) == ([1], handles("creator2", "creator3"))
    assert len(world.tiktok.asked) == asked


async def test_all_are_looked_up_and_each_other_one_has_its_reason(adding: Adding, world: World) -> None:
    await adding.keep(handles("creator3", "nobody", "creator1"))
    assert await adding.anybody_waits()
    await adding.look_up_waiting()
    assert await tracked(world) == [3, 1]
    [(given, reason)] = (await states(adding)).items()
    assert given == "@nobody"
    assert reason == str(NotFound(Capability.CREATOR))
    assert not await adding.anybody_waits()


async def test_what_concerns_all_ends_it_and_nobody_is_lost(adding: Adding, world: World) -> None:
    await adding.keep(handles("creator1", "creator2", "creator3"))
    for number in (2, 3):
        world.tiktok.creators[f"creator{number}"] = Unreachable(Capability.CREATOR)
    with pytest.raises(Unreachable):
        await adding.look_up_waiting()
    assert (await tracked(world), await states(adding)) == ([1], {"@creator2": "waiting", "@creator3": "waiting"})
    world.tiktok.creators["creator3"] = creator(3)
    after_a_restart = Adding(world.creators, TableFiles(), world.store, world.clock)
    world.tiktok.creators["creator2"] = creator(2)
    await after_a_restart.look_up_waiting()
    assert (await tracked(world), await states(adding)) == ([1, 2, 3], {})


async def test_what_may_be_over_soon_is_tried_again_but_not_for_ever(adding: Adding, world: World) -> None:
    await adding.keep(handles("creator1", "creator2"))
    world.tiktok.creators["creator1"] = Changed(Capability.CREATOR)
    for _ in range(TRIES - 1):
        await adding.look_up_waiting()
        assert (await states(adding)) == {"@creator1": "waiting"}
    await adding.look_up_waiting()
    [failed] = await adding.pending()
    assert failed.state is PendingState.FAILED
    world.tiktok.creators["creator1"] = creator(1)
    await adding.look_up_waiting()
    assert await tracked(world) == [2]
    await adding.retry([failed])
    await adding.look_up_waiting()
    assert await tracked(world) == [1, 2]


async def test_one_whose_page_cannot_be_reached_does_not_hold_up_the_others(adding: Adding, world: World) -> None:
    await adding.keep(handles("creator1", "creator2", "creator3"))
    world.tiktok.creators["creator1"] = Unreachable(Capability.CREATOR)
    await adding.look_up_waiting()
    assert (await tracked(world), await states(adding)) == ([2, 3], {"@creator1": "waiting"})
    [waiting] = await adding.pending()
    assert (tries_of(waiting), reason_of(waiting)) == (1, str(Unreachable(Capability.CREATOR)))
    for _ in range(TRIES - 1):
        await Adding(world.creators, TableFiles(), world.store, world.clock).look_up_waiting()
    assert await states(adding) == {"@creator1": str(Unreachable(Capability.CREATOR))}


async def test_those_that_failed_come_after_the_others_also_after_a_restart(adding: Adding, world: World) -> None:
    await adding.keep(handles("creator1", "creator2", "creator3", "creator4"))
    for number in (1, 2):
        world.tiktok.creators[f"creator{number}"] = Unreachable(Capability.CREATOR)
    with pytest.raises(Unreachable):
        await adding.look_up_waiting()
    after_a_restart = Adding(world.creators, TableFiles(), world.store, world.clock)
    with pytest.raises(Unreachable):
        await after_a_restart.look_up_waiting()
    assert await tracked(world) == [3, 4]
    assert set((await states(adding)).values()) == {"waiting"}


async def test_the_tries_are_counted_through_a_restart(adding: Adding, world: World) -> None:
    await adding.keep(handles("creator1"))
    world.tiktok.creators["creator1"] = Changed(Capability.CREATOR)
    for _ in range(TRIES):
        await Adding(world.creators, TableFiles(), world.store, world.clock).look_up_waiting()
    assert await states(adding) == {"@creator1": str(Changed(Capability.CREATOR))}


async def test_one_that_is_on_the_list_under_another_handle_is_recognised_by_its_id(
    adding: Adding, world: World
) -> None:
    await world.creators.add("creator1")
    world.tiktok.creators = {"newname": replace(creator(1), handle="newname")}
    await adding.keep(handles("newname"))
    await adding.look_up_waiting()
    assert (await tracked(world), await states(adding)) == ([1], {})


async def test_each_change_is_told(adding: Adding, world: World) -> None:
    heard: list[int] = []
    adding.changed.connect(lambda pending: heard.append(len(pending)))
    kept = await adding.keep(handles("creator1", "nobody"))
    await adding.look_up_waiting()
    await adding.forget(kept)
    assert heard == [2, 1, 1, 0]
