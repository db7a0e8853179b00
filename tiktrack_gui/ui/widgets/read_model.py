"""The entries that were read from a pasted list or a file, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from tiktrack_gui.core.read_table import ReadEntry, ReadTable, Standing
from tiktrack_gui.ui.widgets.records_model import Column, RecordsModel
from tiktrack_gui.words import reading as words
from tiktrack_gui.words.reading import Aim

ALL, WANTED, SKIPPED, REFUSED = "all", "wanted", "skipped", "refused"
GROUPS: Mapping[str, frozenset[Standing]] = {
    ALL: frozenset(Standing),
    WANTED: frozenset({Standing.NEW, Standing.TRACKED}),
    SKIPPED: frozenset({Standing.THERE, Standing.WAITING, Standing.TWICE}),
    REFUSED: frozenset({Standing.REFUSED}),
}
MARKS = {
    Standing.NEW: ("user-plus", "accent_text"),
    Standing.TRACKED: ("list", "accent_text"),
    Standing.THERE: ("check", "text3"),
    Standing.WAITING: ("hourglass", "text3"),
    Standing.TWICE: ("copy", "text3"),
    Standing.REFUSED: ("circle-alert", "warn"),
}


class ReadModel(RecordsModel[ReadEntry]):
    """Shows the entries of one group, in the order given."""

    def __init__(self, aim: Aim, parent: QObject | None = None) -> None:
        super().__init__(_columns(aim), _key, float, limit=1, parent=parent)
        self._group = ALL

    def show(self, table: ReadTable) -> None:
        """Replaces all entries."""
        self.beginResetModel()
        self._records = {_key(entry): entry for entry in table.entries}
        self._order = list(self._records)
        self._group = ALL
        self.endResetModel()

    def show_group(self, group: str) -> None:
        """Shows only the entries of a group."""
        self.beginResetModel()
        shown = GROUPS[group]
        self._order = [key for key, entry in self._records.items() if entry.standing in shown]
        self.endResetModel()


def _key(entry: ReadEntry) -> int:
    return -entry.number  # the base class has the largest on top


def _columns(aim: Aim) -> tuple[Column[ReadEntry], ...]:
    return (
        Column(title="No.", text=_number, width=64, is_number=True),
        Column(title="Given", text=_given, hint=_given, is_main=True),
        Column(title="Read as", text=_whom, hint=_whom, width=168),
        Column(title="What happens", text=partial(_standing, aim=aim), hint=_fault, mark=_mark),
    )


def _number(entry: ReadEntry, _now: float) -> str:
    return str(entry.number)


def _given(entry: ReadEntry, _now: float) -> str:
    return " ".join(entry.given.split())


def _whom(entry: ReadEntry, _now: float) -> str:
    return words.whom(entry)


def _standing(entry: ReadEntry, _now: float, *, aim: Aim) -> str:
    return words.standing(entry, aim)


def _fault(entry: ReadEntry, _now: float) -> str | None:
    return str(entry.fault) if entry.fault is not None else None


def _mark(entry: ReadEntry, _now: float) -> tuple[str, str]:
    return MARKS[entry.standing]
