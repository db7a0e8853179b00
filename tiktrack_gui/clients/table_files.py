"""Files with creators or their measurements: CSV, TSV and other text, JSON, and XLSX."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.json_rows import rows_of_json
from tiktrack_gui.core.sheets import MOST_CELLS, Sheet, sheet_of, too_many_cells
from tiktrack_gui.core.sheets import SMALLER as _SMALLER
from tiktrack_gui.core.table_text import rows_of, text_of

MOST_BYTES = 10_000_000
MOST_UNPACKED = 40_000_000  # bytes
MOST_ROWS = 100_000
MOST_TAGS = 4_000_000  # of a part; a cell has four
MOST_TEXT = 20_000_000  # bytes of all cells, many of which may share one text
CHUNK = 1_000_000  # bytes
OVERLAP = 500  # bytes of the chunk before, so that no cell is cut
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream in which Excel keeps a workbook with a password
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Z]{1,7})([0-9]{1,10})[\"'][^<>]*>", re.IGNORECASE)
_NUMBER = re.compile(rb">\s*+([0-9]{1,8})\b")  # what a cell may have instead of a text that it shares with others
_HIDDEN = re.compile(rb"&#(?:0*(?:4[89]|5[0-7])|x0*3[0-9]);", re.IGNORECASE)  # a digit, hidden
_SHARED = "xl/sharedstrings.xml"
_SHARED_END = re.compile(rb"</(?:\w+:)?si\s*>", re.IGNORECASE)
_SAVE_AGAIN = "Open it in your spreadsheet program, save it as XLSX or CSV, and choose that file."


class TableFiles:
    """Reads files; it takes up to a few seconds and must not be done on the GUI thread."""

    def read(self, path: Path) -> Sheet:
        """Returns the cells of the file; of a workbook, those of the first visible sheet that has any.

        Raises BadInput, which says why the file can't be used.
        """
        try:
            with path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError:
            raise BadInput(
                f"Couldn’t open “{path.name}”.", "Check that the file still exists and can be read."
            ) from None
        return self.read_content(content, path.name)

    def read_content(self, content: bytes, name: str) -> Sheet:
        """As `read`, for what is in the file; at least the first MOST_BYTES + 1 bytes of it."""
        if len(content) > MOST_BYTES:
            raise BadInput(f"“{name}” is larger than {MOST_BYTES // 1_000_000} MB.", _SMALLER)
        if content.startswith(_OLE):
            raise _locked(name) if _ENCRYPTED in content else _old(name)
        rows = _cells(content, name) if content.startswith(_ZIP) else _lines(content, name)
        if len(rows) > MOST_ROWS:
            raise _too_many_rows(name)
        return sheet_of(name, rows)


def _lines(content: bytes, name: str) -> list[list[str]]:
    text = text_of(content, name)
    if text.lstrip()[:1] in ("[", "{"):
        return rows_of_json(text, name)
    return rows_of(text, name, MOST_ROWS)


def _cells(content: bytes, name: str) -> list[list[str]]:
    import python_calamine  # only those who choose a workbook need it

    _check(content, name)
    try:
        with python_calamine.load_workbook(io.BytesIO(content)) as workbook:
            visible = python_calamine.SheetVisibleEnum.Visible
            for number, sheet in enumerate(workbook.sheets_metadata):
                if sheet.visible == visible and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet:
                    rows = workbook.get_sheet_by_index(number).to_python(nrows=MOST_ROWS + 1)
                    if rows:
                        return [[_text(cell) for cell in row] for row in rows]
    except python_calamine.PasswordError:
        raise _locked(name) from None
    except python_calamine.CalamineError:
        raise _damaged(name) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # its Rust gave up; not an Exception, and not importable
            raise _damaged(name) from None
        raise
    return []


def _check(content: bytes, name: str) -> None:
    """Raises BadInput for what would take too much memory, or isn't a workbook, before it is parsed.

    It is unpacked for that: what the file says about its own size may be wrong.
    """
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if "xl/workbook.xml" not in parts.namelist():
                raise _damaged(name)
            lengths: list[int] = []  # of the shared texts
            for part in sorted(parts.infolist(), key=lambda one: not _is_shared(one)):
                extent = _Extent(name, [] if _is_shared(part) else lengths)
                texts = bytearray()
                with parts.open(part) as unpacking:
                    while chunk := unpacking.read(CHUNK):
                        unpacked += len(chunk)
                        if unpacked > MOST_UNPACKED:
                            raise BadInput(f"“{name}” unpacks to more than {MOST_UNPACKED // 1_000_000} MB.", _SMALLER)
                        extent.add(chunk)
                        if _is_shared(part):
                            texts += chunk
                lengths += [after - before for before, after in pairwise(_ends(texts))]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise _damaged(name) from None
    except RuntimeError:  # zipfile's word for a part with a password
        raise _locked(name) from None


def _is_shared(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower() == _SHARED


def _ends(texts: bytearray) -> list[int]:
    return [0, *(end.end() for end in _SHARED_END.finditer(texts))]


class _Extent:
    """How many rows, columns and cells a part of a workbook has if it's a sheet, and how much text is in them.

    Any part may be one: a workbook says itself where its sheets are.
    """

    def __init__(self, name: str, lengths: Sequence[int]) -> None:
        """lengths: of the shared texts, in bytes."""
        self._name = name
        self._lengths = lengths
        self._rows = self._columns = self._cells = self._tags = self._text = 0
        self._rest = b""

    def add(self, chunk: bytes) -> None:
        """Raises BadInput."""
        self._tags += chunk.count(b"<")
        if self._tags > MOST_TAGS:
            raise BadInput(f"“{self._name}” has more than {MOST_TAGS:,} XML tags.", _SMALLER)
        self._cells += chunk.count(b"<c") + chunk.count(b":c")
        if self._cells > MOST_CELLS:
            raise too_many_cells(self._name)
        xml, self._rest = self._rest + chunk, chunk[-OVERLAP:]
        self._rows, self._columns = _extent(xml, self._rows, self._columns)
        if self._rows > MOST_ROWS:
            raise _too_many_rows(self._name)
        if self._rows * self._columns > MOST_CELLS:
            raise too_many_cells(self._name)
        if self._lengths:
            self._count_text(xml)

    def _count_text(self, xml: bytes) -> None:
        if _HIDDEN.search(xml):
            raise _damaged(self._name)
        known = len(self._lengths)
        for found in _NUMBER.finditer(xml):
            if (number := int(found[1])) < known:
                self._text += self._lengths[number]
        if self._text > MOST_TEXT:
            raise BadInput(f"“{self._name}” has more than {MOST_TEXT // 1_000_000} MB of text.", _SMALLER)


def _extent(xml: bytes, rows: int, columns: int) -> tuple[int, int]:
    """Returns the last row and column that hold something, at least `rows` and `columns`."""
    for cell in _CELL.finditer(xml):
        if cell[0].endswith(b"/>"):
            continue
        rows = max(rows, int(cell[2]))
        columns = max(columns, _column(cell[1].upper()))
    return rows, columns


def _column(name: bytes) -> int:
    """AA → 27."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _too_many_rows(name: str) -> BadInput:
    return BadInput(f"“{name}” has more than {MOST_ROWS:,} rows.", _SMALLER)


def _locked(name: str) -> BadInput:
    return BadInput(f"“{name}” is protected with a password.", "Save a copy without the password, and choose that.")


def _old(name: str) -> BadInput:
    return BadInput(f"“{name}” is in an old format of Excel.", _SAVE_AGAIN)


def _damaged(name: str) -> BadInput:
    return BadInput(f"“{name}” isn’t an XLSX workbook, or it’s damaged.", _SAVE_AGAIN)
