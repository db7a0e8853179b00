"""The measurements of creators as a table to be exported, and to be imported again. Pure.

Each count has a margin and a word for how exact it is; see `core.exactness`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from functools import reduce
from operator import and_, or_

from tiktrack_gui.core.exactness import EXACT, ROUNDED, exactness, margins
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.table_export import AT_ONCE, Chunk, ExportColumn, Kind, Table, Value

COUNTS = tuple((which.name or "").lower() for which in CreatorCount)
NAMES = ("at", *COUNTS, "rounded", "repaired", "origin")  # of a row
COLUMNS = (
    ExportColumn("creator_id", Kind.ID),
    ExportColumn("handle"),
    ExportColumn("measured_at", Kind.TIME),
    *(
        column
        for count in COUNTS
        for column in (
            ExportColumn(count, Kind.NUMBER),
            ExportColumn(f"{count}_margin", Kind.NUMBER),
            ExportColumn(f"{count}_exactness"),
        )
    ),
    ExportColumn("origin"),
)

SampleRow = tuple[int, int | None, int | None, int | None, int | None, int, int, str]  # the values of NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRows:
    """Some of a creator's measurements, oldest first. done: the part of all creators' that has been read with them."""

    creator_id: int
    handle: str
    rows: Sequence[SampleRow]
    done: float | None = None


def history_table(read: Iterable[SampleRows]) -> Table:
    return Table(name="history", columns=COLUMNS, chunks=(_chunk(some) for some in read if some.rows))


def of_samples(creator_id: int, handle: str, samples: Sequence[CreatorSample]) -> Table:
    """One creator's measurements, in the order given."""
    parts = (samples[first : first + AT_ONCE] for first in range(0, len(samples), AT_ONCE))
    read = (SampleRows(creator_id=creator_id, handle=handle, rows=[_row(sample) for sample in part]) for part in parts)
    return history_table(read)


def _row(sample: CreatorSample) -> SampleRow:
    at, followers, following, likes, videos, rounded, repaired, origin = astuple(sample)
    return at, followers, following, likes, videos, rounded, repaired, str(origin)


def _chunk(some: SampleRows) -> Chunk:
    number = len(some.rows)
    at, *counts, rounded, repaired, origin = zip(*some.rows, strict=True)
    columns: list[Sequence[Value]] = [[some.creator_id] * number, [some.handle] * number, at]
    bits = _Bits(rounded), _Bits(repaired)
    for which, count in zip(CreatorCount, counts, strict=True):
        columns += _count(count, which.value, *bits)
    return Chunk(columns=[*columns, origin], done=some.done)


class _Bits:
    """Those of several samples. A number is used for each bit: with flags, it takes ten times as long."""

    def __init__(self, of_each: Sequence[int]) -> None:
        self.of_each = of_each
        different = set(of_each)
        self.any = reduce(or_, different, 0)
        self.all = reduce(and_, different, -1)


def _count(
    values: Sequence[int | None], bit: int, rounded: _Bits, repaired: _Bits
) -> tuple[Sequence[Value], Sequence[Value], Sequence[Value]]:
    """Returns the columns of a count. Nearly always, all of a chunk are equally exact."""
    if not repaired.any & bit and None not in values:
        if not rounded.any & bit:
            return values, [0] * len(values), [EXACT] * len(values)
        if rounded.all & bit:
            return values, margins(list(values)), [ROUNDED] * len(values)  # type: ignore[arg-type]
    found = [
        exactness(count, is_rounded & bit, is_repaired & bit)
        for count, is_rounded, is_repaired in zip(values, rounded.of_each, repaired.of_each, strict=True)
    ]
    margin, word = zip(*found, strict=True)
    return values, margin, word
