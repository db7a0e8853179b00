"""Waiting for something to become true, with a limit and without blocking the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], object], limit: float = 10.0) -> None:
    """Returns as soon as the condition holds; fails the test after `limit` seconds.

    For coroutines, where pytest-qt's `qtbot.wait…` would hang for ever.
    """
    try:
        async with asyncio.timeout(limit):
            while not condition():  # noqa: ASYNC110  (whatever the condition is, nobody sets an event for it)
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"still not true after {limit:g} s: {getattr(condition, '__name__', condition)}") from None
