"""How large the database file is, and will be in a year."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.keeping import Keeping
from tiktrack_gui.core.space import Space
from tiktrack_gui.store import FileSpace


class SpaceOfFile:
    def __init__(self, file: FileSpace, keeping: Callable[[], Keeping], clock: Clock) -> None:
        self._file, self._keeping, self._clock = file, keeping, clock

    async def measured(self) -> Space:
        """Measures it in a thread, at the present pace and with the present settings. Raises StoreError."""
        return await asyncio.to_thread(self._file.measured, self._clock.now(), self._keeping())
