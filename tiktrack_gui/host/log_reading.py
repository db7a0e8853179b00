"""Reads the end of the log."""

from __future__ import annotations

from pathlib import Path

from tiktrack_gui.host.log_erasing import entries_in, log_files

MOST = 300_000  # characters


def last_entries(log_path: Path, most: int = MOST) -> str:
    """Returns the newest entries that fit into `most` characters, oldest first; "" if there is no log."""
    text = ""
    for path in reversed(log_files(log_path)):
        if len(text) >= most:
            break
        try:
            text = path.read_text(encoding="utf-8", errors="replace") + text
        except OSError:
            break
    return text if len(text) <= most else "".join(list(entries_in(text[-most:]))[1:])
