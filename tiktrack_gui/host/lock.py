"""One writer per data folder.

The operating system holds the lock and releases it when the process ends, in whatever way; a leftover file means
nothing.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tiktrack_gui.core.errors import CannotWrite, DataFolderInUse, NoLocks
from tiktrack_gui.host.files import appended

WITHOUT_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Holds a lock on the file `path` inside the block. Never removes the file: that would let two processes lock it.

    filelock's own `FileLock` creates missing folders, removes the file on some systems, and on disks without lock
    support uses the file's mere existence as the lock. Its low-level function, on a file we open, does none of that.

    Raises DataFolderInUse immediately if another process holds the lock, CannotWrite if the file can't be created, and
    NoLocks if the disk doesn't support locks.
    """
    with _opened(path) as file:
        if not _is_ours(file, path):
            raise DataFolderInUse
        yield


def _opened(path: Path) -> IO[bytes]:
    try:
        return appended(path, "ab", buffering=0)
    except OSError as error:
        raise CannotWrite(path, error.strerror) from error


def _is_ours(file: IO[bytes], path: Path) -> bool:
    """Acquires the lock without waiting; returns False if another process holds it. Raises CannotWrite, NoLocks."""
    from filelock import lock_descriptor  # a 15 ms import that readers don't need

    try:
        return lock_descriptor(file.fileno(), blocking=False)
    except OSError as error:
        kind = NoLocks if error.errno in WITHOUT_LOCKS else CannotWrite
        raise kind(path, error.strerror) from error
