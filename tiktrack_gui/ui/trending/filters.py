"""Tests that decide which videos of the feed are shown."""

from __future__ import annotations

from collections.abc import Callable

from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.core.phases import is_current, is_rising

FRESH = 48 * HOUR
CHOICES = {"all": "All", "fresh": "Fresh", "rising": "Rising", "posted": "Posted"}
PERIODS = {24: "24 hours", 48: "48 hours", 168: "7 days", 0: "All time"}

Test = Callable[[MeasuredVideo], bool]


def chosen(choice: str, now: float) -> Test:
    """Returns the test for a key of CHOICES. now: UTC epoch seconds."""
    tests: dict[str, Test] = {
        "fresh": lambda item: item.video.posted_at >= now - FRESH,
        "rising": is_rising,
        "posted": lambda item: item.posted is not None,
    }
    return tests.get(choice, lambda item: True)


def fast_enough(threshold: float) -> Test:
    return lambda item: (item.velocity or 0.0) >= threshold


def current(hours: float, now: float) -> Test:
    """Returns the test for PERIODS. hours: 0 = all."""
    return lambda item: is_current(item, hours, now)


def all_of(*tests: Test) -> Test:
    return lambda item: all(test(item) for test in tests)
