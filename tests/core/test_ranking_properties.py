"""Whatever is known of the candidates and whatever the brand asks for: what always holds of a ranking.

TIKTRACK_CANDIDATES=100000 tries pools with that many more, from random seeds, which are printed; SEED=… tries one of
these pools again.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.discovery_rows import NOW, random_row
from tiktrack_gui.core.discovery import fit
from tiktrack_gui.core.discovery.brands import Age, Audience, Brand, Part
from tiktrack_gui.core.discovery.pool import Row
from tiktrack_gui.core.discovery.ranked import Confidence, Ranked
from tiktrack_gui.core.discovery.ranking import Ranking, Show, rank

BATCH = 1_000  # candidates
LARGEST = 80  # of the pools; large enough for bands of 20
CANDIDATES = int(os.environ.get("TIKTRACK_CANDIDATES", 0))
SEEDS = [random.getrandbits(32) for _ in range(CANDIDATES // BATCH)]
ASKED = Brand(
    name="All",
    languages=("en", "zh"),
    countries=("DE", "AT"),
    words=("oats",),
    examples=(1, 2, 3),
    audience=Audience(ages={Age.FROM_18: 0.7, Age.FROM_25: 0.3}),
)


def random_brand(chance: random.Random) -> Brand:
    """Asks for any of it."""
    kept = {name: getattr(ASKED, name) for name in ("languages", "countries", "words", "examples", "audience")}
    asked = {name: value for name, value in kept.items() if chance.random() < 0.7}
    return replace(Brand(name="Some", looked_at=NOW - 30 * 86_400), weights=random_weights(chance), **asked)


def random_weights(chance: random.Random) -> dict[Part, float]:
    return {part: chance.choice([0.0, 1.0, chance.random(), 10 ** chance.uniform(-9, 9)]) for part in Part}


def check(seed: int) -> int:
    """Returns how many candidates there were."""
    chance = random.Random(seed)
    brand = random_brand(chance)
    rows = [random_row(chance, creator_id) for creator_id in chance.sample(range(1, 10**6), chance.randint(1, LARGEST))]
    found = rank(brand, rows, NOW)
    candidates = list(found)
    for one in candidates:
        within_limits(one)
    order_changes_nothing(chance, brand, rows, candidates)
    lazy_is_as_eager(chance, found, candidates, rank(brand, rows, NOW))
    more_is_never_worse(chance, brand, rows, found)
    other = random_weights(chance)
    assert list(found.weighted(other)) == list(rank(replace(brand, weights=other), rows, NOW))
    return len(rows)


def within_limits(one: Ranked) -> None:
    known = {part: reading for part, reading in one.parts.items() if reading.value is not None}
    assert all(0 <= (reading.value or 0) <= 1 for reading in known.values())
    assert all(reading.weight > 0 for reading in one.parts.values())
    if not known:
        assert (one.fit, one.confidence) == (None, Confidence.LOW)
    else:
        assert one.fit is not None
        assert 0 <= one.fit <= 100
        # what isn't known doesn't count as 0, nor as anything else
        total = sum(reading.weight for reading in known.values())
        mean = sum(reading.weight * (reading.value or 0) for reading in known.values()) / total
        assert abs(one.fit - 100 * mean) <= 0.5 + 1e-9
    for reading in one.parts.values():
        if reading.share is not None and reading.low is not None and reading.high is not None:
            assert reading.low <= reading.share <= reading.high
    assert 1 <= len(one.reasons) <= 3
    assert len(set(one.reasons)) == len(one.reasons)
    assert len(set(one.cautions)) == len(one.cautions)


def order_changes_nothing(
    chance: random.Random, brand: Brand, rows: Sequence[Row], candidates: Sequence[Ranked]
) -> None:
    assert list(rank(brand, chance.sample(rows, len(rows)), NOW)) == candidates


def lazy_is_as_eager(chance: random.Random, found: Ranking, candidates: Sequence[Ranked], fresh: Ranking) -> None:
    """fresh: the same as `found`, with nothing built yet."""
    assert (fresh.ids, fresh.fits) == ([one.creator_id for one in candidates], [one.fit for one in candidates])
    for place in chance.sample(range(len(fresh)), len(fresh)):
        assert fresh[place] == candidates[place]
        assert fresh[place] is fresh[place]
        assert fresh.index_of(candidates[place].creator_id) == place
    kept = {
        Show.ALL: [one for one in candidates if not one.dismissed],
        Show.UP_AND_COMING: [one for one in candidates if one.up_and_coming and not one.dismissed],
        Show.NEW: [one for one in candidates if one.new and not one.dismissed],
        Show.DISMISSED: [one for one in candidates if one.dismissed],
    }
    assert {show: list(fresh.only(show)) for show in Show} == kept
    counts = found.counts
    assert [counts.all, counts.up_and_coming, counts.new, counts.dismissed] == [
        len(kept[show]) for show in (Show.ALL, Show.UP_AND_COMING, Show.NEW, Show.DISMISSED)
    ]


def more_is_never_worse(chance: random.Random, brand: Brand, rows: Sequence[Row], found: Ranking) -> None:
    """A candidate of whom one known figure is better has no lower fit."""
    place = chance.randrange(len(rows))
    row = rows[place]
    better: dict[str, Any] = {
        "growth_low": row.growth_low is not None and row.growth_low + chance.random() / 10,
        "engagement": row.engagement is not None and row.engagement + chance.random() / 10,
        "similarity": row.similarity is not None and row.similarity + chance.random() / 10,
        "niche_matches": row.niche_captions is not None and min((row.niche_matches or 0) + 1, row.niche_captions),
    }
    for name, value in better.items():
        if value is False:
            continue
        changed = [*rows[:place], row._replace(**{name: value}), *rows[place + 1 :]]
        now = rank(brand, changed, NOW)
        before, after = (one[_place_of(one, row)].fit for one in (found, now))
        assert (after is None) == (before is None)
        assert (after or 0) >= (before or 0), (name, row)


def _place_of(found: Ranking, row: Row) -> int:
    place = found.index_of(row.creator_id)
    assert place is not None
    return place


@given(st.integers(0, 2**32 - 1))
def test_a_ranking_keeps_its_promises(seed: int) -> None:
    check(seed)


if SEEDS:

    @pytest.mark.hypothesis  # `make fuzz` runs what is marked so
    @pytest.mark.timeout(600)
    @pytest.mark.parametrize("seed", SEEDS)
    def test_with_many_candidates(seed: int) -> None:
        """One that fails says which of its pools it was."""
        pools = random.Random(seed)
        done = 0
        while done < BATCH:
            pool = pools.getrandbits(32)
            try:
                done += check(pool)
            except Exception as error:
                error.add_note(f"SEED={pool}")
                raise


if "SEED" in os.environ:

    @pytest.mark.hypothesis
    def test_the_same_candidates_again() -> None:
        check(int(os.environ["SEED"]))


VALUES = st.floats(0, 1)
WEIGHTS = st.floats(1e-9, 1e9)


@given(st.dictionaries(st.sampled_from(Part), st.tuples(WEIGHTS, st.none() | VALUES), min_size=1), st.data())
def test_a_mean_stays_within_its_parts(parts: dict[Part, tuple[float, float | None]], data: st.DataObject) -> None:
    def mean(values: dict[Part, float | None]) -> tuple[float, float]:
        import numpy as np

        columns = {part: np.array([value], dtype=np.float64) for part, value in values.items()}
        found, known = fit.weighted_mean(columns, {part: weight for part, (weight, _) in parts.items()}, 1)
        return found.item(), known.item()

    values = {part: value for part, (_, value) in parts.items()}
    known = [value for value in values.values() if value is not None]
    found, share = mean(values)
    if not known:
        assert found != found  # nan
        assert share == 0
        return
    assert round(100 * min(known)) <= found <= round(100 * max(known))
    assert 0 < share <= 1 + 1e-9
    part = data.draw(st.sampled_from([part for part, value in values.items() if value is not None]))
    raised = data.draw(st.floats(values[part] or 0.0, 1))
    assert mean({**values, part: raised})[0] >= found
