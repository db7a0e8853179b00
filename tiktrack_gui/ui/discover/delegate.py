"""Paints the cells of the candidates. Pictures come from the cache; nothing is loaded or scaled here."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from tiktrack_gui.core.discovery.pool import Watch
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.ui.discover.columns import Column
from tiktrack_gui.ui.discover.confidence import SIZE as DOTS
from tiktrack_gui.ui.discover.confidence import paint_dots
from tiktrack_gui.ui.discover.model import CandidatesModel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.cells_delegate import PADDING, CellsDelegate
from tiktrack_gui.ui.widgets.paint import (
    BAR_HEIGHT,
    LEFT,
    RIGHT,
    draw_text,
    pixel_ratio,
    text_width,
    word_pill,
)
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.rows_by_id import Index
from tiktrack_gui.words.overview import Cell

LINE, SMALL, WHY = 19, 17, 16  # px at the default text size: of figures, of smaller lines, of reasons
ICON = 14
NEW = "New"


class CandidatesDelegate(CellsDelegate):
    """Paints one cell at a time, depending on its column."""

    def __init__(self, theme: Theme, pictures: Pictures, model: CandidatesModel) -> None:
        super().__init__(theme, pictures, SMALL)
        self._model = model

    @property
    def lines(self) -> int:
        """How many small lines a row has, and one reason more."""
        return 2 if self._theme.look.compact_rows else 3

    @property
    def row_height(self) -> int:
        """In px: three reasons and a caution need more than a row usually has."""
        lines = self.lines if self._theme.look.compact_rows else self.lines + 1
        return max(self._theme.look.row_height, lines * self._theme.px(WHY) + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = Column(index.column())
        selected = self.paint_ground(painter, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, -1)
        cell, one = self._model.cell(index.row(), column), self._model.item(index.row())
        match column:
            case Column.RANK:
                self.paint_place(painter, rect, cell.text)
            case Column.CREATOR:
                self._paint_creator(painter, rect, one, self._model.cell(index.row(), Column.FOLLOWERS).text)
            case Column.FIT:
                self._paint_fit(painter, rect, one, cell)
            case Column.WHY:
                self._paint_why(painter, rect, cell)
            case Column.STATE:
                self._paint_state(painter, rect, one, cell, selected=selected)
            case _:
                self.paint_figure(painter, rect, cell, RIGHT if column is Column.FOLLOWERS else LEFT)

    def _paint_creator(self, painter: QPainter, rect: QRectF, one: Ranked, followers: str) -> None:
        lines = self.lines_in(self.paint_avatar(painter, rect, one.avatar, one.handle), self.lines)
        tokens = self._theme.tokens
        name, font = one.name or f"@{one.handle}", self._theme.font(13, 500)
        if one.new:
            lines[0] = self._paint_new(painter, lines[0], name)
        painter.setFont(font)
        painter.setPen(tokens.text)
        draw_text(painter, lines[0], name)
        painter.setFont(self._theme.font(12, tabular=True))
        painter.setPen(tokens.text3)
        if self.lines > 2 and one.name:
            draw_text(painter, lines[1], f"@{one.handle}")
        painter.setPen(tokens.text2)
        draw_text(painter, lines[-1] if one.name else lines[1], f"{followers} followers")

    def _paint_new(self, painter: QPainter, rect: QRectF, name: str) -> QRectF:
        """Paints the mark of a new one after its name, and returns the place that is left for the name."""
        font = self._theme.font(11, 600)
        width = text_width(NEW, font)
        beside = text_width(name, self._theme.font(13, 500)) + 8
        left = min(rect.left() + beside, rect.right() - width)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.accent_text)
        painter.drawText(QRectF(left, rect.top(), width + 1, rect.height()), LEFT, NEW)
        return QRectF(rect.left(), rect.top(), left - rect.left() - 6, rect.height())

    def _paint_fit(self, painter: QPainter, rect: QRectF, one: Ranked, cell: Cell) -> None:
        """The number, a bar, and the confidence as dots and, where there is room, a word."""
        if one.fit is None:
            self.paint_figure(painter, rect, cell, LEFT)
            return
        tokens, small = self._theme.tokens, self._theme.px(SMALL)
        is_low = self.lines == 2
        height = self._theme.px(LINE) + BAR_HEIGHT + (0 if is_low else small + 3)
        top = QRectF(rect.left(), rect.center().y() - height / 2 - 1, rect.width(), self._theme.px(LINE))
        painter.setFont(self._theme.font(14, 600, tabular=True))
        painter.setPen(tokens.text)
        painter.drawText(top, LEFT, cell.text)
        self._paint_bar(painter, QRectF(rect.left(), top.bottom() + 1, rect.width(), BAR_HEIGHT), one.fit / 100)
        if is_low:
            paint_dots(painter, self._theme, QPointF(top.right() - DOTS, top.center().y()), one.confidence)
            return
        words = QRectF(rect.left(), top.bottom() + BAR_HEIGHT + 4, rect.width(), small)
        paint_dots(painter, self._theme, QPointF(words.left(), words.center().y()), one.confidence)
        painter.setFont(self._theme.font(12))
        painter.setPen(tokens.text2)
        painter.drawText(words.adjusted(DOTS + 5, 0, 1, 0), LEFT, cell.below)

    def _paint_bar(self, painter: QPainter, rect: QRectF, share: float) -> None:
        tokens, radius = self._theme.tokens, BAR_HEIGHT / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.border)
        painter.drawRoundedRect(rect, radius, radius)
        if share > 0:
            painter.setBrush(tokens.accent)
            painter.drawRoundedRect(
                QRectF(rect.left(), rect.top(), max(share * rect.width(), BAR_HEIGHT), BAR_HEIGHT), radius, radius
            )

    def _paint_why(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        """A line for each reason, as many as the caution leaves."""
        tokens = self._theme.tokens
        most = 2 if self._theme.look.compact_rows else 4
        reasons = cell.text.split("\n")[: most - bool(cell.below)]
        lines = self.lines_in(rect, len(reasons) + bool(cell.below), WHY)
        painter.setFont(self._theme.font(12))
        painter.setPen(tokens.text)
        for line, reason in zip(lines, reasons, strict=False):
            draw_text(painter, line, reason)
        if cell.below:
            place = lines[-1]
            icon = self._theme.icons.pixmap("triangle-alert", tokens.warn, ICON, pixel_ratio(painter))
            painter.drawPixmap(QPointF(place.left(), place.center().y() - ICON / 2), icon)
            painter.setPen(tokens.warn)
            draw_text(painter, place.adjusted(ICON + 5, 0, 0, 0), cell.below)

    def _paint_state(self, painter: QPainter, rect: QRectF, one: Ranked, cell: Cell, *, selected: bool) -> None:
        if not cell.below or self.lines == 2:
            if one.watch is Watch.NONE:
                self._paint_quiet(painter, rect, cell.text)
            else:
                word_pill(painter, self._theme, rect, cell.text, _tone(one), selected=selected)
            return
        upper, lower = self.lines_in(rect, 2)
        word_pill(painter, self._theme, upper.translated(0, -2), cell.text, _tone(one), selected=selected)
        painter.setFont(self._theme.font(12, tabular=True))
        painter.setPen(self._theme.tokens.warn if one.trouble else self._theme.tokens.text3)
        draw_text(painter, lower.translated(2, 3), cell.below)

    def _paint_quiet(self, painter: QPainter, rect: QRectF, text: str) -> None:
        painter.setFont(self._theme.font(13))
        painter.setPen(self._theme.tokens.text2)
        draw_text(painter, rect, text)


def _tone(one: Ranked) -> str:
    return "warn" if one.trouble else {Watch.TRACKED: "ok", Watch.WATCHED: "accent"}.get(one.watch, "")
