"""Whether TikTrack starts with the computer. Only the system's own entry counts, which others may change, too."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal


class LoginEntry(Protocol):
    """What starts a program when its user logs in. The methods access the disk or the registry.

    `write` and `remove` raise AutostartFailed.
    """

    def is_there(self) -> bool: ...

    def write(self, command: Sequence[str]) -> None: ...

    def remove(self) -> None: ...


class Autostart(QObject):
    """Signals:
    changed: It was switched on or off here.
    """

    changed = Signal()

    def __init__(self, entry: LoginEntry, command: Sequence[str]) -> None:
        """command: what is started."""
        super().__init__()
        self._entry, self._command = entry, command
        self._writing = threading.Lock()

    async def is_on(self) -> bool:
        return await asyncio.to_thread(self._entry.is_there)

    async def switch(self, on: bool) -> None:
        """Raises AutostartFailed."""
        await asyncio.to_thread(self._switch, on)
        self.changed.emit()

    def _switch(self, on: bool) -> None:
        with self._writing:  # an earlier change, replaced by this one, may still be under way
            if on:
                self._entry.write(self._command)
            else:
                self._entry.remove()
