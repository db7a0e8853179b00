"""What the database needs once a day: a backup, and room."""

from __future__ import annotations

from collections.abc import Callable

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.services.backups import BackupKeeper
from tiktrack_gui.store import Store

BATCH = 2_000  # posts; the store's thread is free in between


class Upkeep:
    def __init__(self, backups: BackupKeeper | None, store: Store, raw_days: Callable[[], float], clock: Clock) -> None:
        """backups: None if they are made elsewhere.

        raw_days: returns for how many days TikTok's own data about a story is kept.
        """
        self._backups = backups
        self._store = store
        self._raw_days = raw_days
        self._clock = clock
        self._done_at: int | None = None  # without backups, which have a date

    async def last_at(self) -> int | None:
        """Returns when it was last done, epoch seconds; None = never."""
        return self._done_at if self._backups is None else await self._backups.last_at()

    async def do_if_due(self) -> None:
        """Does it if the last time is a day ago. Raises StoreError."""
        if not await self._is_due():
            return
        before = int(self._clock.now() - self._raw_days() * DAY)
        while await self._store.stories.forget_raw_data(before, BATCH) == BATCH:
            pass

    async def _is_due(self) -> bool:
        """Makes the backup that is due, too."""
        if self._backups is not None:
            return await self._backups.make_if_due() is not None
        now = int(self._clock.now())
        is_due = self._done_at is None or not 0 <= now - self._done_at < DAY
        self._done_at = now if is_due else self._done_at
        return is_due
