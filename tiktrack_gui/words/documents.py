"""A document for others: headings, figures, charts and tables, for PDF and HTML alike. All texts are plain.

What comes from TikTok is on one line, without control characters and direction marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tiktrack_gui.core.characters import cut
from tiktrack_gui.core.gaps import Gap
from tiktrack_gui.core.plain import line

LONGEST = 200  # characters of a text by others
QUIET = "quiet"  # the tone of what says little


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A figure that is to be seen first. tone: "ok", "bad", QUIET or ""."""

    caption: str
    text: str
    below: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """points: (second, count, margin), oldest first; too few for a line if `missing` says why there is none.

    spoken: what it shows, for those who don't see it.
    """

    title: str
    points: Sequence[tuple[int, int, int]] = ()
    gaps: Sequence[Gap] = ()
    source: str = ""
    spoken: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """width: its part of the table's, compared with the other columns."""

    title: str
    width: float
    is_number: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """below: smaller, on a line of its own. tone: as of a tile. is_strong: it is what the row is about. link: an
    address on tiktok.com. line: of a little chart, as of `Chart.points`.
    """

    text: str = ""
    below: str = ""
    tone: str = ""
    is_strong: bool = False
    link: str = ""
    line: Sequence[tuple[int, int, int]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """missing: what is said if it has no rows."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    missing: str = ""
    note: str = ""

    @property
    def has_head(self) -> bool:
        return any(column.title for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: str
    paragraphs: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """kind: above the title. span: the first and the last second of the period. parts: in their order. footer: at the
    end of each page.
    """

    kind: str
    title: str
    subtitle: str
    period: str
    span: tuple[int, int]
    tiles: Sequence[Tile]
    parts: Sequence[Chart | Table | Section] = field(default_factory=tuple)
    footer: str = ""


def by_others(text: str | None, most: int = LONGEST) -> str:
    """Returns a text from TikTok as a document shows it."""
    return cut(" ".join(line(text or "").split()), most)
