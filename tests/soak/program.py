"""`python -m tests.soak.program ARGUMENTS`: `tiktrack`, with a clock that runs SPEED times as fast as the computer's.

All processes of a soak agree on the time, because it began for all of them at the moment in the environment.
"""

from __future__ import annotations

import asyncio
import os
import time

from tiktrack_gui import clock

SPEED = 20.0
BEGAN = "SOAK_BEGAN"  # the variable: UTC epoch seconds


def now() -> float:
    began = float(os.environ[BEGAN])
    return began + (time.time() - began) * SPEED


class FastClock(clock.SystemClock):
    def now(self) -> float:
        return now()

    def monotonic(self) -> float:
        return time.monotonic() * SPEED

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / SPEED)

    def timeout(self, seconds: float) -> asyncio.Timeout:
        return asyncio.timeout(seconds / SPEED)


if __name__ == "__main__":
    clock.SystemClock = FastClock  # type: ignore[misc]
    from tiktrack_gui.__main__ import main

    main()
