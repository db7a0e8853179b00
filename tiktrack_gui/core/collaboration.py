"""Whether a collaboration moved anything: how fast the followers grew before and after a day. Pure.

Each side is the weekly growth of `core.growth_rate`, a median slope, over up to GROWTH_DAYS. That slope's own interval
takes the measurements for a line with independent errors. But followers add up: what one day brought is in all counts
after it. Compared with each other by these intervals alone, most steady creators would seem to have changed. So each
side's interval also covers that of a random walk's drift (Brownian motion, by its maximum likelihood): of the n changes
xᵢ of ln(count), each in tᵢ days, in T days together,

    drift = Σ xᵢ / T,  σ² = Σ (xᵢ − drift · tᵢ)² / tᵢ / (n − 1),  interval = drift ± t(n − 1) · σ / √T

with Student's t. The interval of the sides' difference is that of Zou and Donner (2008, "Construction of confidence
limits about effect measures", Statistics in Medicine 27), which needs no more than the two intervals:

    after − before − √((after − its low)² + (high of before − before)²), and correspondingly above

Who gains as many followers a day as before grows by a smaller percentage, as there are more of them. That isn't a
change: to have slowed down, a creator must also gain fewer a day, by the same intervals of the counts themselves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tiktrack_gui.core.as_of import samples_until
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.growth_rate import EVERY, NORMAL_975, WEEK, WeeklyGrowth, rate_of
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.regular import Point, regular

LEAST_DAYS = 7  # measured, on each side


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value that is between `low` and `high` (95 %)."""

    value: float
    low: float
    high: float

    def minus(self, other: Estimate) -> Estimate:
        """By Zou and Donner; see above."""
        difference = self.value - other.value
        return Estimate(
            value=difference,
            low=difference - math.hypot(self.value - self.low, other.high - other.value),
            high=difference + math.hypot(self.high - self.value, other.value - other.low),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The growth before and after.

    difference: of the two, per week as a fraction. gained: how many more followers a day are gained. days_before,
    days_after: with measurements.
    """

    before: WeeklyGrowth
    after: WeeklyGrowth
    difference: Estimate
    gained: Estimate
    days_before: int
    days_after: int

    @property
    def is_faster(self) -> bool:
        """Whether it is certain that the followers grew faster after than before."""
        return self.difference.low > 0

    @property
    def is_slower(self) -> bool:
        return self.difference.high < 0 and self.gained.high < 0

    @property
    def is_steady(self) -> bool:
        """Whether the percentage fell, but not the number of followers gained a day."""
        return self.difference.high < 0 and not self.is_slower


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
    after = [point for point in points if at <= point.at < end]
    daily_before, daily_after = _daily(before, at), _daily(after, at)
    if min(len(daily_before), len(daily_after)) >= LEAST_DAYS:
        rate_before, rate_after = rate_of(before), rate_of(after)
        if isinstance(rate_before, WeeklyGrowth) and isinstance(rate_after, WeeklyGrowth):
            return _compared(rate_before, rate_after, daily_before, daily_after)
    return NotEnoughDays(days_before=len(daily_before), days_after=len(daily_after))


def _daily(points: Sequence[Point], at: int) -> list[Point]:
    """The last one of each day, counted from that moment."""
    return list({(point.at - at) // DAY: point for point in points}.values())


def _compared(
    rate_before: WeeklyGrowth, rate_after: WeeklyGrowth, daily_before: Sequence[Point], daily_after: Sequence[Point]
) -> Comparison:
    before, after = _widened(rate_before, daily_before), _widened(rate_after, daily_after)
    gained = [_drift([(one.at, float(one.count)) for one in daily]) for daily in (daily_before, daily_after)]
    return Comparison(
        before=before,
        after=after,
        difference=_estimate(after).minus(_estimate(before)),
        gained=gained[1].minus(gained[0]),
        days_before=len(daily_before),
        days_after=len(daily_after),
    )


def _widened(rate: WeeklyGrowth, daily: Sequence[Point]) -> WeeklyGrowth:
    drift = _drift([(one.at, math.log(one.count)) for one in daily])
    low, high = (math.expm1(value * WEEK / DAY) for value in (drift.low, drift.high))
    return replace(rate, low=min(rate.low, low), high=max(rate.high, high))


def _estimate(rate: WeeklyGrowth) -> Estimate:
    return Estimate(value=rate.share, low=rate.low, high=rate.high)


def _drift(values: Sequence[tuple[int, float]]) -> Estimate:
    """Per day, of a random walk with these values at these moments, at least three."""
    steps = pairwise(values)
    changes = [(after - before, (later - earlier) / DAY) for (earlier, before), (later, after) in steps]
    days = sum(time for _, time in changes)
    drift = sum(change for change, _ in changes) / days
    freedom = len(changes) - 1
    variance = sum((change - drift * time) ** 2 / time for change, time in changes) / freedom
    reach = _student_975(freedom) * math.sqrt(variance / days)
    return Estimate(value=drift, low=drift - reach, high=drift + reach)


def _student_975(freedom: int) -> float:
    """Student's t at 97.5 %, to within 0.1 % from 5 degrees of freedom on (Abramowitz and Stegun 1964, 26.7.5)."""
    z, n = NORMAL_975, freedom
    first = (z**3 + z) / (4 * n)
    second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n * n)
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n * n * n)
    return z + first + second + third
