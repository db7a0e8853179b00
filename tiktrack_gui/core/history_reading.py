"""Measurements of creators in a table of text, as a spreadsheet or an export has them: each row read by itself. Pure.

The columns are told by their headings, in any case and order: the time (`measured_at`, `time`, `date` …), the creator
(`creator_id`, `handle` …), the counts, and how exact they are (`exactness`, or `followers_exactness` and so on).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tiktrack_gui.core.cell_text import unshielded
from tiktrack_gui.core.counts import is_rounded
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.exactness import AT_LEAST, EXACT, ROUNDED
from tiktrack_gui.core.handles import Account, Handle, Named, parse_creator
from tiktrack_gui.core.models import CreatorSample, Origin
from tiktrack_gui.core.samples import CREATOR_COUNTS
from tiktrack_gui.core.sheets import Sheet

TIME, ID, HANDLE, EXACTNESS = "time", "id", "handle", "exactness"
OLDEST = int(datetime(2016, 9, 1, tzinfo=UTC).timestamp())  # TikTok, as Douyin, was new then
MOST = 2**53  # of a count; above, a spreadsheet can't tell numbers apart
_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("measured at", "time", "at", "date", "datetime", "timestamp", "measured"), TIME),
    **dict.fromkeys(("creator id", "user id", "id"), ID),
    **dict.fromkeys(("handle", "creator", "account", "username", "user", "profile", "link", "url"), HANDLE),
    **dict.fromkeys(("followers", "follower count"), "followers"),
    **dict.fromkeys(("following", "following count"), "following"),
    **dict.fromkeys(("likes", "total likes", "hearts", "heart count"), "likes"),
    **dict.fromkeys(("videos", "posts", "video count"), "videos"),
    **{f"{name} exactness": f"{name} exactness" for name in CREATOR_COUNTS},
    "exactness": EXACTNESS,
}
_NUMBER = re.compile(r"\+?(\d+|\d{1,3}(?:([,.' \u00a0\u202f’])\d{3})(?:\2\d{3})*)(?:\.0+)?")
_SHORT = re.compile(r"(\d+(?:\.\d+)?)\s*([KMB])", re.IGNORECASE)
_UNITS = {"K": 10**3, "M": 10**6, "B": 10**9}
_EPOCH = re.compile(r"\d{10}(\d{3})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """A row of the table.

    number: of the row, from 1, without the headings. named: whose it is; None if the table doesn't say. sample: None if
    the row can't be used, for the reason `fault`.
    """

    number: int
    named: Named | None = None
    sample: CreatorSample | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class HistorySheet:
    """rows: in the order of the table. names_creators: whether they say whose they are."""

    name: str
    rows: tuple[HistoryRow, ...] = field(default=())
    names_creators: bool = True


def read_history(sheet: Sheet, now: float) -> HistorySheet:
    """Reads every row. now: epoch seconds; nothing was measured later.

    Raises BadInput if the table has no column with the time, or none with a count.
    """
    columns, rows = _columns(sheet)
    counts = [name for name in CREATOR_COUNTS if name in columns]
    if TIME not in columns or not counts:
        raise BadInput(
            f"“{sheet.name}” has no measurements in it.",
            "It needs a column “measured_at” and one of “followers”, “following”, “likes” and “videos”.",
        )
    reader = _Reader(columns, counts, now)
    found = tuple(reader.read(number, row) for number, row in enumerate(rows, 1))
    return HistorySheet(sheet.name, found, ID in columns or HANDLE in columns)


def _columns(sheet: Sheet) -> tuple[dict[str, int], Sequence[Sequence[str]]]:
    """Returns where which column is, and the rows: headings may have been taken for the first row."""
    found = _named(sheet.headings)
    if TIME not in found and sheet.rows:
        return _named(sheet.rows[0]), sheet.rows[1:]
    return found, sheet.rows


def _named(headings: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, heading in enumerate(headings):
        name = _NAMES.get(" ".join(re.split(r"[\s_-]+", heading.strip().casefold())))
        if name is not None:
            found.setdefault(name, number)
    return found


class _Reader:
    def __init__(self, columns: Mapping[str, int], counts: Sequence[str], now: float) -> None:
        self._columns, self._counts, self._now = columns, counts, now

    def read(self, number: int, row: Sequence[str]) -> HistoryRow:
        try:
            return HistoryRow(number=number, named=self._whose(row), sample=self._sample(row))
        except _Fault as fault:
            return HistoryRow(number=number, fault=str(fault))

    def _cell(self, row: Sequence[str], name: str) -> str:
        place = self._columns.get(name)
        return "" if place is None else unshielded(row[place].strip())

    def _whose(self, row: Sequence[str]) -> Named | None:
        if re.fullmatch(r"\d{5,20}", id_ := self._cell(row, ID)):
            return Account(id_)
        if not (handle := self._cell(row, HANDLE)):
            return None
        try:
            named = parse_creator(handle)
        except BadInput:
            raise _Fault("Names no creator") from None
        if not isinstance(named, Handle | Account):
            raise _Fault("Names no creator")
        return named

    def _sample(self, row: Sequence[str]) -> CreatorSample:
        at = _moment(self._cell(row, TIME))
        if not OLDEST <= at <= self._now:
            raise _Fault("In the future" if at > self._now else "Older than TikTok")
        counts: dict[str, int] = {}
        rounded = repaired = 0
        for name in self._counts:
            if not (text := self._cell(row, name)):
                continue
            counts[name], is_short = _count(text)
            exactness = self._cell(row, f"{name} exactness") or self._cell(row, EXACTNESS)
            if exactness == AT_LEAST:
                repaired |= CREATOR_COUNTS[name]
            elif exactness == ROUNDED or is_short or (exactness != EXACT and is_rounded(counts[name])):
                rounded |= CREATOR_COUNTS[name]
        if not counts:
            raise _Fault("Has no count")
        return CreatorSample(at=at, **counts, rounded=rounded, repaired=repaired, origin=Origin.IMPORTED)


class _Fault(Exception):
    """Why a row can't be used, for people."""


def _moment(text: str) -> int:
    """Epoch seconds. Times without a zone are UTC, as those in exports."""
    if epoch := _EPOCH.fullmatch(text):
        return int(text[:10]) if epoch[1] else int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _Fault("Has no time, such as 2026-01-31T12:00:00Z" if text else "Has no time") from None
    zoned = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    try:
        return int(zoned.timestamp())
    except (OverflowError, ValueError):
        raise _Fault("Older than TikTok") from None


def _count(text: str) -> tuple[int, bool]:
    """Returns the count, and whether it was shortened, as 12.3K."""
    if short := _SHORT.fullmatch(text):
        return _within(round(float(short[1]) * _UNITS[short[2].upper()])), True
    if not (found := _NUMBER.fullmatch(text)):
        raise _Fault("Has a negative count" if text.startswith(("-", "−")) else "Has a count that is no number")
    return _within(int(re.sub(r"\D", "", found[1]))), False


def _within(count: int) -> int:
    if count > MOST:
        raise _Fault("Has a count that is too large")
    return count
