"""The list of the campaigns at the left of the tab."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.hovered_row import HoveredRow
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.paint import draw_ground, draw_text
from tiktrack_gui.words import campaign_pages as words

Index = QModelIndex | QPersistentModelIndex

CAMPAIGN_ROLE = Qt.ItemDataRole.UserRole  # the Campaign
LINE = 19  # px, at the default text size
MARGIN, GAP = 8.0, 10.0  # px


class CampaignsModel(QAbstractListModel):
    """The campaigns in their order; rows are inserted, updated, moved and removed in place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._campaigns: list[Campaign] = []

    def campaign(self, row: int) -> Campaign:
        return self._campaigns[row]

    def row_of(self, campaign_id: int | None) -> int | None:
        return next((row for row, one in enumerate(self._campaigns) if one.id == campaign_id), None)

    def show(self, campaigns: Sequence[Campaign]) -> None:
        """Takes all campaigns; the selection follows those that are still there."""
        arrived = {one.id: one for one in campaigns}
        for row in reversed(range(len(self._campaigns))):
            if self._campaigns[row].id not in arrived:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._campaigns[row]
                self.endRemoveRows()
        for row, one in enumerate(campaigns):
            place = self.row_of(one.id)
            if place is None:
                self.beginInsertRows(QModelIndex(), row, row)
                self._campaigns.insert(row, one)
                self.endInsertRows()
            elif place != row:
                self.beginMoveRows(QModelIndex(), place, place, QModelIndex(), row)
                self._campaigns.insert(row, self._campaigns.pop(place))
                self.endMoveRows()
            if self._campaigns[row] != one:
                self._campaigns[row] = one
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(self._campaigns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._campaigns):
            return None
        one = self._campaigns[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one.name}, {words.about(one)}"
            case Qt.ItemDataRole.ToolTipRole:
                return tooltips.plain("\n".join(filter(None, (one.name, one.note))))
            case _ if role == CAMPAIGN_ROLE:
                return one
        return None


class CampaignsList(QListView):
    """Shows a CampaignsModel. Which one is selected is remembered.

    Signals:
        chosen: Another campaign was selected. arg: its ID.
        opened: Enter or a double-click. arg: the Campaign.
        menu_wanted: A right-click or the menu key on a row. arg: the global position.
    """

    chosen = Signal(object)
    opened = Signal(object)
    menu_wanted = Signal(object)

    def __init__(self, theme: Theme, model: CampaignsModel) -> None:
        super().__init__()
        self._campaigns = model
        self._wanted: int | None = None  # ID, also of one that isn't loaded yet
        self._painter = _Delegate(theme, self)
        self.setObjectName("Campaigns")
        self.setAccessibleName("Campaigns")
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        HoveredRow(self).changed.connect(self._hover)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        theme.changed.connect(self._dress)

    @property
    def campaign(self) -> Campaign | None:
        """The one selected."""
        rows = self.selectedIndexes()
        return self._campaigns.campaign(rows[0].row()) if rows else None

    def show_campaigns(self, campaigns: Sequence[Campaign]) -> None:
        """Shows them; if the one selected is there no more, selects the one in its place."""
        place = self.currentIndex().row()
        self._campaigns.show(campaigns)
        row = self._campaigns.row_of(self._wanted)
        if row is None and campaigns:
            row = min(max(place, 0), len(campaigns) - 1)
        if row is not None and not self.selectionModel().isRowSelected(row):
            self.setCurrentIndex(self._campaigns.index(row))

    def select(self, campaign_id: int) -> None:
        """Selects a campaign; one that isn't loaded yet, once it is."""
        self._wanted = campaign_id
        if (row := self._campaigns.row_of(campaign_id)) is not None:
            self.setCurrentIndex(self._campaigns.index(row))

    # What is kept for the next start

    def saveState(self) -> QByteArray:
        return QByteArray(str(self._wanted or "").encode())

    def restoreState(self, state: QByteArray) -> bool:
        kept = bytes(state.data())
        if not kept.isdigit():
            return False
        self.select(int(kept))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.campaign is not None:
            self.opened.emit(self.campaign)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Does nothing: letters are the page's shortcuts."""

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if (one := self.campaign) is not None:
            self._wanted = one.id
            self.chosen.emit(one.id)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._campaigns.campaign(index.row()))

    def _ask_for_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid():
            self.setCurrentIndex(index)
        if self.campaign is not None:
            self.menu_wanted.emit(self.viewport().mapToGlobal(position))

    def _hover(self, before: int, row: int) -> None:
        self._painter.hovered_row = row
        for changed in (before, row):
            self.update(self.model().index(changed, 0))

    def _dress(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _Delegate(QStyledItemDelegate):
    """Paints the name of a campaign, and below it its brand and currency."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hovered_row = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, 2 * self._theme.px(LINE) + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(option.rect).adjusted(MARGIN, 1, -MARGIN, -1)
        draw_ground(painter, ground, self._theme, option.state, hovered=index.row() == self.hovered_row)
        campaign: Campaign = index.data(CAMPAIGN_ROLE)
        line = float(self._theme.px(LINE))
        upper = QRectF(ground.left() + GAP, ground.center().y() - line, ground.width() - 2 * GAP, line)
        painter.setFont(self._theme.font(13, 500))
        painter.setPen(self._theme.tokens.text)
        draw_text(painter, upper, campaign.name)
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.tokens.text3)
        draw_text(painter, upper.translated(0, line), words.about(campaign))
