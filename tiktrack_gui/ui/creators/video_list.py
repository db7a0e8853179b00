"""The rows of a creator's videos: a grid as high as its content, which never scrolls by itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tiktrack_gui.core.rated_videos import RatedVideo
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.paint import RIGHT, draw_text, pixel_ratio, text_width
from tiktrack_gui.ui.widgets.picture_drawing import Shape
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import seen_videos, times, videos

Index = QModelIndex | QPersistentModelIndex

ROW = 52  # px
PADDING = 16.0
COVER = Shape(27, 36, 4)
VIDEO_ROLE = Qt.ItemDataRole.UserRole
DATE_ROLE = Qt.ItemDataRole.UserRole + 1  # when it was posted
FIGURES_ROLE = Qt.ItemDataRole.UserRole + 2  # the same with ever less


class VideosModel(QAbstractListModel):
    """The videos of one creator at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._videos: Sequence[RatedVideo] = ()
        self._now = 0.0

    def show(self, videos: Sequence[RatedVideo], now: float) -> None:
        """Replaces the videos, or updates the rows if they are the same ones. now: UTC epoch seconds, for dates."""
        self._now = now
        if [one.video.id for one in videos] == [one.video.id for one in self._videos]:
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
        one = self._videos[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return seen_videos.sentence(one, self._now)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltips.plain(seen_videos.hint(one))
            case _ if role == DATE_ROLE:
                return times.short_date(one.video.posted_at, self._now)
            case _ if role == FIGURES_ROLE:
                return seen_videos.figures(one, self._now)
            case _ if role == VIDEO_ROLE:
                return one.video
        return None


class VideoList(QListView):
    """The arrow keys go in all directions.

    Signals:
        opened: Enter, a double-click, or the menu. arg: Video.
        copy_wanted: Ctrl+C or the menu. arg: Video.
        post_wanted: The creator is to be posted, by the menu.
        reached: A video became the current one. arg: its QRect.
    """

    opened = Signal(object)
    copy_wanted = Signal(object)
    post_wanted = Signal()
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
        self._menu = QMenu(self)
        self._menu.addAction(f"{seen_videos.OPEN}\tEnter").triggered.connect(self._open_current)
        copy = self._menu.addAction(seen_videos.COPY)
        copy.setShortcut(QKeySequence("Ctrl+C"))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy_current)
        self.addAction(copy)
        self._menu.addAction(f"{seen_videos.POST}\tD").triggered.connect(self.post_wanted)  # the page has the key
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
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

    def _open_current(self) -> None:
        if self.currentIndex().isValid():
            self._open(self.currentIndex())

    def _copy_current(self) -> None:
        if self.currentIndex().isValid():
            self.copy_wanted.emit(self.currentIndex().data(VIDEO_ROLE))

    def _open_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid():
            self.setCurrentIndex(index)
        if self.currentIndex().isValid():
            self._menu.popup(self.viewport().mapToGlobal(position))


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
            is_last = index.row() % self.columns == self.columns - 1
            rest = self.columns + 1 if is_last else 0  # to the very edge, see `VideoList._fit`
            painter.fillRect(option.rect.left(), option.rect.top(), option.rect.width() + rest, 1, tokens.border)
        if index.row() % self.columns:
            painter.fillRect(option.rect.left(), option.rect.top(), 1, option.rect.height(), tokens.border)
        rect = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, 0)
        cover = self._pictures.pixmap(video.cover, COVER, video.creator.handle, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - COVER.height / 2), cover)
        rect.setLeft(rect.left() + COVER.width + 12)
        self._paint_words(painter, rect, videos.caption(video.caption), index)

    def _paint_words(self, painter: QPainter, rect: QRectF, caption: str, index: Index) -> None:
        """Paints the caption and the date above the figures, of which only whole ones are left out."""
        tokens, theme, line = self._theme.tokens, self._theme, float(self._theme.px(19))
        font, date = theme.font(12, tabular=True), index.data(DATE_ROLE)
        painter.setFont(font)
        painter.setPen(tokens.text2)
        draw_text(painter, QRectF(rect.left(), rect.center().y(), rect.width(), line), self._fitting(index, rect, font))
        painter.setPen(tokens.text3)
        upper = QRectF(rect.left(), rect.center().y() - line, rect.width(), line)
        painter.drawText(upper, RIGHT, date)
        upper.setRight(upper.right() - text_width(date, font) - 12)
        painter.setFont(theme.font(13, 500))
        painter.setPen(tokens.text)
        draw_text(painter, upper, caption)

    @staticmethod
    def _fitting(index: Index, rect: QRectF, font: Any) -> str:
        said: Sequence[str] = index.data(FIGURES_ROLE)
        return next((text for text in said if text_width(text, font) <= rect.width()), said[-1])
