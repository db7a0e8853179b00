"""Lists of tracked creators: their order, who is on them, and the way back."""

from __future__ import annotations

import pytest

from tests.store.examples import FIRST_CREATOR, NOW, a_creator
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.store import Store


@pytest.fixture(autouse=True)
def _creators(store: Store) -> None:
    for number in range(1, 7):
        store.creators.record_creator(a_creator(number), NOW).result()


def ids(*numbers: int) -> list[int]:
    return [FIRST_CREATOR + number for number in numbers]


def names(store: Store) -> list[str]:
    return [one.name for one in store.lists.all().result()]


def on(store: Store, shown: CreatorList) -> list[int]:
    return [entry.creator.id - FIRST_CREATOR for entry in store.lists.entries(shown.id).result()]


def tracked(store: Store) -> list[int]:
    return [entry.creator.id - FIRST_CREATOR for entry in store.creators.tracked().result()]


def test_lists_come_in_the_order_they_were_created_and_are_moved(store: Store) -> None:
    food, paint, cats = (store.lists.create(name).result() for name in ("Food", "Paint", "cats"))
    assert names(store) == ["Food", "Paint", "cats"]
    store.lists.move([cats.id], food.id).result()
    assert names(store) == ["cats", "Food", "Paint"]
    store.lists.move([cats.id, food.id], None).result()
    assert names(store) == ["Paint", "cats", "Food"]
    store.lists.rename(paint.id, "Painting").result()
    assert names(store) == ["Painting", "cats", "Food"]
    assert store.lists.create("Last").result().creators == 0
    assert names(store)[-1] == "Last"


def test_who_is_put_on_a_list_is_tracked_and_may_be_on_several(store: Store) -> None:
    food, paint = store.lists.create("Food").result(), store.lists.create("Paint").result()
    store.creators.track(ids(2)[0], NOW).result()
    store.lists.add(food.id, ids(3, 2), NOW + 1).result()
    store.lists.add(paint.id, ids(2), NOW + 2).result()
    store.lists.add(food.id, ids(1, 3), NOW + 3).result()
    assert (on(store, food), on(store, paint), tracked(store)) == ([3, 2, 1], [2], [2, 3, 1])
    assert [one.creators for one in store.lists.all().result()] == [3, 1]
    assert store.lists.lists_of(ids(2)[0]).result() == [food.id, paint.id]
    assert [entry.added_at for entry in store.lists.entries(food.id).result()] == [NOW + 1, NOW + 1, NOW + 3]


def test_creators_are_moved_within_their_list_and_onto_another(store: Store) -> None:
    food, paint = store.lists.create("Food").result(), store.lists.create("Paint").result()
    store.lists.add(food.id, ids(1, 2, 3, 4), NOW).result()
    store.lists.put(food.id, ids(4, 2), ids(1)[0], NOW).result()
    assert on(store, food) == [4, 2, 1, 3]
    assert tracked(store) == [1, 2, 3, 4]
    store.lists.put(None, ids(4), ids(2)[0], NOW).result()
    assert tracked(store) == [1, 4, 2, 3]
    assert on(store, food) == [4, 2, 1, 3]
    store.lists.put(paint.id, ids(5, 6), None, NOW).result()
    store.lists.put(paint.id, ids(1), ids(6)[0], NOW).result()
    assert (on(store, paint), tracked(store)) == ([5, 1, 6], [1, 4, 2, 3, 5, 6])


def test_who_is_taken_off_a_list_stays_tracked_and_comes_back_where_it_stood(store: Store) -> None:
    food = store.lists.create("Food").result()
    store.lists.add(food.id, ids(1, 2, 3), NOW).result()
    before = store.lists.entries(food.id).result()
    dropped = store.lists.drop(food.id, ids(2, 6)).result()
    assert (on(store, food), tracked(store)) == ([1, 3], [1, 2, 3])
    store.lists.put_back(dropped).result()
    assert store.lists.entries(food.id).result() == before
    store.lists.put_back(dropped).result()
    assert store.lists.entries(food.id).result() == before


def test_who_is_no_longer_tracked_leaves_all_lists_and_comes_back_to_all(store: Store) -> None:
    food, paint = store.lists.create("Food").result(), store.lists.create("Paint").result()
    for one in (food, paint):
        store.lists.add(one.id, ids(1, 2, 3), NOW).result()
    left = store.creators.untrack(ids(2, 3)).result()
    assert (on(store, food), on(store, paint), tracked(store)) == ([1], [1], [1])
    store.lists.remove(paint.id).result()
    store.lists.put_back(left).result()
    assert (on(store, food), tracked(store)) == ([1, 2, 3], [1, 2, 3])


def test_a_deleted_list_comes_back_as_it_was(store: Store) -> None:
    food, paint = store.lists.create("Food").result(), store.lists.create("Paint").result()
    store.lists.add(food.id, ids(3, 1, 2), NOW).result()
    removed = store.lists.remove(food.id).result()
    assert (names(store), tracked(store)) == (["Paint"], [3, 1, 2])
    store.creators.untrack(ids(1)).result()
    store.lists.create("Between").result()
    store.lists.restore(removed).result()
    assert names(store) == ["Food", "Paint", "Between"]
    assert on(store, store.lists.all().result()[0]) == [3, 2], "one of them isn't tracked any more"
    with pytest.raises(LookupError):
        store.lists.remove(paint.id + 99).result()
