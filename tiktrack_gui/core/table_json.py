"""A table as JSON: a list of objects, one a line. Texts are as they are, IDs strings, times ISO 8601. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from tiktrack_gui.core.cell_text import Times, encodable
from tiktrack_gui.core.table_export import Chunk, ExportColumn, Kind, Value

_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(", ", ": ")).encode


class JsonLines:
    """Writes the chunks of one table."""

    def __init__(self, columns: Sequence[ExportColumn]) -> None:
        self._columns = columns
        self._names = [column.key for column in columns]
        self._times = Times()
        self._is_first = True
        self._writers: Mapping[Kind, Callable[[Value], Value]] = {
            Kind.TEXT: _text,
            Kind.ID: _id,
            Kind.NUMBER: _number,
            Kind.TIME: self._time,
            Kind.FLAG: _flag,
        }

    def header(self) -> str:
        return "["

    def lines(self, chunk: Chunk) -> str:
        cells = [
            list(map(self._writers[column.kind], values))
            for column, values in zip(self._columns, chunk.columns, strict=True)
        ]
        return "".join(map(self._line, zip(*cells, strict=True)))

    def footer(self) -> str:
        return "]\n" if self._is_first else "\n]\n"

    def _line(self, row: Iterable[Value]) -> str:
        before = "\n" if self._is_first else ",\n"
        self._is_first = False
        return before + _encoded(dict(zip(self._names, row, strict=True)))

    def _time(self, value: Value) -> Value:
        return None if value is None else self._times.text(value)  # type: ignore[arg-type]


def _text(value: Value) -> Value:
    return None if value is None else encodable(str(value))


def _id(value: Value) -> Value:
    return None if value is None else str(value)


def _number(value: Value) -> Value:
    """JSON has no infinite numbers."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _flag(value: Value) -> Value:
    return value
