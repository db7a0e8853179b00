"""A table of many rows that scrolls smoothly: it keeps pictures of the rows it has painted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.paint import pixel_ratio
from tiktrack_gui.ui.widgets.row_pictures import RowPicture, RowPictures, RowState
from tiktrack_gui.ui.widgets.rows_table import Index, RowsDelegate, RowsTable

SCREENS = 2  # of rows that are kept
AHEAD = range(1, 4)  # rows after those in sight that are painted while there is time


class Cell(NamedTuple):
    """Where the cells of a column are, in px of the viewport."""

    column: int
    left: int
    width: int


class PicturedTable(RowsTable):
    """A RowsTable whose delegate paints a cell only when it has changed, or comes into sight for the first time.

    What the model tells by `dataChanged` is painted anew; of whatever else a cell shows, tell it by `outdate`.
    """

    def __init__(self, theme: Theme, painter: RowsDelegate, name: str) -> None:
        super().__init__(theme, painter, name)
        self._row_pictures = RowPictures()
        self._place = 0  # of the scroll bar, when the rows were painted
        self._next: list[int] = []  # the rows to be painted ahead
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._paint_ahead)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self._row_pictures.clear()
        if model is not None:
            for moved in (model.layoutChanged, model.modelReset, model.rowsInserted, model.rowsRemoved):
                moved.connect(self._rows_moved)

    def outdate(self, column: int, rows: Collection[int] | None = None) -> None:
        """Paints the cells of a column again, which show something that isn't in the model. rows: None = all."""
        self._row_pictures.outdate([column], rows)
        left, width = self.columnViewportPosition(column), self.columnWidth(column)
        if rows is None:
            self.viewport().update(left, 0, width, self.viewport().height())
            return
        for row in rows:
            self.viewport().update(left, self.rowViewportPosition(row), width, self.rowHeight(row))

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        super().dataChanged(first, last, list(roles))
        self._row_pictures.outdate(range(first.column(), last.column() + 1), range(first.row(), last.row() + 1))

    def _paint_rows(self, painter: QPainter, rows: range) -> bool:
        """Copies the rows to the screen, if their edges are on its pixels; at a scale of 125 %, some are between."""
        if not self._is_on_pixels(painter, rows[0]):
            return False
        cells = self._cells()
        self._fit(cells, pixel_ratio(painter))
        for row in rows:
            painter.drawPixmap(QPoint(0, self.rowViewportPosition(row)), self._picture_of(row, cells))
        self._look_ahead()
        return True

    def _is_on_pixels(self, painter: QPainter, row: int) -> bool:
        there = painter.deviceTransform()
        edges = (
            there.dx(),
            there.m11() * self.viewport().width(),
            there.dy() + there.m22() * self.rowViewportPosition(row),
            there.m22() * self.rowHeight(row),
        )
        return all(edge.is_integer() for edge in edges)

    def _fit(self, cells: tuple[Cell, ...], ratio: float) -> None:
        size, height = self.viewport().size(), self.verticalHeader().defaultSectionSize()
        look = cells, self._theme.tokens, self._theme.look
        limit = SCREENS * (size.height() // height + 2)
        self._row_pictures.fit(look, QSize(size.width(), height), ratio, limit)

    def _look_ahead(self) -> None:
        """After scrolling, paints the rows that come next in that direction as soon as there is nothing else to do."""
        before, self._place = self._place, self.verticalScrollBar().value()
        if before != self._place:
            rows = self._rows_in(self.viewport().rect())
            down = before < self._place
            self._next = [rows.stop - 1 + n if down else rows.start - n for n in AHEAD]
            self._idle.start()

    def _paint_ahead(self) -> None:
        """Paints one row: more would make what happens meanwhile wait."""
        row = self._next.pop(0)
        if 0 <= row < self.model().rowCount():
            cells = self._cells()
            self._fit(cells, self.viewport().devicePixelRatioF())
            self._picture_of(row, cells)
            if self._next:
                self._idle.start()

    def _cells(self) -> tuple[Cell, ...]:
        """The columns that are shown, from left to right."""
        header = self.horizontalHeader()
        shown = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(
            Cell(column, header.sectionViewportPosition(column), width)
            for column in shown
            if (width := header.sectionSize(column))
        )

    def _state_of(self, row: int) -> RowState:
        selected = self.selectionModel().isSelected(self.model().index(row, 0))
        framed = selected and self._painter.focused and self.currentIndex().row() == row
        return RowState(row, selected, row == self._painter.hovered_row, framed)

    def _picture_of(self, row: int, cells: Sequence[Cell]) -> QPixmap:
        state = self._state_of(row)
        picture = self._row_pictures.of(state, [cell.column for cell in cells])
        if picture.stale:
            self._paint_stale(picture, row, selected=state.selected, cells=cells)
        return picture.pixmap

    def _paint_stale(self, picture: RowPicture, row: int, *, selected: bool, cells: Sequence[Cell]) -> None:
        painter, option, model = QPainter(picture.pixmap), QStyleOptionViewItem(), self.model()
        painter.setLayoutDirection(self.layoutDirection())  # on a picture, Qt takes that of each text
        is_whole = picture.stale.issuperset(cell.column for cell in cells)
        if is_whole:
            painter.fillRect(picture.pixmap.rect(), self._theme.tokens.surface)
        self.initViewItemOption(option)
        if selected:
            option.state |= QStyle.StateFlag.State_Selected
        for cell in cells:
            if cell.column in picture.stale:
                option.rect = QRect(cell.left, 0, cell.width, self.rowHeight(row))
                if not is_whole:
                    painter.setClipRect(option.rect)
                self._painter.paint(painter, option, model.index(row, cell.column))
        painter.end()
        picture.stale.clear()

    def _rows_moved(self) -> None:
        self._row_pictures.clear()
