"""(last run, now, rule) → next run."""

from __future__ import annotations

from typing import Any

import pytest

from tiktrack_gui.core.schedule import JITTER, LONGEST_BACK_OFF, Rule, cool_down, interval, next_run
from tiktrack_gui.core.sources import Source

HOURLY = Rule(every=3600)


@pytest.mark.parametrize(
    ("rule", "last", "now", "expected"),
    [
        pytest.param(HOURLY, None, 10_000, 10_000, id="never run: now"),
        pytest.param(HOURLY, 10_000, 10_600, 13_600, id="an interval after the last"),
        pytest.param(HOURLY, 10_000, 13_600, 13_600, id="due"),
        pytest.param(HOURLY, 10_000, 99_000, 99_000, id="slept for a day: once, now"),
        pytest.param(HOURLY, 99_000, 10_000, 13_600, id="clock set back: never longer than the interval"),
        pytest.param(Rule(every=3600, not_before=20_000), 10_000, 13_600, 20_000, id="cooling down"),
        pytest.param(Rule(every=3600, not_before=5_000), 10_000, 13_600, 13_600, id="cooled down"),
        pytest.param(Rule(every=3600, paused=True), 10_000, 99_000, None, id="paused"),
    ],
)
def test_next_run(rule: Rule, last: float | None, now: float, expected: float | None) -> None:
    assert next_run(rule, last, now) == expected


@pytest.mark.parametrize(
    ("failing_for", "minutes"), [(0, 5), (299, 5), (300, 15), (1199, 15), (1200, 60), (90_000, 60)]
)
def test_a_cool_down_grows(failing_for: float, minutes: float) -> None:
    assert cool_down(failing_for) == minutes * 60


def a_source(handle: str = "#pasta", minutes: int = 15, failures: int = 0, **different: Any) -> Source:
    values: dict[str, Any] = {
        "id": 2,
        "account_handle": handle,
        "account_name": handle,
        "is_active": True,
        "is_trusted": False,
        "scrape_frequency_minutes": minutes,
        "min_velocity": None,
        "last_run_at": 10_000,
        "failures": failures,
    }
    return Source(**values | different)


@pytest.mark.parametrize(
    ("source", "minutes"),
    [
        pytest.param(a_source(), 15, id="its frequency"),
        pytest.param(a_source(minutes=1), 5, id="at least"),
        pytest.param(a_source("@somebody", 1), 5, id="a creator’s, too"),
        pytest.param(a_source("trending", 1), 10, id="the feed at least"),
        pytest.param(a_source(failures=1), 15, id="a single failure"),
        pytest.param(a_source(failures=2), 30, id="two in a row"),
        pytest.param(a_source(failures=5), 240, id="five"),
        pytest.param(a_source(minutes=600, failures=9), 600, id="never faster than its frequency"),
    ],
)
def test_an_interval_is_a_little_longer_by_chance(source: Source, minutes: float) -> None:
    assert minutes * 60 <= interval(source) <= minutes * 60 * (1 + JITTER)


@pytest.mark.parametrize("failures", [7, 50, 10**9])
def test_one_that_fails_for_ever_is_tried_every_six_hours(failures: int) -> None:
    assert interval(a_source(failures=failures)) == LONGEST_BACK_OFF == 6 * 3600


def test_chance_differs_between_sources_and_runs_and_stays_until_the_next() -> None:
    sources = [a_source(id=id_, last_run_at=at) for id_ in range(2, 22) for at in range(5)]
    intervals = [interval(source) for source in sources]
    assert len(set(intervals)) == len(sources)
    assert intervals == [interval(source) for source in sources]
