"""Puts reports together: what is stored of creators in a period, read one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from tiktrack_gui.clock import Clock
from tiktrack_gui.core import report as reports
from tiktrack_gui.core.annotations import Annotations
from tiktrack_gui.core.as_of import History
from tiktrack_gui.core.baseline import READ
from tiktrack_gui.core.report import InPeriod, Period, Report, Wanted
from tiktrack_gui.store import Store

AT_ONCE = 8  # creators whose histories are read in one call: what each takes besides is as long as reading it

Progress = Callable[[int, int], None]  # how many creators were read, of how many


class Reporting:
    def __init__(self, store: Store, clock: Clock, every: Callable[[], float]) -> None:
        """every: seconds between two timed refreshes of creators."""
        self._store, self._clock, self._every = store, clock, every

    async def made(
        self, wanted: Wanted, period: Period, progress: Progress | None = None, *, notes: bool = False
    ) -> Report:
        """Returns the report. notes: with the notes and statuses of the creators.

        Raises LookupError for an unknown creator, StoreError. It can be cancelled.
        """
        found: list[InPeriod] = []
        of = len(wanted.creator_ids)
        for first in range(0, of, AT_ONCE):
            ids = wanted.creator_ids[first : first + AT_ONCE]
            for history in await self._store.profiles.histories_since(ids, period.read_since):
                found.append(await self._in_period(history, period))
                if progress is not None:
                    progress(len(found), of)
        now = self._clock.now()
        if wanted.name is None:
            report = Report(period=period, made_at=now, creators=tuple(found))
        else:
            waiting = await self._waiting(wanted) if wanted.is_list else 0
            report = await asyncio.to_thread(reports.of_list, wanted.name, found, period, now, waiting=waiting)
        report = replace(report, is_list=wanted.is_list)
        return replace(report, annotations=await self._notes(wanted, period)) if notes else report

    async def _notes(self, wanted: Wanted, period: Period) -> dict[int, Annotations]:
        kept = await self._store.annotations.of(wanted.creator_ids)
        return {creator_id: one.as_of(period.end) for creator_id, one in kept.items()}

    async def _waiting(self, wanted: Wanted) -> int:
        pending = await self._store.pending.all()
        return sum(wanted.list_id is None or one.list_id == wanted.list_id for one in pending)

    async def _in_period(self, history: History, period: Period) -> InPeriod:
        videos = await self._store.profiles.videos_as_of(history.creator.id, period.end, READ)
        return await asyncio.to_thread(reports.in_period, history, videos, period, self._every())
