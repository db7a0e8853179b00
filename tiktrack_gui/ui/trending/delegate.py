"""Paints the cells of the trending table. Pictures come from the cache; nothing is loaded or scaled here."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from tiktrack_gui.core import durations
from tiktrack_gui.core.gaps import of_video
from tiktrack_gui.core.models import CreatorCount, MeasuredVideo
from tiktrack_gui.core.numbers import mark, rate
from tiktrack_gui.core.phases import State, state, velocity_now
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.curves import Curves
from tiktrack_gui.ui.trending.model import COUNTED, Column, FeedModel
from tiktrack_gui.ui.widgets.paint import (
    BAR_HEIGHT,
    LEFT,
    RIGHT,
    draw_text,
    pixel_ratio,
    score_pill,
    text_width,
    velocity_bar,
    word_pill,
)
from tiktrack_gui.ui.widgets.picture_drawing import Shape
from tiktrack_gui.ui.widgets.pictures import AVATAR_SMALL, COVER, Pictures
from tiktrack_gui.ui.widgets.rows_table import RowsDelegate
from tiktrack_gui.ui.widgets.sparkline import points, sparkline
from tiktrack_gui.words import counts, deliveries, times, videos
from tiktrack_gui.words.counts import UNKNOWN

PADDING = 12.0
LINE = 19  # px, at the default text size
SPARK = 28.0  # px, height
STATE_TONES = {State.NEW: "accent", State.RISING: "ok", State.COOLING: "warn", State.STEADY: "", State.POSTED: ""}
COVER_COMPACT = Shape(24, 32, 4)


class FeedDelegate(RowsDelegate):
    """Paints one cell at a time, depending on its column."""

    def __init__(self, theme: Theme, pictures: Pictures, curves: Curves, model: FeedModel) -> None:
        super().__init__(theme)
        self._pictures, self._curves, self._model = pictures, curves, model
        self._selected = False  # whether the cell being painted is
        self._cells = {
            Column.VIDEO: self._paint_video,
            Column.VELOCITY: self._paint_velocity,
            Column.NOW: self._paint_now,
            Column.TREND: self._paint_trend,
            Column.SCORE: self._paint_score,
            Column.AGE: self._paint_age,
            Column.STATE: self._paint_state,
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
        elif column in COUNTED:
            count = counts.video_count(self._model.item(index.row()).video.sample, COUNTED[column])
            self._paint_number(painter, rect, count)
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
        """Paints avatar and name, then followers and handle, each only if all of it fits."""
        creator, tokens = item.video.creator, self._theme.tokens
        avatar = self._pictures.pixmap(creator.avatar, AVATAR_SMALL, creator.handle, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - AVATAR_SMALL.height / 2), avatar)
        rect = rect.adjusted(AVATAR_SMALL.width + 6, 0, 0, 0)
        font = self._theme.font(12)
        name = creator.name or f"@{creator.handle}"
        painter.setFont(font)
        painter.setPen(tokens.text2)
        draw_text(painter, rect, name)
        rect = rect.adjusted(text_width(name, font) + 6, 0, 0, 0)
        painter.setPen(tokens.text3)
        painter.drawText(rect, LEFT, _as_fits(_about(item), font, rect.width()))

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
        bar = QRectF(rect.left(), middle + 6, rect.width(), BAR_HEIGHT)
        threshold = self._model.criteria.threshold_of(item.source_id)
        velocity_bar(painter, self._theme, bar, item.velocity, threshold)

    def _paint_now(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        """Paints the current velocity with its direction, and below it when it was measured, unless just now."""
        if velocity_now(item) is None or item.video.gone_at is not None:
            painter.setFont(self._theme.font(12))
            painter.setPen(self._theme.tokens.text3)
            draw_text(painter, rect, videos.current_velocity(item), RIGHT)
            return
        tokens, middle, line = self._theme.tokens, rect.center().y(), self._theme.px(18)
        arrow, tone = videos.direction(item)
        age = times.ago(item.video.sample.at, self._model.now()) if videos.measured_ago(item, self._model.now()) else ""
        words = QRectF(rect.left(), middle - (line if age else line / 2), rect.width(), line)
        painter.setFont(self._theme.font(13, 500, tabular=True))
        painter.setPen(self._theme.color(tone) if tone else tokens.text2)
        draw_text(painter, words, f"{arrow} {videos.current_velocity(item)}".strip(), RIGHT)
        painter.setFont(self._theme.font(12))
        painter.setPen(tokens.text3)
        draw_text(painter, words.translated(0, line), age, RIGHT)

    def _paint_trend(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        _, tone = videos.direction(item)
        place = QRectF(rect.left(), rect.center().y() - SPARK / 2, rect.width(), SPARK)
        samples = self._curves.of(item.video.id)
        sparkline(painter, place, points(samples), self._theme.color(tone or "text3"), of_video(samples))

    def _paint_score(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        if item.score is None:
            self._paint_quiet(painter, rect, UNKNOWN)
            return
        score_pill(painter, self._theme, rect, item.score.value, selected=self._selected)

    def _paint_age(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        self._paint_quiet(painter, rect, durations.age(self._model.now() - item.video.posted_at), RIGHT)

    def _paint_state(self, painter: QPainter, rect: QRectF, item: MeasuredVideo) -> None:
        if known := state(item, self._model.now()):
            words = videos.state(item, self._model.now())
            word_pill(painter, self._theme, rect, words, STATE_TONES[known], selected=self._selected)

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


def _about(item: MeasuredVideo) -> tuple[str, str]:
    """The creator's followers and handle, whatever is known besides the name."""
    creator = item.video.creator
    followers = counts.creator_count(creator.sample, CreatorCount.FOLLOWERS)
    return followers if followers != UNKNOWN else "", f"@{creator.handle}" if creator.name else ""


def _as_fits(about: tuple[str, str], font: QFont, width: float) -> str:
    """Joins the followers and the handle, as much as fits; the followers at least as a number."""
    followers, handle = about
    named = f"{followers} followers" if followers else ""
    choices = (" · ".join(filter(None, (named, handle))), named or handle, followers)
    return next((words for words in choices if text_width(words, font) <= width), "")
