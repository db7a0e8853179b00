"""Local midnights."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tiktrack_gui.core.days import day_start, iso_day, midnights
from tiktrack_gui.core.durations import DAY, HOUR

BERLIN = ZoneInfo("Europe/Berlin")  # one hour ahead of UTC, two in summer
NOON = int(datetime(2026, 10, 26, 12, tzinfo=UTC).timestamp())  # the day after the clocks were set back


def test_days_begin_at_local_midnight() -> None:
    assert midnights(NOON, 2, UTC) == [NOON - 36 * HOUR, NOON - 12 * HOUR, NOON + 12 * HOUR]
    assert midnights(NOON + 11.99 * HOUR, 1, UTC) == [NOON - 12 * HOUR, NOON + 12 * HOUR]


def test_the_day_on_which_clocks_are_set_back_has_25_hours() -> None:
    before, sunday, monday, tomorrow = midnights(NOON, 3, BERLIN)
    assert monday == NOON - 13 * HOUR
    assert (sunday - before, monday - sunday, tomorrow - monday) == (DAY, DAY + HOUR, DAY)


def test_without_a_zone_they_are_this_computers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert midnights(NOON, 30) == midnights(NOON, 30, BERLIN)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_day_begins_at_local_midnight_also_when_the_clocks_change() -> None:
    for day in ("2026-03-29", "2026-10-25", "2026-07-01"):
        first, *later = (datetime.fromisoformat(f"{day}T{at}:00").replace(tzinfo=BERLIN) for at in ("00", "04", "23"))
        for moment in (first, *later):
            assert day_start(moment.timestamp(), BERLIN) == first.timestamp()
            assert iso_day(moment.timestamp(), BERLIN) == day
