"""Moments as people and programs write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tiktrack_gui.core.moments import read_moment

NOON = int(datetime(2026, 1, 31, 12, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    "text",
    [
        *("2026-01-31T12:00:00Z", "2026-01-31 12:00", "2026-01-31 12:00:00.123456789Z", "2026-1-31 12:00 UTC"),
        *("2026-01-31T13:00:00+01:00", "2026-01-31 13:00:00 +0100", "2026-01-31 06:30 GMT-05:30"),
        *("2026/01/31 12:00:00", "31.01.2026 12:00", "31.1.2026, 12:00", "31/01/2026 12:00"),
        *("1/31/2026 12:00:00 PM", "1/31/2026, 12:00:00\u202fPM"),
        *("31 Jan 2026 12:00", "Jan 31, 2026 at 12:00 p.m.", "January 31, 2026 12:00pm", "31-Jan-26 12:00"),
        *("Sat, 31 Jan 2026 12:00:00 GMT", "20260131T120000Z", "20260131T1200", "２０２６-01-31 12:00"),
    ],
)  # fmt: skip
def test_a_moment_is_read(text: str) -> None:
    moment = read_moment(text)
    assert moment is not None
    assert moment.at(UTC) == NOON


def test_a_day_alone_begins_at_midnight() -> None:
    for text in ("2026-01-31", "20260131", "31.01.2026", "Saturday, 31 January 2026"):
        moment = read_moment(text)
        assert moment is not None
        assert (moment.day, moment.clock) == (date(2026, 1, 31), None)
        assert moment.at(UTC) == NOON - 12 * 3600
    yesterday = read_moment("yesterday 12:00", today=date(2026, 2, 1))
    assert yesterday is not None
    assert yesterday.at(timezone(timedelta(hours=1))) == NOON - 3600


def test_which_number_is_the_month_may_be_known() -> None:
    found = [read_moment("1/2/2026 9:05 am", month_first=first) for first in (None, True, False)]
    assert [one and one.day for one in found] == [None, date(2026, 1, 2), date(2026, 2, 1)]


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "12:00", "2026-01-31 25:00", "2026-01-31 12:60", "2026-01-31 13:00 PM", "2026-01-31 0:10 am"),
        *("2026-02-30 12:00", "2026-W05", "2026-01", "2026-01-31 12:00 EST", "2026-01-31 12h00"),
        *("20261331", "12345678"),
        *("2026-01-31 12:00+99:00", "1769860800", "31 Jan 12:00"),
    ],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    assert read_moment(text) is None
