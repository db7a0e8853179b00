"""Velocity: its definition, and changes near the rounding step."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from tiktrack_gui.core.models import VideoCount, VideoSample
from tiktrack_gui.core.velocity import age_minutes, current_velocity, lifetime_velocity

NOW = 1_760_000_000


def sample(
    likes: int | None, comments: int | None, shares: int | None, *, at: int = NOW, rounded: int = 0
) -> VideoSample:
    return VideoSample(at=at, likes=likes, comments=comments, shares=shares, rounded=rounded)


def test_velocity_is_engagement_per_minute_since_posted() -> None:
    assert lifetime_velocity(sample(5000, 500, 200), NOW - 600, NOW) == 570
    assert lifetime_velocity(sample(1000, 50, 10), NOW - 7200, NOW) == pytest.approx(8.83, abs=0.005)


def test_an_age_below_a_minute_counts_as_one() -> None:
    assert age_minutes(NOW + 30, NOW) == 1
    assert lifetime_velocity(sample(60, 0, 0), NOW, NOW) == 60


def test_unknown_counts_are_left_out_and_never_taken_for_zero() -> None:
    assert lifetime_velocity(sample(100, None, 20), NOW - 60, NOW) == 120
    assert lifetime_velocity(sample(None, None, None), NOW - 60, NOW) is None


@pytest.fixture(params=["UTC", "Pacific/Auckland", "America/New_York"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    os.environ.pop("TZ", None)
    time.tzset()


def test_velocity_is_the_same_in_every_zone_and_across_daylight_saving(zone: str) -> None:
    changeover = 1_762_063_200  # 2025-11-02 06:00 UTC: clocks go back in New York
    posted = changeover - 3600
    assert lifetime_velocity(sample(7200, 0, 0), posted, changeover + 3600) == 60, zone


def test_current_velocity_needs_samples_ten_minutes_apart() -> None:
    newest = sample(1000, 0, 0)
    assert current_velocity(newest, None) is None
    assert current_velocity(newest, sample(400, 0, 0, at=NOW - 599)) is None
    current = current_velocity(newest, sample(400, 0, 0, at=NOW - 600))
    assert current is not None
    assert (current.value, current.minutes, current.at_most) == (60, 10, False)


def test_a_change_below_the_rounding_is_a_bound() -> None:
    newest = sample(2_300_000, 10, 10, rounded=VideoCount.LIKES)
    earlier = sample(2_300_000, 5, 10, at=NOW - 1200, rounded=VideoCount.LIKES)
    current = current_velocity(newest, earlier)
    assert current is not None
    assert current.at_most
    assert current.value == 100_000 / 20


def test_a_jump_of_a_whole_step_counts() -> None:
    newest = sample(2_400_000, 10, 10, rounded=VideoCount.LIKES)
    earlier = sample(2_300_000, 10, 10, at=NOW - 1200, rounded=VideoCount.LIKES)
    current = current_velocity(newest, earlier)
    assert current is not None
    assert (current.value, current.at_most) == (5000, False)


def test_counts_that_went_down_read_as_standing_still() -> None:
    current = current_velocity(sample(900, 0, 0), sample(1000, 0, 0, at=NOW - 600))
    assert current is not None
    assert (current.value, current.at_most) == (0, False)
