"""What a threshold would have flagged."""

from __future__ import annotations

import random

import pytest

from tiktrack_gui.core.backtest import Backtest, Flagged

MEASURED = [(1, 500.0), (1, 300.0), (2, 300.0), (3, 100.0), (2, 5.0), (4, 0.0)]


@pytest.mark.parametrize(
    ("threshold", "expected"),
    [(0, (6, 4)), (5, (5, 3)), (100, (4, 3)), (100.1, (3, 2)), (300, (3, 2)), (301, (1, 1)), (501, (0, 0))],
)
def test_videos_and_their_creators_are_counted(threshold: float, expected: tuple[int, int]) -> None:
    assert Backtest(7, MEASURED).flagged(threshold) == Flagged(*expected)


def test_it_counts_as_a_plain_count_does() -> None:
    chance = random.Random(1)
    measured = [(chance.randrange(50), chance.lognormvariate(2, 2)) for _ in range(500)]
    test = Backtest(7, measured)
    for _ in range(100):
        threshold = chance.lognormvariate(2, 2)
        flagged = [creator for creator, velocity in measured if velocity >= threshold]
        assert test.flagged(threshold) == Flagged(len(flagged), len(set(flagged)))


@pytest.mark.parametrize(
    ("velocities", "expected"),
    [([], None), ([0.0], None), ([123.0], 120), (list(range(1, 101)), 91), ([4.2] * 10, 4), ([45_678.0] * 3, 45_000)],
)
def test_a_tenth_of_the_videos_reached_the_threshold_offered(velocities: list[float], expected: float | None) -> None:
    test = Backtest(7, enumerate(velocities))
    assert test.top_tenth() == expected
    if expected is not None:
        assert test.flagged(expected).videos >= 0.1 * len(velocities)


def test_the_bars_hold_every_video_once() -> None:
    assert Backtest(7, MEASURED).histogram([1, 10, 100, 1000]) == [2, 0, 4]
    assert Backtest(7).histogram([1, 10]) == [0]
