"""Measurements from a file: stored in one go, beside what was measured, and taken back."""

from __future__ import annotations

import pytest

from tests.store.examples import FIRST_CREATOR, HOUR, NOW, a_creator
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin
from tiktrack_gui.store import Store

ONE, TWO = FIRST_CREATOR + 1, FIRST_CREATOR + 2


def old(hours: int, origin: Origin = Origin.IMPORTED, **counts: int) -> CreatorSample:
    return CreatorSample(at=NOW - hours * HOUR, origin=origin, **counts)


@pytest.fixture(autouse=True)
def creators(store: Store) -> None:
    for number in (1, 2):
        sample = CreatorSample(at=NOW, followers=6_246, origin=Origin.PROFILE_PAGE)
        store.creators.record_creator(a_creator(number, sample=sample), NOW).result()


def history(store: Store, creator_id: int) -> list[CreatorSample]:
    return list(store.creators.growth_of(creator_id).result())


def first_seen(store: Store, creator_id: int) -> int | None:
    found, _ = store.profiles.profile_of(creator_id, 1).result()
    return found.first_seen_at


def test_creators_are_found_by_id_handle_and_what_never_changes(store: Store) -> None:
    found = store.history_imports.creators({str(ONE), "creator2", "nobody", "1" * 30, "17"}).result()
    assert {key: creator.id for key, creator in found.items()} == {str(ONE): ONE, "creator2": TWO}
    known = store.creators.find(ONE).result()
    assert known is not None
    if known.sec_uid is not None:
        assert store.history_imports.creators([known.sec_uid]).result()[known.sec_uid].id == ONE


def test_what_is_imported_stands_beside_what_was_measured_and_goes_again(store: Store) -> None:
    before = {id_: history(store, id_) for id_ in (ONE, TWO)}
    seen = first_seen(store, ONE)
    assert seen is not None
    new = {
        ONE: [old(48, followers=6_000, rounded=CreatorCount.FOLLOWERS), old(24, followers=6_100)],
        TWO: [old(5, likes=9)],
    }
    imported = store.history_imports.add(new).result()
    assert history(store, ONE) == [*new[ONE], *before[ONE]]
    assert history(store, TWO) == [*new[TWO], *before[TWO]]
    assert first_seen(store, ONE) == NOW - 48 * HOUR
    store.history_imports.take_back(imported).result()
    assert {id_: history(store, id_) for id_ in (ONE, TWO)} == before
    assert first_seen(store, ONE) == seen


def test_only_counts_that_are_missing_are_filled_in_and_taken_out_again(store: Store) -> None:
    store.history_imports.add({ONE: [old(3, followers=6_200)]}).result()
    kept, _ = history(store, ONE)
    imported = store.history_imports.add({ONE: [old(3, likes=900, rounded=CreatorCount.LIKES)]}).result()
    found, _ = history(store, ONE)
    assert (found.followers, found.likes, found.rounded) == (6_200, 900, CreatorCount.LIKES)
    store.history_imports.take_back(imported).result()
    assert history(store, ONE)[0] == kept


def test_what_was_measured_since_stays_when_it_is_taken_back(store: Store) -> None:
    imported = store.history_imports.add({ONE: [old(2, followers=6_200)]}).result()
    measured = old(2, Origin.PROFILE_PAGE, followers=6_210)
    store.creators.record_history(ONE, [measured]).result()
    store.history_imports.take_back(imported).result()
    assert measured in history(store, ONE)


def test_nothing_is_stored_if_one_of_them_is_of_nobody(store: Store) -> None:
    with pytest.raises(Exception):  # noqa: B017  each database has its own
        store.history_imports.add({ONE: [old(9, followers=1)], 99: [old(9, followers=1)]}).result()
    assert len(history(store, ONE)) == 1
