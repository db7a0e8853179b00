"""Reading JSON as a table: a list of objects, also in lines, or one inside an object, such as {"history": […]}."""

from __future__ import annotations

import json
from typing import Any

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.sheets import MOST_CELLS, too_many_cells


def rows_of_json(text: str, name: str) -> list[list[str]]:
    """Returns the headings, in the order in which they first occur, and a row for each object.

    Raises BadInput if it is no JSON, or no list of objects. name: of the file, for the message.
    """
    try:
        found = _read(text)
    except (ValueError, RecursionError):
        raise BadInput(f"“{name}” isn’t valid JSON.", "Export it again, or choose a CSV or XLSX file.") from None
    objects = _objects(found)
    if objects is None:
        raise BadInput(f"“{name}” has no list of records in it.", "Choose a file exported as JSON, CSV or XLSX.")
    headings = list(dict.fromkeys(key for one in objects for key in one))
    if len(headings) * len(objects) > MOST_CELLS:
        raise too_many_cells(name)
    return [headings, *([_cell(one.get(heading)) for heading in headings] for one in objects)]


def _read(text: str) -> Any:
    """Also of JSON Lines: an object in each line. Raises ValueError or RecursionError."""
    try:
        return json.loads(text)
    except ValueError:
        lines = [json.loads(line) for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        return lines


def _objects(found: Any) -> list[dict[str, Any]] | None:
    if isinstance(found, dict):
        return next((objects for value in found.values() if (objects := _listed(value)) is not None), None)
    return _listed(found)


def _listed(found: Any) -> list[dict[str, Any]] | None:
    if isinstance(found, list) and found and all(isinstance(one, dict) for one in found):
        return found
    return None


def _cell(value: Any) -> str:
    """Values that are no text, number or flag can’t be in a cell."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else ""
