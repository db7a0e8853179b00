"""Whether a collaboration moved anything: how fast the followers grew before and after a day. Pure.

Each side is the weekly growth of `core.growth_rate`, a median slope with its 95 % interval, over up to GROWTH_DAYS. The
interval of their difference is that of Zou and Donner (2008, "Construction of confidence limits about effect measures",
Statistics in Medicine 27), which needs no more than the two intervals, whatever their shapes:

    after − before − √((after − its low)² + (high of before − before)²), and correspondingly above
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tiktrack_gui.core.as_of import samples_until
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.growth_rate import EVERY, WeeklyGrowth, rate_of
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.regular import Point, regular

LEAST_DAYS = 7  # measured, on each side


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The growth before and after, and their difference per week as a fraction: between `low` and `high` (95 %).

    days_before, days_after: with measurements.
    """

    before: WeeklyGrowth
    after: WeeklyGrowth
    difference: float
    low: float
    high: float
    days_before: int
    days_after: int

    @property
    def is_measurable(self) -> bool:
        """Whether it is certain that the followers grew faster after than before, or slower."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEnoughDays:
    """How many days have measurements on each side, of LEAST_DAYS that it takes."""

    days_before: int
    days_after: int


def before_after(samples: Sequence[CreatorSample], at: int, until: float) -> Comparison | NotEnoughDays:
    """samples: the creator's, oldest first. at: when a status began. until: when the next one did, or now."""
    since, end = at - GROWTH_DAYS * DAY, min(until, at + GROWTH_DAYS * DAY)
    known = samples_until(samples, end)
    points = regular(known, CreatorCount.FOLLOWERS, EVERY, (known[-1].at - since) / DAY) if known else []
    before = [point for point in points if since <= point.at < at]
    after = [point for point in points if at <= point.at]
    days_before, days_after = _days(before, at), _days(after, at)
    if min(days_before, days_after) >= LEAST_DAYS:
        rate_before, rate_after = rate_of(before), rate_of(after)
        if isinstance(rate_before, WeeklyGrowth) and isinstance(rate_after, WeeklyGrowth):
            return _compared(rate_before, rate_after, days_before, days_after)
    return NotEnoughDays(days_before=days_before, days_after=days_after)


def _days(points: Sequence[Point], at: int) -> int:
    return len({(point.at - at) // DAY for point in points})


def _compared(before: WeeklyGrowth, after: WeeklyGrowth, days_before: int, days_after: int) -> Comparison:
    difference = after.share - before.share
    return Comparison(
        before=before,
        after=after,
        difference=difference,
        low=difference - math.hypot(after.share - after.low, before.high - before.share),
        high=difference + math.hypot(after.high - after.share, before.share - before.low),
        days_before=days_before,
        days_after=days_after,
    )
