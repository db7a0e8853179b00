"""A creator's figures as one text: what comes back is what was put in."""

from __future__ import annotations

import random
from base64 import b64encode
from struct import pack

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.core.discovery_rows import random_row, row
from tiktrack_gui.core.discovery import packed
from tiktrack_gui.core.discovery.columns import Columns, Rows
from tiktrack_gui.core.discovery.figures import Trend

VIDEO = 7_583_912_004_417_228_065  # no float
KNOWN = row(figures_at=1_790_000_000, videos=30, viral_id=VIDEO, trend=Trend.FADING, growth=0.1 + 0.2, week=-12, ads=0)


def test_every_value_comes_back_as_it_was() -> None:
    chance = random.Random(5)
    rows = [KNOWN, row(2), *(random_row(chance, number) for number in range(3, 400))]
    found = Rows.of(rows)
    assert list(found) == rows
    assert found[0].viral_id == VIDEO
    assert found[0].growth == 0.30000000000000004
    assert (found[0].trend, found[0].week, found[0].ads, found[1].ads) == ("fading", -12, 0, None)
    assert found[5:9] == rows[5:9]
    assert Rows.of([]) == []


def test_a_column_has_nan_where_nothing_is_known() -> None:
    columns = Columns([KNOWN, row(2)])
    assert columns["growth"].tolist()[0] == 0.30000000000000004
    assert np.isnan(columns["growth"][1])
    assert columns["trend"][0] == packed.TRENDS.index(Trend.FADING)
    assert columns["followers"].tolist() == [12_345, 12_345]


@given(some.lists(some.one_of(some.none(), some.floats(allow_nan=False, allow_infinity=False)), min_size=7, max_size=7))
def test_fractions_lose_nothing(values: list[float | None]) -> None:
    names = sorted(packed._FRACTIONS)
    given = row(3, **dict(zip(names, values, strict=True)))
    [found] = Rows.of([given])
    assert [getattr(found, name) for name in names] == values


@pytest.mark.parametrize("number", [float("inf"), -float("inf")])
def test_what_cannot_be_a_figure_is_refused(number: float) -> None:
    values = dict.fromkeys(packed.NAMES)
    with pytest.raises(ValueError, match="no such figures"):
        packed.records([packed.pack([*(values | {"week": number}).values()])])


@pytest.mark.parametrize("trend", [-1.0, 4.0, 1e300])
def test_a_trend_that_there_isnt_is_refused(trend: float) -> None:
    numbers = [trend if name == "trend" else 0.0 for name in packed.NAMES]
    with pytest.raises(ValueError, match="no such figures"):
        packed.records([b64encode(pack("<30d", *numbers)).decode()])


@pytest.mark.parametrize("text", ["", "AAAA", "?" * 320, "Ä" * 320, packed.NOTHING + "AAAA"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        packed.records([None, text])
