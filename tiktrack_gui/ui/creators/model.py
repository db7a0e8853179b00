"""List model of the tracked creators, keyed by ID; rows are inserted, updated, moved and removed in place.

Rows can be dragged: onto another place, and onto another list.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.models import CreatorCount, TrackedCreator
from tiktrack_gui.words import counts
from tiktrack_gui.words import creators as words

Index = QModelIndex | QPersistentModelIndex

DRAGGED = "application/x-tiktrack-creators"  # their IDs, with spaces between them
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


def dragged(data: QMimeData) -> list[int]:
    """The IDs of the creators that are dragged, top to bottom; none if it is something else."""
    return [int(id_) for id_ in data.data(DRAGGED).toStdString().split()]


class CreatorsModel(QAbstractListModel):
    """Keeps the creators in the order of their list; filtering never reorders them.

    Signals:
        moved: Creators were dropped between two rows. args: their IDs, and the ID of the creator below, or None.
    """

    moved = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[int, Entry] = {}  # all, by creator ID, in the list's order
        self._order: list[int] = []  # shown IDs, top to bottom
        self._wanted = ""

    @property
    def total(self) -> int:
        """The number of creators, shown or not."""
        return len(self._entries)

    @property
    def entries(self) -> list[Entry]:
        """All, shown or not, in their order."""
        return list(self._entries.values())

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
        """Takes all creators of a list, in their order; inserts, moves, removes and updates only what differs."""
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

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # between rows, not onto one
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        data = QMimeData()
        data.setData(DRAGGED, " ".join(str(self._order[row]) for row in rows).encode())
        data.setText("\n".join(self.entry(row).tracked.creator.url for row in rows))
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Only tells: the rows move once the store has moved the creators. So nothing is to be removed, either."""
        ids = dragged(data)
        if ids:
            self.moved.emit(ids, self._order[row] if 0 <= row < len(self._order) else None)
        return False

    def _arrange(self) -> None:
        """Applies the filter and the order."""
        order = [id_ for id_, entry in self._entries.items() if matches(entry, self._wanted)]
        self._drop_all_but(set(order))
        present = set(self._order)
        self._reorder(id_ for id_ in order if id_ in present)
        for row, id_ in enumerate(order):
            if row == len(self._order) or self._order[row] != id_:
                self.beginInsertRows(QModelIndex(), row, row)
                self._order.insert(row, id_)
                self.endInsertRows()

    def _reorder(self, order: Iterable[int]) -> None:
        """Puts the same rows into another order; the selection follows them."""
        before, after = self._order, list(order)
        if before == after:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        rows = {id_: row for row, id_ in enumerate(after)}
        self._order = after
        self.changePersistentIndexList(old, [self.index(rows[before[index.row()]]) for index in old])
        self.layoutChanged.emit()

    def _drop_all_but(self, kept: Container[int]) -> None:
        gone = [row for row, id_ in enumerate(self._order) if id_ not in kept]
        for row in reversed(gone):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._order[row]
            self.endRemoveRows()


def matches(entry: Entry, text: str) -> bool:
    """Whether the creator's name and handle have every word of the text."""
    creator = entry.tracked.creator
    known = f"{creator.name or ''} @{creator.handle}".casefold()
    return all(word in known for word in text.casefold().split())


def _hint(entry: Entry) -> str:
    followers = counts.creator_count(entry.tracked.creator.sample, CreatorCount.FOLLOWERS, full=True)
    return f"{followers} followers\n{words.growth_hint(entry.growth)}"
