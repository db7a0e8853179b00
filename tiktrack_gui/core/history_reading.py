"""Measurements of creators in a table of text, as a spreadsheet or an export has them: each row read by itself. Pure.

The columns are told by their headings (`core.history_columns`): the time (`measured_at`, `date` …), the creator
(`creator_id`, `handle` …), the counts, and how exact they are (`exactness`, or `followers_exactness` and so on). Which
number of "1/2/2026" is the month is told by the other rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tiktrack_gui.core.cell_text import unshielded
from tiktrack_gui.core.characters import typed
from tiktrack_gui.core.counts import is_rounded
from tiktrack_gui.core.day_text import may_be_two, month_comes_first
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.exactness import AT_LEAST, EXACT, ROUNDED
from tiktrack_gui.core.handles import Account, Handle, Named, parse_creator
from tiktrack_gui.core.history_columns import CLOCK, EXACTNESS, HANDLE, ID, TIME, VIDEO, find_columns
from tiktrack_gui.core.models import CreatorSample, Origin
from tiktrack_gui.core.moments import read_moment
from tiktrack_gui.core.samples import CREATOR_COUNTS
from tiktrack_gui.core.sheets import Sheet

OLDEST = int(datetime(2016, 9, 1, tzinfo=UTC).timestamp())  # TikTok, as Douyin, was new then
MOST = 2**53  # of a count; above, a spreadsheet can't tell numbers apart
_GROUPS = r"\d{1,3}(?:([,.' \u00a0\u202f’])\d{3})(?:\2\d{3})*|\d{1,2}(?:,\d\d)+,\d{3}"  # 12,34,567 as in India
_NUMBER = re.compile(rf"\+?({_GROUPS}|\d+)(?:[.,]0+)?")
_SHORT = re.compile(r"(\d+(?:\.\d+|,\d{1,2})?|\d{1,3}(?:,\d{3})+)\s*([KMB])", re.IGNORECASE)
_IDS = re.compile(r"\d{5,20}|MS4wLjABAAAA[\w-]{20,}", re.ASCII)
_UNITS = {"K": 10**3, "M": 10**6, "B": 10**9}
_ABOUT, _LEAST = "≈~", "≥"  # before a count, as `core.numbers.mark` writes them
_UNKNOWN = frozenset(("-", "–", "—", "−", "?", "n/a", "na", "#n/a", "nan", "null", "none", "unknown", "\\n", "--"))
_EPOCH = re.compile(r"(\d{10})(\d{3}|\d{6})?(?:\.\d+)?", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)  # a day, as spreadsheets count them
_SERIAL_BEGAN = int(datetime(1899, 12, 30, tzinfo=UTC).timestamp())


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
    columns, rows = find_columns(sheet)
    counts = [name for name in CREATOR_COUNTS if name in columns]
    if VIDEO in columns:
        raise BadInput(f"“{sheet.name}” has measurements of videos.", "Choose a file with those of creators.")
    if not counts:
        raise BadInput(
            f"“{sheet.name}” has no measurements in it.",
            "It needs a column “measured_at” and one of “followers”, “following”, “likes” and “videos”.",
        )
    reader = _Reader(columns, counts, now, month_first=month_comes_first(row[columns[TIME]] for row in rows))
    found = tuple(reader.read(number, row) for number, row in enumerate(rows, 1))
    return HistorySheet(sheet.name, found, ID in columns or HANDLE in columns)


class _Reader:
    def __init__(
        self, columns: Mapping[str, int], counts: Sequence[str], now: float, *, month_first: bool | None
    ) -> None:
        self._columns, self._counts, self._now, self._month_first = columns, counts, now, month_first

    def read(self, number: int, row: Sequence[str]) -> HistoryRow:
        try:
            return HistoryRow(number=number, named=self._whose(row), sample=self._sample(row))
        except _Fault as fault:
            return HistoryRow(number=number, fault=str(fault))

    def _cell(self, row: Sequence[str], name: str) -> str:
        place = self._columns.get(name)
        return "" if place is None else unshielded(row[place].strip())

    def _whose(self, row: Sequence[str]) -> Named | None:
        if _IDS.fullmatch(id_ := self._cell(row, ID)):
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

    def _time(self, row: Sequence[str]) -> str:
        """The cell with the day, and that with the time if they're apart."""
        text = self._cell(row, TIME)
        return text if ":" in text else f"{text} {self._cell(row, CLOCK)}".strip()

    def _sample(self, row: Sequence[str]) -> CreatorSample:
        at = _moment(self._time(row), self._month_first)
        if not OLDEST <= at <= self._now:
            raise _Fault("In the future" if at > self._now else "Older than TikTok")
        counts: dict[str, int] = {}
        rounded = repaired = 0
        for name in self._counts:
            text = typed(self._cell(row, name)).strip()
            if not text or text.lower() in _UNKNOWN:
                continue
            counts[name], is_short = _count(text.lstrip(_ABOUT + _LEAST).strip())
            exactness = self._cell(row, f"{name} exactness") or self._cell(row, EXACTNESS) or _marked(text)
            if exactness == AT_LEAST:
                repaired |= CREATOR_COUNTS[name]
            elif exactness == ROUNDED or is_short or (exactness != EXACT and is_rounded(counts[name])):
                rounded |= CREATOR_COUNTS[name]
        if not counts:
            raise _Fault("Has no count")
        return CreatorSample(at=at, **counts, rounded=rounded, repaired=repaired, origin=Origin.IMPORTED)


class _Fault(Exception):
    """Why a row can't be used, for people."""


def _moment(text: str, month_first: bool | None) -> int:
    """Epoch seconds. Times without a zone are UTC, as those in exports."""
    if epoch := _EPOCH.fullmatch(text):
        return int(epoch[1])
    if _SERIAL.fullmatch(text):
        return _SERIAL_BEGAN + round(float(text) * DAY)
    moment = read_moment(text, month_first=month_first)
    if moment is None:
        if may_be_two(text.partition(" ")[0].rstrip(",")):
            raise _Fault("Has a date that could be two different days")
        raise _Fault("Has no time, such as 2026-01-31T12:00:00Z" if text else "Has no time")
    try:
        return moment.at(UTC)
    except (OverflowError, ValueError):
        raise _Fault("Older than TikTok") from None


def _marked(text: str) -> str:
    return {**dict.fromkeys(_ABOUT, ROUNDED), _LEAST: AT_LEAST}.get(text[0], "")


def _count(text: str) -> tuple[int, bool]:
    """Returns the count, and whether it was shortened, as 12.3K."""
    if short := _SHORT.fullmatch(text):
        number = short[1] if "." in short[1] else re.sub(r",(?=\d{1,2}$)", ".", short[1])
        return _within(round(float(number.replace(",", "")) * _UNITS[short[2].upper()])), True
    if not (found := _NUMBER.fullmatch(text)):
        raise _Fault("Has a negative count" if text.startswith(("-", "−")) else "Has a count that is no number")
    return _within(int(re.sub(r"\D", "", found[1]))), False


def _within(count: int) -> int:
    if count > MOST:
        raise _Fault("Has a count that is too large")
    return count
