"""Texts about how often creators are measured by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.refreshing import Rhythm
from tiktrack_gui.services.refreshing import Rhythms
from tiktrack_gui.words import refreshing as words
from tiktrack_gui.words.times import clock_time

NOW = 1_790_000_000.0
DAILY = Rhythms(
    rhythm=Rhythm(every=DAY, adaptive=True),
    every=DAY,
    adaptive=True,
    creators=200,
    next_at=NOW + 60,
    seconds_a_day=200 * 4.5,
)
AS_USUAL = replace(DAILY, rhythm=Rhythm(), every=6 * HOUR, adaptive=False)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (HOUR, "Hourly"),
        (3 * HOUR, "Every 3 h"),
        (DAY, "Daily"),
        (2 * DAY, "Every 2 d"),
        (7 * DAY, "Weekly"),
        (5400, "Every 90 min"),
    ],
)
def test_an_interval_is_short(seconds: float, said: str) -> None:
    assert words.every(seconds) == said


def test_the_choices_begin_with_the_usual_one() -> None:
    assert list(words.choices().values()) == [
        *("As in Settings", "Hourly", "Every 3 h", "Every 6 h", "Every 12 h", "Daily", "Weekly"),
    ]


def test_a_rhythm_is_said_with_what_comes_next() -> None:
    assert words.line(DAILY, NOW, paused=False) == f"Daily, adaptive · next at {clock_time(NOW + 60, NOW)}"
    assert words.line(DAILY, NOW, paused=True) == "Daily, adaptive · paused"
    assert words.line(DAILY, NOW + 60, paused=False) == "Daily, adaptive · due now"
    assert words.line(replace(AS_USUAL, next_at=None), NOW, paused=False) == "Every 6 h, as in Settings"
    adaptive = replace(AS_USUAL, next_at=None, adaptive=True)
    assert words.line(adaptive, NOW, paused=False) == "Every 6 h, adaptive, as in Settings"


def test_what_it_costs_is_said_if_it_costs_anything() -> None:
    assert words.cost(DAILY) == "200 creators take about 15 min of requests a day"
    assert words.cost(replace(DAILY, creators=1, seconds_a_day=4.5)) == "1 creator takes about 5 s of requests a day"
    assert words.cost(replace(DAILY, creators=0)) == words.cost(replace(DAILY, seconds_a_day=0.0)) == ""


def test_progress_says_how_long_it_still_takes() -> None:
    assert words.progress("Refreshing @one", 36, 200, 536.0) == "37 of 200 · about 9 min left · Refreshing @one"
    assert words.progress("Refreshing @one", 0, 2, None) == "1 of 2 · Refreshing @one"
    assert words.progress("Refreshing @one", 0, 1, 4.5) == "Refreshing @one"
