"""What of a long line is drawn again while it is moved, and the outlines of what rounding leaves open."""

from __future__ import annotations

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.durations import DAY, MINUTE
from tiktrack_gui.ui.widgets.growth_columns import Drawn, Thinned, drawn, outlines
from tiktrack_gui.ui.widgets.growth_series import Series, series
from tiktrack_gui.words import times
from tiktrack_gui.words.axis_ticks import time_ticks

START = 1_700_000_000
COUNT, EVERY, WIDTH = 20_000, 60, 100  # EVERY: s
SPAN = 4_000 * EVERY  # s, shown
ZONES = ("Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia")


def line(gaps: bool = False) -> Series:
    """It goes up and down, and some counts are rounded."""
    number = np.arange(COUNT)
    at = START + number * EVERY + (number // 3_000 * DAY if gaps else 0)
    margin = np.where(number % 700 < 200, 500, 0)
    found = [(int(at[n - 1]), int(at[n])) for n in range(3_000, COUNT, 3_000)] if gaps else []
    return series(at, 100_000 + number * 7 % 9_973, margin=margin, gaps=found)


def extremes(shown: Drawn, start: float, end: float) -> dict[int, tuple[float, ...]]:
    """The lowest and the highest of the line and of what is open, for each whole column of pixels."""
    size = (end - start) / WIDTH
    columns = np.where(np.isnan(shown.line), -1, np.floor(shown.at / size)).astype(int)
    whole = range(int(start // size) + 1, int(end // size))
    return {
        n: (shown.line[here].min(), shown.line[here].max(), shown.low[here].min(), shown.high[here].max())
        for n in whole
        if (here := columns == n).any()
    }


@given(st.lists(st.integers(0, COUNT * EVERY - SPAN), min_size=1, max_size=6), st.booleans())
def test_moving_shows_what_drawing_anew_would(moves: list[int], gaps: bool) -> None:
    points, thinned = line(gaps), Thinned()
    for moved in moves:
        start, end = START + moved, START + moved + SPAN
        shown, anew = drawn(points, start, end, WIDTH, thinned), drawn(points, start, end, WIDTH)
        assert extremes(shown, start, end) == extremes(anew, start, end)
        assert (np.diff(shown.at) >= 0).all()
        assert shown.at[0] <= points.at[shown.first]
        assert shown.at[-1] >= points.at[shown.last]
        inside = slice(shown.first, shown.last + 1)
        assert shown.bounds[0] <= points.low[inside].min() <= points.high[inside].max() <= shown.bounds[1]
        visible = [(one.at[np.isnan(one.line) & (one.at >= start) & (one.at <= end)]).tolist() for one in (shown, anew)]
        assert visible[0] == visible[1]


def test_columns_are_only_made_again_for_what_was_not_near_or_at_another_scale() -> None:
    points, thinned = line(), Thinned()

    def made(start: int, span: int = SPAN, of: Series = points) -> object:
        drawn(of, START + start, START + start + span, WIDTH, thinned)
        return thinned._columns

    first = made(SPAN)
    assert made(SPAN + SPAN // 3) is first
    assert made(SPAN // 2) is first
    far = made(3 * SPAN)
    assert far is not first
    zoomed = made(3 * SPAN, SPAN // 2)
    assert zoomed is not far
    assert made(3 * SPAN, SPAN // 2, line()) is not zoomed


def test_an_outline_encloses_what_is_open_and_ends_at_gaps() -> None:
    at = START + np.arange(9) * EVERY
    margin = np.array([0, 0, 500, 500, 500, 0, 0, 0, 500])
    gap = (int(at[2]), int(at[3]))
    shown = drawn(series(at, np.full(9, 100_000), margin=margin, gaps=[gap]), at[0], at[-1], WIDTH)
    found, values, goes_on = outlines(shown)
    ends = np.flatnonzero(~goes_on) + 1
    parts = [((part - START) // EVERY).tolist() for part in np.split(found, ends)[:-1]]
    assert parts == [[1, 2, 2, 1], [3, 4, 5, 5, 4, 3], [7, 8, 8, 7]]
    assert values[:4].tolist() == [100_000, 99_950, 100_050, 100_000]  # rounded to hundreds


def test_nothing_open_has_no_outline() -> None:
    shown = drawn(series(START + np.arange(9), np.arange(9)), START, START + 9, WIDTH)
    assert [len(column) for column in outlines(shown)] == [0, 0, 0]


@pytest.mark.parametrize("zone", [UTC, *map(ZoneInfo, ZONES)])
@given(
    moment=st.integers(1_300_000_000, 1_800_000_000),
    minutes=st.sampled_from([15, 30, 60, 180, 360, 720]),
    data=st.data(),
)
def test_every_round_time_of_a_few_days_has_its_label(
    zone: tzinfo, moment: int, minutes: int, data: st.DataObject
) -> None:
    before = {15: 5, 30: 15, 60: 30, 180: 60, 360: 180, 720: 360}[minutes]
    span = data.draw(st.floats(before * 1.01, minutes * 0.99)) * MINUTE * 10  # of ten labels
    found = [at for at, _ in time_ticks(moment, moment + span, 840, zone)]
    first = -(-moment // 900) * 900
    quarters = ((at, times.local(at, zone)) for at in range(first, int(moment + span) + 1, 900))
    assert found == [at for at, when in quarters if (when.hour * 60 + when.minute) % minutes == 0]
