"""Writes tables to files as CSV, JSON or XLSX: a whole file, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from tiktrack_gui.clients.whole_file import IsStopped, WritingStopped, replacing
from tiktrack_gui.clients.workbook import MOST_ROWS, Workbook
from tiktrack_gui.core.table_csv import MARK, CsvLines
from tiktrack_gui.core.table_export import Chunk, Table, TableFormat, Written
from tiktrack_gui.core.table_json import JsonLines

Progress = Callable[[Written], None]


class _Lines(Protocol):
    def header(self) -> str: ...

    def lines(self, chunk: Chunk) -> str: ...

    def footer(self) -> str: ...


class TableWriters:
    """Writes tables. It takes as long as reading them, and must not be done on the GUI thread."""

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        """most_rows: of a sheet of a workbook, with the headings; what is more goes to further sheets."""
        self._most_rows = most_rows

    def write(
        self,
        table: Table,
        format: TableFormat,
        target: Path | BinaryIO,
        progress: Progress,
        is_stopped: IsStopped,
    ) -> int:
        """Writes the table; returns the number of its rows.

        target: A file is replaced once the table is complete; until then, there is the old one, or none. A stream gets
        what there is, CSV without the mark that only files have.

        Raises WritingStopped soon after `is_stopped` returns True, BadInput for a file that can't be written, and what
        reading the table raises.
        """
        watched = _watched(table, progress, is_stopped)
        if not isinstance(target, Path):
            return self._write(watched, format, target, is_file=False)
        with replacing(target, is_stopped) as file:
            return self._write(watched, format, file, is_file=True)

    def _write(self, table: Table, format: TableFormat, file: IO[bytes], *, is_file: bool) -> int:
        match format:
            case TableFormat.CSV:
                return _write_lines(table, CsvLines(table.columns), file, MARK if is_file else "")
            case TableFormat.JSON:
                return _write_lines(table, JsonLines(table.columns), file, "")
            case TableFormat.XLSX:
                with Workbook(file, table.name, table.columns, self._most_rows) as workbook:
                    return sum(map(workbook.add, table.chunks))


def _write_lines(table: Table, lines: _Lines, file: IO[bytes], mark: str) -> int:
    file.write((mark + lines.header()).encode())
    rows = 0
    for chunk in table.chunks:
        file.write(lines.lines(chunk).encode())
        rows += chunk.rows
    file.write(lines.footer().encode())
    return rows


def _watched(table: Table, progress: Progress, is_stopped: IsStopped) -> Table:
    """The table, which tells what of it was written."""

    def chunks() -> Iterator[Chunk]:
        rows = 0
        for chunk in table.chunks:
            if is_stopped():
                raise WritingStopped
            yield chunk
            rows += chunk.rows
            progress(Written(rows=rows, done=chunk.done))

    return Table(name=table.name, columns=table.columns, chunks=chunks())
