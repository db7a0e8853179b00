"""The base class of the window's pages, which handles their focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """Passes focus to its main widget as soon as that is visible; until then it keeps focus for its shortcuts."""

    def __init__(self) -> None:
        super().__init__()
        self._subject: QWidget | None = None

    def be_about(self, subject: QWidget) -> None:
        """Sets the main widget, replacing the one set before."""
        if self._subject is not None:
            self._subject.removeEventFilter(self)
        self._subject = subject
        subject.installEventFilter(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._hand_focus_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and watched is self._subject:
            self._hand_focus_on()
        return super().eventFilter(watched, event)

    def _hand_focus_on(self) -> None:
        if self.hasFocus() and self._subject is not None and self._subject.isVisible():
            self._subject.setFocus()
