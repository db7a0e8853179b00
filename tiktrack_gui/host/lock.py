"""One writer per data folder.

The operating system holds the lock and drops it with the process, however that ends; a left-over file means nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tiktrack_gui.core.errors import CannotWrite, DataFolderInUse

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Holds the lock file `path` inside the block.

    Raises DataFolderInUse at once when another process holds it, CannotWrite where the file cannot be made.
    """
    with _opened(path) as file:
        try:
            _try_lock(file)
        except OSError as error:
            raise DataFolderInUse from error
        yield


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("ab", buffering=0)
    except OSError as error:
        raise CannotWrite(path, error.strerror) from error
