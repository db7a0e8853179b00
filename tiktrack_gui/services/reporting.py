"""Puts reports together: what is stored of creators in a period, read one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from tiktrack_gui.clock import Clock
from tiktrack_gui.core import report as reports
from tiktrack_gui.core.baseline import READ
from tiktrack_gui.core.report import InPeriod, Period, Report
from tiktrack_gui.store import Store

Progress = Callable[[int, int], None]  # how many creators were read, of how many


class Reporting:
    def __init__(self, store: Store, clock: Clock, every: Callable[[], float]) -> None:
        """every: seconds between two timed refreshes of creators."""
        self._store, self._clock, self._every = store, clock, every

    async def of_creator(self, creator_id: int, period: Period) -> Report:
        """Raises LookupError for an unknown creator."""
        return reports.of_creator_only(await self._read(creator_id, period), period, self._clock.now())

    async def of_list(
        self,
        name: str,
        creator_ids: Sequence[int],
        period: Period,
        progress: Progress | None = None,
        *,
        waiting: int = 0,
    ) -> Report:
        """Of several creators: a list, or those chosen. waiting: as of a Report."""
        found = []
        for done, creator_id in enumerate(creator_ids):
            if progress is not None:
                progress(done, len(creator_ids))
            found.append(await self._read(creator_id, period))
        if progress is not None:
            progress(len(creator_ids), len(creator_ids))
        return await asyncio.to_thread(
            reports.of_list, name, found, period, self._clock.now(), waiting=waiting
        )

    async def _read(self, creator_id: int, period: Period) -> InPeriod:
        history, _ = await self._store.profiles.profile_of(creator_id, 0)
        videos = await self._store.profiles.videos_as_of(creator_id, period.end, READ)
        return await asyncio.to_thread(reports.in_period, history, videos, period, self._every())
