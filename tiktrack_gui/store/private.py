"""Database files that only their owner can read: SQLite leaves the permissions of a new file to the umask."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def reserve(path: Path) -> Path:
    """Makes an empty file for SQLite to fill, unless one is there. What SQLite keeps beside it gets its permissions.

    Ignores errors: SQLite meets them again, and names them.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    return path


def folder(path: Path) -> Path:
    """Makes a folder, if necessary, that only its owner can enter. Raises OSError."""
    path.mkdir(mode=0o700, exist_ok=True)
    return path
