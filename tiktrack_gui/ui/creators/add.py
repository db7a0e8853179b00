"""The field for tracking a creator by handle or link."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.fields import IconField
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.progress_line import ProgressLine

HINT = "Handles or links, with commas between them. Press Enter to track, Esc to close."


class AddCreator(QWidget):
    """Hidden until opened; stays open during the lookup and shows what is wrong with the text.

    Signals:
        wanted: The user wants to track one or more creators. arg: the text.
        closed: The user closed the field, possibly during a lookup.
    """

    wanted = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._field = IconField(theme, "user-plus", "@handle or profile link", "Creator to track")
        self._track = Button(theme, "Track", kind="primary", hint="Track this creator (Enter)")
        self._progress = ProgressLine(theme)
        self._hint = Label(HINT, "hint", wrap=True)
        self._field.returnPressed.connect(self._ask)
        self._field.textEdited.connect(self._edited)
        self._track.clicked.connect(self._ask)
        self.setLayout(column(row((self._field, 1), self._track), self._progress, self._hint, spacing=4))
        self.hide()

    def open(self) -> None:
        self.show()
        self._field.setFocus()
        self._field.selectAll()

    def show_work(self, words: str) -> None:
        """Shows that the creator is being looked up."""
        self._say(words)
        self._progress.start()
        self._field.setReadOnly(True)
        self._track.setEnabled(False)

    def show_fault(self, words: str, rest: str) -> None:
        """Shows why the text, or the rest of it, couldn't be used."""
        self._rest()
        self._field.setText(rest)
        self._say(words, tone="bad")
        self._field.set_invalid(True)
        self._field.setFocus()
        self._field.selectAll()

    def keep(self, rest: str) -> None:
        """Ends the lookup and leaves the rest of the text for another try."""
        self._rest()
        self._field.setText(rest)
        self._say(HINT)

    def finish(self) -> None:
        self.keep("")
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        if self._field.text().strip() and not self._field.isReadOnly():
            self.wanted.emit(self._field.text())

    def _edited(self) -> None:
        self._field.set_invalid(False)
        self._say(HINT)

    def _rest(self) -> None:
        self._progress.stop()
        self._field.setReadOnly(False)
        self._field.set_invalid(False)
        self._track.setEnabled(True)

    def _say(self, words: str, tone: str = "") -> None:
        self._hint.setText(words)
        self._hint.set_tone(tone)
        self._field.setAccessibleDescription(words)
