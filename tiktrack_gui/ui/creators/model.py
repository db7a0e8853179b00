"""List model of the tracked creators, keyed by ID; rows are inserted, updated and removed in place."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.models import CreatorCount, TrackedCreator
from tiktrack_gui.words import counts
from tiktrack_gui.words import creators as words

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = Qt.ItemDataRole.UserRole  # the Entry
CREATOR_ROLE = Qt.ItemDataRole.UserRole + 1  # the Creator


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row: a tracked creator and the change of its followers over the last weeks."""

    tracked: TrackedCreator
    growth: Change | None = None

    @property
    def id(self) -> int:
        return self.tracked.creator.id


class CreatorsModel(QAbstractListModel):
    """Keeps the creators in the order they were tracked; filtering never reorders them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[int, Entry] = {}  # all, by creator ID, in the list's order
        self._order: list[int] = []  # shown IDs, top to bottom
        self._wanted = ""

    @property
    def total(self) -> int:
        """The number of creators, shown or not."""
        return len(self._entries)

    def entry(self, row: int) -> Entry:
        return self._entries[self._order[row]]

    def find(self, creator_id: int) -> Entry | None:
        """Returns the creator's entry, shown or not; None if there is none."""
        return self._entries.get(creator_id)

    def row_of(self, creator_id: int) -> int | None:
        """Returns the creator's row; None if it doesn't exist or isn't shown."""
        return self._order.index(creator_id) if creator_id in self._order else None

    def has_handle(self, handle: str) -> bool:
        """Whether a tracked creator has it, shown or not. handle: as `core.handles.canonical` returns it."""
        return any(canonical(entry.tracked.creator.handle) == handle for entry in self._entries.values())

    def show(self, entries: Sequence[Entry]) -> None:
        """Takes all tracked creators, in their order; inserts, removes and updates only the rows that differ."""
        arrived = {entry.id: entry for entry in entries}
        self._drop_all_but(arrived)
        before, self._entries = self._entries, arrived
        self._arrange()
        for row, id_ in enumerate(self._order):
            if id_ in before and before[id_] != self._entries[id_]:
                self.dataChanged.emit(self.index(row), self.index(row))

    def show_only(self, text: str) -> None:
        """Shows only creators with every word of the text in their name or handle; an empty text shows all."""
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
            case _ if role == CREATOR_ROLE:
                return entry.tracked.creator
        return None

    def _arrange(self) -> None:
        """Applies the filter. The order never changes, so rows only need to be removed or inserted."""
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
