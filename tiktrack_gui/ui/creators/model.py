"""The tracked creators as a list model, keyed by id: rows appear, change and leave in place."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.models import CreatorCount, TrackedCreator
from tiktrack_gui.words import counts
from tiktrack_gui.words import creators as words

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = Qt.ItemDataRole.UserRole  # the Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row: a tracked creator, and how its followers changed over the last weeks."""

    tracked: TrackedCreator
    growth: Change | None = None

    @property
    def id(self) -> int:
        return self.tracked.creator.id


class CreatorsModel(QAbstractListModel):
    """In the order they were tracked. A filter hides rows; it never puts them in another order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[int, Entry] = {}  # all, by creator id, in the list's order
        self._order: list[int] = []  # the ids shown, top to bottom
        self._wanted = ""

    @property
    def total(self) -> int:
        """How many creators there are, shown or not."""
        return len(self._entries)

    def entry(self, row: int) -> Entry:
        return self._entries[self._order[row]]

    def find(self, creator_id: int) -> Entry | None:
        """Shown or not."""
        return self._entries.get(creator_id)

    def row_of(self, creator_id: int) -> int | None:
        """None: it is not there, or not shown."""
        return self._order.index(creator_id) if creator_id in self._order else None

    def show(self, entries: Sequence[Entry]) -> None:
        """All tracked creators, in their order: what is new appears, what is gone leaves, what differs changes."""
        arrived = {entry.id: entry for entry in entries}
        self._drop_all_but(arrived)
        before, self._entries = self._entries, arrived
        self._arrange()
        for row, id_ in enumerate(self._order):
            if id_ in before and before[id_] != self._entries[id_]:
                self.dataChanged.emit(self.index(row), self.index(row))

    def show_only(self, text: str) -> None:
        """Show those whose name or handle has every word of the text; an empty text shows all."""
        self._wanted = text
        self._arrange()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._order):
            return None
        entry = self.entry(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return words.sentence(entry.tracked, entry.growth)
            case Qt.ItemDataRole.ToolTipRole:
                return _hint(entry)
            case _ if role == ENTRY_ROLE:
                return entry
        return None

    def _arrange(self) -> None:
        """Those that pass keep their order among each other, so rows only have to leave or be put in between."""
        order = [id_ for id_, entry in self._entries.items() if _matches(entry, self._wanted)]
        self._drop_all_but(set(order))
        for row, id_ in enumerate(order):
            if row == len(self._order) or self._order[row] != id_:
                self.beginInsertRows(QModelIndex(), row, row)
                self._order.insert(row, id_)
                self.endInsertRows()

    def _drop_all_but(self, kept: Container[int]) -> None:
        gone = [row for row, id_ in enumerate(self._order) if id_ not in kept]
        for row in reversed(gone):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._order[row]
            self.endRemoveRows()


def _matches(entry: Entry, text: str) -> bool:
    creator = entry.tracked.creator
    known = f"{creator.name or ''} @{creator.handle}".casefold()
    return all(word in known for word in text.casefold().split())


def _hint(entry: Entry) -> str:
    followers = counts.creator_count(entry.tracked.creator.sample, CreatorCount.FOLLOWERS, full=True)
    return f"{followers} followers\n{words.growth_hint(entry.growth)}"
