"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from tiktrack_gui.core.day_text import known_day, month_comes_first, read_day
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
        ("2026/1/2", date(2026, 1, 2)),
        ("2026–01–02", date(2026, 1, 2)),  # with dashes, as text processors write them
        ("２０２６-01-02", date(2026, 1, 2)),
        ("12.10.2026", date(2026, 10, 12)),
        ("2. 1. 2026", date(2026, 1, 2)),
        ("31/1/2026", date(2026, 1, 31)),  # there is no 31st month
        ("1/31/2026", date(2026, 1, 31)),
        ("3-3-2026", date(2026, 3, 3)),
        ("12th Oct", date(2026, 10, 12)),
        ("Oct 1st, 2025", date(2025, 10, 1)),
        ("12-Oct-2026", date(2026, 10, 12)),
        ("12-Oct-26", date(2026, 10, 12)),
        ("today", TODAY),
        ("Yesterday", date(2026, 10, 20)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "12",
        "31 Feb 2026",
        "12 Xyz",
        "12 Octopus",
        "3 mayor",
        "2026-13-01",
        "2026/1-2",
        "31/31/2026",
        "²0 Oct",
    ],
)
def test_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(BadInput, match="isn’t a day"):
        read_day(text, TODAY)


@pytest.mark.parametrize("text", ["2015-01-01", "2028-01-01"])
def test_a_day_that_cant_be_is_said(text: str) -> None:
    with pytest.raises(BadInput, match="can’t be"):
        read_day(text, TODAY)


@pytest.mark.parametrize("text", ["10/12/2026", "10-12-2026", "1/2/2026"])
def test_a_day_that_could_be_two_is_said(text: str) -> None:
    with pytest.raises(BadInput, match="two different days"):
        read_day(text, TODAY)


def test_where_the_month_comes_first_is_told_by_other_days() -> None:
    assert month_comes_first(["1/2/2026", "13/2/2026 10:00"]) is False
    assert month_comes_first(["1/2/2026", "2/13/2026"]) is True
    assert month_comes_first(["1/2/2026", "", "2026-10-13"]) is None
    assert month_comes_first(["13/2/2026", "2/13/2026"]) is None
    assert [known_day("1/2/2026", month_first=first) for first in (None, True, False)] == [
        None,
        date(2026, 1, 2),
        date(2026, 2, 1),
    ]
    assert known_day("12 Oct") is None  # of which year isn't known
