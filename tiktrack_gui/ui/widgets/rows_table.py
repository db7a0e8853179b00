"""A table that selects and highlights whole rows."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tiktrack_gui.ui.theme.look import TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.hovered_row import HoveredRow
from tiktrack_gui.ui.widgets.keys import BY_KEYBOARD

MARK = 3.0  # px, the accent bar of the selected row
HEADER = 34  # px
SELECTED: int = QStyle.StateFlag.State_Selected.value  # as a number: joining flags takes Python as long as a fill

Index = QModelIndex | QPersistentModelIndex


class RowsDelegate(QStyledItemDelegate):
    """Paints the background of cells. The table sets the row under the mouse, and whether it has focus."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.hovered_row = -1
        self.focused = False

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> bool:
        """Paints tint and hairline, and the selected row's bar and focus lines: of several, the current one has these.

        Returns whether the row is selected.
        """
        tokens, rect = self._theme.tokens, option.rect
        selected = bool(option.state.value & SELECTED)
        ground = tokens.selected if selected else tokens.hover if index.row() == self.hovered_row else tokens.surface
        framed = selected and self.focused and _is_current(option.widget, index)
        painter.fillRect(rect, ground)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.focus if framed else tokens.border)
        if framed:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, tokens.focus)
        if selected and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), MARK, rect.height()), tokens.accent)
        return selected


def _is_current(view: QWidget | None, index: Index) -> bool:
    return not isinstance(view, QTableView) or view.currentIndex().row() == index.row()


class RowsTable(QTableView):
    """Tab moves to the next control, arrows to the next row. Letters are left to the page, as its shortcuts.

    Signals:
        copy_wanted: Ctrl+C was pressed.
    """

    copy_wanted = Signal()

    def __init__(self, theme: Theme, painter: RowsDelegate, name: str) -> None:
        super().__init__()
        self._theme, self._painter = theme, painter
        self._sized_for: TextSize | None = None
        painter.setParent(self)
        self.setItemDelegate(painter)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        HoveredRow(self).changed.connect(self._hover)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def shown_columns(self) -> list[int]:
        """The columns that aren't hidden, in the order in which they are shown."""
        header = self.horizontalHeader()
        columns = map(header.logicalIndex, range(header.count()))
        return [column for column in columns if not self.isColumnHidden(column)]

    @property
    def selected_rows(self) -> list[int]:
        """From top to bottom; by ranges, of which there are few even if thousands of rows are selected."""
        ranges = self.selectionModel().selection().toList()
        return sorted({number for one in ranges for number in range(one.top(), one.bottom() + 1)})

    @property
    def selected_row(self) -> int | None:
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints all of its ground itself: otherwise Qt paints every row again when they are scrolled, instead of
        moving what is there. A style sheet takes the attribute away whenever it is applied.
        """
        viewport = self.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        painter = QPainter(viewport)
        painter.fillRect(event.rect(), self._theme.tokens.surface)
        rows = self._rows_in(event.rect())
        is_done = bool(rows) and self._paint_rows(painter, rows)
        painter.end()
        super().paintEvent(QPaintEvent(QRegion()) if is_done else event)  # where dragged rows would go is left to paint

    def _paint_rows(self, _painter: QPainter, _rows: range) -> bool:
        """Paints these rows over the ground; returns False to leave them to Qt, which paints cell by cell."""
        return False

    def _rows_in(self, rect: QRect) -> range:
        """The rows that are at least in part within a rectangle of the viewport."""
        first, last = self.rowAt(rect.top()), self.rowAt(rect.bottom())
        if first < 0:
            return range(0)
        return range(first, last + 1 if last >= 0 else self.model().rowCount())

    def verticalScrollbarValueChanged(self, _value: int) -> None:
        """Does nothing: Qt would paint two whole rows again, for a look of hovered cells that ours don't have."""

    def _menu_place(self, position: QPoint, row: int) -> QPoint:
        """Returns the global place of a row's menu. position: what Qt asks for; for the menu key, it measures from the
        top of the header.
        """
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        return self.viewport().mapToGlobal(QPoint(position.x(), min(max(position.y(), top), top + height - 1)))

    def _size_columns(self, widths: Iterable[tuple[int, int]]) -> None:
        """Sets the widths, at first and when the text size changes; in between, those set by the user stay.

        widths: column and px at normal text size.
        """
        if self._sized_for is not self._theme.look.text_size:
            self._sized_for = self._theme.look.text_size
            for column, width in widths:
                self.setColumnWidth(column, self._theme.px(width))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Selects the first row if none is selected, to show where the focus is when reached with Tab."""
        self._painter.focused = True
        super().focusInEvent(event)
        if event.reason() in BY_KEYBOARD and self.selected_row is None:
            self.selectRow(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._painter.focused = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While nothing is selected, the first arrow selects Qt's invisible current row instead of leaving it. Home and
        End go to the first and last row; in Qt, to columns. Ctrl+C copies rows; in Qt, the text of a cell.
        """
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.selected_row is None:
            self.selectRow(max(self.currentIndex().row(), 0))
        elif event.key() == Qt.Key.Key_Home:
            self.selectRow(0)
        elif event.key() == Qt.Key.Key_End:
            self.selectRow(self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Does nothing: letters are the page's shortcuts."""

    def _hover(self, before: int, row: int) -> None:
        self._painter.hovered_row = row
        for changed in (before, row):
            if changed >= 0:
                top, height = self.rowViewportPosition(changed), self.rowHeight(changed)
                self.viewport().update(0, top, self.viewport().width(), height)
