"""A table as CSV: RFC 4180, with apostrophes before what spreadsheets would take for formulas. Pure.

Each line is put together at once, and what repeats is written once: three times as fast as the `csv` module, which
looks at every character of every cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from tiktrack_gui.core.cell_text import Times, encodable, shielded
from tiktrack_gui.core.table_export import Chunk, ExportColumn, Kind, Table, Value

MARK = "\ufeff"  # by which spreadsheets know that a file is UTF-8
END = "\r\n"
MOST_KNOWN = 10_000  # texts that are kept
_QUOTED = re.compile('[",\r\n]')
_FLAGS: Mapping[Value, str] = {True: "true", False: "false", None: ""}


class CsvLines:
    """Writes the chunks of one table."""

    def __init__(self, columns: Sequence[ExportColumn]) -> None:
        self._columns = columns
        self._template = ",".join(["%s"] * len(columns)) + END
        self._times = Times()
        self._texts, self._numbers = _Known(_text), _Known(_number)
        self._writers: Mapping[Kind, Callable[[Sequence[Value]], Iterable[object]]] = {
            Kind.TEXT: self._written_texts,
            Kind.ID: self._written_ids,
            Kind.NUMBER: _numbers,
            Kind.TIME: self._written_times,
            Kind.FLAG: _flags,
        }

    def header(self) -> str:
        return self._template % tuple(_text(column.key) for column in self._columns)

    def footer(self) -> str:
        return ""

    def lines(self, chunk: Chunk) -> str:
        cells = [
            self._writers[column.kind](values) for column, values in zip(self._columns, chunk.columns, strict=True)
        ]
        return "".join(map(self._template.__mod__, zip(*cells, strict=True)))

    def _written_texts(self, values: Sequence[Value]) -> Iterable[object]:
        self._texts.tidy()
        return map(self._texts.__getitem__, values)

    def _written_ids(self, values: Sequence[Value]) -> Iterable[object]:
        self._numbers.tidy()
        return map(self._numbers.__getitem__, values)

    def _written_times(self, values: Sequence[Value]) -> Iterable[object]:
        return self._times.texts(values)  # type: ignore[arg-type]


class _Known(dict[Value, str]):
    """What was written before; most texts and IDs repeat."""

    def __init__(self, written: Callable[[Value], str]) -> None:
        super().__init__()
        self._written = written

    def __missing__(self, value: Value) -> str:
        found = self[value] = self._written(value)
        return found

    def tidy(self) -> None:
        if len(self) > MOST_KNOWN:
            self.clear()


def _text(value: Value) -> str:
    if value is None:
        return ""
    text = shielded(encodable(str(value)))
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _number(value: Value) -> str:
    return "" if value is None else str(value)


def _numbers(values: Sequence[Value]) -> Iterable[object]:
    return ["" if value is None else value for value in values] if None in values else values


def _flags(values: Sequence[Value]) -> Iterable[object]:
    return map(_FLAGS.__getitem__, values)


def csv_file(table: Table) -> bytes:
    """What a file with the table contains."""
    return (MARK + as_csv(table)).encode()


def as_csv(table: Table) -> str:
    """The whole table as one text, for tables that aren't long."""
    lines = CsvLines(table.columns)
    return lines.header() + "".join(map(lines.lines, table.chunks)) + lines.footer()
