"""Importing measurements of creators from a file."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.history_import import HistoryImport, Known, judge, key_of
from tiktrack_gui.core.history_reading import read_history
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.sheets import Sheet
from tiktrack_gui.services.sources import SheetReader
from tiktrack_gui.store import Store

Undo = Callable[[], Awaitable[None]]


class HistoryImporting(QObject):
    """
    Signals:
        changed: Measurements were added or taken back. arg: the IDs of their creators, a tuple.
    """

    changed = Signal(object)

    def __init__(self, files: SheetReader, store: Store, clock: Clock) -> None:
        super().__init__()
        self._files, self._store, self._clock = files, store, clock

    async def open(self, path: Path, only: Creator | None = None) -> HistoryImport:
        """Returns what importing a CSV, TSV, XLSX or JSON file would do; see `read`. Raises BadInput."""
        return await self.read(await asyncio.to_thread(self._files.read, path), only)

    async def read(self, sheet: Sheet, only: Creator | None = None) -> HistoryImport:
        """Returns what importing it would do, and changes nothing. Raises BadInput if it isn't a table of measurements.

        only: whose measurements they are, if the table doesn't say so.
        """
        found = await asyncio.to_thread(read_history, sheet, self._clock.now())
        keys = {key_of(row.named) for row in found.rows if row.named is not None}
        creators = await self._store.history_imports.creators(keys)
        ids = {creator.id for creator in creators.values()} | ({only.id} if only is not None else set())
        known = Known(creators, await self._store.history_imports.samples(ids), only)
        return await asyncio.to_thread(judge, found, known)

    async def add(self, table: HistoryImport) -> Undo:
        """Stores what is new in one go; what is stored already stays as it is."""
        imported = await self._store.history_imports.add(table.samples)
        self.changed.emit(tuple(table.samples))

        async def undo() -> None:
            await self._store.history_imports.take_back(imported)
            self.changed.emit(tuple(table.samples))

        return undo
