"""Creators to be tracked that weren't looked up yet."""

from __future__ import annotations

import pytest

from tests.store.examples import FIRST_CREATOR, NOW, a_creator
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.store import Store


@pytest.fixture(autouse=True)
def _creators(store: Store) -> None:
    for number in range(1, 7):
        store.creators.record_creator(a_creator(number), NOW).result()


def given(store: Store) -> list[tuple[str, str]]:
    return [(one.given, one.state.value) for one in store.pending.all().result()]


def tracked(store: Store) -> list[int]:
    return [entry.creator.id - FIRST_CREATOR for entry in store.creators.tracked().result()]


def test_they_are_kept_in_the_order_given_each_once(store: Store) -> None:
    kept = store.pending.keep(["@b", "@a", "@b"], None, NOW).result()
    assert [one.given for one in kept] == ["@b", "@a"]
    again = store.pending.keep(["@c", "@a"], None, NOW + 9).result()
    assert [one.given for one in again] == ["@c", "@a"]
    assert again[1] == kept[1]
    assert given(store) == [("@b", "waiting"), ("@a", "waiting"), ("@c", "waiting")]


def test_one_that_is_tracked_stands_where_it_was_given_whenever_it_is_found(store: Store) -> None:
    food = store.lists.create("Food").result()
    store.lists.add(food.id, [FIRST_CREATOR + 1], NOW).result()
    two, three, four = store.pending.keep(["@creator2", "@creator3", "@creator4"], food.id, NOW).result()
    for pending, number in ((four, 4), (two, 2), (three, 3)):
        store.pending.track(pending, FIRST_CREATOR + number, NOW + 60).result()
    on_list = [entry.creator.id - FIRST_CREATOR for entry in store.lists.entries(food.id).result()]
    assert (on_list, tracked(store), given(store)) == ([1, 2, 3, 4], [1, 4, 2, 3], [])


def test_one_that_was_there_already_stays_where_it_is(store: Store) -> None:
    for number in (1, 2):
        store.creators.track(FIRST_CREATOR + number, NOW).result()
    [pending] = store.pending.keep(["@formerly.creator1"], None, NOW).result()
    store.pending.track(pending, FIRST_CREATOR + 1, NOW).result()
    assert (tracked(store), given(store)) == ([1, 2], [])


def test_one_that_failed_keeps_its_reason_until_it_is_given_or_tried_again(store: Store) -> None:
    first, second = store.pending.keep(["@a", "@b"], None, NOW).result()
    for one in (first, second):
        store.pending.fail(one.id, "Nobody has that handle.", NOW + 60).result()
    failed = store.pending.all().result()[0]
    assert (failed.state, failed.reason, failed.tried_at) == (PendingState.FAILED, "Nobody has that handle.", NOW + 60)
    store.pending.retry([first.id]).result()
    store.pending.keep(["@b"], None, NOW + 90).result()
    assert given(store) == [("@a", "waiting"), ("@b", "waiting")]
    assert [one.reason for one in store.pending.all().result()] == [None, None]
    store.pending.forget([first.id]).result()
    assert given(store) == [("@b", "waiting")]


def test_a_deleted_list_takes_those_who_wait_for_it_along(store: Store) -> None:
    food = store.lists.create("Food").result()
    store.pending.keep(["@a"], food.id, NOW).result()
    store.pending.keep(["@a"], None, NOW).result()
    assert len(given(store)) == 2
    store.lists.remove(food.id).result()
    assert given(store) == [("@a", "waiting")]
