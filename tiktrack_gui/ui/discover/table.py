"""The table of candidates: columns that leave where there is too little room, sorted as it was the last time."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.ui.discover.columns import COLUMNS, WIDTHS, Column
from tiktrack_gui.ui.discover.delegate import CandidatesDelegate
from tiktrack_gui.ui.discover.model import CandidatesModel, Index
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.chosen_columns import ChosenColumns, written
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.pictured_table import PicturedTable
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.rows_table import HEADER
from tiktrack_gui.ui.widgets.sort_header import SortHeader, SortMenu

ROWS = QItemSelectionModel.SelectionFlag.Rows
ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | ROWS
BY_RANK = (Column.RANK, Qt.SortOrder.AscendingOrder)


class CandidatesTable(PicturedTable):
    """Shows a CandidatesModel. Several rows can be selected.

    Signals:
        chosen: The selection, or the current one of several selected, changed.
        opened: Enter or a double-click on a row. arg: the Ranked.
        menu_wanted: A right-click or the menu key on a selected row. arg: the global position.

    Attributes:
        sort_menu: The "Sort by" submenu for a row's menu; the headings' menu has the choice of columns, too.
    """

    chosen = Signal()
    opened = Signal(object)
    menu_wanted = Signal(object)

    def __init__(self, theme: Theme, pictures: Pictures, model: CandidatesModel) -> None:
        delegate = CandidatesDelegate(theme, pictures, model)
        super().__init__(theme, delegate, "Candidates")
        self._candidates, self._delegate = model, delegate
        self._creator_width = theme.px(WIDTHS[Column.CREATOR])  # also while it takes what is left
        self._kept: list[int] = []  # IDs of the selected ones, the current one first, during a model reset
        self.setObjectName("Candidates")
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header = self._set_header()
        self.sort_menu = SortMenu(self._header)
        self._columns = ChosenColumns(self, self._header, theme, COLUMNS)
        self.sort_menu.addSeparator()
        self.sort_menu.addMenu(self._columns)
        self._connect(pictures)
        self._dress()

    @property
    def selection(self) -> list[Ranked]:
        """All that are selected, top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._candidates.candidate(row) for row in rows]

    @property
    def selected_row(self) -> int | None:
        """The current row of the selected ones."""
        current = self.currentIndex()
        if current.isValid() and self.selectionModel().isRowSelected(current.row()):
            return current.row()
        return super().selected_row

    @property
    def selected(self) -> Ranked | None:
        """The current one of those selected."""
        row = self.selected_row
        return None if row is None else self._candidates.candidate(row)

    @property
    def selected_count(self) -> int:
        return len(self.selectionModel().selectedRows())

    def select(self, creator_ids: Sequence[int]) -> None:
        """Selects these rows, as far as they are shown, and no others; the first is the current one."""
        rows = [row for id_ in creator_ids if (row := self._candidates.row_of(id_)) is not None]
        if not rows:
            return
        self._select(rows)
        self.scrollTo(self._candidates.index(rows[0], Column.CREATOR))

    def select_row(self, row: int) -> None:
        """Selects the row alone, or the last one if there are fewer."""
        count = self._candidates.rowCount()
        if count:
            self._select([min(row, count - 1)])

    def _select(self, rows: Sequence[int]) -> None:
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self._candidates.index(row, 0), self._candidates.index(row, len(Column) - 1))
        current = self._candidates.index(rows[0], Column.CREATOR)
        self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(chosen, ALONE)

    # What is kept for the next start

    def saveState(self) -> QByteArray:
        """Returns the choice of columns, and the order; see `ui.window.arrangement`."""
        order = [Column(self._header.sortIndicatorSection()).name, self._header.sortIndicatorOrder().value]
        return written({**self._columns.chosen(), "sorted": order})

    def restoreState(self, state: QByteArray) -> bool:
        try:
            kept = json.loads(bytes(state.data()))
            column, order = kept["sorted"]
            sorting = Column[column], Qt.SortOrder(order)
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
        self._fit_columns()

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
        self.opened.emit(self._candidates.candidate(index.row()))

    def _ask_for_menu(self, position: QPoint) -> None:
        """Keeps the menu on the current row: for the menu key, Qt measures from the top of the header."""
        if self.selected_row is not None:
            top, height = self.rowViewportPosition(self.selected_row), self.rowHeight(self.selected_row)
            position.setY(min(max(position.y(), top), top + height - 1))
            self.menu_wanted.emit(self.viewport().mapToGlobal(position))

    # Setup

    def _set_header(self) -> SortHeader:
        header = SortHeader(self._theme, passed_over=-1)
        self.setHorizontalHeader(header)
        header.setObjectName("Candidates columns")
        header.setFixedHeight(HEADER)
        header.setMinimumSectionSize(40)
        header.setSortIndicator(*BY_RANK)
        self.setSortingEnabled(True)
        header.setSectionResizeMode(Column.WHY, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.RANK, QHeaderView.ResizeMode.Fixed)
        QWidget.setTabOrder(header, self)
        return header

    def _connect(self, pictures: Pictures) -> None:
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self._candidates.modelAboutToBeReset.connect(self._keep_selection)
        self._candidates.modelReset.connect(self._restore_selection)
        self._theme.changed.connect(self._dress)
        pictures.arrived.connect(self._repaint_pictures)

    def _dress(self) -> None:
        """Applies the look's row height and column widths."""
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self._give_back()
        self._size_columns(WIDTHS.items())
        self._fit_columns()
        self.viewport().update()

    def _fit_columns(self) -> None:
        """Where there is no room for the reasons, the creator takes what is left."""
        self._give_back()
        self._columns.fit()
        if self.isColumnHidden(Column.WHY):
            self._header.setSectionResizeMode(Column.CREATOR, QHeaderView.ResizeMode.Stretch)

    def _give_back(self) -> None:
        """Gives the creator's column the width that is its own, or keeps that in mind."""
        if self._header.sectionResizeMode(Column.CREATOR) is QHeaderView.ResizeMode.Stretch:
            self._header.setSectionResizeMode(Column.CREATOR, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(Column.CREATOR, self._creator_width)
        else:
            self._creator_width = self.columnWidth(Column.CREATOR)

    def _repaint_pictures(self) -> None:
        self.outdate(Column.CREATOR)

    # Another view of the candidates keeps who is selected, as far as they are in it

    def _keep_selection(self) -> None:
        rows, current = sorted(index.row() for index in self.selectionModel().selectedRows()), self.selected_row
        first = [] if current is None else [current]
        self._kept = [self._candidates.id_of(row) for row in dict.fromkeys([*first, *rows])]

    def _restore_selection(self) -> None:
        self.select(self._kept)
