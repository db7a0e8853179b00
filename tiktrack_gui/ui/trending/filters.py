"""Tests that decide which videos of the feed are shown."""

from __future__ import annotations

from collections.abc import Callable

from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.words.videos import speed_up

FRESH = 48 * HOUR
CHOICES = {"all": "All", "fresh": "Fresh", "rising": "Rising", "posted": "Posted"}

Test = Callable[[MeasuredVideo], bool]


def chosen(choice: str, now: float) -> Test:
    """Returns the test for a key of CHOICES. now: UTC epoch seconds."""
    tests: dict[str, Test] = {
        "fresh": lambda item: item.video.posted_at >= now - FRESH,
        "rising": lambda item: speed_up(item)[1] == "ok",
        "posted": lambda item: item.posted is not None,
    }
    return tests.get(choice, lambda item: True)


def fast_enough(threshold: float) -> Test:
    return lambda item: (item.velocity or 0.0) >= threshold


def all_of(*tests: Test) -> Test:
    return lambda item: all(test(item) for test in tests)
