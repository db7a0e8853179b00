"""Files with creators that cost far more to read than to send."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.clients.test_table_files import KIND, MAIN, TYPES, cell, relations, sheet

FITS = 9_900_000  # bytes of a file, about the most that is read


def _workbook(xml: bytes, shared: bytes | None = None) -> bytes:
    """A workbook with that sheet and those shared strings."""
    parts = {
        "[Content_Types].xml": TYPES.encode(),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{KIND}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
            "</workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ).encode(),
        "xl/worksheets/sheet1.xml": xml,
    } | ({} if shared is None else {"xl/sharedStrings.xml": shared})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _rows(row: Callable[[int], str], number: int) -> bytes:
    return sheet(*(f'<row r="{at}">{row(at)}</row>' for at in range(1, number + 1))).encode()


def _shared(text: str, number: int) -> bytes:
    return f'<sst xmlns="{MAIN}">{f"<si><t>{text}</t></si>" * number}</sst>'.encode()


TABLES: dict[str, Callable[[], bytes]] = {
    "unpacks to 190 MB": lambda: _workbook(_rows(lambda at: cell(f"A{at}", "x" * 1_800), 99_000)),
    "unpacks to 1 GB": lambda: _workbook(b"<a>" * 340_000_000),
    "one text, many cells": lambda: _workbook(
        _rows(lambda at: f'<c r="A{at}" t="s"><v>0</v></c>', 99_000), _shared("x" * 30_000, 1)
    ),
    "many shared texts": lambda: _workbook(_rows(lambda at: cell(f"A{at}", "x"), 1), _shared("x", 9_000_000)),
    "as many shared texts as fit": lambda: _workbook(_rows(lambda at: cell(f"A{at}", "x"), 1), _shared("x", 990_000)),
    "hidden references": lambda: _workbook(
        _rows(lambda at: f'<c r="A{at}" t="s"><v>&#x30;</v></c>', 99_000), _shared("x" * 30_000, 1)
    ),
    "as many rows as fit": lambda: _workbook(_rows(lambda at: cell(f"A{at}", "x" * 330), 99_000)),
    "as many cells as fit": lambda: _workbook(_rows(lambda at: f'<c r="A{at}"/>' + "<c><v>1</v></c>" * 6, 99_000)),
    "open tags": lambda: _workbook(b"<c " * 13_000_000),
    "nested": lambda: _workbook(b"<a>" * 13_000_000),
    "cells without a place": lambda: _workbook(_rows(lambda at: "<c/>" * 90, 99_000)),
    "rows without a place": lambda: _workbook(sheet(*("<row><c><v>1</v></c></row>",) * 1_500_000).encode()),
    "cells far apart": lambda: _workbook(_rows(lambda at: cell("A1", "x") + cell("XFD90000", "x"), 1)),
    "a large dimension": lambda: _workbook(
        _rows(lambda at: cell(f"A{at}", "x"), 2).replace(b"<sheetData>", b'<dimension ref="A1:XFD99999"/><sheetData>')
    ),
    "an entity": lambda: _workbook(
        b'<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
        + _rows(lambda at: cell(f"A{at}", "&c;" * 1_000), 100)
    ),
    "CSV of delimiters": lambda: b"," * FITS,
    "CSV of lines": lambda: b"\n" * FITS,
    "CSV of short rows": lambda: b"a,b\n" * (FITS // 4),
    "CSV of wide rows": lambda: (b"," * 100_000 + b"\n") * (FITS // 100_001),
    "CSV of one wide row": lambda: b"a,b\n" * 50_000 + b"x" + b"," * 100_000 + b"\n" + b"a,b\n" * 40_000,
    "CSV of open quotes": lambda: b'"' + b"a,\n" * (FITS // 3),
    "CSV of quotes": lambda: b'","' * (FITS // 3),
    "one long line": lambda: b"x" * FITS,
    "UTF-16": lambda: ("a,b\n" * (FITS // 8)).encode("utf-16"),
    "an emoji in 20 MB": lambda: ("😹" + "x" * (FITS - 10)).encode(),
    "an emoji in many rows": lambda: ("😹,b\n" * 99_000).encode(),
    "zeros": lambda: b"\0" * FITS,
}


def opening(name: str) -> Callable[[], object]:
    """Attack: the user chooses the file to add its creators."""
    import python_calamine  # noqa: F401

    from tiktrack_gui.clients.table_files import TableFiles
    from tiktrack_gui.core.errors import BadInput

    content = TABLES[name]()

    def told() -> str:
        try:
            read = TableFiles().read_content(content, "creators")
        except BadInput as error:
            return error.sentence
        return f"{len(read.rows)} rows"

    return told
