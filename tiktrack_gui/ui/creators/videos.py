"""The list of a creator's videos that TikTrack has seen, newest first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tiktrack_gui.core import numbers
from tiktrack_gui.core.baseline import READ
from tiktrack_gui.core.models import Video, VideoCount
from tiktrack_gui.core.velocity import lifetime_velocity
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.paint import RIGHT, draw_text, pixel_ratio, text_width
from tiktrack_gui.ui.widgets.picture_drawing import Shape
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import counts, times, videos

Index = QModelIndex | QPersistentModelIndex

ROW = 52  # px
ROWS_SHOWN = 3  # until all are wanted
WIDE_FROM = 320  # px of a column, at least, if there are two
MOST = READ  # videos; hardly anybody posts as many in four weeks
SHOW_ALL, SHOW_FEWER = "Show all", "Show fewer"
PADDING = 16.0
COVER = Shape(27, 36, 4)
VIDEO_ROLE = Qt.ItemDataRole.UserRole
DATE_ROLE = Qt.ItemDataRole.UserRole + 1  # when it was posted


class VideosModel(QAbstractListModel):
    """The videos of one creator at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._videos: Sequence[Video] = ()
        self._now = 0.0

    def show(self, videos: Sequence[Video], now: float) -> None:
        """Replaces the videos, or updates the rows if they are the same ones. now: UTC epoch seconds, for dates."""
        self._now = now
        if [video.id for video in videos] == [video.id for video in self._videos]:
            self._videos = videos
            if videos:
                self.dataChanged.emit(self.index(0), self.index(len(videos) - 1))
            return
        self.beginResetModel()
        self._videos = videos
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(self._videos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._videos):
            return None
        video = self._videos[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                posted = times.short_date(video.posted_at, self._now)
                return f"{videos.caption(video.caption)}, {figures(video)}, posted {posted}"
            case _ if role == DATE_ROLE:
                return times.short_date(video.posted_at, self._now)
            case Qt.ItemDataRole.ToolTipRole:
                seen = times.exact_time(video.sample.at)
                words = f"{video.caption}\nPosted {times.exact_time(video.posted_at)}, measured {seen}"
                return tooltips.plain(words.strip())
            case _ if role == VIDEO_ROLE:
                return video
        return None


class VideosSeen(QFrame):
    """A card with the newest videos, in two columns if there is room. A button shows all; nothing scrolls in it.

    Signals:
        video_opened: Enter or a double-click on a video. arg: Video.
        video_reached: A video became the current one, by keyboard or mouse. arg: its QRect in the card.
    """

    video_opened = Signal(object)
    video_reached = Signal(QRect)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._theme = theme
        self._videos: Sequence[Video] = ()
        self._now = 0.0
        self._shows_all = False
        self._model = VideosModel(self)
        self._list = _List(theme, pictures, self._model)
        self._count = Label("", "hint", tabular=True)
        self._more = Button(theme, SHOW_ALL, kind="link")
        self._nothing = Label(
            "None yet. This creator’s videos appear here when they show up in the trending feed.", "hint", wrap=True
        )
        self._nothing.setContentsMargins(int(PADDING), 8, int(PADDING), 8)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = row(Label("Videos seen by TikTrack", "strong"), self._count, None, self._more, margins=(16, 1, 16, 1))
        head.addStrut(32)  # with or without the button
        self.setLayout(column(head, hairline(), self._nothing, self._list, spacing=0, margins=(1, 1, 1, 8)))
        self._more.clicked.connect(self._toggle)
        self._list.opened.connect(self.video_opened)
        self._list.reached.connect(self._tell_reached)
        theme.changed.connect(self._arrange)

    def show_loading(self) -> None:
        """Shows nothing, in the place of what was shown: it isn't known yet whether there are videos."""
        self._videos, self._shows_all = (), False
        self._count.clear()
        self._nothing.hide()
        self._list.show()
        self._arrange()

    def show_videos(self, videos: Sequence[Video], total: int | None, now: float) -> None:
        """videos: newest first, up to MOST. total: how many there are on the creator's profile; None = not known."""
        self._videos, self._now = videos, now
        self._count.setText(_share(len(videos), total))
        self._nothing.setVisible(not videos)
        self._list.setVisible(bool(videos))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Shows as many videos as fill ROWS_SHOWN, or all."""
        is_wide = self.width() >= 2 * self._theme.px(WIDE_FROM)
        columns = 2 if is_wide and len(self._videos) > ROWS_SHOWN else 1
        shown = self._videos if self._shows_all else self._videos[: columns * ROWS_SHOWN]
        self._model.show(shown, self._now)
        self._list.set_columns(columns)
        self._more.setVisible(len(self._videos) > columns * ROWS_SHOWN)
        self._more.set_text(SHOW_FEWER if self._shows_all else SHOW_ALL)

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self._arrange()

    def _tell_reached(self, rect: QRect) -> None:
        self.video_reached.emit(QRect(self._list.mapTo(self, rect.topLeft()), rect.size()))


def _share(shown: int, total: int | None) -> str:
    """ "20 of 293", or "20" if fewer are known to exist; "" for none."""
    if not shown:
        return ""
    return f"{shown} of {numbers.grouped(total)}" if total is not None and total >= shown else str(shown)


class _List(QListView):
    """A grid as high as its rows; the arrow keys go in all directions.

    Signals:
        opened: Enter or a double-click on a video. arg: Video.
        reached: A video became the current one. arg: its QRect.
    """

    opened = Signal(object)
    reached = Signal(QRect)

    def __init__(self, theme: Theme, pictures: Pictures, model: VideosModel) -> None:
        super().__init__()
        self._delegate = _VideoDelegate(theme, pictures, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Videos seen by TikTrack")
        self.setUniformItemSizes(True)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self.viewport().update)
        pictures.arrived.connect(self.viewport().update)

    def set_columns(self, columns: int) -> None:
        self._delegate.columns = columns
        self.setFixedHeight(ROW * math.ceil(self.model().rowCount() / columns))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.reached.emit(self.visualRect(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Does nothing: letters are the page's shortcuts."""

    def _fit(self) -> None:
        """Qt begins a new row where items reach the very edge."""
        self._delegate.width = (self.viewport().width() - 1) // self._delegate.columns
        self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(VIDEO_ROLE))


