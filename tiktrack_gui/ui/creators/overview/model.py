"""Table model of the overview, keyed by creator ID; rows are inserted, updated, moved and removed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.overview import Figures
from tiktrack_gui.core.pending import PendingCreator
from tiktrack_gui.core.words_index import has_all, read_words, sought
from tiktrack_gui.ui.creators.annotations.marked import ANYBODY, Marked
from tiktrack_gui.ui.creators.model import DRAGGED, Entry, dragged, matches
from tiktrack_gui.ui.creators.overview.columns import (
    LEFT_ALIGNED,
    MEANINGS,
    MY_ORDER,
    OF_FIGURES,
    RISING,
    TITLES,
    Column,
)
from tiktrack_gui.ui.creators.overview.rows import Key, Row, cell, key, sentence
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.rows_by_id import Index, RowsById, in_order, stretches
from tiktrack_gui.words.overview import Cell

ALL_UP_TO = 500  # rows, whose figures are all computed, in a few seconds
STRETCHES = 16  # of rows that change, each told on its own; a few more than figures come at a time


class OverviewModel(RowsById):
    """
    Signals:
        moved: Creators were dropped between two rows. args: their IDs, and the ID of the creator below, or None.
    """

    moved = Signal(object, object)

    def __init__(self, now: Callable[[], float], parent: QObject | None = None) -> None:
        """now: UTC epoch seconds."""
        super().__init__(parent)
        self._now = now
        self._all: dict[int, Row] = {}  # by ID, in the list's order
        self._cells: dict[int, dict[Column, Cell]] = {}  # by ID
        self._stale: dict[int, None] = {}  # IDs of those whose figures are to be computed, in the list's order
        self._wanted: list[str] = []
        self._marked = ANYBODY
        self._column, self._descending = Column.PLACE, False

    @property
    def total(self) -> int:
        """The number of rows, shown or not."""
        return len(self._all)

    @property
    def pending(self) -> int:
        """How many of them are still to be looked up."""
        return sum(row.entry is None for row in self._all.values())

    @property
    def is_by_hand(self) -> bool:
        """Whether the rows are in the list's own order, all of them."""
        return self._column is Column.PLACE and not self._descending

    def row(self, number: int) -> Row:
        return self._all[self._order[number]]

    def cell(self, number: int, column: Column) -> Cell:
        id_ = self._order[number]
        cells = self._cells.setdefault(id_, {})
        if column not in cells:
            cells[column] = cell(self._all[id_], column, self._now())
        return cells[column]

    # What is shown

    def show(
        self, entries: Sequence[Entry], pending: Sequence[PendingCreator], blocked_since: float | None = None
    ) -> None:
        """Takes all of a list in its order; keeps the figures of those that were there, and are unchanged or stale."""
        before, self._all = self._all, {}
        for place, one in enumerate(_in_order(entries, pending)):
            row = Row(place=place, blocked_since=blocked_since, **one)
            known = before.get(row.id)
            self._all[row.id] = row if known is None else replace(row, figures=known.figures)
        changed = [id_ for id_, row in self._all.items() if before.get(id_) != row]
        self._stale = {
            id_: None
            for id_, row in self._all.items()
            if row.entry is not None and (id_ in self._stale or _is_other(before.get(id_), row))
        }
        self._forget(changed)
        self._arrange()
        self._changed(changed, Column.PLACE)

    def show_only(self, text: str) -> None:
        """As `CreatorsModel.show_only`; pending creators have the words of their name."""
        self._wanted = sought(text)
        self._arrange()

    def show_marked(self, marked: Marked) -> None:
        """As `CreatorsModel.show_marked`; pending creators have no marks."""
        self._marked = marked
        self._arrange()

    def show_figures(self, asked: Sequence[Creator], found: Mapping[int, Figures]) -> None:
        """Takes the figures of these creators, unless they were measured again meanwhile. See `settle`."""
        for creator in asked:
            row = self._all.get(creator.id)
            if row is not None and row.entry is not None and row.entry.tracked.creator == creator:
                self._all[creator.id] = replace(row, figures=found.get(creator.id))
                self._stale.pop(creator.id, None)
        self._forget(found)
        self._changed(found, min(OF_FIGURES))

    def settle(self) -> None:
        """Sorts anew by figures that came since."""
        if self._column in OF_FIGURES:
            self._arrange()

    def next_wanted(self, first: Iterable[int], most: int) -> list[Creator]:
        """Returns some creators whose figures are to be computed: of a long list, only those that are looked at, unless
        it is sorted by what is computed. first: the IDs of those.
        """
        chosen = dict.fromkeys(id_ for id_ in first if id_ in self._stale)
        is_all = len(self._all) <= ALL_UP_TO or self._column in OF_FIGURES
        for id_ in self._stale if is_all else ():
            if len(chosen) >= most:
                break
            chosen[id_] = None
        rows = [self._all[id_] for id_ in list(chosen)[:most]]
        return [row.entry.tracked.creator for row in rows if row.entry is not None]

    def time_passed(self, *, compute: bool = False) -> None:
        """Updates what depends on the time. compute: the figures are to be computed anew, too."""
        self._cells.clear()
        if compute:
            self._stale = {id_: None for id_, row in self._all.items() if row.entry is not None}
        self._changed(self._order, Column.FOLLOWERS)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts the rows; unknown values come last in both orders."""
        self._column, self._descending = Column(column), order == Qt.SortOrder.DescendingOrder
        self._arrange()

    # Qt's questions

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return TITLES[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                return MY_ORDER if column is Column.PLACE else TITLES[column]
            case Qt.ItemDataRole.ToolTipRole:
                return MEANINGS[column]
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft if column in LEFT_ALIGNED else Qt.AlignmentFlag.AlignRight
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.InitialSortOrderRole:
                return Qt.SortOrder.AscendingOrder if column in RISING else Qt.SortOrder.DescendingOrder
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._order):
            return None
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cell(index.row(), column).text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index.row(), column)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltips.plain(self.cell(index.row(), column).hint) or None
        return None

    def _spoken(self, number: int, column: Column) -> str:
        """Returns the whole row as a sentence for the creator, else the cell's text with its column's title."""
        if column is Column.CREATOR:
            return sentence(self.row(number), self._now())
        if column is Column.PLACE:
            return f"Place {self.cell(number, column).text}"
        shown = self.cell(number, column)
        return f"{TITLES[column]}: {' '.join(filter(None, (shown.text, shown.below))) or 'not known yet'}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # between rows, not onto one
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = [self.row(number) for number in sorted({index.row() for index in indexes})]
        entries = [row.entry for row in rows if row.entry is not None]
        data = QMimeData()
        data.setData(DRAGGED, " ".join(str(entry.id) for entry in entries).encode())
        data.setText("\n".join(entry.tracked.creator.url for entry in entries))
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return self.is_by_hand and super().canDropMimeData(data, action, row, column, parent)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Only tells: the rows move once the store has moved the creators."""
        ids = dragged(data)
        if ids and self.is_by_hand:
            self.moved.emit(ids, self.creator_from(row))
        return False

    def creator_from(self, row: int) -> int | None:
        """Returns the ID of the first creator from that row on: one that is still to be looked up has no place yet."""
        return next((id_ for id_ in self._order[max(row, 0) :] if id_ > 0), None) if row >= 0 else None

    # The order

    def _arrange(self) -> None:
        """Applies the filter and the order; selections follow their creators."""
        passing = [id_ for id_, row in self._all.items() if self._passes(row)]
        keys: dict[int, Key] = {id_: key(self._all[id_], self._column) for id_ in passing}
        order = in_order(passing, keys, descending=self._descending)
        self._drop(self._rows.keys() - keys.keys())
        self._append([id_ for id_ in order if id_ not in self._rows])
        self._reorder(order)

    def _passes(self, row: Row) -> bool:
        if row.entry is not None:
            return matches(row.entry, self._wanted, self._marked)
        if not self._marked.admits(None):
            return False
        return not self._wanted or has_all(read_words(row.name, None, None), self._wanted)

    def _forget(self, ids: Iterable[int]) -> None:
        for id_ in ids:
            self._cells.pop(id_, None)

    def _changed(self, ids: Iterable[int], first: Column) -> None:
        """Emits a signal for each stretch of rows, so that views paint no others again; a single one for all if there
        are many.
        """
        found = stretches(sorted(self._rows[id_] for id_ in ids if id_ in self._rows))
        if len(found) > STRETCHES:
            found = [range(found[0].start, found[-1].stop)]
        for rows in found:
            self.dataChanged.emit(self.index(rows.start, first), self.index(rows.stop - 1, max(Column)))


def _in_order(entries: Sequence[Entry], pending: Sequence[PendingCreator]) -> list[dict[str, Any]]:
    """The fields of the rows: those that are still to be looked up stand where they will be."""
    placed = [(entry.tracked.position, {"entry": entry}) for entry in entries]
    waiting: list[tuple[float, dict[str, Any]]] = [(one.position, {"pending": one}) for one in pending]
    return [fields for _, fields in sorted([*placed, *waiting], key=lambda pair: pair[0])]


def _is_other(before: Row | None, row: Row) -> bool:
    """Whether the figures are those of other measurements."""
    if before is None or before.entry is None or before.figures is None:
        return True
    return row.entry is None or before.entry.tracked.creator != row.entry.tracked.creator
