"""Waiting for something to become true, without measuring how long that takes.

There is one limit, LIMIT, for everything a test waits for. It tells a test that hangs from one on a busy computer, and
says nothing about how quick anything is: that is the bench's business.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

LIMIT = 120  # s
LOOK = 0.02  # s, from one look to the next where looking costs something


async def until(condition: Callable[[], object]) -> None:
    """Returns as soon as the condition holds; fails the test where it never does.

    For coroutines, where pytest-qt's `qtbot.wait…` would hang for ever.
    """
    try:
        async with asyncio.timeout(LIMIT):
            while not condition():  # noqa: ASYNC110  (whatever the condition is, nobody sets an event for it)
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(_never(condition)) from None


def wait_until(condition: Callable[[], object]) -> None:
    """The same where there is no event loop: it blocks."""
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end, _never(condition)
        time.sleep(LOOK)


def _never(condition: Callable[[], object]) -> str:
    return f"still not true after {LIMIT} s: {getattr(condition, '__name__', condition)}"
