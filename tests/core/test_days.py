"""Local midnights."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tiktrack_gui.core.days import midnights
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
