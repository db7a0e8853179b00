"""How fast a creator's count grows: percent per week, with the interval that the measurements allow.

The slope of ln(count) over time is the median of the slopes between all pairs of measurements (Theil 1950), which a
single jump or a wrong value doesn't move. Its 95 % interval is that of Sen (1968, "Estimates of the regression
coefficient based on Kendall's tau", JASA 63): of the N sorted slopes, those at (N ± 1.96 σ)/2, where

    σ² = (n(n−1)(2n+5) − Σ t(t−1)(2t+5)) / 18

with n measurements, and t of them in each group of equal counts. A rounded count may be off by half a step (see
`core.counts`): the lower bound uses the smallest slopes that this allows, and the upper one the largest.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.regular import Point, regular

WEEK = 7 * DAY
EVERY = 6 * HOUR  # s; of several measurements within this time, the last one counts
LEAST_SAMPLES = 7
LEAST_DAYS = 5
NORMAL_975 = 1.959963984540054  # the 97.5 % quantile of the normal distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyGrowth:
    """Growth per week as a fraction: 0.019 = 1.9 % more each week; the truth is between `low` and `high` (95 %).

    samples, seconds: how many measurements it is from, and over what time.
    """

    share: float
    low: float
    high: float
    samples: int
    seconds: int

    @property
    def is_measurable(self) -> bool:
        """Whether it is certain that the count grows, or that it shrinks."""
        return self.low > 0 or self.high < 0

    @property
    def doubling_weeks(self) -> float | None:
        """Weeks until the count has doubled at this rate, or halved; None if it may do neither."""
        return math.log(2) / abs(math.log1p(self.share)) if self.is_measurable else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLittleHistory:
    """What there is, and how many more days it takes."""

    samples: int
    days_missing: int


def weekly_growth(
    samples: Sequence[CreatorSample], which: CreatorCount = CreatorCount.FOLLOWERS
) -> WeeklyGrowth | TooLittleHistory:
    """Of the GROWTH_DAYS until the newest sample, by `core.regular`. samples: oldest first."""
    return rate_of(regular(samples, which, EVERY, GROWTH_DAYS))


def rate_of(points: Sequence[Point]) -> WeeklyGrowth | TooLittleHistory:
    """points: of `core.regular`, oldest first."""
    seconds = points[-1].at - points[0].at if points else 0
    if len(points) < LEAST_SAMPLES or seconds < LEAST_DAYS * DAY:
        return TooLittleHistory(samples=len(points), days_missing=max(math.ceil(LEAST_DAYS - seconds / DAY), 1))
    slope, low, high = _slopes(points)
    share, at_least, at_most = (math.expm1(value * WEEK) for value in (slope, low, high))
    return WeeklyGrowth(share=share, low=at_least, high=at_most, samples=len(points), seconds=seconds)


def _slopes(points: Sequence[Point]) -> tuple[float, float, float]:
    """Returns the median slope of ln(count) per second and its interval's bounds."""
    import numpy as np

    at = np.array([point.at for point in points], dtype=float)
    count = np.array([point.count for point in points], dtype=float)
    margin = np.array([point.margin for point in points], dtype=float)
    earlier, later = np.triu_indices(len(points), k=1)
    seconds = at[later] - at[earlier]
    likely, least, most = np.log(count), np.log(count - margin), np.log(count + margin)
    slopes = np.sort((likely[later] - likely[earlier]) / seconds)
    lowest = np.sort((least[later] - most[earlier]) / seconds)
    highest = np.sort((most[later] - least[earlier]) / seconds)
    n, pairs = len(points), len(slopes)
    ties = np.unique(count, return_counts=True)[1]
    variance = (n * (n - 1) * (2 * n + 5) - np.sum(ties * (ties - 1) * (2 * ties + 5))) / 18
    reach = NORMAL_975 * math.sqrt(variance)
    low, high = max(round((pairs - reach) / 2) - 1, 0), min(round((pairs + reach) / 2), pairs - 1)
    middle = (slopes[(pairs - 1) // 2] + slopes[pairs // 2]) / 2  # numpy's median takes 30 ms to be imported
    return float(middle), float(lowest[low]), float(highest[high])
