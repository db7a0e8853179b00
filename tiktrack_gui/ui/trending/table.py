"""The trending table, which hides columns it has no room for; several rows can be selected."""

from __future__ import annotations

import json
from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.curves import Curves
from tiktrack_gui.ui.trending.delegate import FeedDelegate
from tiktrack_gui.ui.trending.model import TITLES, Column, FeedModel
from tiktrack_gui.ui.widgets.chosen_columns import ChosenColumns, Columns, written
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.pictured_table import PicturedTable
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.rows_by_id import Index
from tiktrack_gui.ui.widgets.sort_header import SortHeader, SortMenu

WIDTHS = {
    Column.RANK: 40,
    Column.VIEWS: 80,
    Column.LIKES: 80,
    Column.COMMENTS: 92,
    Column.SHARES: 80,
    Column.SAVES: 80,
    Column.VELOCITY: 112,
    Column.NOW: 118,
    Column.TREND: 112,
    Column.SCORE: 76,
    Column.AGE: 72,
    Column.STATE: 92,
    Column.POSTED: 72,
}
ON_REQUEST = frozenset({Column.COMMENTS, Column.SHARES, Column.SAVES})
ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
ALWAYS = frozenset({Column.RANK, Column.VIDEO, Column.VELOCITY})
LEAVES_BELOW = {  # px, width of the table
    Column.LIKES: 1150,
    Column.POSTED: 1060,  # its state says so, too
    Column.STATE: 1000,
    Column.TREND: 900,
    Column.AGE: 860,
    Column.VIEWS: 720,
    Column.SCORE: 600,
    Column.NOW: 520,
}
COLUMNS = Columns(
    kind=Column, titles=TITLES, widths=WIDTHS, always=ALWAYS, on_request=ON_REQUEST, leave_below=LEAVES_BELOW
)


