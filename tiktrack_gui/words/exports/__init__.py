"""What exported files have: for each subject, the columns of its table on the screen with their values in full, and
then where these are from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from typing import Any, TypeVar

from tiktrack_gui.core.table_export import Field, Kind, Value

T = TypeVar("T")
Part = TypeVar("Part")

Fields = Mapping[str, Sequence[Field[T]]]
"""By the name of the column on the screen, which may need several in a file, or none."""

ALWAYS = ""  # the name for what is in every file, after the others


def chosen(fields: Fields[T], columns: Iterable[str] | None = None) -> list[Field[T]]:
    """Returns the fields of these columns, in their order, and those that are in every file. None = of all."""
    names = list(fields) if columns is None else [*columns, ALWAYS]
    return [field for name in names for field in fields.get(name, ())]


def places() -> Field[Any]:
    """The place of each row in the table, from 1; for one table only."""
    number = count(1)

    def place(_record: object) -> Value:
        return next(number)

    return Field("rank", place, Kind.NUMBER)


def of(part: Callable[[T], Part | None], value: Callable[[Part], Value]) -> Callable[[T], Value]:
    """Returns what takes the value of a part of a record; None if it has no such part."""

    def found(record: T) -> Value:
        there = part(record)
        return None if there is None else value(there)

    return found
