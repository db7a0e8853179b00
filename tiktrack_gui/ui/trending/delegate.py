"""Paints the cells of the trending table. Pictures come from the cache; nothing is loaded or scaled here."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from tiktrack_gui.core import durations
from tiktrack_gui.core.models import MeasuredVideo, VideoCount
from tiktrack_gui.core.numbers import mark, rate
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.model import Column, FeedModel
from tiktrack_gui.ui.widgets.paint import (
    BAR_HEIGHT,
    LEFT,
    RIGHT,
    draw_lines,
    draw_text,
    pixel_ratio,
    score_pill,
    text_width,
    velocity_bar,
)
from tiktrack_gui.ui.widgets.picture_drawing import Shape
from tiktrack_gui.ui.widgets.pictures import AVATAR_SMALL, COVER, Pictures
from tiktrack_gui.ui.widgets.rows_table import RowsDelegate
from tiktrack_gui.words import counts, deliveries, times, videos
from tiktrack_gui.words.counts import UNKNOWN

PADDING = 12.0
LINE = 19  # px, at the default text size
COVER_COMPACT = Shape(24, 32, 4)


class FeedDelegate(RowsDelegate):
    """Paints one cell at a time, depending on its column."""

    def __init__(self, theme: Theme, pictures: Pictures, model: FeedModel) -> None:
        super().__init__(theme)
        self._pictures, self._model = pictures, model
        self._selected = False  # whether the cell being painted is
        self._cells = {
            Column.VIDEO: self._paint_video,
            Column.VIEWS: self._paint_views,
            Column.LIKES: self._paint_likes,
            Column.VELOCITY: self._paint_velocity,
            Column.SCORE: self._paint_score,
            Column.REASON: self._paint_reason,
            Column.AGE: self._paint_age,
            Column.POSTED: self._paint_posted,
        }

    @property
    def is_compact(self) -> bool:
        return self._theme.look.compact_rows

    @property
    def row_height(self) -> int:
        """In px; at large text sizes, two lines need more than a compact row has."""
        return max(self._theme.look.row_height, 2 * self._theme.px(LINE) + 6)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        column = Column(index.column())
        self._selected = self.paint_ground(painter, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, -1)
        if column is Column.RANK:
            self._paint_rank(painter, rect, index.row())
        else:
            self._cells[column](painter, rect, self._model.item(index.row()))

    def _paint_rank(self, painter: QPainter, rect: QRectF, row: int) -> None:
        painter.setFont(self._theme.font(13, tabular=True))
        painter.setPen(self._theme.tokens.text3)
        painter.drawText(rect.adjusted(-PADDING, 0, 0, 0), RIGHT, str(row + 1))

    def _paint_video(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        video, tokens = item.video, self._theme.tokens
        shape = COVER_COMPACT if self.is_compact else COVER
        cover = self._pictures.pixmap(video.cover, shape, video.creator.handle, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - shape.height / 2), cover)
        words = rect.adjusted(shape.width + PADDING, 0, 0, 0)
        middle = rect.center().y()
        line = self._theme.px(LINE)
        painter.setFont(self._theme.font(13, 500))
        painter.setPen(tokens.text)
        draw_text(painter, QRectF(words.left(), middle - line, words.width(), line), videos.caption(video.caption))
        self._paint_author(painter, QRectF(words.left(), middle + 1, words.width(), line), item)

    def _paint_author(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        """Paints avatar and name, and the handle only if all of it fits."""
        creator, tokens = item.video.creator, self._theme.tokens
        avatar = self._pictures.pixmap(creator.avatar, AVATAR_SMALL, creator.handle, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - AVATAR_SMALL.height / 2), avatar)
        rect = rect.adjusted(AVATAR_SMALL.width + 6, 0, 0, 0)
        font = self._theme.font(12)
        name, handle = creator.name or f"@{creator.handle}", f"@{creator.handle}"
        painter.setFont(font)
        painter.setPen(tokens.text2)
        draw_text(painter, rect, name)
        rect = rect.adjusted(text_width(name, font) + 6, 0, 0, 0)
        if creator.name and text_width(handle, font) <= rect.width():
            painter.setPen(tokens.text3)
            painter.drawText(rect, LEFT, handle)

    def _paint_views(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        self._paint_number(painter, rect, counts.video_count(item.video.sample, VideoCount.VIEWS))

    def _paint_likes(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        self._paint_number(painter, rect, counts.video_count(item.video.sample, VideoCount.LIKES))

    def _paint_number(self, painter: QPainter, rect: QRectF, text: str) -> None:
        painter.setFont(self._theme.font(13, 500, tabular=True))
        painter.setPen(self._theme.tokens.text)
        draw_text(painter, rect, text, RIGHT)

    def _paint_velocity(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        tokens, middle, line = self._theme.tokens, rect.center().y(), self._theme.px(18)
        if item.velocity is None:
            self._paint_quiet(painter, rect, UNKNOWN)
            return
        words = QRectF(rect.left(), middle - line, rect.width(), line)
        font = self._theme.font(13, 600, tabular=True)
        text = mark(repaired=item.at_least) + rate(item.velocity)
        painter.setFont(font)
        painter.setPen(tokens.text)
        painter.drawText(words, LEFT, text)
        painter.setFont(self._theme.font(12))
        painter.setPen(tokens.text3)
        painter.drawText(words.adjusted(text_width(text, font) + 2, 0, 0, 0), LEFT, "/min")
        self._paint_speed_up(painter, words, item)
        bar = QRectF(rect.left(), middle + 6, rect.width(), BAR_HEIGHT)
        velocity_bar(painter, self._theme, bar, item.velocity, self._model.threshold)

    def _paint_speed_up(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        now = self._model.now()
        if videos.measured_ago(item, now):  # then it isn't known how it goes on
            painter.setFont(self._theme.font(12))
            painter.setPen(self._theme.tokens.text3)
            painter.drawText(rect, RIGHT, times.ago(item.video.sample.at, now))
            return
        text, tone = videos.speed_up(item)
        if text:
            arrow = {"ok": "↑ ", "bad": "↓ "}.get(tone, "")
            painter.setFont(self._theme.font(12, 500, tabular=True))
            painter.setPen(self._theme.color(tone or "text3"))
            painter.drawText(rect, RIGHT, arrow + text)

    def _paint_score(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        if item.score is None:
            self._paint_quiet(painter, rect, UNKNOWN)
            return
        score_pill(painter, self._theme, rect, item.score.value, selected=self._selected)

    def _paint_reason(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.tokens.text2)
        draw_lines(painter, rect, item.reason, 2)

    def _paint_age(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        self._paint_quiet(painter, rect, durations.age(self._model.now() - item.video.posted_at), RIGHT)

    def _paint_quiet(self, painter: QPainter, rect: QRectF, text: str, align: Qt.AlignmentFlag = LEFT) -> None:
        painter.setFont(self._theme.font(13, tabular=True))
        painter.setPen(self._theme.tokens.text2)
        draw_text(painter, rect, text, align)

    def _paint_posted(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        if item.delivery is None:
            return
        _, icon, color = deliveries.state(item.delivery, self._model.now())
        pixmap = self._theme.icons.pixmap(icon, self._theme.color(color), 16, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.center().x() - 8, rect.center().y() - 8), pixmap)
