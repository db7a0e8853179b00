"""A group of widgets as a single tab stop, like the desktop's lists and toolbars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class Roving(QObject):
    """Tab enters the group at one widget and then leaves it; arrows, Home and End move within the group."""

    def __init__(self, parent: QWidget, widgets: Sequence[QWidget]) -> None:
        """widgets: in order; hidden ones are passed over."""
        super().__init__(parent)
        self._widgets = tuple(widgets)
        self.rest_on(self._widgets[0])
        for widget in self._widgets:
            widget.installEventFilter(self)

    def rest_on(self, resting: QWidget) -> None:
        """Makes this widget the one that Tab enters."""
        for widget in self._widgets:
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus if widget is resting else Qt.FocusPolicy.NoFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            shown = [widget for widget in self._widgets if not widget.isHidden()]
            place = _place_after(shown.index(watched), Qt.Key(event.key()), len(shown) - 1)
            if place is not None:
                self._go_to(shown[place])
                return True
        return False

    def _go_to(self, widget: QWidget) -> None:
        self.rest_on(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)


def _place_after(place: int, key: Qt.Key, last: int) -> int | None:
    """Returns the place a key leads to; None if it doesn't move."""
    if key in STEPS:
        return min(max(place + STEPS[key], 0), last)
    return {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(key)
