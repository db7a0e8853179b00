"""Brands and what creators stated: stored as given, and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.store.examples import FIRST_CREATOR, NOW, a_creator
from tiktrack_gui.core.discovery.brand_profiles import brand_of, profile_of
from tiktrack_gui.core.discovery.brands import Age, Audience, Brand, Gender, Part, StatedAudience
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.discovery.stored import RemovedBrand
from tiktrack_gui.core.errors import StoreDamaged
from tiktrack_gui.store import Store
from tiktrack_gui.store import discovery_tables as tables

CREATOR = FIRST_CREATOR + 1
KEKSE = Brand(
    name="Kekse & “Co” 🌱",
    languages=("de", "en"),
    countries=("DE", "AT"),
    words=("#vegan", "Haferkeks"),
    examples=(CREATOR, 2**62),
    followers_from=500,
    followers_to=20_000,
    audience=Audience(ages={Age.FROM_25: 0.4}, genders={Gender.FEMALE: 0.7, Gender.OTHER: 0.1}),
    weights=dict.fromkeys(Part, 0.1) | {Part.GROWTH: 0.2},
)


def made(store: Store, brand: Brand) -> Brand:
    return store.brands.create(brand, NOW).result()


def id_of(brand: Brand) -> int:
    assert brand.id is not None
    return brand.id


def test_a_brand_is_stored_as_it_was_given(store: Store) -> None:
    first, second = made(store, KEKSE), made(store, Brand(name="Only a name"))
    assert store.brands.all().result() == [first, second]
    assert first == replace(KEKSE, id=first.id)
    store.brands.looked(id_of(second), NOW + 5).result()
    assert [brand.looked_at for brand in store.brands.all().result()] == [None, NOW + 5]


def test_a_change_says_what_it_was_and_leaves_the_last_look(store: Store) -> None:
    brand = made(store, KEKSE)
    store.brands.looked(id_of(brand), NOW).result()
    before = store.brands.change(replace(brand, name="Kekse", words=())).result()
    assert before == replace(brand, looked_at=NOW)
    assert store.brands.all().result() == [replace(brand, name="Kekse", words=(), looked_at=NOW)]
    with pytest.raises(LookupError):
        store.brands.change(replace(brand, id=id_of(brand) + 9)).result()


def with_candidates(store: Store) -> Brand:
    for number in (1, 2):
        store.creators.record_creator(a_creator(number), NOW).result()
    brand = made(store, KEKSE)
    store.candidates.add(id_of(brand), [(CREATOR, Found.FEED), (CREATOR + 1, Found.GIVEN)], NOW).result()
    store.candidates.dismiss(id_of(brand), [CREATOR + 1], NOW + 1).result()
    return brand


def test_a_removed_brand_comes_back_with_its_candidates(store: Store) -> None:
    brand = with_candidates(store)
    made(store, Brand(name="Next"))
    pool = store.candidates.pool(id_of(brand)).result()
    removed = store.brands.remove(id_of(brand)).result()
    assert [one.name for one in store.brands.all().result()] == ["Next"]
    assert store.candidates.pool(id_of(brand)).result() == []
    assert store.brands.put_back(removed).result() == brand
    assert [one.name for one in store.brands.all().result()] == [brand.name, "Next"]
    assert store.candidates.pool(id_of(brand)).result() == pool
    with pytest.raises(LookupError):
        store.brands.remove(id_of(brand) + 9).result()


def test_it_has_another_id_if_its_own_was_given_away(store: Store) -> None:
    brand = with_candidates(store)
    pool = store.candidates.pool(id_of(brand)).result()
    removed = store.brands.remove(id_of(brand)).result()
    other = made(store, Brand(name="Other"))
    taken = RemovedBrand(
        brand=replace(removed.brand, id=other.id),
        position=removed.position,
        created_at=removed.created_at,
        candidates=removed.candidates,
    )
    again = store.brands.put_back(taken).result()
    assert again.id != other.id
    assert store.candidates.pool(id_of(again)).result() == pool
    assert store.candidates.pool(id_of(other)).result() == []


def test_what_a_creator_stated_is_replaced_and_taken_back(store: Store) -> None:
    store.creators.record_creator(a_creator(1), NOW).result()
    first = StatedAudience(
        creator_id=CREATOR,
        on="2025-12-20",
        audience=Audience(ages={Age.FROM_55: 1.0}, countries={"DE": 0.6, "AT": 0.1}),
        entered_at=NOW,
    )
    second = replace(first, on="2025-12-31", audience=Audience(genders={Gender.MALE: 0.5}))
    assert store.brands.stated(CREATOR).result() is None
    assert store.brands.state(first).result() is None
    assert store.brands.state(second).result() == first
    assert store.brands.stated(CREATOR).result() == second
    assert store.brands.unstate(CREATOR).result() == second
    assert store.brands.unstate(CREATOR).result() is None


def test_a_profile_of_an_earlier_version_has_the_defaults_of_what_it_lacks() -> None:
    assert brand_of({}, name="Kekse") == Brand(name="Kekse")
    assert brand_of(profile_of(KEKSE), name=KEKSE.name) == KEKSE


def test_a_profile_that_tiktrack_never_writes_is_damage(store: Store) -> None:
    brand = made(store, KEKSE)
    tables.Brands.update(profile={"weights": {"luck": 1}}).where(tables.Brands.id == brand.id).execute(
        store._connection.db
    )
    with pytest.raises(StoreDamaged):
        store.brands.all().result()
