"""Reads and edits `settings.toml`, leaving the rest of what the user wrote unchanged."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tiktrack_gui.config.keys import AsWritten
from tiktrack_gui.core.errors import BadInput, CannotWrite
from tiktrack_gui.host.files import replace_text


def read(path: Path) -> dict[str, Any]:
    """Returns the file's contents; a missing file is empty. Floats are AsWritten.

    Raises OSError, and ValueError for invalid TOML.
    """
    return tomllib.loads(_text(path), parse_float=AsWritten)


def edited(path: Path, changes: Mapping[tuple[str, str], object]) -> str:
    """Returns the file's text with these values, by table and key, set; None removes one. Raises BadInput."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(_text(path))
    except (OSError, ValueError, TOMLKitError) as error:
        raise BadInput(
            f"Couldn’t read {path} ({error}).", "Fix it, or delete it to start with the defaults."
        ) from error
    for (name, key), value in changes.items():
        table = document.get(name)
        if not isinstance(table, dict):
            table = document[name] = tomlkit.table()
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
    return tomlkit.dumps(document)


def write(path: Path, text: str) -> None:
    """Replaces the file in one step, so that no crash leaves half a file. Raises CannotWrite."""
    try:
        replace_text(path, text)
    except OSError as error:
        raise CannotWrite(path, error.strerror) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
