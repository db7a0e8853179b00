"""A backup of the database a day, and its restoration."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.backups import Backup
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.store import Backups

log = logging.getLogger(__name__)


class BackupKeeper(QObject):
    """Makes and lists backups, in a thread. Raises StoreError.

    Signals:
        changed: A backup was made.
    """

    changed = Signal()

    def __init__(self, backups: Backups, most: Callable[[], float], clock: Clock) -> None:
        """most: returns the maximum bytes for all backups."""
        super().__init__()
        self._backups = backups
        self._most = most
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()

    @property
    def folder(self) -> Path:
        return self._backups.folder

    async def listed(self) -> list[Backup]:
        """Returns the backups, newest first."""
        return await asyncio.to_thread(self._backups.listed)

    async def last_at(self) -> int | None:
        """Returns when the newest was made, epoch seconds; None = there is none."""
        return max((backup.at for backup in await self.listed()), default=None)

    async def make(self) -> Backup:
        """Makes a backup now, and removes those that needn't be kept any more."""
        async with self._one_at_a_time:
            made = await asyncio.to_thread(self._backups.make, self._clock.now())
            await asyncio.to_thread(self._backups.remove_old, self._clock.now(), self._most())
            log.info("Backup %s, %d bytes", made.name, made.size)
            self.changed.emit()
            return made

    async def restore(self, name: str) -> Path | None:
        """Puts a backup in the place of the database, which nobody may have open; returns where that is now."""
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._backups.restore, name, self._clock.now())

    async def rescue(self) -> Backup:
        """Makes a backup of what can still be read in a damaged database."""
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._backups.rescue, self._clock.now())

    async def counts(self, backup: Backup) -> tuple[int, int, int]:
        """Returns how many creators, measurements and posts it has."""
        return await asyncio.to_thread(self._backups.counts, backup.name)

    async def make_if_due(self) -> Backup | None:
        """Makes one if the newest is a day old, or from a time when the clock was ahead."""
        last = await self.last_at()
        if last is not None and 0 <= self._clock.now() - last < DAY:
            return None
        return await self.make()
