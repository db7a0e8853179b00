"""The clocks: readings and sleeping."""

from __future__ import annotations

import time

import pytest

from tests.services.fakes import FakeClock
from tiktrack_gui.clock import Clock, Deadline, ReplayClock, SystemClock

START = 1_700_000_000.0


async def test_the_system_clock_tells_utc_and_sleeps() -> None:
    clock: Clock = SystemClock()
    before = clock.monotonic()
    await clock.sleep(0.02)
    assert clock.monotonic() - before >= 0.02
    assert abs(clock.now() - time.time()) < 5


async def test_a_replay_clock_starts_where_it_is_told_and_shortens_sleep() -> None:
    clock: Clock = ReplayClock(START, speed=10_000)
    assert START <= clock.now() < START + 86_400
    began, before = time.monotonic(), clock.now()
    await clock.sleep(200)
    assert clock.now() - before >= 200
    assert time.monotonic() - began < 5


def test_both_readings_of_a_replay_clock_run_at_its_speed() -> None:
    clock = ReplayClock(START, speed=3_600)
    elapsed = clock.now() - START
    assert 0 <= elapsed <= clock.monotonic()


def test_a_deadline_is_put_off_by_neither_clock() -> None:
    clock = FakeClock()
    deadline = Deadline.at(clock.now() + 600, clock)
    clock.set_back(86_400)
    assert deadline.left(clock) == 600
    assert deadline.was_set_back(clock)
    clock.set_back(-2 * 86_400)  # like a computer that slept: the monotonic clock stood still
    assert deadline.left(clock) == 600 - 86_400
    assert not deadline.was_set_back(clock)


@pytest.mark.parametrize("speed", [0, -1])
def test_a_clock_that_would_stand_still_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        ReplayClock(START, speed)
