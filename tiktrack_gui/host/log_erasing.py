"""Erases entries from the log files, while they may be written."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tiktrack_gui.host.log_file import OLD_FILES

NO_LINK = getattr(os, "O_NOFOLLOW", 0)
BINARY = getattr(os, "O_BINARY", 0)

log = logging.getLogger(__name__)

_BEGINS = re.compile(r"(?m)^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)")  # an entry; a traceback belongs to the one before it


def log_files(log_path: Path) -> list[Path]:
    """Returns the log files there are, oldest first."""
    files = [log_path.with_name(f"{log_path.name}.{number}") for number in range(OLD_FILES, 0, -1)]
    return [path for path in (*files, log_path) if path.is_file()]


class LogEraser:
    def __init__(self, log_path: Path) -> None:
        self._log = log_path

    def erase(self, is_meant: Callable[[str], bool]) -> int:
        """Erases the entries that are meant; returns how many there were."""
        erased = 0
        for path in log_files(self._log):
            try:
                erased += _erase(path, is_meant)
            except OSError as error:
                log.warning("%s couldn't be cleaned: %s", path.name, error.strerror)
        return erased


def _erase(path: Path, is_meant: Callable[[str], bool]) -> int:
    """In place: whoever has the file open goes on at its end. A link isn't followed."""
    with os.fdopen(os.open(path, os.O_RDWR | NO_LINK | BINARY), "r+b") as file:
        entries = list(entries_in(file.read().decode(errors="surrogateescape")))
        kept = [entry for entry in entries if not is_meant(entry)]
        if len(kept) < len(entries):
            file.seek(0)
            file.write("".join(kept).encode(errors="surrogateescape"))
            file.truncate()
        return len(entries) - len(kept)


def entries_in(text: str) -> Iterator[str]:
    """Yields the entries of a log, each with the lines that belong to it."""
    return (entry for entry in _BEGINS.split(text) if entry)
