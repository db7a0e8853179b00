"""Tables to be exported: what their columns are, and their rows, a chunk at a time. Pure.

A chunk is read and written at once, so that a table needs no more memory than one chunk, however long it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")

Value = str | int | float | bool | None

AT_ONCE = 1_000  # rows of a chunk: a few ms, in which no other thread runs


class TableFormat(StrEnum):
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


class Kind(StrEnum):
    """What the values of a column are; None is a value that isn't known, in each of them.

    An ID is an int that no program may take for a number: 64 bits don't fit into a float. A time is in epoch seconds.
    """

    TEXT = "text"
    ID = "id"
    NUMBER = "number"
    TIME = "time"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """key: its name in the file."""

    key: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some rows, one after the other.

    columns: the values of each of the table's columns, all of the same length. done: the part of the table that has
    been read with them, 0–1; None if that isn't known.
    """

    columns: Sequence[Sequence[Value]]
    done: float | None = None

    @property
    def rows(self) -> int:
        return len(self.columns[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """name: what the rows are, such as "history". chunks: read once, in the thread that writes."""

    name: str
    columns: Sequence[ExportColumn]
    chunks: Iterable[Chunk]


@dataclass(frozen=True)  # with slots, `Field[T](…)` fails
class Field(Generic[T]):
    """A column of a table of records. value: of a record."""

    key: str
    value: Callable[[T], Value]
    kind: Kind = Kind.TEXT

    @property
    def column(self) -> ExportColumn:
        return ExportColumn(self.key, self.kind)


@dataclass(frozen=True)
class Read(Generic[T]):
    """Some records of many. done: the part of all that has been read with them, 0–1; None if that isn't known."""

    records: Sequence[T]
    done: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How far an export has got. done: the part of it, 0–1; None if that isn't known."""

    rows: int
    done: float | None = None


def table_of(name: str, fields: Sequence[Field[T]], records: Sequence[T]) -> Table:
    """A table of records that are there already."""
    return table_of_parts(name, fields, _parts(records))


def table_of_parts(name: str, fields: Sequence[Field[T]], parts: Iterable[Read[T]]) -> Table:
    """A table of records that come bit by bit."""
    return Table(name=name, columns=[field.column for field in fields], chunks=_chunks(fields, parts))


def _parts(records: Sequence[T]) -> Iterator[Read[T]]:
    for first in range(0, len(records), AT_ONCE):
        some = records[first : first + AT_ONCE]
        yield Read(some, (first + len(some)) / len(records))


def _chunks(fields: Sequence[Field[T]], parts: Iterable[Read[T]]) -> Iterator[Chunk]:
    for part in parts:
        if part.records:
            yield Chunk(columns=[list(map(field.value, part.records)) for field in fields], done=part.done)


def seconds_left(seconds: float, done: float | None) -> float | None:
    """How long an export takes that has taken so many seconds for the part that is done; None if that isn't known."""
    return seconds * (1 - done) / done if done else None
