"""Growth before and after a day: found where it changed, and not where it only seems so."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest

from tests.store.examples import NOW
from tiktrack_gui.core.collaboration import (
    LEAST_DAYS,
    Comparison,
    Estimate,
    NotEnoughDays,
    _drift,
    _student_975,
    before_after,
)
from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import CreatorCount, CreatorSample

WORLDS = 120


def measured(
    count: Callable[[float], float], days: Sequence[float], at: int = NOW, *, rounded: bool = False
) -> list[CreatorSample]:
    """count: by days since the status began."""
    samples = []
    for day in days:
        exact = round(count(day))
        shown = rounded_as_tiktok(exact) if rounded else exact
        bits = CreatorCount.FOLLOWERS if rounded and is_rounded(shown) else 0
        samples.append(CreatorSample(at=at + round(day * DAY), followers=shown, rounded=bits))
    return samples


def days(before: int, after: int) -> list[float]:
    return [number + 0.5 for number in range(-before, after)]


def a_random_walk(seed: int, a_day: float, boost: float, burst: float) -> list[CreatorSample]:
    """Four weeks before and after. burst: how unequal the days are, as the shape of a gamma distribution; less = more.
    boost: by which more is gained after.
    """
    chance, count, samples = Random(seed), 200_000.0, []
    for day in range(-28, 28):
        expected = a_day * chance.gammavariate(burst, 1 / burst) * (boost if day >= 0 else 1)
        count += max(chance.gauss(expected, math.sqrt(expected)), 0)
        samples.append(CreatorSample(at=NOW + day * DAY + 12 * HOUR, followers=round(count)))
    return samples


def compared(samples: Sequence[CreatorSample], until: float = NOW + 28 * DAY) -> Comparison:
    found = before_after(samples, NOW, until)
    assert isinstance(found, Comparison)
    return found


def test_the_slopes_on_both_sides_are_those_of_the_weeks_before_and_after() -> None:
    samples = measured(lambda day: 10_000 * 1.01 ** (day / 7 * (1 if day < 0 else 3)), days(40, 40))
    found = compared(samples, NOW + 40 * DAY)
    assert found.before.share == pytest.approx(0.01, rel=0.02)
    assert found.after.share == pytest.approx(1.01**3 - 1, rel=0.02)
    assert (found.days_before, found.days_after) == (28, 28)
    assert found.is_faster
    assert not found.is_slower
    assert found.difference.value == pytest.approx(found.after.share - found.before.share)


def test_without_a_week_on_each_side_it_says_how_many_days_there_are() -> None:
    def count(day: float) -> float:
        return 5_000 + 40 * day

    assert before_after([], NOW, NOW + DAY) == NotEnoughDays(days_before=0, days_after=0)
    for before, after in ((6, 20), (20, 6), (3, 2)):
        found = before_after(measured(count, days(before, after)), NOW, NOW + 60 * DAY)
        assert found == NotEnoughDays(days_before=before, days_after=after)
    assert isinstance(before_after(measured(count, days(7, 7)), NOW, NOW + 60 * DAY), Comparison)
    often = [day / 4 for day in range(-20, 100)]  # many, but on five days before
    assert before_after(measured(count, often), NOW, NOW + 60 * DAY) == NotEnoughDays(days_before=5, days_after=25)
    assert LEAST_DAYS == 7


def test_what_comes_after_the_next_status_or_after_four_weeks_does_not_count() -> None:
    samples = measured(lambda day: 10_000 + 20 * day + (0 if day < 14 else 900 * (day - 14)), days(28, 40))
    assert compared(samples, NOW + 14 * DAY).days_after == 14
    assert not compared(samples, NOW + 14 * DAY).is_faster
    assert compared(samples, NOW + 40 * DAY).days_after == 28


def test_days_between_two_equal_measurements_were_measured_too() -> None:
    flat = [CreatorSample(at=NOW - 20 * DAY, followers=900), CreatorSample(at=NOW + 20 * DAY, followers=900)]
    found = compared(flat)
    assert (found.days_before, found.days_after) == (20, 21)
    assert not (found.is_faster or found.is_slower or found.is_steady)


def test_who_gains_as_many_a_day_as_before_has_not_slowed_down() -> None:
    found = compared(measured(lambda day: 2_000 + 40 * (day + 28) + 3 * math.sin(5 * day), days(28, 28)))
    assert found.after.share < found.before.share
    assert found.is_steady
    assert not found.is_slower
    slower = compared(measured(lambda day: 5_000 + (60 if day < 0 else 15) * day + math.sin(5 * day), days(28, 28)))
    assert slower.is_slower
    assert not slower.is_steady


def test_counts_that_tiktok_rounds_say_less() -> None:
    def count(day: float) -> float:
        return 2_000_000 + (400 if day < 0 else 900) * day

    exact, rounded = (compared(measured(count, days(28, 28), rounded=one)) for one in (False, True))
    assert exact.is_faster
    assert not rounded.is_faster
    assert rounded.after.low < exact.after.low


@pytest.mark.parametrize(("a_day", "burst"), [(20, 50.0), (300, 1.0), (300, 0.3)])
def test_a_creator_that_grows_as_before_seldom_seems_to_have_changed(a_day: float, burst: float) -> None:
    """By the intervals of the slopes alone, it would be 70 to 100 % of them."""
    found = [compared(a_random_walk(seed, a_day, 1, burst)) for seed in range(WORLDS)]
    assert sum(one.is_faster or one.is_slower for one in found) <= 0.08 * WORLDS


def test_a_creator_that_gains_thrice_as_many_is_found() -> None:
    found = [compared(a_random_walk(seed, 300, 3, 1.0)) for seed in range(WORLDS)]
    assert sum(one.is_faster for one in found) >= 0.9 * WORLDS
    fewer = [compared(a_random_walk(seed, 300, 1 / 4, 1.0)) for seed in range(WORLDS)]
    assert sum(one.is_slower for one in fewer) >= 0.9 * WORLDS


def test_the_interval_of_a_drift_is_that_of_its_formula() -> None:
    values = [(0, 0.0), (DAY, 2.0), (3 * DAY, 4.0), (4 * DAY, 9.0)]  # changes of 2, 2 and 5 in 1, 2 and 1 days
    found = _drift(values)
    variance = ((2 - 2.25) ** 2 + (2 - 4.5) ** 2 / 2 + (5 - 2.25) ** 2) / 2
    assert found.value == 2.25
    assert found.high - found.value == pytest.approx(_student_975(2) * math.sqrt(variance / 4))
    assert found.value - found.low == pytest.approx(found.high - found.value)


@pytest.mark.parametrize(("freedom", "quantile"), [(5, 2.5706), (6, 2.4469), (10, 2.2281), (27, 2.0518)])
def test_students_quantiles_are_those_of_tables(freedom: int, quantile: float) -> None:
    assert _student_975(freedom) == pytest.approx(quantile, rel=0.002)


def test_the_interval_of_a_difference_is_made_of_both() -> None:
    found = Estimate(value=5, low=2, high=9).minus(Estimate(value=1, low=-3, high=5))
    assert (found.value, found.low, found.high) == (4, 4 - math.hypot(3, 4), 4 + math.hypot(4, 4))


def test_overflowed_counts_are_left_out() -> None:
    samples = measured(lambda day: 5_000 + 40 * day, days(20, 20))
    broken = [replace(one, repaired=CreatorCount.FOLLOWERS) if one.at < NOW else one for one in samples]
    assert before_after(broken, NOW, NOW + 28 * DAY) == NotEnoughDays(days_before=0, days_after=20)
