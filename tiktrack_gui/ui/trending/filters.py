"""Tests that decide which videos of the feed are shown, and what these leave out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tiktrack_gui.core import durations, numbers
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


def without(test: Test) -> Test:
    return lambda item: not test(item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """How many videos threshold and period hide. hours: the period, 0 = all."""

    slow: int
    old: int
    hours: int

    def __bool__(self) -> bool:
        return bool(self.slow or self.old)

    @property
    def words(self) -> str:
        """ "38 below the threshold · 4 found more than 48 h ago"."""
        slow, old = numbers.grouped(self.slow), numbers.grouped(self.old)
        period = f"{self.hours} h" if self.hours <= 48 else durations.span(self.hours * HOUR)  # as in PERIODS
        parts = (
            f"{slow} below the threshold" if self.slow else "",
            f"{old} found more than {period} ago" if self.old else "",
        )
        return " · ".join(filter(None, parts))
