"""(last run, now, rule) → next run."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.schedule import Rule, cool_down, next_run

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
