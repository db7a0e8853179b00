"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from tiktrack_gui.core.day_text import read_day
from tiktrack_gui.core.errors import BadInput

TODAY = date(2026, 10, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-12", date(2026, 10, 12)),
        (" 2026-1-2 ", date(2026, 1, 2)),
        ("12 Oct 2026", date(2026, 10, 12)),
        ("12 oct", date(2026, 10, 12)),
        ("12. October", date(2026, 10, 12)),
        ("Oct 12, 2025", date(2025, 10, 12)),
        ("sept 3", date(2026, 9, 3)),
        ("2 Jan", date(2027, 1, 2)),  # nearer than that of this year
        ("28 Feb", date(2027, 2, 28)),  # 130 days from now; that of this year was 235 days ago
        ("today", TODAY),
        ("Yesterday", date(2026, 10, 20)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "soon", "12", "10/12/2026", "31 Feb 2026", "12 Xyz", "2026-13-01", "²0 Oct"])
def test_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(BadInput, match="isn’t a day"):
        read_day(text, TODAY)


@pytest.mark.parametrize("text", ["2015-01-01", "2028-01-01"])
def test_a_day_that_cant_be_is_said(text: str) -> None:
    with pytest.raises(BadInput, match="can’t be"):
        read_day(text, TODAY)
