"""How many rows there will be in a year."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.keeping import Keeping
from tiktrack_gui.core.space import Kept, Rows, estimate

ALL = Keeping(raw_days=0, slow_days=0, full_days=0)


def rows(number: int = 1_000, a_day: float = 10, **different: object) -> Rows:
    return Rows(**{"number": number, "a_day": a_day, "size": 50.0, "hourly": 0.5, "daily": 0.1} | different)  # type: ignore[arg-type]


@pytest.mark.parametrize("kept", Kept)
def test_where_everything_is_kept_a_year_is_added(kept: Kept) -> None:
    assert rows(kept=kept).in_a_year(ALL) == 1_000 + 3_650


@pytest.mark.parametrize("kept", [Kept.WHILE_SLOW, Kept.WHILE_RAW])
def test_what_goes_after_some_days_is_there_for_as_many(kept: Kept) -> None:
    assert rows(kept=kept).in_a_year(Keeping(slow_days=30, raw_days=30)) == 300
    assert rows(kept=kept).in_a_year(Keeping(slow_days=3_650, raw_days=3_650)) == 4_650


def test_what_is_thinned_is_there_in_full_then_hourly_then_daily() -> None:
    one = rows(kept=Kept.THINNED)
    new = 10 * (30 + 0.5 * 70 + 0.1 * 265)
    assert one.in_a_year(Keeping(full_days=30, hourly_days=100)) == pytest.approx(700 + 300 * 0.1 + new)
    assert one.in_a_year(Keeping(full_days=30, hourly_days=0)) == pytest.approx(700 + 300 * 0.5 + 300 + 10 * 0.5 * 335)
    assert one.in_a_year(Keeping(full_days=400)) == 4_650


def test_slow_ones_that_are_never_deleted_are_thinned() -> None:
    keeping = Keeping(slow_days=0)
    assert rows(kept=Kept.WHILE_SLOW).in_a_year(keeping) == rows(kept=Kept.THINNED).in_a_year(keeping)


def test_the_file_never_gets_smaller() -> None:
    kinds = [rows(), rows(kept=Kept.WHILE_SLOW)]
    assert estimate(10_000, kinds, Keeping()) == 50 * (4_650 + 300)
    assert estimate(10_000_000, kinds, Keeping()) == 10_000_000
