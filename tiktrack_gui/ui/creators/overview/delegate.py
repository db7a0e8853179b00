"""Paints the cells of the overview. Pictures come from the cache; nothing is loaded or scaled here."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from tiktrack_gui.core.growth_rate import WeeklyGrowth
from tiktrack_gui.core.overview import Standing
from tiktrack_gui.ui.creators.overview.columns import LEFT_ALIGNED, Column
from tiktrack_gui.ui.creators.overview.model import OverviewModel
from tiktrack_gui.ui.creators.overview.rows import Row
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT, draw_text, pixel_ratio, word_pill
from tiktrack_gui.ui.widgets.picture_drawing import Shape
from tiktrack_gui.ui.widgets.pictures import AVATAR, Pictures
from tiktrack_gui.ui.widgets.rows_by_id import Index
from tiktrack_gui.ui.widgets.rows_table import RowsDelegate
from tiktrack_gui.ui.widgets.sparkline import sparkline
from tiktrack_gui.ui.widgets.tag_pills import paint_marks
from tiktrack_gui.words import annotations as words_of_annotations
from tiktrack_gui.words.overview import Cell

PADDING = 12.0
LINE = 19  # px, at the default text size
SPARK = 28.0  # px, height
AVATAR_COMPACT = Shape(28, 28, 14)


class OverviewDelegate(RowsDelegate):
    """Paints one cell at a time, depending on its column."""

    def __init__(self, theme: Theme, pictures: Pictures, model: OverviewModel) -> None:
        super().__init__(theme)
        self._pictures, self._model = pictures, model

    @property
    def row_height(self) -> int:
        """In px; at large text sizes, two lines need more than a compact row has."""
        return max(self._theme.look.row_height, 2 * self._theme.px(LINE) + 6)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column, row = Column(index.column()), self._model.row(index.row())
        selected = self.paint_ground(painter, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, -1)
        cell = self._model.cell(index.row(), column)
        match column:
            case Column.PLACE:
                self._paint_place(painter, rect, cell)
            case Column.CREATOR:
                self._paint_creator(painter, rect, row, cell)
            case Column.TREND:
                self._paint_trend(painter, rect, row)
            case Column.STATUS:
                self._paint_marks(painter, rect, row)
            case Column.STATE if row.standing is Standing.OK:
                self._paint_quiet(painter, rect, cell.text)
            case Column.STATE:
                word_pill(painter, self._theme, rect, cell.text, cell.tone, selected=selected)
            case Column.CHECKED:
                self._paint_quiet(painter, rect, cell.text, RIGHT)
            case _:
                self._paint_figure(painter, rect, cell, LEFT if column in LEFT_ALIGNED else RIGHT)

    def _paint_place(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        painter.setFont(self._theme.font(13, tabular=True))
        painter.setPen(self._theme.tokens.text3)
        painter.drawText(rect.adjusted(-PADDING, 0, PADDING - 4, 0), RIGHT, cell.text)

    def _paint_creator(self, painter: QPainter, rect: QRectF, row: Row, cell: Cell) -> None:
        shape = AVATAR_COMPACT if self._theme.look.compact_rows else AVATAR
        creator = row.entry.tracked.creator if row.entry is not None else None
        named = (creator.avatar, creator.handle) if creator is not None else (None, row.name.lstrip("@"))
        avatar = self._pictures.pixmap(named[0], shape, named[1], pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - shape.height / 2), avatar)
        words = rect.adjusted(shape.width + 10, 0, 0, 0)
        tokens = self._theme.tokens
        painter.setFont(self._theme.font(13, 500))
        painter.setPen(tokens.text if creator is not None else tokens.text2)
        upper, lower = self._lines(words, bool(cell.below))
        draw_text(painter, upper, cell.text)
        painter.setFont(self._theme.font(12))
        painter.setPen(tokens.text3)
        draw_text(painter, lower, cell.below)

    def _paint_figure(self, painter: QPainter, rect: QRectF, cell: Cell, align: Qt.AlignmentFlag) -> None:
        """Paints the figure in its tone, and below it, smaller, what belongs to it."""
        theme, tokens = self._theme, self._theme.tokens
        upper, lower = self._lines(rect, bool(cell.below))
        painter.setFont(theme.font(13, 500, tabular=True))
        painter.setPen(theme.color(cell.tone) if cell.tone else tokens.text)
        draw_text(painter, upper, cell.text, align)
        if cell.below:
            painter.setFont(theme.font(12, tabular=True))
            painter.setPen(tokens.text3)
            draw_text(painter, lower, cell.below, align)

    def _paint_trend(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        if row.figures is None or len(row.figures.curve) < 2:
            return
        rate = row.figures.per_week
        grows = isinstance(rate, WeeklyGrowth) and rate.is_measurable
        tone = ("ok" if isinstance(rate, WeeklyGrowth) and rate.share > 0 else "bad") if grows else "text3"
        place = QRectF(rect.left(), rect.center().y() - SPARK / 2, rect.width(), SPARK)
        sparkline(painter, place, row.figures.curve, self._theme.color(tone), row.figures.gaps, row.figures.least)

    def _paint_marks(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        """Paints the status, and below it the tags."""
        kept = row.entry.annotations if row.entry is not None else None
        if kept is None:
            return
        status = "" if kept.status is None else words_of_annotations.status(kept.status.status)
        upper, lower = self._lines(rect, bool(status and kept.tags))
        if status:
            paint_marks(painter, self._theme, upper, status, ())
        if kept.tags:
            paint_marks(painter, self._theme, lower if status else upper, "", kept.tags)

    def _paint_quiet(self, painter: QPainter, rect: QRectF, text: str, align: Qt.AlignmentFlag = LEFT) -> None:
        painter.setFont(self._theme.font(13, tabular=True))
        painter.setPen(self._theme.tokens.text2)
        draw_text(painter, rect, text, align)

    def _lines(self, rect: QRectF, are_two: bool) -> tuple[QRectF, QRectF]:
        """Returns where the upper and the lower line are; a single one is in the middle."""
        middle, line = rect.center().y(), float(self._theme.px(LINE))
        top = middle - line if are_two else middle - line / 2
        upper = QRectF(rect.left(), top, rect.width(), line)
        return upper, upper.translated(0, line)
