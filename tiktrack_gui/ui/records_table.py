"""The table of what happened: quiet rows, edge to edge; columns leave when there is no room for them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from tiktrack_gui.ui.records_model import MARK_ROLE, RecordsModel
from tiktrack_gui.ui.theme import Theme
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT, draw_text, pixel_ratio

ROW = 44
HEADER = 34
PADDING = 12.0
EDGE = 12.0  # more before the first column: with the padding it is the page's margin
ACCENT = 3.0  # px, the bar of the selected row
ICON = 16


class RecordsTable(QTableView):
    """Shows a RecordsModel.

    Signals:
        record_selected: Another row is the current one. arg: the record, or None.
    """

    record_selected = Signal(object)

    def __init__(self, theme: Theme, model: RecordsModel[Any], name: str) -> None:
        super().__init__()
        self._theme, self._records = theme, model
        self._painter = RecordsDelegate(theme, model)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self._set_behaviour()
        self._set_header()
        theme.changed.connect(self._dress)

    @property
    def selected(self) -> Any:
        """The selected record, or None."""
        rows = self.selectionModel().selectedRows()
        return self._records.record(rows[0].row()) if rows else None

    def select(self, record_id: int) -> None:
        """Make a record the current row, if it is shown."""
        row = self._records.row_of(record_id)
        if row is not None:
            self.setCurrentIndex(self._records.index(row, 0))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.record_selected.emit(self.selected)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached with Tab, it shows where the focus is: the first row is selected if none was."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._select_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While nothing is selected the way down begins at the top, not below Qt's unseen current row."""
        if event.key() == Qt.Key.Key_Down and self.selected is None:
            self._select_first()
        else:
            super().keyPressEvent(event)

    def _select_first(self) -> None:
        if self.selected is None:
            self.selectRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for number, column in enumerate(self._records.columns):
            self.setColumnHidden(number, self.viewport().width() < column.leaves_below)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.viewport():
            if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
                self._hover(self.rowAt(event.position().toPoint().y()))
            elif event.type() == QEvent.Type.Leave:
                self._hover(-1)
        return super().eventFilter(watched, event)

    def _hover(self, row: int) -> None:
        if row == self._painter.hovered_row:
            return
        before, self._painter.hovered_row = self._painter.hovered_row, row
        for changed in (before, row):
            if changed >= 0:
                self.viewport().update(0, self.rowViewportPosition(changed), self.viewport().width(), ROW)

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
        self.viewport().installEventFilter(self)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setProperty("edge", "true")
        header.setFixedHeight(HEADER)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(40)
        for number, column in enumerate(self._records.columns):
            if column.width is None:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self._dress()

    def _dress(self) -> None:
        """Larger type takes wider columns."""
        for number, column in enumerate(self._records.columns):
            if column.width is not None:
                self.setColumnWidth(number, self._theme.px(column.width))
        self.viewport().update()


class RecordsDelegate(QStyledItemDelegate):
    """Paints cell by cell; the table tells which row the mouse is on."""

    def __init__(self, theme: Theme, model: RecordsModel[Any]) -> None:
        super().__init__(model)
        self._theme, self._model = theme, model
        self.hovered_row = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self._paint_ground(painter, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(PADDING if index.column() else PADDING + EDGE, 0, -PADDING, -1)
        mark = index.data(MARK_ROLE)
        if mark is not None:
            self._paint_mark(painter, rect, *mark)
            rect.setLeft(rect.left() + ICON + 8)
        column = self._model.columns[index.column()]
        painter.setFont(
            self._theme.font(13, 500 if column.is_main else 400, tabular=column.is_number or column.is_time)
        )
        painter.setPen(self._theme.tokens.text if column.is_main or column.is_number else self._theme.tokens.text2)
        draw_text(painter, rect, index.data(), RIGHT if column.is_number else LEFT)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens, rect = self._theme.tokens, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = index.row() == self.hovered_row
        painter.fillRect(rect, tokens.selected if selected else tokens.hover if hovered else tokens.surface)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.border)
        if selected and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), ACCENT, rect.height()), tokens.accent)

    def _paint_mark(self, painter: QPainter, rect: QRectF, icon: str, color: str) -> None:
        pixmap = self._theme.icons.pixmap(icon, self._theme.color(color), ICON, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - ICON / 2), pixmap)