class _VideoDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._pictures = theme, pictures
        self.columns, self.width = 1, 200

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self.width, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, video = self._theme.tokens, index.data(VIDEO_ROLE)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        hovered = option.state & QStyle.StateFlag.State_MouseOver
        painter.fillRect(option.rect, tokens.selected if focused else tokens.hover if hovered else tokens.surface)
        if index.row() >= self.columns:
            painter.fillRect(option.rect.left(), option.rect.top(), option.rect.width(), 1, tokens.border)
        if index.row() % self.columns:
            painter.fillRect(option.rect.left(), option.rect.top(), 1, option.rect.height(), tokens.border)
        rect = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, 0)
        cover = self._pictures.pixmap(video.cover, COVER, video.creator.handle, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - COVER.height / 2), cover)
        rect.setLeft(rect.left() + COVER.width + 12)
        self._paint_words(painter, rect, video, index.data(DATE_ROLE))

    def _paint_words(self, painter: QPainter, rect: QRectF, video: Video, date: str) -> None:
        tokens, theme, line = self._theme.tokens, self._theme, float(self._theme.px(19))
        font = theme.font(12, tabular=True)
        painter.setFont(font)
        painter.setPen(tokens.text3)
        painter.drawText(rect, RIGHT, date)
        rect.setRight(rect.right() - text_width(date, font) - 12)
        painter.setPen(tokens.text2)
        draw_text(painter, QRectF(rect.left(), rect.center().y(), rect.width(), line), figures(video))
        painter.setFont(theme.font(13, 500))
        painter.setPen(tokens.text)
        upper = QRectF(rect.left(), rect.center().y() - line, rect.width(), line)
        draw_text(painter, upper, videos.caption(video.caption))


def figures(video: Video) -> str:
    """Returns "570/min · ≈ 1.2M views", as of its last measurement."""
    speed = lifetime_velocity(video.sample, video.posted_at, video.sample.at)
    views = f"{counts.video_count(video.sample, VideoCount.VIEWS)} views"
    return views if speed is None else f"{numbers.velocity(speed)} · {views}"
