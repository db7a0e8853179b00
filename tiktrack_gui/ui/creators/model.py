"""List model of the tracked creators, keyed by ID; rows are inserted, updated, moved and removed in place.

Rows can be dragged: onto another place, and onto another list.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from tiktrack_gui.core.annotations import Annotations
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.models import CreatorCount
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.core.words_index import has_all, read_words, sought
from tiktrack_gui.ui.creators.annotations.marked import ANYBODY, Marked
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.creator_rows import CREATOR_ROLE
from tiktrack_gui.words import annotating, counts
from tiktrack_gui.words import annotations as words_of_annotations
from tiktrack_gui.words import creators as words

Index = QModelIndex | QPersistentModelIndex

DRAGGED = "application/x-tiktrack-creators"  # their IDs, with spaces between them
READ_AT_ONCE = 100  # creators, in about 3 ms
ENTRY_ROLE = Qt.ItemDataRole.UserRole  # the Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row: a tracked creator, the change of its followers over the last weeks, and what the user keeps about it."""

    tracked: TrackedCreator
    growth: Change | None = None
    annotations: Annotations | None = None

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
        self._wanted: list[str] = []
        self._marked = ANYBODY
        self._unread: list[Entry] = []
        self._reading = QTimer(self)
        self._reading.timeout.connect(self._read_some)

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

        self._unread = list(entries)
        self._reading.start(0)

    def show_only(self, text: str) -> None:
        """Shows only creators that have each word of the text, or one that begins with it, in handle, name or bio.

        A text without words shows all. See `core.words_index`.
        """
        self._wanted = sought(text)
        self._arrange()

    def show_marked(self, marked: Marked) -> None:
        """Shows only creators with these marks, of those that `show_only` leaves."""
        self._marked = marked
        self._arrange()

    def annotate(self, found: Mapping[int, Annotations]) -> None:
        """Takes what is kept about some of the creators, by ID."""
        changed = {
            id_ for id_, kept in found.items() if id_ in self._entries and self._entries[id_].annotations != kept
        }
        for id_ in changed:
            self._entries[id_] = replace(self._entries[id_], annotations=found[id_])
        self._arrange()
        for row, id_ in enumerate(self._order):
            if id_ in changed:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._order):
            return None
        entry = self.entry(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                said = words.sentence(entry.tracked, entry.growth), annotating.marks_in_words(entry.annotations)
                return ", ".join(filter(None, said))
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

    def _read_some(self) -> None:
        """Reads the words of the creators in turns of a few ms, so that the first key in the filter needn't."""
        for entry in self._unread[-READ_AT_ONCE:]:
            _words(entry)
        del self._unread[-READ_AT_ONCE:]
        if not self._unread:
            self._reading.stop()

    def _arrange(self) -> None:
        """Applies the filter and the order."""
        order = [id_ for id_, entry in self._entries.items() if matches(entry, self._wanted, self._marked)]
        self._drop_all_but(set(order))
        present = set(self._order)
        self._reorder(id_ for id_ in order if id_ in present)
        row = 0
        while row < len(order):
            end = row
            while end < len(order) and order[end] not in present:
                end += 1
            if end > row:
                self.beginInsertRows(QModelIndex(), row, end - 1)
                self._order[row:row] = order[row:end]
                self.endInsertRows()
            row = end + 1

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
        end = len(self._order)
        while end:
            row = end
            while row and self._order[row - 1] not in kept:
                row -= 1
            if row < end:
                self.beginRemoveRows(QModelIndex(), row, end - 1)
                del self._order[row:end]
                self.endRemoveRows()
            end = max(row - 1, 0)


def matches(entry: Entry, wanted: Sequence[str], marked: Marked = ANYBODY) -> bool:
    """Whether the creator has all words that are `sought`, or ones that begin with them; and these marks."""
    return marked.admits(entry.annotations) and (not wanted or has_all(_words(entry), wanted))


def _words(entry: Entry) -> str:
    creator = entry.tracked.creator
    return read_words(creator.handle, creator.name, creator.bio)


def _hint(entry: Entry) -> str:
    followers = counts.creator_count(entry.tracked.creator.sample, CreatorCount.FOLLOWERS, full=True)
    said = f"{followers} followers\n{words.growth_hint(entry.growth)}"
    kept = words_of_annotations.summary(entry.annotations) if entry.annotations is not None else ""
    return tooltips.plain(f"{said}\n{kept}") if kept else said
