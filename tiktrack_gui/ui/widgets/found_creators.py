"""Creators to choose from: those that a search found, or that were seen before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from tiktrack_gui.core.models import Creator
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.creator_rows import CREATOR_ROLE, CreatorDelegate, Index
from tiktrack_gui.words import creators as words

NOTE_ROLE = Qt.ItemDataRole.UserRole + 2  # what stands beside the handle, and its tone


@dataclass(frozen=True, slots=True)
class Found:
    creator: Creator
    is_tracked: bool


class FoundModel(QAbstractListModel):
    """The creators of one search, best match first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Found] = ()

    def show(self, found: Sequence[Found]) -> None:
        """Takes the result of another search."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def found(self, row: int) -> Found:
        return self._found[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._found):
            return None
        found = self._found[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return words.found_sentence(found.creator, found.is_tracked)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltips.plain(found.creator.bio or "")
            case _ if role == CREATOR_ROLE:
                return found.creator
            case _ if role == NOTE_ROLE:
                return words.found_note(found.creator, found.is_tracked)
        return None


class FoundDelegate(CreatorDelegate):
    def _note(self, index: Index, room: float) -> tuple[str, str]:
        note: tuple[str, str] = index.data(NOTE_ROLE)
        return note
