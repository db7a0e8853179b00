"""A server's channels to choose from, as in Discord's sidebar; those that can't be used say why."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from tiktrack_gui.core.deliveries import Channel
from tiktrack_gui.core.servers import ListedChannel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.hovered_row import HoveredRow
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.paint import RIGHT, draw_ground, draw_text, pixel_ratio
from tiktrack_gui.words import channels as words

Index = QModelIndex | QPersistentModelIndex
Row = ListedChannel | str  # a channel, or the name of a category

ROW, TALL_ROW, HEADING = 34, 46, 28  # px; a tall one has a reason below the name
ROW_ROLE, ADDED_ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
CHANNEL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Listing(QAbstractListModel):
    """Channels below their categories."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._added: Container[int] = ()

    def show_channels(self, channels: Sequence[ListedChannel], added: Container[int]) -> None:
        """added: IDs of those that are posted to already."""
        self.beginResetModel()
        self._rows, self._added = [], added
        category = None
        for one in channels:
            if one.category != category and one.category is not None:
                self._rows.append(one.category)
            category = one.category
            self._rows.append(one)
        self.endResetModel()

    def row_of(self, channel_id: int) -> int | None:
        """Returns the row of a channel that can be used, or None."""
        for place, row in enumerate(self._rows):
            if isinstance(row, ListedChannel) and row.channel.id == channel_id and row.trouble is None:
                return place
        return None

    def first_usable(self) -> int | None:
        return next((place for place, row in enumerate(self._rows) if _is_usable(row)), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._rows) if parent is None or not parent.isValid() else 0

    def flags(self, index: Index) -> Qt.ItemFlag:
        return CHANNEL if index.isValid() and _is_usable(self._rows[index.row()]) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == ADDED_ROLE:
            return isinstance(row, ListedChannel) and row.channel.id in self._added
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else words.listed(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, ListedChannel):
            return tooltips.plain(row.trouble or words.KINDS[row.channel.kind])
        return None


class ListingView(QListView):
    """Signals:
    picked: Another channel is selected. arg: Channel, or None.
    opened: Enter or a double-click on a channel that can be used. arg: Channel.
    """

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme, model: Listing) -> None:
        super().__init__()
        self._model = model
        self._painter = _Delegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("Channels of the server")
        self.setProperty("framed", "always")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)
        model.modelReset.connect(self._tell)
        HoveredRow(self).changed.connect(self._hover)
        theme.changed.connect(self._measure_again)

    @property
    def channel(self) -> Channel | None:
        """The selected channel."""
        rows = self.selectedIndexes()
        row = rows[0].data(ROW_ROLE) if rows else None
        return row.channel if isinstance(row, ListedChannel) else None

    def select(self, channel_id: int) -> None:
        """Selects a channel if it is listed and can be used."""
        self._select(self._model.row_of(channel_id))

    def select_first(self) -> None:
        self._select(self._model.first_usable())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.channel is not None:
            self.opened.emit(self.channel)
        else:
            super().keyPressEvent(event)

    def _select(self, row: int | None) -> None:
        if row is not None:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._model.index(row), flag)

    def _tell(self) -> None:
        self.picked.emit(self.channel)

    def _open(self) -> None:
        if self.channel is not None:
            self.opened.emit(self.channel)

    def _hover(self, before: int, row: int) -> None:
        self._painter.hovered_row = row
        for changed in (before, row):
            self.update(self._model.index(changed))

    def _measure_again(self) -> None:
        self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: ListingView) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hovered_row = -1

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW_ROLE)
        height = HEADING if isinstance(row, str) else TALL_ROW if row.trouble is not None else ROW
        return QSize(120, self._theme.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: Row = index.data(ROW_ROLE)
        rect = QRectF(option.rect).adjusted(4, 1, -4, -1)
        if isinstance(row, str):
            self._paint_category(painter, rect, row)
            return
        if row.trouble is None:
            draw_ground(painter, rect, self._theme, option.state, hovered=index.row() == self.hovered_row)
        self._paint_channel(painter, rect.adjusted(8, 0, -8, 0), row, is_added=index.data(ADDED_ROLE))

    def _paint_category(self, painter: QPainter, rect: QRectF, name: str) -> None:
        painter.setFont(self._theme.font(11, 600))
        painter.setPen(self._theme.tokens.text3)
        draw_text(painter, rect.adjusted(8, 4, -8, 0), name)

    def _paint_channel(self, painter: QPainter, rect: QRectF, row: ListedChannel, *, is_added: bool) -> None:
        theme, is_usable = self._theme, row.trouble is None
        tokens = theme.tokens
        line = QRectF(rect.left(), rect.top(), rect.width(), theme.px(ROW) - 2.0)
        if not is_usable:
            line.setHeight(theme.px(26))
        ink = tokens.text2 if is_usable else tokens.text3
        icon = theme.icons.pixmap(words.ICONS[row.channel.kind], ink, 16, pixel_ratio(painter))
        painter.setOpacity(1.0 if is_usable else 0.6)
        painter.drawPixmap(QPointF(line.left(), line.center().y() - 8), icon)
        painter.setOpacity(1.0)
        line.setLeft(line.left() + 24)
        if is_added:
            painter.setFont(theme.font(12))
            painter.setPen(tokens.text3)
            painter.drawText(line, RIGHT, words.ADDED)
            line.setRight(line.right() - theme.px(56))
        painter.setFont(theme.font(13, 500 if is_usable else 400))
        painter.setPen(tokens.text if is_usable else tokens.text3)
        draw_text(painter, line, row.channel.name)
        if row.trouble is not None:
            painter.setFont(theme.font(11))
            reason = QRectF(line.left(), line.bottom() - 5, rect.right() - line.left(), theme.px(18))
            draw_text(painter, reason, row.trouble)


def _is_usable(row: Row) -> bool:
    return isinstance(row, ListedChannel) and row.trouble is None
