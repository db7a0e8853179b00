"""Writing files so that no crash or full disk leaves half of one."""

from __future__ import annotations

import os
from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Writes the file in one step; it keeps a symbolic link. Raises OSError and leaves the old file."""
    path = path.resolve()
    new = path.with_name(path.name + ".new")
    with new.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
