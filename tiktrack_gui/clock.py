"""The injected clock: the system's, or one that runs faster, for tests.

No other module reads the system time (a test enforces it), so that everything can run at any time and speed.
"""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


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
