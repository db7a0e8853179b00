"""Paints cells that are alike in many tables: pictures, places, and figures with what belongs to them below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.paint import RIGHT, draw_text, pixel_ratio
from tiktrack_gui.ui.widgets.picture_drawing import Shape
from tiktrack_gui.ui.widgets.pictures import AVATAR, Pictures
from tiktrack_gui.ui.widgets.rows_table import Index, RowsDelegate
from tiktrack_gui.words.overview import Cell

PADDING = 12.0  # px, at both sides of a cell
LINE = 19  # px, at the default text size
AVATAR_COMPACT = Shape(28, 28, 14)


class CellsDelegate(RowsDelegate):
    """For rows of two lines. Pictures come from the cache; nothing is loaded or scaled here."""

    def __init__(self, theme: Theme, pictures: Pictures, line: int = LINE) -> None:
        """line: its height, in px at the default text size."""
        super().__init__(theme)
        self._pictures, self._line = pictures, line

    @property
    def row_height(self) -> int:
        """In px; at large text sizes, two lines need more than a compact row has."""
        return max(self._theme.look.row_height, 2 * self._theme.px(self._line) + 6)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, self.row_height)

    def paint_figure(
        self, painter: QPainter, rect: QRectF, cell: Cell, align: Qt.AlignmentFlag, *, tabular: bool = True
    ) -> None:
        """Paints the figure in its tone, and below it, smaller, what belongs to it. tabular: digits of equal width."""
        theme, lines = self._theme, self.lines_in(rect, 2 if cell.below else 1)
        painter.setFont(theme.font(13, 500, tabular=tabular))
        painter.setPen(theme.color(cell.tone) if cell.tone else theme.tokens.text)
        draw_text(painter, lines[0], cell.text, align)
        if cell.below:
            painter.setFont(theme.font(12, tabular=True))
            painter.setPen(theme.tokens.text3)
            draw_text(painter, lines[1], cell.below, align)

    def paint_place(self, painter: QPainter, rect: QRectF, text: str) -> None:
        """Paints the row's number, close to what follows."""
        painter.setFont(self._theme.font(13, tabular=True))
        painter.setPen(self._theme.tokens.text3)
        painter.drawText(rect.adjusted(-PADDING, 0, PADDING - 4, 0), RIGHT, text)

    def paint_avatar(self, painter: QPainter, rect: QRectF, address: str | None, name: str) -> QRectF:
        """Returns what is left for words. name: for the initial of a missing picture."""
        shape = AVATAR_COMPACT if self._theme.look.compact_rows else AVATAR
        avatar = self._pictures.pixmap(address, shape, name, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - shape.height / 2), avatar)
        return rect.adjusted(shape.width + 10, 0, 0, 0)

    def lines_in(self, rect: QRectF, count: int, line: int | None = None) -> list[QRectF]:
        """Returns so many lines, in the middle of the row. line: px at the default text size."""
        height = float(self._theme.px(self._line if line is None else line))
        top = rect.center().y() - count * height / 2
        return [QRectF(rect.left(), top + number * height, rect.width(), height) for number in range(count)]
