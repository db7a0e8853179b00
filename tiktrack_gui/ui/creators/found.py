"""What TikTok's search found: the creators to choose from, or that there are none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed
from tiktrack_gui.ui.widgets.creator_rows import CREATOR_ROLE, ROW, CreatorRows
from tiktrack_gui.ui.widgets.found_creators import Found, FoundDelegate, FoundModel
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.skeleton import CREATOR_ROW, Skeleton
from tiktrack_gui.words import creators as words


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
