"""Reading text files: their encoding, and what separates their columns."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.sheets import MOST_CELLS, too_many_cells

DELIMITERS = ",;\t|"
SAMPLE = 100  # rows that tell the delimiter
REGULAR = 0.8  # of the rows have the same number of cells
LOOKED_AT = 4_096  # bytes that tell the encoding
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # as str.splitlines()
_ROW = re.compile(f"[^{_ENDS}]*(?:\r\n|[{_ENDS}])|[^{_ENDS}]+")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SAID = re.compile(r"\s*\"?sep=([,;\t|])\"?[ \t]*(?:\r\n|[\r\n])", re.IGNORECASE)  # as Excel has it in the first line
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\v\x1a")


def text_of(content: bytes, name: str) -> str:
    """Decodes UTF-8, UTF-16 or Windows-1252. Raises BadInput if it is no text. name: of the file, for the message."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if _CONTROLS.isdisjoint(text):
            return text
    raise BadInput(f"“{name}” is neither a text file nor a spreadsheet.", "Choose a CSV, TSV, TXT or XLSX file.")


def rows_of(text: str, name: str, most: int) -> list[list[str]]:
    """Splits a text into rows of cells, at most one more than `most`. Raises BadInput if a cell is too long."""
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    try:
        delimiter = said[1] if said else _delimiter(text)
        if delimiter is None:
            return [[line[0].rstrip(_ENDS)] for line in islice(_ROW.finditer(text), most + 1)]
        return _taken(islice(csv.reader(_lines(text), delimiter=delimiter), most + 1), name)
    except csv.Error:
        raise BadInput(
            f"“{name}” is damaged: one of its cells doesn’t end.", "Save it again as CSV or XLSX, then try again."
        ) from None


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, one after the other: all of them at once may take many times the text's memory."""
    return (line[0] for line in _LINE.finditer(text))


def _taken(rows: Iterable[list[str]], name: str) -> list[list[str]]:
    taken: list[list[str]] = []
    cells = 0
    for row in rows:
        cells += len(row)
        if cells > MOST_CELLS:
            raise too_many_cells(name)
        taken.append(row)
    return taken


def _encodings(content: bytes) -> list[str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return [encoding]
    start = content[:LOOKED_AT]
    if b"\0" in start:  # every other byte of Latin letters
        return ["utf-16-le"] if start[1::2].count(0) > start[::2].count(0) else ["utf-16-be"]
    return ["utf-8", "cp1252"]


def _delimiter(text: str) -> str | None:
    """Returns what splits most rows into the same number of cells; None = each row is one cell."""
    found: list[tuple[float, str]] = []
    for delimiter in DELIMITERS:
        rows = csv.reader(_lines(text), delimiter=delimiter)
        widths = Counter(len(row) for row in islice(rows, SAMPLE) if row)
        width, times = widths.most_common(1)[0] if widths else (1, 0)
        share = times / max(widths.total(), 1)
        if width > 1 and share >= REGULAR:
            found.append((share, delimiter))
    return max(found, key=lambda one: one[0])[1] if found else None
