"""The trending table: whole rows, edge to edge; columns leave when there is no room for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.ui.feed_delegate import Density, FeedDelegate
from tiktrack_gui.ui.feed_model import Column, FeedModel
from tiktrack_gui.ui.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures

WIDTHS = {
    Column.RANK: 44,
    Column.VIEWS: 86,
    Column.LIKES: 86,
    Column.VELOCITY: 156,
    Column.SCORE: 80,
    Column.AGE: 72,
    Column.POSTED: 72,
}
LEAVES_BELOW = {Column.REASON: 1150, Column.LIKES: 900, Column.AGE: 780, Column.VIEWS: 700}  # px of the table
HEADER = 34


class FeedTable(QTableView):
    """Shows a FeedModel.

    Signals:
        video_selected: Another row is the current one. arg: MeasuredVideo, or None.
        video_opened: Enter or a double click. arg: MeasuredVideo.
        menu_wanted: A right click or the menu key on a row. args: MeasuredVideo, the global position.
    """

    video_selected = Signal(object)
    video_opened = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, theme: Theme, pictures: Pictures, model: FeedModel) -> None:
        super().__init__()
        self._feed = model
        self._painter = FeedDelegate(theme, pictures, model)
        self._kept: int | None = None  # the selected video, over a reset
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("Trending videos")
        self._set_behaviour()
        self._set_header()
        self._connect(theme, pictures)

    @property
    def selected(self) -> MeasuredVideo | None:
        rows = self.selectionModel().selectedRows()
        return self._feed.item(rows[0].row()) if rows else None

    def select(self, video_id: int) -> None:
        """Make a video the current row, if it is shown."""
        row = self._feed.row_of(video_id)
        if row is not None:
            self.setCurrentIndex(self._feed.index(row, Column.VIDEO))

    def set_density(self, density: Density) -> None:
        self._painter.density = density
        self.verticalHeader().setDefaultSectionSize(density)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected is not None:
            self.video_opened.emit(self.selected)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are shortcuts of the page."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, width in LEAVES_BELOW.items():
            self.setColumnHidden(column, self.viewport().width() < width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.viewport():
            if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
                self._hover(self.rowAt(event.position().toPoint().y()))
            elif event.type() == QEvent.Type.Leave:
                self._hover(-1)
        return super().eventFilter(watched, event)

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)  # Tab goes to the next control, arrows to the next row
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_density(Density.COMFORTABLE)

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setFixedHeight(HEADER)
        header.setHighlightSections(False)
        header.setSortIndicator(Column.VELOCITY, Qt.SortOrder.DescendingOrder)
        header.setMinimumSectionSize(40)
        self.setSortingEnabled(True)
        for column in Column:
            if column in WIDTHS:
                self.setColumnWidth(column, WIDTHS[column])
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.RANK, QHeaderView.ResizeMode.Fixed)

    def _connect(self, theme: Theme, pictures: Pictures) -> None:
        self.viewport().installEventFilter(self)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self._feed.modelAboutToBeReset.connect(self._keep_selection)
        self._feed.modelReset.connect(self._restore_selection)
        theme.changed.connect(self.viewport().update)
        pictures.arrived.connect(self.viewport().update)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.video_selected.emit(self.selected)

    def _hover(self, row: int) -> None:
        if row == self._painter.hovered_row:
            return
        before, self._painter.hovered_row = self._painter.hovered_row, row
        for changed in (before, row):
            if changed >= 0:
                top, height = self.rowViewportPosition(changed), self.rowHeight(changed)
                self.viewport().update(0, top, self.viewport().width(), height)

    def _open(self, index: QModelIndex) -> None:
        self.video_opened.emit(self._feed.item(index.row()))

    def _ask_for_menu(self, position: QPoint) -> None:
        if self.selected is not None:
            self.menu_wanted.emit(self.selected, self.viewport().mapToGlobal(position))

    def _keep_selection(self) -> None:
        self._kept = self.selected.video.id if self.selected else None

    def _restore_selection(self) -> None:
        if self._kept is not None:
            self.select(self._kept)
