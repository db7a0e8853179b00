"""Tests whether everybody TikTrack talks to can be reached from here, through the proxy if there is one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tiktrack_gui.core.errors import TikTrackError

Told = Callable[["Reached"], None]


class Target(StrEnum):
    """Whom to reach, in the order in which they are shown."""

    TIKTOK = "TikTok"
    DISCORD = "Discord"
    PICTURES = "Pictures"


@dataclass(frozen=True, slots=True)
class Reached:
    """proxy: its host and port; "" = none. trouble: None = it was reached."""

    target: Target
    proxy: str
    trouble: TikTrackError | None


class ConnectionTest:
    """Needs no token and changes nothing."""

    def __init__(
        self, ways: Mapping[Target, Callable[[], Awaitable[None]]], proxy: Callable[[Target], Awaitable[str]]
    ) -> None:
        """ways: each raises TikTrackError if the target can't be reached. proxy: returns the one that is used."""
        self._ways, self._proxy = ways, proxy

    async def run(self, told: Told) -> list[Reached]:
        """Tests all at once. told: called with each as soon as it is known. Can be cancelled."""
        return list(await asyncio.gather(*(self._reach(target, told) for target in Target)))

    async def _reach(self, target: Target, told: Told) -> Reached:
        trouble: TikTrackError | None = None
        try:
            await self._ways[target]()
        except TikTrackError as error:
            trouble = error
        reached = Reached(target, await self._proxy(target), trouble)
        told(reached)
        return reached
