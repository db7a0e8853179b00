"""A table of records with rows from edge to edge; columns are hidden when there is no room for them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Signal,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.copied_rows import copy_rows, strangers
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT, draw_text, pixel_ratio
from tiktrack_gui.ui.widgets.records_model import MARK_ROLE, STRONG_ROLE, Column, RecordsModel
from tiktrack_gui.ui.widgets.rows_table import HEADER, RowsDelegate, RowsTable

ROW = 44
PADDING = 12.0
EDGE = 12.0  # extra space before the first column: with the padding, the page's margin
ICON = 16


class RecordsTable(RowsTable):
    """Shows a RecordsModel.

    Signals:
        record_selected: The selection changed. arg: the record, or None.
    """

    record_selected = Signal(object)

    def __init__(self, theme: Theme, model: RecordsModel[Any], name: str) -> None:
        super().__init__(theme, RecordsDelegate(theme, model), name)
        self._records = model
        self.setModel(model)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self._set_header(name)
        theme.changed.connect(self._dress)

    @property
    def selected(self) -> Any:
        """The selected record, or None; of several the current one."""
        rows = self.selected_rows
        current = self.currentIndex().row()
        return None if not rows else self._records.record(current if current in rows else rows[0])

    @property
    def chosen(self) -> list[Any]:
        """All selected records, top to bottom."""
        return [self._records.record(row) for row in self.selected_rows]

    def copy(self) -> int:
        """Copies the selected rows as they are shown; returns their number."""
        columns = [(number, self._records.columns[number]) for number in self.shown_columns]
        rows = [[self._text(row, number, column) for number, column in columns] for row in self.selected_rows]
        return copy_rows([column.title for _, column in columns], rows) if rows else 0

    def _text(self, row: int, number: int, column: Column[Any]) -> str:
        text = str(self._records.index(row, number).data() or "")
        return text if column.is_number or column.is_time else strangers(text)

    def allow_several(self) -> None:
        """Lets several rows be selected."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def select(self, record_id: int) -> None:
        """Selects a record's row, if it is shown, and no other, whatever keys are pressed."""
        row = self._records.row_of(record_id)
        if row is not None:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._records.index(row, 0), flags)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.record_selected.emit(self.selected)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.drop_columns()

    def drop_columns(self) -> None:
        """Hides the columns for which there is no room, or no text."""
        width = self.viewport().width()
        for number, column in enumerate(self._records.columns):
            leaves = column.leaves_if_empty and not self._records.has_text(column)
            self.setColumnHidden(number, leaves or width < self._theme.px(column.leaves_below))

    def _set_header(self, name: str) -> None:
        header = self.horizontalHeader()
        header.setObjectName(name)
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
        columns = enumerate(self._records.columns)
        self._size_columns((number, column.width) for number, column in columns if column.width is not None)
        self.drop_columns()
        self.viewport().update()


class RecordsDelegate(RowsDelegate):
    """Paints the cells of a RecordsTable."""

    def __init__(self, theme: Theme, model: RecordsModel[Any]) -> None:
        super().__init__(theme)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.paint_ground(painter, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(PADDING if index.column() else PADDING + EDGE, 0, -PADDING, -1)
        mark = index.data(MARK_ROLE)
        if mark is not None:
            self._paint_mark(painter, rect, *mark)
            rect.setLeft(rect.left() + ICON + 8)
        column = self._model.columns[index.column()]
        is_strong = bool(index.data(STRONG_ROLE))
        weight = 600 if is_strong else 500 if column.is_main else 400
        painter.setFont(self._theme.font(13, weight, tabular=column.is_number or column.is_time))
        stands_out = is_strong or column.is_main or column.is_number
        painter.setPen(self._theme.tokens.text if stands_out else self._theme.tokens.text2)
        draw_text(painter, rect, index.data(), RIGHT if column.is_number else LEFT)

    def _paint_mark(self, painter: QPainter, rect: QRectF, icon: str, color: str) -> None:
        pixmap = self._theme.icons.pixmap(icon, self._theme.color(color), ICON, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - ICON / 2), pixmap)
