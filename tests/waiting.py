"""Waiting for a condition, without measuring how long it takes.

LIMIT is the only timeout in the tests. It distinguishes a hung test from one on a busy computer, and says nothing about
speed: that is what the benchmarks are for.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

LIMIT = 120  # s
LOOK = 0.02  # s, between expensive checks


async def until(condition: Callable[[], object]) -> None:
    """Returns as soon as the condition is true; fails the test if it never is.

    For coroutines, where pytest-qt's `qtbot.wait…` would hang forever.
    """
    try:
        async with asyncio.timeout(LIMIT):
            while not condition():  # noqa: ASYNC110  (there is no event to wait for)
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(_never(condition)) from None


def wait_until(condition: Callable[[], object]) -> None:
    """As `until`, but blocking, for code without an event loop."""
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end, _never(condition)
        time.sleep(LOOK)


def _never(condition: Callable[[], object]) -> str:
    return f"still not true after {LIMIT} s: {getattr(condition, '__name__', condition)}"
