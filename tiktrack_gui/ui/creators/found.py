"""What TikTok's search found: the creators to choose from, or that there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from tiktrack_gui.core.models import Creator
from tiktrack_gui.ui.creators.delegate import ROW, CreatorDelegate, Index
from tiktrack_gui.ui.creators.list import CreatorRows
from tiktrack_gui.ui.creators.model import CREATOR_ROLE
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, framed
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.skeleton import CREATOR_ROW, Skeleton
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


class FoundList(CreatorRows):
    """Signals:
    chosen: A click or Enter on a row. arg: Creator.
    left: Esc was pressed.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, pictures: Pictures, model: FoundModel) -> None:
        super().__init__(theme, pictures, model, FoundDelegate(theme, pictures, model), "Creators found on TikTok")
        self.clicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(CREATOR_ROLE))


class FoundCreators(QStackedWidget):
    """The result of a search in each of its states.

    Signals:
        chosen: The user chose a creator. arg: Creator.
        left: The user wants to leave the result.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._model = FoundModel(self)
        self._list = FoundList(theme, pictures, self._model)
        self._skeleton = framed("clear", column(Skeleton(theme, CREATOR_ROW, ROW), margins=(8, 0, 8, 0)))
        nobody = Label(words.FOUND_NOBODY, "secondary", wrap=True)
        nobody.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._nothing = framed("clear", column(48, nobody, None, margins=(20, 0, 20, 0)))
        for widget in (self._skeleton, self._list, self._nothing):
            self.addWidget(widget)
        self._list.chosen.connect(self.chosen)
        self._list.left.connect(self.left)

    def show_loading(self) -> None:
        self.setCurrentWidget(self._skeleton)

    def show_found(self, found: Sequence[Found]) -> None:
        """Shows the creators with the first one selected, or that there are none."""
        self._model.show(found)
        if not found:
            self.setCurrentWidget(self._nothing)
            return
        self.setCurrentWidget(self._list)
        self._list.setCurrentIndex(self._model.index(0))
        self._list.setFocus()
