"""The clocks: readings and sleeping."""

from __future__ import annotations

import time

import pytest

from tiktrack_gui.clock import Clock, ReplayClock, SystemClock

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


@pytest.mark.parametrize("speed", [0, -1])
def test_a_clock_that_would_stand_still_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        ReplayClock(START, speed)
