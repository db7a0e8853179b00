"""The list of channels: one row each, which can be dragged to another place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from tiktrack_gui.core.deliveries import ChannelKind
from tiktrack_gui.services.channels import PostingChannel
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.words import channels as words

Index = QModelIndex | QPersistentModelIndex

DRAGGED = "application/x-tiktrack-channel"
ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """channel: what is shown. state: where it stands. hint: why, for the tooltip."""

    channel: PostingChannel
    state: words.State
    hint: str = ""

    @property
    def icon(self) -> str:
        known = self.channel.channel
        return words.ICONS[known.kind if known is not None else ChannelKind.TEXT]


class ChannelsModel(QAbstractListModel):
    """Signals:
    moved: A channel was dropped between two others. args: its ID, and that of the channel below, or None.
    """

    moved = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ChannelRow] = []

    def show_rows(self, rows: Sequence[ChannelRow]) -> None:
        """Changes rows in place unless there are others, or in another order."""
        before, self._rows = [row.channel.id for row in self._rows], list(rows)
        if before != [row.channel.id for row in rows]:
            self.beginResetModel()
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def row(self, place: int) -> ChannelRow:
        return self._rows[place]

    def place_of(self, channel_id: int | None) -> int | None:
        return next((place for place, row in enumerate(self._rows) if row.channel.id == channel_id), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._rows) if parent is None or not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words.sentence(row.channel, row.state)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltips.plain("\n".join(filter(None, (words.name(row.channel), row.hint))))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # between rows, not onto one
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(DRAGGED, str(self._rows[indexes[0].row()].channel.id).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tells where it was dropped. Returns False: the rows move once that is stored."""
        if data.hasFormat(DRAGGED):
            channel_id = int(bytes(data.data(DRAGGED).data()))
            below = self._rows[row].channel.id if 0 <= row < len(self._rows) else None
            if channel_id != below:
                self.moved.emit(channel_id, below)
        return False

    def removeRows(self, row: int, count: int, parent: Index | None = None) -> bool:
        """Nothing: a view that a row was dragged from would remove it."""
        return False
