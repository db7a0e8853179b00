"""Exclusive access to the data folder, which is created if necessary."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Self

from tiktrack_gui.host import lock
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.host.private import make_private


class Access:
    """Holds the data folder's lock from the first successful `take` until the end of the `with` block."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self._held = ExitStack()
        self._is_had = False

    @property
    def is_had(self) -> bool:
        return self._is_had

    def take(self) -> None:
        """Acquires the lock without waiting; can be retried. Raises DataFolderInUse if another process holds it, and
        CannotWrite.
        """
        if not self._is_had:
            make_private(self.folder.create())
            self._held.enter_context(lock.held(self.folder.lock))
            self._is_had = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        self._held.close()
        self._is_had = False
