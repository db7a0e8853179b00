"""Writing files that only their owner can read, never through a link, and never half of one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any

PRIVATE = 0o600
NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)  # Windows has neither


def opened(path: Path, mode: str, flags: int, **options: Any) -> IO[Any]:
    """Opens a file as `os.fdopen` does; a new one can be read only by its owner. Raises OSError for a link."""
    return os.fdopen(os.open(path, flags | NO_LINKS, PRIVATE), mode, **options)


def appended(path: Path, mode: str, **options: Any) -> IO[Any]:
    """Opens a file for appending, as `opened` does."""
    return opened(path, mode, os.O_WRONLY | os.O_APPEND | os.O_CREAT, **options)


def replace_text(path: Path, text: str) -> None:
    """Writes the file in one step; a link is replaced, not followed. Raises OSError and leaves the old file."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with opened(new, "w", os.O_WRONLY | os.O_CREAT | os.O_EXCL, encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
