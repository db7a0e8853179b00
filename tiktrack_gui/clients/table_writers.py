"""Writes tables to files as CSV, JSON or XLSX: a whole file, or none."""

from __future__ import annotations

import io
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from tiktrack_gui.clients.workbook import MOST_ROWS, Workbook
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.table_csv import MARK, CsvLines
from tiktrack_gui.core.table_export import Chunk, Table, TableFormat, Written
from tiktrack_gui.core.table_json import JsonLines

Progress = Callable[[Written], None]
IsStopped = Callable[[], bool]

ADVICE = "Check the free space and permissions there."
BUFFER = 256 * 1024  # bytes


class WritingStopped(Exception):
    """It was stopped; there is no file, or still the old one."""


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
        with _told(target), _replacing(target, is_stopped) as file:
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


class _Stoppable(io.FileIO):
    """Also ends what is written at once, such as a workbook that is packed."""

    is_stopped: IsStopped

    def write(self, data: object) -> int:
        if self.is_stopped():
            raise WritingStopped
        return super().write(data)  # type: ignore[arg-type]


@contextmanager
def _replacing(target: Path, is_stopped: IsStopped) -> Iterator[IO[bytes]]:
    """Yields a new file beside the target, which takes its place in the end; or the target, if it is a device."""
    place = target.resolve()
    if place.exists() and not place.is_file() and not place.is_dir():
        with place.open("wb") as device:
            yield device
        return
    if place.is_dir():
        raise IsADirectoryError(21, "It’s a folder")
    new = place.with_name(f".{place.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with io.BufferedWriter(_opened(new, is_stopped), BUFFER) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            new.chmod(place.stat().st_mode & 0o777)
        new.replace(place)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def _opened(new: Path, is_stopped: IsStopped) -> io.FileIO:
    file = _Stoppable(os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), "w")
    file.is_stopped = is_stopped
    return file


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Raises BadInput for what the disk says."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "the system gave no reason"
        raise BadInput(f"Couldn’t write to {target}: {reason}.", ADVICE) from None
