"""How `settings.toml` is read and changed: what its user wrote in it stays as it stands."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tiktrack_gui.core.errors import BadInput, CannotWrite


def read(path: Path) -> dict[str, Any]:
    """A file that is not there is an empty one. Raises OSError, and ValueError for what is no TOML."""
    return tomllib.loads(_text(path))


def edited(path: Path, changes: Mapping[tuple[str, str], object]) -> str:
    """The file's text with these values, by table and key, in their places; None takes one out. Raises BadInput."""
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
    """Puts the text in the file's place in one step, so that no crash leaves half a file. Raises CannotWrite."""
    path = path.resolve()  # a link stays a link
    new = path.with_name(path.name + ".new")
    try:
        with new.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        raise CannotWrite(path, error.strerror) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
