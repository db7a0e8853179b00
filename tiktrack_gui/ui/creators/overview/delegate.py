"""Paints the cells of the overview. Pictures come from the cache; nothing is loaded or scaled here."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from tiktrack_gui.core.growth_rate import WeeklyGrowth
from tiktrack_gui.core.overview import Standing
from tiktrack_gui.ui.creators.overview.columns import LEFT_ALIGNED, Column
from tiktrack_gui.ui.creators.overview.model import OverviewModel
from tiktrack_gui.ui.creators.overview.rows import Row
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.cells_delegate import PADDING, CellsDelegate
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT, draw_text, word_pill
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.rows_by_id import Index
from tiktrack_gui.ui.widgets.sparkline import sparkline
from tiktrack_gui.ui.widgets.tag_pills import paint_marks
from tiktrack_gui.words import annotations as words_of_annotations
from tiktrack_gui.words.overview import Cell

SPARK = 28.0  # px, height


class OverviewDelegate(CellsDelegate):
    """Paints one cell at a time, depending on its column."""

    def __init__(self, theme: Theme, pictures: Pictures, model: OverviewModel) -> None:
        super().__init__(theme, pictures)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column, row = Column(index.column()), self._model.row(index.row())
        selected = self.paint_ground(painter, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, -1)
        cell = self._model.cell(index.row(), column)
        match column:
            case Column.PLACE:
                self.paint_place(painter, rect, cell.text)
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
                self.paint_figure(painter, rect, cell, LEFT if column in LEFT_ALIGNED else RIGHT)

    def _paint_creator(self, painter: QPainter, rect: QRectF, row: Row, cell: Cell) -> None:
        creator = row.entry.tracked.creator if row.entry is not None else None
        named = (creator.avatar, creator.handle) if creator is not None else (None, row.name.lstrip("@"))
        lines = self.lines_in(self.paint_avatar(painter, rect, *named), 2 if cell.below else 1)
        tokens = self._theme.tokens
        painter.setFont(self._theme.font(13, 500))
        painter.setPen(tokens.text if creator is not None else tokens.text2)
        draw_text(painter, lines[0], cell.text)
        if cell.below:
            painter.setFont(self._theme.font(12))
            painter.setPen(tokens.text3)
            draw_text(painter, lines[1], cell.below)

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
        lines = self.lines_in(rect, bool(status) + bool(kept.tags))
        if status:
            paint_marks(painter, self._theme, lines[0], status, ())
        if kept.tags:
            paint_marks(painter, self._theme, lines[-1], "", kept.tags)

    def _paint_quiet(self, painter: QPainter, rect: QRectF, text: str, align: Qt.AlignmentFlag = LEFT) -> None:
        painter.setFont(self._theme.font(13, tabular=True))
        painter.setPen(self._theme.tokens.text2)
        draw_text(painter, rect, text, align)
