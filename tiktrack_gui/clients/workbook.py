"""Writes a table as an XLSX workbook, row by row.

XlsxWriter keeps the rows in temporary files until the end, when it packs them.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from tiktrack_gui.core.cell_text import Times, encodable
from tiktrack_gui.core.table_export import Chunk, ExportColumn, Kind, Value

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576  # of a sheet
MOST_NAME = 31  # characters of a sheet's name
EXACT_BELOW = 2**53  # a larger number isn't exact in a spreadsheet
WIDTHS: Mapping[Kind, int] = {Kind.TEXT: 24, Kind.ID: 22, Kind.NUMBER: 14, Kind.TIME: 22, Kind.FLAG: 10}  # characters
_AS_THEY_ARE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_RUN = ("<r>", "</r>")


class Workbook:
    """A workbook with one table. It is written when the `with` ends; after an error, nothing is."""

    def __init__(self, file: IO[bytes], name: str, columns: Sequence[ExportColumn], most_rows: int = MOST_ROWS) -> None:
        """name: of the sheet. most_rows: of a sheet, with the headings."""
        import xlsxwriter  # only those who want a workbook need it

        self._folder = TemporaryDirectory(prefix="tiktrack-", ignore_cleanup_errors=True)
        options = {"constant_memory": True, "tmpdir": self._folder.name, **_AS_THEY_ARE}
        self._file = _Open(file)
        self._book = xlsxwriter.Workbook(self._file, options)
        self._bold = self._book.add_format({"bold": True})
        self._name, self._columns, self._most_rows = name, columns, most_rows
        self._times = Times()
        self._row, self._sheets = 0, 0
        self._sheet = self._next_sheet()
        self._writers: Mapping[Kind, Callable[[int, int, Value], object]] = {
            Kind.TEXT: self._text,
            Kind.ID: self._text,
            Kind.NUMBER: self._number,
            Kind.TIME: self._time,
            Kind.FLAG: self._flag,
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Raises OSError."""
        try:
            if error is None:
                self._pack()
        finally:
            self._let_go()

    def add(self, chunk: Chunk) -> int:
        """Writes the rows; returns their number."""
        writers = [self._writers[column.kind] for column in self._columns]
        places = range(len(writers))
        for row in zip(*chunk.columns, strict=True):
            if self._row == self._most_rows:
                self._sheet = self._next_sheet()
            number = self._row
            for place in places:
                if (value := row[place]) is not None:
                    writers[place](number, place, value)
            self._row += 1
        return chunk.rows

    def _next_sheet(self) -> Worksheet:
        self._sheets += 1
        number = "" if self._sheets == 1 else f" {self._sheets}"
        sheet = self._book.add_worksheet(f"{self._name[: MOST_NAME - len(number)]}{number}")
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, WIDTHS[column.kind])
            sheet.write_string(0, place, column.key, self._bold)
        self._row = 1
        return sheet

    def _text(self, row: int, column: int, value: Value) -> None:
        self._sheet.write_string(row, column, _as_written(str(value)))

    def _number(self, row: int, column: int, value: Any) -> None:
        if abs(value) < EXACT_BELOW:  # not one that is infinite, or no number
            self._sheet.write_number(row, column, value)
        else:
            self._text(row, column, value)

    def _time(self, row: int, column: int, value: Any) -> None:
        self._sheet.write_string(row, column, self._times.text(value))

    def _flag(self, row: int, column: int, value: Any) -> None:
        self._sheet.write_boolean(row, column, value)

    def _pack(self) -> None:
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.use_zip64()
            self._book.close()
        except FileCreateError as error:  # XlsxWriter’s word for any OSError, which it has inside
            raise error.args[0] from None

    def _let_go(self) -> None:
        """Removes the temporary files. A workbook that isn't closed would close itself, and complain."""
        self._file.is_over = True
        self._book.fileclosed = True
        for sheet in self._book.worksheets():
            sheet._opt_close()  # noqa: SLF001  otherwise its file stays open
        self._folder.cleanup()


class _Open:
    """A file as zipfile uses it. Once that is over, nothing is written: an archive that failed would still be ended
    when it is collected as garbage.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._end = 0
        self.is_over = False

    def write(self, data: bytes) -> int:
        return len(data) if self.is_over else self._file.write(data)

    def seek(self, place: int, whence: int = 0) -> int:
        return 0 if self.is_over else self._file.seek(place, whence)

    def tell(self) -> int:
        self._end = self._end if self.is_over else max(self._file.tell(), self._end)
        return self._end

    def flush(self) -> None:
        if not self.is_over:
            self._file.flush()


def _as_written(text: str) -> str:
    """The text as XlsxWriter is to be given it: what looks like its own markup, it would write as such."""
    text = encodable(text)
    if text.startswith(_RUN[0]) and text.endswith(_RUN[1]):
        return f'<r><t xml:space="preserve">{html.escape(text, quote=False)}</t></r>'
    return text
