"""Tables of text from files, and which of their columns names creators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import parse_creator

MOST_CELLS = 750_000  # including the empty ones in between, for which memory is taken, too
SMALLER = "Split it, or save only the column with the creators."
TITLE = 10  # rows above the headings at most
SAMPLE = 1_000  # rows that tell which column is meant
CLEAR = 3  # how much more an @handle or a link counts than a word that could be a handle
HEADED = 2  # how much more a column counts whose heading says that it names creators
_CLEAR = re.compile(r"@|tiktok\w*\.(?:com|us|eu)", re.IGNORECASE)
_NUMBER = re.compile(r"[\s\d.,%+-]*")
_HEADING = re.compile(
    r"(?:tik[\s_-]*tok)?[\s_-]*(?:creator|user|account|profile|author|influencer)?[\s_-]*"
    r"(?:handle|creator|user|account|profile|author|influencer|name|link|url|id|tik[\s_-]*tok)s?",
    re.IGNORECASE,
)
_AT_HEADING = re.compile(r"@\s*(?:handle|user[\s_-]?name|user|creator|account)s?", re.IGNORECASE)
_OF_HANDLES = re.compile(r"handle|user|account|profile|tik[\s_-]*tok|link|url|@", re.IGNORECASE)  # unlike a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The cells of a file, as text.

    name: of the file. headings: one per column; "Column A" and so on if the file has none. rows: without the headings,
    each as wide as `headings`.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, number: int) -> list[str]:
        """Returns the texts in a column, without its empty cells."""
        return [row[number] for row in self.rows if row[number]]

    def column_named(self, name: str) -> int:
        """Returns the column with that heading or letter, in any case. Raises BadInput."""
        wanted = name.strip().casefold()
        for names in (self.headings, [letters(number) for number in range(len(self.headings))]):
            for number, known in enumerate(names):
                if known.casefold() == wanted:
                    return number
        there = ", ".join(f"“{heading}”" for heading in self.headings[:10])
        raise BadInput(f"“{self.name}” has no column “{name}”.", f"It has {there}.")

    def likeliest(self) -> int:
        """Returns the column that names the most creators."""
        return max(range(len(self.headings)), key=self._score)

    def _score(self, number: int) -> float:
        cells = {row[number] for row in islice(self.rows, SAMPLE) if row[number]}
        score = sum(_weight(cell) for cell in cells)
        return score * HEADED if _OF_HANDLES.search(self.headings[number]) else score


def sheet_of(name: str, rows: Sequence[Sequence[str]]) -> Sheet:
    """Makes rows equally wide and takes off headings; a single row is a list.

    Raises BadInput if all are empty, or if they are too many.
    """
    cells = [tuple(cell.strip() for cell in row) for row in rows]
    cells = [row for row in cells if any(row)]
    if not cells:
        raise BadInput(f"“{name}” is empty.", "Choose a file with handles or links to TikTok in it.")
    if len(cells) == 1:
        cells = [(cell,) for cell in cells[0] if cell]
    width = max(map(len, cells))
    if width * len(cells) > MOST_CELLS:
        raise too_many_cells(name)
    cells = _without_title([row + ("",) * (width - len(row)) for row in cells])
    headings = [f"Column {letters(number)}" for number in range(width)]
    if has_headings(cells):
        headings = [given or standing_in for given, standing_in in zip(cells[0], headings, strict=True)]
        cells = cells[1:]
    return Sheet(name=name, headings=tuple(headings), rows=tuple(cells))


def _without_title(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows without those above the headings that fill one cell only."""
    for number, row in enumerate(rows[:TITLE]):
        if sum(map(bool, row)) > 1:
            return rows[number:] if has_headings(rows[number:]) else rows
    return rows


def too_many_cells(name: str) -> BadInput:
    return BadInput(f"“{name}” has more than {MOST_CELLS:,} cells.", SMALLER)


def has_headings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: it has a usual heading, or none of the handles that are below it."""
    first, *others = rows[:SAMPLE]
    given = [cell for cell in first if cell]
    if others and any(_AT_HEADING.fullmatch(cell) for cell in given):
        return True
    if not others or any(_CLEAR.search(cell) or _NUMBER.fullmatch(cell) for cell in given):
        return False
    if any(_HEADING.fullmatch(cell) for cell in given):
        return True
    clear = [sum(bool(_CLEAR.search(row[number])) for row in others) for number in range(len(first))]
    return max(clear) * 2 > len(others)


def names_creator_clearly(cell: str) -> bool:
    """Whether it is an @handle or has a link to TikTok, unlike a word that could be a handle."""
    return _CLEAR.search(cell) is not None


def letters(number: int) -> str:
    """Returns a column's letters in a spreadsheet: 0 → A, 26 → AA."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _weight(cell: str) -> float:
    if _NUMBER.fullmatch(cell):
        return 0
    try:
        parse_creator(cell)
    except BadInput:
        return 0
    return CLEAR if _CLEAR.search(cell) else 1
