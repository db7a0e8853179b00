"""The creators TikTrack has seen whose words begin with what is typed, below the field for tracking one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from tiktrack_gui.core.search_terms import may_be_term
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.creator_rows import ROW, CreatorRows
from tiktrack_gui.ui.widgets.found_creators import Found, FoundDelegate, FoundModel
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import creators as words

MOST = 4  # rows: a window of 640 px has room for them
PAUSE = 120  # ms without a key, after which is looked


class CompletionDelegate(FoundDelegate):
    margin = 0.0  # as wide as the field


class Completions(CreatorRows):
    """Hidden without rows. The keyboard comes in from the field with Down, and leaves it at either end.

    Signals:
        wanted: Creators are to be looked for. arg: the text.
        chosen: A click or Enter on a row. arg: Creator.
        left: The keyboard leaves the list. arg: whether downwards.
        dismissed: Esc was pressed.
        shown: There are rows now, or none any more.
    """

    wanted = Signal(str)
    chosen = Signal(object)
    left = Signal(bool)
    dismissed = Signal()
    shown = Signal()

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        model = FoundModel()
        super().__init__(theme, pictures, model, CompletionDelegate(theme, pictures, model), words.SEEN)
        model.setParent(self)
        self._found, self._text = model, ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.clicked.connect(self._choose)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def complete(self, text: str) -> None:
        """Looks for the text once no more is typed. Several creators, or a link, aren't completed."""
        if not may_be_term(text):
            self.dismiss()
            return
        self._text = text
        self._pause.start()

    def show_seen(self, text: str, found: Sequence[Found]) -> None:
        """Shows the creators, unless the text was changed meanwhile."""
        if text != self._text:
            return
        self._found.show(found[:MOST])
        self.setFixedHeight(ROW * self._found.rowCount())
        self.setVisible(bool(found))
        self.shown.emit()

    def dismiss(self) -> None:
        """Hides the list; an answer that is yet to come doesn't show it again."""
        self._pause.stop()
        self._text = ""
        self._found.show(())
        self.hide()
        self.shown.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """From below, the last row is the first to be reached."""
        is_from_below = event.reason() == Qt.FocusReason.BacktabFocusReason
        super().focusInEvent(event)
        self.setCurrentIndex(self._found.index(self._found.rowCount() - 1 if is_from_below else 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentIndex().row(), event.key()
        if key in ENTER and row >= 0:
            self._choose(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif (key == Qt.Key.Key_Up and row <= 0) or (key == Qt.Key.Key_Down and row == self._found.rowCount() - 1):
            self.left.emit(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self.wanted.emit(self._text)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._found.found(index.row()).creator)
