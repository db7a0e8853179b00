"""Counts the candidates that were found since the user last looked, of all brands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.services.brands import Brands
from tiktrack_gui.services.discover import Discover
from tiktrack_gui.services.ranking import Rankings
from tiktrack_gui.services.tasks import Tasks

COUNT = "count new candidates"  # the task
PAUSE = 0.5  # s before they are counted: changes often come one after the other


class NewCandidates(QObject):
    """
    Signals:
        counted: arg: how many are new.
    """

    counted = Signal(int)

    def __init__(
        self,
        brands: Brands,
        rankings: Rankings,
        discover: Discover,
        tasks: Tasks,
        are_looked_at: Callable[[], bool],
    ) -> None:
        """are_looked_at: whether the user looks at candidates now. What is found meanwhile isn't news."""
        super().__init__()
        self._brands, self._rankings, self._tasks = brands, rankings, tasks
        self._are_looked_at = are_looked_at
        self._is_stale = False  # something changed since they were counted
        for signal in (brands.changed, discover.changed):
            signal.connect(self.count_soon)

    def count_soon(self, _changed: object = None) -> None:
        self._is_stale = True
        if not self._tasks.is_running(COUNT):
            self._tasks.spawn(self._count(), name=COUNT)

    async def _count(self) -> None:
        """A database that can't be read leaves the number as it is: the page says what is wrong."""
        while self._is_stale:
            await asyncio.sleep(PAUSE)
            self._is_stale = False
            try:
                brands = [] if self._are_looked_at() else await self._brands.all()
                new = [(await self._rankings.of(brand)).counts.new for brand in brands]
            except StoreError:
                return
            self.counted.emit(sum(new))
