"""Paints the rows of the list of creators. Pictures come from the cache; nothing is loaded or scaled here."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tiktrack_gui.core.models import CreatorCount, CreatorState
from tiktrack_gui.ui.creators.model import ENTRY_ROLE, Entry
from tiktrack_gui.ui.theme.theme import RADIUS_CONTROL, Theme
from tiktrack_gui.ui.widgets.paint import RIGHT, draw_text, pixel_ratio, text_width
from tiktrack_gui.ui.widgets.pictures import AVATAR, Pictures
from tiktrack_gui.words import counts
from tiktrack_gui.words import creators as words

ROW = 56  # px
MARGIN = 8.0  # between the row's background and the pane's edge
GAP = 10.0
_STATES = {CreatorState.HANDLE_TAKEN: "handle taken", CreatorState.MISSING: "missing", CreatorState.PRIVATE: "private"}


class CreatorsDelegate(QStyledItemDelegate):
    """Paints avatar, name and handle; followers and their growth on the right. The list sets `hovered_row`."""

    def __init__(self, theme: Theme, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._pictures = theme, pictures
        self.hovered_row = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(option.rect).adjusted(MARGIN, 1, -MARGIN, -1)
        self._paint_ground(painter, ground, option.state, index.row())
        entry: Entry = index.data(ENTRY_ROLE)
        rect = ground.adjusted(GAP, 0, -GAP, 0)
        self._paint_avatar(painter, rect, entry)
        rect.setLeft(rect.left() + AVATAR.width + GAP)
        line = float(self._theme.px(19))
        upper = QRectF(rect.left(), rect.center().y() - line, rect.width(), line)
        self._paint_names(painter, upper, entry)

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, row: int) -> None:
        tokens = self._theme.tokens
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
        if not selected and row != self.hovered_row:
            return
        painter.setPen(QPen(tokens.focus, 1) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.selected if selected else tokens.hover)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)

    def _paint_avatar(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        creator = entry.tracked.creator
        avatar = self._pictures.pixmap(creator.avatar, AVATAR, creator.handle, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - AVATAR.height / 2), avatar)

    def _paint_names(self, painter: QPainter, upper: QRectF, entry: Entry) -> None:
        """Paints two lines, each with a number on the right; only the text is cut if there is too little room."""
        creator, tokens, theme = entry.tracked.creator, self._theme.tokens, self._theme
        lower = upper.translated(0, upper.height() + 1)
        followers = counts.creator_count(creator.sample, CreatorCount.FOLLOWERS)
        painter.setFont(theme.font(13, 500, tabular=True))
        painter.setPen(tokens.text)
        upper = self._paint_right(painter, upper, followers)
        painter.setFont(theme.font(13, 500))
        draw_text(painter, upper, creator.name or creator.handle)
        painter.setFont(theme.font(12, tabular=True))
        growth, tone = self._growth(entry, lower.width() - text_width(f"@{creator.handle}", painter.font()) - GAP)
        painter.setPen(theme.color(tone or "text3"))
        lower = self._paint_right(painter, lower, growth)
        painter.setFont(theme.font(12))
        painter.setPen(tokens.text3)
        draw_text(painter, lower, f"@{creator.handle}")

    def _growth(self, entry: Entry, room: float) -> tuple[str, str]:
        """Returns a text and its tone: the creator's state unless it is active, else its growth, shortened if the
        handle leaves too little room.
        """
        state = _STATES.get(CreatorState(entry.tracked.state))
        if state:
            return state, "warn"
        text, tone = words.growth_of_weeks(entry.growth)
        crowded = text == words.NO_CHANGE and text_width(text, self._theme.font(12, tabular=True)) > room
        return ("≈ 0%" if crowded else text), tone

    @staticmethod
    def _paint_right(painter: QPainter, rect: QRectF, text: str) -> QRectF:
        """Paints the text on the right; returns the remaining rectangle."""
        painter.drawText(rect, RIGHT, text)
        taken = text_width(text, painter.font()) + GAP if text else 0
        return QRectF(rect.left(), rect.top(), rect.width() - taken, rect.height())