class FeedTable(PicturedTable):
    """Shows a FeedModel. Columns the user didn't choose leave when there is too little room.

    Signals:
        video_selected: The selection, or the current one of several selected, changed. arg: MeasuredVideo, or None.
        video_opened: Enter or a double-click on a row. arg: MeasuredVideo.
        menu_wanted: A right-click or the menu key on a row. args: MeasuredVideo, the global position.

    Attributes:
        sort_menu: The "Sort by" submenu for a row's menu; the headings' menu has the choice of columns, too.
    """

    video_selected = Signal(object)
    video_opened = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, theme: Theme, pictures: Pictures, curves: Curves, model: FeedModel) -> None:
        delegate = FeedDelegate(theme, pictures, curves, model)
        super().__init__(theme, delegate, "Trending videos")
        self._feed, self._delegate = model, delegate
        self._kept: list[int] = []  # IDs of the selected videos, the current one first, during a model reset
        self._scrolled = 0  # px, during a model reset
        self._was_in_sight = False  # the current one, before a model reset
        self.setObjectName("Trending columns")
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sort_menu = self._set_header()
        self._columns = ChosenColumns(self, self._header, theme, COLUMNS)
        self.sort_menu.addSeparator()
        self.sort_menu.addMenu(self._columns)
        self._connect(pictures, curves)
        self._dress()

    @property
    def selected_row(self) -> int | None:
        """The current row of the selected ones."""
        current = self.currentIndex()
        if current.isValid() and self.selectionModel().isRowSelected(current.row()):
            return current.row()
        return super().selected_row

    @property
    def selection(self) -> list[MeasuredVideo]:
        """All selected videos as they were measured, top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._feed.as_measured(row) for row in rows]

    @property
    def selected_count(self) -> int:
        return len(self.selectionModel().selectedRows())

    @property
    def selected(self) -> MeasuredVideo | None:
        """The current one of the selected videos."""
        return None if self.selected_row is None else self._feed.item(self.selected_row)

    def select(self, video_id: int) -> None:
        """Selects a video alone, if it is shown."""
        row = self._feed.row_of(video_id)
        if row is not None:
            self.selectionModel().setCurrentIndex(self._feed.index(row, Column.VIDEO), ALONE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.selected is not None:
            self.video_opened.emit(self.selected)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.video_selected.emit(self.selected)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Of several, another one is shown; where one is selected, the selection changes as well."""
        super().currentChanged(current, previous)
        self.viewport().update()  # the focus lines move
        if current.row() != previous.row() and self.selected_count > 1:
            self.video_selected.emit(self.selected)

    def _set_header(self) -> SortMenu:
        header = self._header = SortHeader(self._theme, passed_over=Column.RANK)
        header.head(self, "Trending videos", (Column.NOW, Qt.SortOrder.DescendingOrder))
        for column in Column:
            if column not in WIDTHS:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.RANK, QHeaderView.ResizeMode.Fixed)
        return SortMenu(header)

    def _connect(self, pictures: Pictures, curves: Curves) -> None:
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self._feed.modelAboutToBeReset.connect(self._keep_selection)
        self._feed.modelReset.connect(self._restore_selection)
        self._theme.changed.connect(self._dress)
        pictures.arrived.connect(self._repaint_pictures)
        curves.arrived.connect(self._repaint_curves)

    def _dress(self) -> None:
        """Applies the look's row height and column widths."""
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self._size_columns(WIDTHS.items())
        self._columns.fit()
        self.viewport().update()

    # The choice of columns

    def show_column(self, column: Column, shown: bool) -> None:
        """Shows it whatever the width, or never."""
        self._columns.show_column(column, shown)

    def show_usual_columns(self) -> None:
        """Undoes the choice of columns, their order and their widths."""
        self._columns.show_usual()

    def saveState(self) -> QByteArray:
        """Returns the choice of columns, for the next start; see `ui.window.arrangement`."""
        return written(self._columns.chosen())

    def restoreState(self, state: QByteArray) -> bool:
        try:
            self._columns.choose(json.loads(bytes(state.data())))
        except (ValueError, KeyError, TypeError):
            return False
        return True

    def _open(self, index: QModelIndex) -> None:
        self.video_opened.emit(self._feed.item(index.row()))

    def _ask_for_menu(self, position: QPoint) -> None:
        """Keeps the menu on the selected row."""
        if self.selected is not None and self.selected_row is not None:
            self.menu_wanted.emit(self.selected, self._menu_place(position, self.selected_row))

    def _repaint_pictures(self) -> None:
        self.outdate(Column.VIDEO)

    def _repaint_curves(self, video_ids: Iterable[int]) -> None:
        rows = map(self._feed.row_of, video_ids)
        self.outdate(Column.TREND, {row for row in rows if row is not None})

    # An update keeps the selection, and the place that is looked at

    def _keep_selection(self) -> None:
        chosen = [item.video.id for item in self.selection]
        if self.selected is not None:
            chosen.remove(self.selected.video.id)
            chosen.insert(0, self.selected.video.id)
        self._kept, self._scrolled = chosen, self.verticalScrollBar().value()
        self._was_in_sight = self._is_in_sight(self.selected_row)

    def _restore_selection(self) -> None:
        rows = [row for row in map(self._feed.row_of, self._kept) if row is not None]
        if rows:
            chosen = QItemSelection()
            for row in rows:
                index = self._feed.index(row, Column.VIDEO)
                chosen.select(index, index)
            model = self.selectionModel()
            model.setCurrentIndex(self._feed.index(rows[0], Column.VIDEO), QItemSelectionModel.SelectionFlag.NoUpdate)
            model.select(chosen, ALONE)
        self.updateGeometries()  # the scroll bar's range is otherwise the one before
        self.verticalScrollBar().setValue(self._scrolled)
        if rows and self._was_in_sight:
            self.scrollTo(self._feed.index(rows[0], Column.VIDEO))

    def _is_in_sight(self, row: int | None) -> bool:
        if row is None:
            return False
        top = self.rowViewportPosition(row)
        return top + self.rowHeight(row) > 0 and top < self.viewport().height()
