"""A field for a note, as high as its text."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import restyle
from tiktrack_gui.ui.widgets.fields import STILL_IN_USE, is_undo
from tiktrack_gui.ui.widgets.keys import ENTER

MOST_LINES = 12  # before it scrolls
AROUND = 22  # px besides the lines: padding, the document's margins and the border


class NoteEdit(QPlainTextEdit):
    """Ctrl+Enter commits, and so does leaving the field; Esc takes back what was typed. Tab leaves the field.

    Signals:
        committed: There is another text than was written last. arg: the text.
        left: The user doesn't want to change the text, after all.
    """

    committed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        """name: placeholder, also for screen readers."""
        super().__init__()
        self._written = ""  # what is there without the user's changes
        self._committed: str | None = None
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._edited)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        return self.toPlainText()

    def write(self, text: str) -> None:
        """Shows a text that isn't the user's change."""
        self._written, self._committed = text, None
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)
        self.set_invalid(False)

    def forget(self) -> None:
        """Becomes empty, as what was typed is stored or not wanted."""
        self.write("")

    def commit(self) -> None:
        """Tells of another text; leaving the field doesn't repeat what Ctrl+Enter told."""
        text = self.text
        if text != self._committed and text.strip() != self._written.strip():
            self._committed = text
            self.committed.emit(text)

    def set_invalid(self, invalid: bool) -> None:
        restyle(self, "invalid", "true" if invalid else "false")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._committed = None
            if self.text.strip() == self._written.strip():
                self.left.emit()
            self.commit()
        elif event.key() == Qt.Key.Key_Escape:
            self._take_back()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leaves Ctrl+Z to the page while nothing was typed."""
        return False if not self.document().isUndoAvailable() and is_undo(event) else super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STILL_IN_USE:
            self.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _take_back(self) -> None:
        """So that Ctrl+Z brings it back: it may have been long."""
        if self.text != self._written:
            cursor = self.textCursor()
            cursor.select(cursor.SelectionType.Document)
            cursor.insertText(self._written)
        self.left.emit()

    def _edited(self) -> None:
        self._committed = None
        self.set_invalid(False)
        self._fit()

    def _fit(self) -> None:
        lines = self.document().documentLayout().documentSize().height()  # of plain text, in lines
        line = self.fontMetrics().lineSpacing()
        wanted = math.ceil(min(max(lines, 1), MOST_LINES) * line) + AROUND
        scrolls = lines > MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        if wanted != self.height():
            self.setFixedHeight(wanted)
