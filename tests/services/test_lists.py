"""The lists as their users change them, and take a change back."""

from __future__ import annotations

import pytest

from tests.services.conftest import World
from tests.services.fakes import creator
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.services.lists import CreatorLists


@pytest.fixture
async def lists(world: World) -> CreatorLists:
    """Three tracked creators."""
    world.tiktok.creators = {f"creator{number}": creator(number) for number in (1, 2, 3)}
    for handle in world.tiktok.creators:
        await world.creators.add(handle)
    return CreatorLists(world.store, world.clock)


def heard(lists: CreatorLists) -> tuple[list[list[str]], list[int | None]]:
    """The names and the filled lists, of each signal from now on."""
    names: list[list[str]] = []
    filled: list[int | None] = []

    def changed(found: tuple[CreatorList, ...]) -> None:
        names.append([one.name for one in found])

    lists.changed.connect(changed)
    lists.filled.connect(filled.append)
    return names, filled


async def test_a_list_is_created_renamed_and_found_by_its_name(lists: CreatorLists) -> None:
    names, _ = heard(lists)
    food = await lists.create("  Food ")
    with pytest.raises(BadInput, match="already"):
        await lists.create("FOOD")
    undo = await lists.rename(food.id, "food")
    assert (await lists.named("Food ")).name == "food"
    await undo()
    assert names == [["Food"], ["food"], ["Food"]]
    with pytest.raises(BadInput, match="no list named “Cats”"):
        await lists.named("Cats")


async def test_creators_are_put_on_it_moved_and_taken_off(lists: CreatorLists, world: World) -> None:
    food = await lists.create("Food")
    _, filled = heard(lists)
    await lists.add(food.id, [1, 2])
    await lists.put(food.id, [3, 2], 1)
    assert [entry.creator.id for entry in await lists.entries(food.id)] == [3, 2, 1]
    undo = await lists.drop(food.id, [2])
    assert [entry.creator.id for entry in await lists.entries(food.id)] == [3, 1]
    await undo()
    assert [entry.creator.id for entry in await lists.entries(food.id)] == [3, 2, 1]
    await lists.put(None, [3], 1)
    assert [entry.creator.id for entry in await world.creators.tracked()] == [3, 1, 2]
    assert filled == [food.id] * 4 + [None]
    assert await lists.lists_of(2) == [food.id]


async def test_a_deleted_list_comes_back_unless_its_name_is_taken(lists: CreatorLists) -> None:
    food = await lists.create("Food")
    await lists.add(food.id, [2, 1])
    undo = await lists.remove(food.id)
    assert await lists.all() == []
    other = await lists.create("food")
    with pytest.raises(BadInput, match="already"):
        await undo()
    await lists.rename(other.id, "Other")
    await undo()
    assert {one.name: one.creators for one in await lists.all()} == {"Food": 2, "Other": 0}
