"""The view of the list of channels, and how its rows are painted."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from tiktrack_gui.ui.discord.channels.model import ROW_ROLE, ChannelRow, ChannelsModel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.hovered_row import HoveredRow
from tiktrack_gui.ui.widgets.keys import shortcut_within
from tiktrack_gui.ui.widgets.paint import draw_ground, draw_text, pixel_ratio, text_width

Index = QModelIndex | QPersistentModelIndex

ROW = 56  # px, at normal text size
TILE = 32.0  # px
UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ChannelRows(QListView):
    """Signals:
    picked: The user selected another channel. arg: its ID.
    move_wanted: Alt and an arrow key. args: the channel's ID, -1 = up or 1 = down.
    removal_wanted: Delete. arg: the channel's ID.
    menu_wanted: A right-click or the menu key on a row. args: the channel's ID, the global position.
    """

    picked = Signal(object)
    move_wanted = Signal(object, int)
    removal_wanted = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, theme: Theme, model: ChannelsModel) -> None:
        super().__init__()
        self._channels = model
        self._painter = _Delegate(theme, self)
        self._is_shown_only = False  # the selection follows what is shown, the user did nothing
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("Channels")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        shortcut_within(self, "Del", self._ask_to_remove)
        HoveredRow(self).changed.connect(self._hover)
        self.selectionModel().currentChanged.connect(self._tell)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def selected_id(self) -> int | None:
        index = self.currentIndex()
        return self._channels.row(index.row()).channel.id if index.isValid() else None

    def show_selected(self, channel_id: int | None) -> None:
        place = self._channels.place_of(channel_id)
        self._is_shown_only = True
        if place is None:
            self.clearSelection()
        else:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._channels.index(place), flag)
        self._is_shown_only = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        channel_id, key = self.selected_id, Qt.Key(event.key())
        if channel_id is not None and key in UP_DOWN and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(channel_id, UP_DOWN[key])
        else:
            super().keyPressEvent(event)

    def _ask_to_remove(self) -> None:
        if self.selected_id is not None:
            self.removal_wanted.emit(self.selected_id)

    def keyboardSearch(self, _search: str) -> None:
        """Does nothing: letters are the page's shortcuts."""

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_shown_only:
            self.picked.emit(self._channels.row(current.row()).channel.id)

    def _hover(self, before: int, row: int) -> None:
        self._painter.hovered_row = row
        for changed in (before, row):
            self.update(self._channels.index(changed))

    def _ask_for_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid():
            self.menu_wanted.emit(self._channels.row(index.row()).channel.id, self.viewport().mapToGlobal(position))


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: ChannelRows) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hovered_row = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: ChannelRow = index.data(ROW_ROLE)
        theme, tokens = self._theme, self._theme.tokens
        ground = QRectF(option.rect).adjusted(8, 1, -8, -1)
        is_selected = draw_ground(painter, ground, self._theme, option.state, hovered=index.row() == self.hovered_row)
        rect = ground.adjusted(8, 0, -8, 0)
        self._paint_tile(painter, rect, row, is_selected=is_selected)
        rect.setLeft(rect.left() + TILE + 10)
        line = float(theme.px(18))
        upper = QRectF(rect.left(), rect.center().y() - line - 0.5, rect.width(), line)
        if row.channel.is_default:
            star = theme.icons.pixmap("star", tokens.text3, 14, pixel_ratio(painter))
            painter.drawPixmap(QPointF(upper.right() - 14, upper.center().y() - 7), star)
        known = row.channel.channel
        painter.setFont(theme.font(13, 500))
        painter.setPen(tokens.text)
        draw_text(painter, upper.adjusted(0, 0, -20 if row.channel.is_default else 0, 0), _name(row))
        lower = upper.translated(0, line + 1)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color(row.state.tone or "text3"))
        painter.setBrush(theme.color(row.state.tone or "text3"))
        dot = QRectF(lower.left(), lower.center().y() - 3, 6, 6)
        painter.drawEllipse(dot.adjusted(0.5, 0.5, -0.5, -0.5))
        lower.setLeft(lower.left() + 12)
        server = f" · {known.guild}" if known is not None else ""
        text = f"{row.state.text}{server}"
        fits = text_width(text, painter.font()) <= lower.width()  # a part that is cut says nothing
        draw_text(painter, lower, text if fits else row.state.text)

    def _paint_tile(self, painter: QPainter, rect: QRectF, row: ChannelRow, *, is_selected: bool) -> None:
        tokens = self._theme.tokens
        tile = QRectF(rect.left(), rect.center().y() - TILE / 2, TILE, TILE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.surface if is_selected else tokens.sunken)
        painter.drawRoundedRect(tile, 8, 8)
        icon = self._theme.icons.pixmap(row.icon, tokens.text2, 16, pixel_ratio(painter))
        painter.drawPixmap(QPointF(tile.left() + 8, tile.top() + 8), icon)


def _name(row: ChannelRow) -> str:
    known = row.channel.channel
    return known.name if known is not None else f"Channel {row.channel.id}"
