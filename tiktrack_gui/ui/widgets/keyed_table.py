"""A table over a KeyedModel: sorted by its headings, with columns that are chosen, or leave where there is no room."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QByteArray, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.cells_delegate import CellsDelegate
from tiktrack_gui.ui.widgets.chosen_columns import ChosenColumns, Columns, written
from tiktrack_gui.ui.widgets.keyed_model import KeyedModel
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.pictured_table import PicturedTable
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.rows_by_id import Index
from tiktrack_gui.ui.widgets.rows_table import HEADER
from tiktrack_gui.ui.widgets.sort_header import SortHeader, SortMenu

ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
Sorting = tuple[IntEnum, Qt.SortOrder]


class KeyedTable(PicturedTable):
    """Several rows can be selected.

    Signals:
        chosen: The selection, or the current one of several selected, changed.
        opened: Enter or a double-click on a row. arg: the item.
        menu_wanted: A right-click or the menu key on a selected row. arg: the global position.

    Attributes:
        sort_menu: The "Sort by" submenu for a row's menu; the headings' menu has the choice of columns, too.
    """

    chosen = Signal()
    opened = Signal(object)
    menu_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        model: KeyedModel[Any],
        painter: CellsDelegate,
        name: str,
        columns: Columns,
        sorting: Sorting,
    ) -> None:
        """name: for screen readers, and the key under which the arrangement is kept. sorting: at first."""
        super().__init__(theme, painter, name)
        self._keyed, self._delegate, self._columns_of = model, painter, columns
        self._kept: list[int] = []  # IDs of the selected ones, the current one first, during a model reset
        self.setObjectName(name)
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header = self._set_header(name, sorting)
        self.sort_menu = SortMenu(self._header)
        self._columns = ChosenColumns(self, self._header, theme, columns)
        self.sort_menu.addSeparator()
        self.sort_menu.addMenu(self._columns)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        theme.changed.connect(self._dress)
        pictures.arrived.connect(self._repaint_pictures)
        self._dress()

    @property
    def selection(self) -> list[Any]:
        """All items that are selected, top to bottom."""
        return [self._keyed.item(row) for row in self.selected_rows]

    @property
    def selected_row(self) -> int | None:
        """The current row of the selected ones."""
        current = self.currentIndex()
        if current.isValid() and self.selectionModel().isRowSelected(current.row()):
            return current.row()
        return super().selected_row

    @property
    def selected(self) -> Any:
        """The current one of those selected, or None."""
        row = self.selected_row
        return None if row is None else self._keyed.item(row)

    @property
    def selected_count(self) -> int:
        return len(self.selectionModel().selectedRows())

    def select(self, ids: Sequence[int]) -> None:
        """Selects these rows, as far as they are shown, and no others; the first is the current one."""
        rows = [row for id_ in ids if (row := self._keyed.row_of(id_)) is not None]
        if rows:
            self._select(rows)
            self.scrollTo(self._keyed.index(rows[0], self._subject))

    def select_row(self, row: int) -> None:
        """Selects the row alone, or the last one if there are fewer."""
        if count := self._keyed.rowCount():
            self._select([min(row, count - 1)])

    def _select(self, rows: Sequence[int]) -> None:
        chosen, last = QItemSelection(), self._keyed.columnCount() - 1
        for row in rows:
            chosen.select(self._keyed.index(row, 0), self._keyed.index(row, last))
        current = self._keyed.index(rows[0], self._subject)
        self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(chosen, ALONE)

    # What is kept for the next start

    def saveState(self) -> QByteArray:
        """Returns the choice of columns, and the order; see `ui.window.arrangement`."""
        column = self._columns_of.kind(self._header.sortIndicatorSection())
        order = [column.name, self._header.sortIndicatorOrder().value]
        return written({**self._columns.chosen(), "sorted": order})

    def restoreState(self, state: QByteArray) -> bool:
        try:
            kept = json.loads(bytes(state.data()))
            column, order = kept["sorted"]
            sorting = self._columns_of.kind[column], Qt.SortOrder(order)
            self._columns.choose(kept)
        except (ValueError, KeyError, TypeError):
            return False
        self._header.setSortIndicator(*sorting)
        return True

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.selected is not None:
            self.opened.emit(self.selected)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Of several, another one is shown; where one is selected, the selection changes as well."""
        super().currentChanged(current, previous)
        self.viewport().update()  # the focus lines move
        if current.row() != previous.row() and self.selected_count > 1:
            self.chosen.emit()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._keyed.item(index.row()))

    def _ask_for_menu(self, position: QPoint) -> None:
        """Keeps the menu on the current row: for the menu key, Qt measures from the top of the header."""
        if self.selected_row is not None:
            top, height = self.rowViewportPosition(self.selected_row), self.rowHeight(self.selected_row)
            position.setY(min(max(position.y(), top), top + height - 1))
            self.menu_wanted.emit(self.viewport().mapToGlobal(position))

    # Setup

    @property
    def _subject(self) -> int:
        return self._keyed.headings.subject

    def _set_header(self, name: str, sorting: Sorting) -> SortHeader:
        header = SortHeader(self._theme, passed_over=-1)
        self.setHorizontalHeader(header)
        header.setObjectName(f"{name} columns")
        header.setProperty("edge", "true" if 0 in self._keyed.headings.left else "false")
        header.setFixedHeight(HEADER)
        header.setMinimumSectionSize(40)
        header.setSortIndicator(*sorting)
        self.setSortingEnabled(True)
        QWidget.setTabOrder(header, self)
        return header

    def _dress(self) -> None:
        """Applies the look's row height and column widths."""
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self._columns.give_back()
        self._size_columns(self._columns_of.widths.items())
        self._columns.fit()
        self.viewport().update()

    def _repaint_pictures(self) -> None:
        self.outdate(self._subject)

    def _keep_selection(self) -> None:
        rows, current = self.selected_rows, self.selected_row
        first = [] if current is None else [current]
        self._kept = [self._keyed.id_of(row) for row in dict.fromkeys([*first, *rows])]

    def _restore_selection(self) -> None:
        self.select(self._kept)
