"""One writer per data folder.

The operating system holds the lock and drops it with the process, however that ends; a left-over file means nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tiktrack_gui.core.errors import CannotWrite, DataFolderInUse


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Holds the lock file `path` inside the block. It stays: who removes one, lets two have it.

    filelock's own `FileLock` makes missing folders, removes the file on some systems, and where the disk knows no
    locks, takes the file itself for one. Its primitive, over a file of ours, does none of that.

    Raises DataFolderInUse at once when another process holds it, CannotWrite where the file cannot be made or the disk
    knows no locks.
    """
    with _opened(path) as file:
        if not _is_ours(file, path):
            raise DataFolderInUse
        yield


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("ab", buffering=0)
    except OSError as error:
        raise CannotWrite(path, error.strerror) from error


def _is_ours(file: BinaryIO, path: Path) -> bool:
    """Takes the lock, without waiting for it."""
    from filelock import lock_descriptor  # 15 ms that those who only read need not spend

    try:
        return lock_descriptor(file.fileno(), blocking=False)
    except OSError as error:
        raise CannotWrite(path, error.strerror) from error
