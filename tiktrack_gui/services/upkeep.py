"""What the database needs once a day: a backup, and room."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.keeping import START, Keeping, Place, Step
from tiktrack_gui.services.backups import BackupKeeper
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)

BATCH = 2_000  # posts; the store's thread is free in between
PAUSE = 0.02  # s after each step, so that neither other calls nor the window wait for the processor


class Upkeep:
    def __init__(
        self, backups: BackupKeeper | None, store: Store, keeping: Callable[[], Keeping], clock: Clock
    ) -> None:
        """backups: None if they are made elsewhere."""
        self._backups = backups
        self._store = store
        self._keeping = keeping
        self._clock = clock
        self._done_at: int | None = None  # without backups, which have a date

    async def last_at(self) -> int | None:
        """Returns when it was last done, epoch seconds; None = never."""
        return self._done_at if self._backups is None else await self._backups.last_at()

    async def do_if_due(self) -> None:
        """Does it if the last time is a day ago. Raises StoreError."""
        if await self._is_due():
            await self._make_room()

    async def _is_due(self) -> bool:
        """Makes the backup that is due, too."""
        if self._backups is not None:
            return await self._backups.make_if_due() is not None
        now = int(self._clock.now())
        is_due = self._done_at is None or not 0 <= now - self._done_at < DAY
        self._done_at = now if is_due else self._done_at
        return is_due

    async def _make_room(self) -> None:
        """First what is deleted as a whole, so that it needn't be thinned."""
        retention, keeping, now = self._store.retention, self._keeping(), self._clock.now()
        if (before := keeping.raw_before(now)) is not None:
            while await self._store.stories.forget_raw_data(before, BATCH) == BATCH:
                pass
        removed = 0
        if (before := keeping.slow_before(now)) is not None:
            removed += await self._all(partial(retention.forget_slow_videos, before=before))
        if (before := keeping.untracked_before(now)) is not None:
            removed += await self._all(partial(retention.forget_untracked, before=before))
        if keeping.full_days:
            removed += await self._all(partial(retention.thin_creator_samples, now=now, keeping=keeping))
            removed += await self._all(partial(retention.thin_video_samples, now=now, keeping=keeping))
        log.info("Upkeep: %d old rows removed", removed)

    async def _all(self, work: Callable[[Place], Awaitable[Step]]) -> int:
        """Does all steps; returns how many rows they removed."""
        removed, place = 0, START
        while True:
            step = await work(place)
            removed += step.removed
            if step.place is None:
                return removed
            place = step.place
            await self._clock.sleep(PAUSE)
