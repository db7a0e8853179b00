"""Lists of creators, a row for each. Pictures come from the cache; nothing is loaded or scaled while painting."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from tiktrack_gui.core.models import Creator, CreatorCount
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.hovered_row import HoveredRow
from tiktrack_gui.ui.widgets.paint import RIGHT, draw_ground, draw_text, pixel_ratio, text_width
from tiktrack_gui.ui.widgets.pictures import AVATAR, Pictures
from tiktrack_gui.words import counts

Index = QModelIndex | QPersistentModelIndex

CREATOR_ROLE = Qt.ItemDataRole.UserRole + 1  # the Creator
ROW = 56  # px
MARGIN = 8.0  # between the row's background and the pane's edge
GAP = 10.0


class CreatorDelegate(QStyledItemDelegate):
    """Paints avatar, name and handle; followers and a note on the right. The list sets `hovered_row`."""

    margin = MARGIN

    def __init__(self, theme: Theme, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._pictures = theme, pictures
        self.hovered_row = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(option.rect).adjusted(self.margin, 1, -self.margin, -1)
        draw_ground(painter, ground, self._theme, option.state, hovered=index.row() == self.hovered_row)
        creator: Creator = index.data(CREATOR_ROLE)
        rect = ground.adjusted(GAP, 0, -GAP, 0)
        self._paint_avatar(painter, rect, creator)
        rect.setLeft(rect.left() + AVATAR.width + GAP)
        line = float(self._theme.px(19))
        upper = QRectF(rect.left(), rect.center().y() - line, rect.width(), line)
        self._paint_name(painter, upper, creator, index)
        self._paint_handle(painter, upper.translated(0, line + 1), creator, index)

    def _note(self, index: Index, room: float) -> tuple[str, str]:
        """Returns what stands beside the handle, and its tone. room: px that the handle leaves for it."""
        raise NotImplementedError

    def _beside_name(self, painter: QPainter, line: QRectF, name: str, index: Index) -> QRectF:
        """Paints what stands behind the name, which is painted then; returns the rectangle left for it."""
        return line

    def _beside_handle(self, painter: QPainter, line: QRectF, handle: str, index: Index) -> QRectF:
        """As `_beside_name`."""
        return line

    def _paint_avatar(self, painter: QPainter, rect: QRectF, creator: Creator) -> None:
        avatar = self._pictures.pixmap(creator.avatar, AVATAR, creator.handle, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - AVATAR.height / 2), avatar)

    def _paint_name(self, painter: QPainter, line: QRectF, creator: Creator, index: Index) -> None:
        followers = counts.creator_count(creator.sample, CreatorCount.FOLLOWERS)
        painter.setFont(self._theme.font(13, 500, tabular=True))
        painter.setPen(self._theme.tokens.text)
        line = self._paint_right(painter, line, followers)
        name = creator.name or creator.handle
        line = self._beside_name(painter, line, name, index)
        painter.setFont(self._theme.font(13, 500))
        painter.setPen(self._theme.tokens.text)
        draw_text(painter, line, name)

    def _paint_handle(self, painter: QPainter, line: QRectF, creator: Creator, index: Index) -> None:
        handle, theme = f"@{creator.handle}", self._theme
        painter.setFont(theme.font(12, tabular=True))
        note, tone = self._note(index, line.width() - text_width(handle, painter.font()) - GAP)
        painter.setPen(theme.color(tone or "text3"))
        line = self._paint_right(painter, line, note)
        line = self._beside_handle(painter, line, handle, index)
        painter.setFont(theme.font(12))
        painter.setPen(theme.tokens.text3)
        draw_text(painter, line, handle)

    @staticmethod
    def _paint_right(painter: QPainter, rect: QRectF, text: str) -> QRectF:
        """Paints the text on the right; returns the remaining rectangle. Only what is left of it is cut."""
        painter.drawText(rect, RIGHT, text)
        taken = text_width(text, painter.font()) + GAP if text else 0
        return QRectF(rect.left(), rect.top(), rect.width() - taken, rect.height())


class CreatorRows(QListView):
    """A list with a row for each creator of a model, painted by a CreatorDelegate.

    Signals:
        copy_wanted: Ctrl+C was pressed.
    """

    copy_wanted = Signal()

    def __init__(
        self, theme: Theme, pictures: Pictures, model: QAbstractItemModel, painter: CreatorDelegate, name: str
    ) -> None:
        """name: for screen readers."""
        super().__init__()
        self._painter = painter
        painter.setParent(self)
        self.setModel(model)
        self.setItemDelegate(painter)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        HoveredRow(self).changed.connect(self._hover)
        theme.changed.connect(self.viewport().update)
        pictures.arrived.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Does nothing: letters are the page's shortcuts."""

    def _hover(self, before: int, row: int) -> None:
        self._painter.hovered_row = row
        for changed in (before, row):
            self.update(self.model().index(changed, 0))
