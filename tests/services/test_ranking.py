"""Ranking a brand's candidates over a real store: what is read again, and what isn't."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench.many_candidates import FIRST, fill
from tests.services.fakes import START, FakeClock
from tiktrack_gui.core.discovery.brands import Brand, Part
from tiktrack_gui.core.discovery.constants import DEFAULTS
from tiktrack_gui.core.discovery.ranking import rank
from tiktrack_gui.services.ranking import Rankings
from tiktrack_gui.store import Store

NOW = int(START)
CANDIDATES = 60
ONLY_NICHE = dict.fromkeys(Part, 0.0) | {Part.NICHE: 1.0}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "tiktrack.db") as store:
        yield store


@pytest.fixture
def brand(store: Store) -> Brand:
    return fill(store, CANDIDATES, NOW)


@pytest.fixture
def rankings(store: Store) -> Rankings:
    return Rankings(store, FakeClock(), lambda: DEFAULTS)


def dismiss_all(store: Store, brand: Brand) -> None:
    assert brand.id is not None
    store.candidates.dismiss(brand.id, range(FIRST, FIRST + CANDIDATES), NOW).result()


async def test_what_is_stored_is_ranked(store: Store, brand: Brand, rankings: Rankings) -> None:
    assert brand.id is not None
    found = await rankings.of(brand)
    assert found.ids == rank(brand, store.candidates.pool(brand.id).result(), NOW).ids
    assert len(found) == CANDIDATES
    assert found.counts.dismissed == 2


async def test_other_weights_are_tried_without_reading_again(store: Store, brand: Brand, rankings: Rankings) -> None:
    before = await rankings.of(brand)
    dismiss_all(store, brand)
    tried = await rankings.of(brand, ONLY_NICHE)
    assert tried.ids != before.ids
    assert sorted(tried.ids) == sorted(before.ids)
    assert tried.counts == before.counts, "it isn’t known yet that all were dismissed"
    assert tried.ids == (await rankings.of(replace(brand, weights=ONLY_NICHE))).ids
    assert (await rankings.of(brand)).counts.all == 0
    assert (await rankings.of(brand, ONLY_NICHE)).counts.all == 0


async def test_another_brand_is_read_also_with_other_weights(store: Store, brand: Brand, rankings: Rankings) -> None:
    await rankings.of(brand)
    other = store.brands.create(Brand(name="Other"), NOW).result()
    assert len(await rankings.of(other, ONLY_NICHE)) == 0
    assert len(await rankings.of(replace(brand, followers_to=50), ONLY_NICHE)) == CANDIDATES
    assert len(await rankings.of(Brand(name="Not stored yet"))) == 0


async def test_more_like_one_of_them(brand: Brand, rankings: Rankings) -> None:
    read = await rankings.similar(brand, FIRST + 1)
    assert read
    assert FIRST + 1 not in [one.creator_id for one in read]
    await rankings.of(brand)
    assert await rankings.similar(brand, FIRST + 1) == read
    assert await rankings.similar(brand, FIRST + 1, most=1) == read[:1]
    assert await rankings.similar(brand, 17) == []
