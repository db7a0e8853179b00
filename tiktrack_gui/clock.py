"""The injected clock: the system's, or one that runs faster, for tests.

No other module reads the system time (a test enforces it), so that everything can run at any time and speed.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Protocol, Self

CORRECTION = 5.0  # s; a clock is often set by less, over the network


class Clock(Protocol):
    """`now` may jump (the user sets it, the computer sleeps); `monotonic` only ever goes forward."""

    def now(self) -> float:
        """UTC epoch seconds."""
        ...

    def monotonic(self) -> float:
        """Seconds since an arbitrary fixed point; only differences are meaningful."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Returns once `seconds` of this clock's time have passed; immediately if 0 or less."""
        ...

    def timeout(self, seconds: float) -> asyncio.Timeout:
        """`asyncio.timeout`, in this clock's time."""
        ...


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment to wait for that neither a clock set back nor a computer that sleeps can put off.

    The clock that is further ahead decides: the monotonic one may stand still while the computer sleeps.

    Attributes:
        wall: UTC epoch seconds.
        monotonic: The same moment on the monotonic clock.
    """

    wall: float
    monotonic: float

    @classmethod
    def at(cls, wall: float, clock: Clock) -> Self:
        """The moment that is `wall` on the clock as it is set now."""
        return cls(wall, clock.monotonic() + wall - clock.now())

    def left(self, clock: Clock) -> float:
        """Seconds until then; 0 or less once it has passed."""
        return min(self.wall - clock.now(), self.monotonic - clock.monotonic())

    def was_set_back(self, clock: Clock) -> bool:
        """Whether the clock was set back since: `wall` is too late by more than a usual correction."""
        return self.wall - clock.now() > self.left(clock) + CORRECTION


class SystemClock:
    """The computer's own clock."""

    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    def timeout(self, seconds: float) -> asyncio.Timeout:
        return asyncio.timeout(seconds)


class ReplayClock:
    """Starts at `start` (UTC epoch seconds) and runs `speed` times as fast as the computer's."""

    def __init__(self, start: float, speed: float) -> None:
        if speed <= 0:
            raise ValueError(f"a clock cannot run at speed {speed}")
        self._start = start
        self._speed = speed
        self._began = time.monotonic()

    def now(self) -> float:
        return self._start + self.monotonic()

    def monotonic(self) -> float:
        return (time.monotonic() - self._began) * self._speed

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)

    def timeout(self, seconds: float) -> asyncio.Timeout:
        return asyncio.timeout(seconds / self._speed)
