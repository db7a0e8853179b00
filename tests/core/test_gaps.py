"""Where nothing was measured although it was planned, as the samples alone tell."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.gaps import Gap, is_broken, of_creator, of_video
from tiktrack_gui.core.keeping import Keeping
from tiktrack_gui.core.models import CreatorSample, VideoSample
from tiktrack_gui.core.remeasuring import AFTER
from tiktrack_gui.core.thinning import needless

START = 1_790_000_000


def samples(times: Iterable[float]) -> list[CreatorSample]:
    """A creator that grows all the time."""
    return [CreatorSample(at=START + round(at), followers=1_000 + number) for number, at in enumerate(times)]


def found(times: Iterable[float], every: float) -> list[tuple[float, float]]:
    """The gaps, in hours since START."""
    return in_hours(of_creator(samples(times), every))


def in_hours(gaps: Iterable[Gap]) -> list[tuple[float, float]]:
    return [((before - START) / HOUR, (after - START) / HOUR) for before, after in gaps]


def test_a_night_of_sleep_is_a_gap() -> None:
    awake = [hour for hour in range(72) if hour % 24 < 16]
    assert found((hour * HOUR for hour in awake), HOUR) == [(15, 24), (39, 48)]


@pytest.mark.parametrize(
    ("hours", "every", "gaps"),
    [
        ((0, 6, 12, 40, 46, 52), 6, [(12, 40)]),
        ((0, 24, 48, 144, 168), 24, [(48, 144)]),  # four days off
        ((0, 24, 72, 96, 120), 24, []),  # one failed in vain: the next one is a day later
        ((0, 40), 24, [(0, 40)]),  # the plan is all there is
        ((0, 30), 24, []),
        ((), 24, []),
        ((0,), 24, []),
    ],
)
def test_what_the_plan_and_the_rhythm_explain_is_no_gap(
    hours: tuple[float, ...], every: float, gaps: list[tuple[float, float]]
) -> None:
    assert found((hour * HOUR for hour in hours), every * HOUR) == gaps


def test_jitter_is_no_gap() -> None:
    chance = random.Random(7)
    at, times = 0.0, []
    for _ in range(500):
        times.append(at)
        at += 6 * HOUR * (1 + 0.1 * chance.random()) + 10 * MINUTE * chance.random()
    assert found(times, 6 * HOUR) == []


@pytest.mark.parametrize("every", [15 * MINUTE, HOUR])
def test_a_cooldown_is_no_gap(every: float) -> None:
    before = [number * every for number in range(20)]
    assert found([*before, *(before[-1] + HOUR + (number + 1) * every for number in range(20))], every) == []


def test_being_seen_in_the_feed_meanwhile_makes_no_gaps_of_the_usual_wait() -> None:
    seen = [number * 6 * HOUR for number in range(8)]
    seen += [seen[-1] + number * 10 * MINUTE for number in range(1, 9)]
    assert found([*seen, seen[-9] + 6 * HOUR], 6 * HOUR) == []


def test_another_interval_in_the_past_makes_no_gaps() -> None:
    daily = [number * DAY for number in range(10)]
    hourly = [daily[-1] + number * HOUR for number in range(1, 30)]
    assert found([*daily, *hourly], HOUR) == []
    assert found([hour * HOUR for hour in (*range(30), *range(40, 60))], DAY) == []  # shorter than the plan is now


@pytest.mark.parametrize("every", [15 * MINUTE, HOUR, 6 * HOUR])
@pytest.mark.parametrize("seed", range(5))
def test_thinning_makes_no_gaps_and_keeps_real_ones(every: float, seed: int) -> None:
    """To one an hour, then one a day; of these, it may be any."""
    chance = random.Random(seed)
    off = (30 * DAY, 40 * DAY)
    measured = [
        CreatorSample(at=START + round(at), followers=chance.randrange(9_000), rounded=chance.randrange(2))
        for number in range(round(60 * DAY / every))
        if not off[0] < (at := number * every) < off[1]
    ]
    now = measured[-1].at + HOUR
    gone = set(needless(measured, now, Keeping(full_days=5, hourly_days=20)))
    assert len(gone) > 10
    [(before, after)] = of_creator([sample for sample in measured if sample not in gone], every)
    assert before - START == pytest.approx(off[0], abs=DAY)
    assert after - START == pytest.approx(off[1], abs=DAY)


def test_between_two_equal_samples_others_were_measured() -> None:
    still = [CreatorSample(at=START + hours * HOUR, followers=1_000) for hours in (0, 200)]
    grown = [CreatorSample(at=START + hours * HOUR, followers=1_000 + hours) for hours in (206, 212, 240)]
    assert in_hours(of_creator([*still, *grown], 6 * HOUR)) == [(212, 240)]


def video_gaps(times: Iterable[float]) -> list[tuple[float, float]]:
    return in_hours(
        of_video([VideoSample(at=START + round(at), likes=9, comments=9, shares=9) for number, at in enumerate(times)])
    )


def test_a_video_measured_as_planned_has_no_gaps() -> None:
    assert video_gaps((0, *AFTER)) == []
    assert video_gaps((0, *(after + 30 * MINUTE for after in AFTER))) == []  # late, as after a cooldown
    assert video_gaps((0, *AFTER, 2 * DAY, 3 * DAY)) == []  # seen again in the feed


@pytest.mark.parametrize(
    ("measured", "gaps"),
    [
        ((0, 0.25, 1, 13, 24), [(1, 13)]),  # asleep over a checkpoint
        ((0, 10, 24), [(0, 10)]),
        ((0, 0.25, 1, 6, 40), [(6, 40)]),
        ((0, 0.25, 1, 6, 24, 100), [(24, 100)]),
    ],
)
def test_a_video_whose_checkpoint_was_missed_has_one(
    measured: tuple[float, ...], gaps: list[tuple[float, float]]
) -> None:
    assert video_gaps(hours * HOUR for hours in measured) == gaps


def test_a_line_over_a_gap_is_broken_also_if_it_is_longer() -> None:
    assert is_broken(0, 100, [(0, 100)])
    assert is_broken(0, 100, [(20, 80)])
    assert not is_broken(0, 50, [(20, 80)])
    assert not is_broken(80, 100, [(20, 80)])
