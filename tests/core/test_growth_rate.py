"""Growth per week: scipy agrees on the slope and its interval, and rounding is within the interval."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.growth_rate import EVERY, WEEK, TooLittleHistory, WeeklyGrowth, weekly_growth
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.regular import regular

FOLLOWERS = CreatorCount.FOLLOWERS


def exact(day: float, followers: int | None) -> CreatorSample:
    return CreatorSample(at=round(day * DAY), followers=followers)


def as_shown(day: float, followers: int) -> CreatorSample:
    """As TikTok's website shows it."""
    shown = rounded_as_tiktok(followers)
    return CreatorSample(at=round(day * DAY), followers=shown, rounded=FOLLOWERS if is_rounded(shown) else 0)


def count_at(day: float, per_week: float, start: int) -> int:
    return round(start * math.pow(1 + per_week, day / 7))


def growing(per_week: float, start: int = 5_000, days: int = 28, *, shown: bool = False) -> list[CreatorSample]:
    make = as_shown if shown else exact
    return [make(day, count_at(day, per_week, start)) for day in range(days + 1)]


def found_in(samples: list[CreatorSample]) -> WeeklyGrowth:
    found = weekly_growth(samples)
    assert isinstance(found, WeeklyGrowth)
    return found


@pytest.mark.parametrize("seed", range(20))
def test_scipy_agrees_on_random_series(seed: int) -> None:
    chance = random.Random(seed)
    days = sorted(chance.sample(range(112), chance.randint(25, 80)))
    counts = [round(9_000 + 30 * day + chance.gauss(0, 200)) for day in days]
    samples = [replace(exact(day / 4, count), videos=day) for day, count in zip(days, counts, strict=True)]
    found = found_in(samples)
    at = [float(sample.at) for sample in samples]
    slope, _, low, high = theilslopes(np.log([float(sample.followers or 0) for sample in samples]), at, 0.95)
    expected = [math.expm1(value * WEEK) for value in (slope, low, high)]
    assert [found.share, found.low, found.high] == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert found.samples == len(samples)


@pytest.mark.parametrize("per_week", [0.02, -0.01, 1.5])
def test_steady_growth_is_found_exactly_and_its_doubling(per_week: float) -> None:
    found = found_in(growing(per_week, start=9_000_123))
    assert found.share == pytest.approx(per_week, rel=1e-3)
    assert found.is_measurable
    assert found.low <= per_week * (1 + 1e-3 * math.copysign(1, per_week))
    assert found.doubling_weeks == pytest.approx(math.log(2) / abs(math.log(1 + per_week)), rel=1e-2)


def test_one_jump_does_not_move_it() -> None:
    samples = growing(0.02)
    samples[14] = exact(14, 90_000)
    assert found_in(samples).share == pytest.approx(0.02, rel=0.05)


def test_a_constant_count_does_not_grow_also_if_only_the_ends_of_its_run_are_stored() -> None:
    for samples in ([exact(day, 700) for day in range(29)], [exact(0, 700), exact(28, 700)]):
        found = found_in(samples)
        assert (found.share, found.low, found.high, found.is_measurable) == (0.0, 0.0, 0.0, False)
        assert found.doubling_weeks is None
        assert found.samples >= 28


@given(st.integers(9_000, 90_000_000), st.floats(-0.3, 0.5))
@example(10_000, -0.0004680374630318361)  # most of its counts are exact
def test_the_slope_of_the_true_counts_is_within_the_interval(start: int, per_week: float) -> None:
    samples = growing(per_week, start, shown=True)
    found = weekly_growth(samples)
    if isinstance(found, WeeklyGrowth):
        at = [point.at for point in regular(samples, FOLLOWERS, EVERY, GROWTH_DAYS)]
        true = theilslopes(np.log([count_at(moment / DAY, per_week, start) for moment in at]), at).slope
        assert found.low - 1e-9 <= math.expm1(true * WEEK) <= found.high + 1e-9


def test_growth_below_the_rounding_step_is_not_measurable() -> None:
    found = found_in(growing(0.0001, 2_410_000, shown=True))
    assert found.low < 0 < found.high
    assert not found.is_measurable


def test_of_many_samples_the_last_in_each_quarter_of_a_day_counts() -> None:
    dense = [exact(minute / 1440, 5_000 + minute // 10) for minute in range(0, 28 * 1440, 5)]
    found = found_in(dense)
    assert found.samples == 28 * DAY // EVERY
    assert found.share == pytest.approx(found_in(dense[71::72]).share)


def test_only_the_last_four_weeks_count() -> None:
    before = [exact(day - 300, 100 + day) for day in range(200)]
    found = found_in([*before, *growing(0.02)])
    assert found == found_in(growing(0.02))
    assert found.seconds == 28 * DAY


@pytest.mark.parametrize(
    ("samples", "have", "missing"),
    [
        ([], 0, 5),
        ([exact(0, 10)], 1, 5),
        ([exact(day / 4, 10 + day) for day in range(9)], 9, 3),
        ([exact(day, 10 + day) for day in range(6)], 6, 1),
        ([exact(day, None) for day in range(9)], 0, 5),
        ([exact(day, 0) for day in range(9)], 0, 5),
        ([CreatorSample(at=day * DAY, followers=9, repaired=FOLLOWERS) for day in range(9)], 0, 5),
    ],
)
def test_too_little_history_says_how_much_is_missing(samples: list[CreatorSample], have: int, missing: int) -> None:
    assert weekly_growth(samples) == TooLittleHistory(samples=have, days_missing=missing)


def test_other_counts_have_a_rate_too() -> None:
    samples = [CreatorSample(at=day * DAY + HOUR, likes=round(8_000 * 1.1 ** (day / 7))) for day in range(20)]
    found = weekly_growth(samples, CreatorCount.LIKES)
    assert isinstance(found, WeeklyGrowth)
    assert found.share == pytest.approx(0.1, rel=1e-2)
