"""A test of the connections that ends as a scene or a test wants it to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.services.connection import ConnectionTest, Target


def connections(
    troubles: Mapping[Target, TikTrackError] | None = None, *, proxy: str = "", silent: tuple[Target, ...] = ()
) -> ConnectionTest:
    """troubles: by whom they keep from being reached; the others are reached. silent: those that never answer."""
    found = troubles or {}
    ways: dict[Target, Callable[[], Awaitable[None]]] = {
        target: partial(_reach, found.get(target), target in silent) for target in Target
    }
    return ConnectionTest(ways, partial(_proxy, proxy))


async def _reach(trouble: TikTrackError | None, silent: bool) -> None:
    if silent:
        await asyncio.Event().wait()
    if trouble is not None:
        raise trouble


async def _proxy(proxy: str, _target: Target) -> str:
    return proxy
