"""The table of the overview: columns to choose, sorted as each list was the last time, rows to drag."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from PySide6.QtCore import QByteArray, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from tiktrack_gui.ui.creators.overview.columns import COLUMNS, WIDTHS, Column
from tiktrack_gui.ui.creators.overview.delegate import OverviewDelegate
from tiktrack_gui.ui.creators.overview.model import OverviewModel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.chosen_columns import ChosenColumns, written
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.pictured_table import PicturedTable
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.rows_by_id import Index
from tiktrack_gui.ui.widgets.sort_header import SortHeader, SortMenu

ALL = "all"  # the key of everyone who is tracked, among the lists' IDs
BY_HAND = (Column.PLACE, Qt.SortOrder.AscendingOrder)
ROWS = QItemSelectionModel.SelectionFlag.Rows
ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | ROWS

Sorting = tuple[Column, Qt.SortOrder]


class OverviewTable(PicturedTable):
    """Shows an OverviewModel. Several rows can be selected, and dragged.

    Signals:
        chosen: The selection changed. args: the IDs of the selected rows, top to bottom, and that of the current one.
        opened: Enter or a double-click on a row. arg: its ID.
        menu_wanted: A right-click or the menu key on a selected row. arg: the global position.
        move_wanted: Creators were dragged, or moved with Alt and an arrow key. args: their IDs, and that of the creator
            below their new place, or None.
        scrolled: Other rows may be in sight, or others are needed for the order.
    """

    chosen = Signal(object, object)
    opened = Signal(object)
    menu_wanted = Signal(object)
    move_wanted = Signal(object, object)
    scrolled = Signal()

    def __init__(self, theme: Theme, pictures: Pictures, model: OverviewModel) -> None:
        delegate = OverviewDelegate(theme, pictures, model)
        super().__init__(theme, delegate, "Overview of the creators")
        self._rows, self._delegate = model, delegate
        self._list = ALL
        self._sortings: dict[str, Sorting] = {}  # by list
        self.setObjectName("Overview")
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header = self._set_header()
        self.sort_menu = SortMenu(self._header)
        self._columns = ChosenColumns(self, self._header, theme, COLUMNS)
        self.sort_menu.addSeparator()
        self.sort_menu.addMenu(self._columns)
        self._connect(pictures)
        self._dress()

    @property
    def selected_ids(self) -> list[int]:
        """Top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows.row(row).id for row in rows]

    @property
    def current_id(self) -> int | None:
        """Of the selected rows, the current one's."""
        ids, current = self.selected_ids, self.currentIndex().row()
        if not ids:
            return None
        return self._rows.row(current).id if self.selectionModel().isRowSelected(current) else ids[0]

    def leave_out(self, columns: Collection[Column]) -> None:
        """Leaves out columns that have nothing to show, unless they were chosen."""
        self._columns.leave_out(columns)

    def ids_in_sight(self) -> list[int]:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        end = self._rows.rowCount() if last < 0 else last + 1
        return [self._rows.row(row).id for row in range(max(first, 0), end)]

    def select(self, ids: Sequence[int], current: int | None) -> None:
        """Selects these rows, as far as they are shown, and no others."""
        if ids == self.selected_ids and current == self.current_id:
            return
        chosen = QItemSelection()
        for row in [row for id_ in ids if (row := self._rows.row_of(id_)) is not None]:
            chosen.select(self._rows.index(row, 0), self._rows.index(row, len(Column) - 1))
        place = None if current is None else self._rows.row_of(current)
        if place is not None:
            index = self._rows.index(place, Column.CREATOR)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        self.selectionModel().select(chosen, ALONE)

    def show_list(self, list_id: int | None) -> None:
        """Sorts as that list was the last time: by hand, at first. None = everyone who is tracked."""
        self._list = ALL if list_id is None else str(list_id)
        self._header.setSortIndicator(*self._sortings.get(self._list, BY_HAND))

    # What is kept for the next start

    def saveState(self) -> QByteArray:
        """Returns the choice of columns, and the order of each list; see `ui.window.arrangement`."""
        orders = {name: [column.name, order.value] for name, (column, order) in self._sortings.items()}
        return written({**self._columns.chosen(), "sorted": orders})

    def restoreState(self, state: QByteArray) -> bool:
        try:
            kept = json.loads(bytes(state.data()))
            sortings = {
                str(name): (Column[column], Qt.SortOrder(order)) for name, (column, order) in kept["sorted"].items()
            }
            self._columns.choose(kept)
        except (ValueError, KeyError, TypeError, AttributeError):
            return False
        self._sortings = sortings
        self._header.setSortIndicator(*self._sortings.get(self._list, BY_HAND))
        return True

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.current_id is not None:
            self.opened.emit(self.current_id)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(up=event.key() == Qt.Key.Key_Up)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit()
        self.scrolled.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.selected_ids, self.current_id)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # the focus lines move

    def verticalScrollbarValueChanged(self, value: int) -> None:
        super().verticalScrollbarValueChanged(value)
        self.scrolled.emit()

    def _move(self, *, up: bool) -> None:
        """Only in the order by hand: in any other, a row has no place to move to."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        ids = [id_ for id_ in self.selected_ids if id_ > 0]
        if ids and self._rows.is_by_hand:
            self.move_wanted.emit(ids, self._rows.creator_from(max(rows[0] - 1, 0) if up else rows[-1] + 2))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.row(index.row()).id)

    def _ask_for_menu(self, position: QPoint) -> None:
        """Keeps the menu on the current row."""
        if self.current_id is not None:
            row = self._rows.row_of(self.current_id) or 0
            self.menu_wanted.emit(self._menu_place(position, row))

    # Setup

    def _set_header(self) -> SortHeader:
        header = SortHeader(self._theme, passed_over=-1)
        header.head(self, "Overview columns", BY_HAND)
        header.setSectionResizeMode(Column.CREATOR, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.PLACE, QHeaderView.ResizeMode.Fixed)
        return header

    def _connect(self, pictures: Pictures) -> None:
        self._header.sortIndicatorChanged.connect(self._remember)
        self._rows.moved.connect(self.move_wanted)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self._theme.changed.connect(self._dress)
        pictures.arrived.connect(self._repaint_pictures)

    def _remember(self, section: int, order: Qt.SortOrder) -> None:
        self._sortings[self._list] = Column(section), order
        self.scrolled.emit()

    def _dress(self) -> None:
        """Applies the look's row height and column widths."""
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self._size_columns(WIDTHS.items())
        self._columns.fit()
        self.viewport().update()

    def _repaint_pictures(self) -> None:
        self.outdate(Column.CREATOR)
