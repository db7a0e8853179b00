"""A panel that opens below a button; Esc or a click elsewhere closes it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

from tiktrack_gui.ui.theme.theme import Theme

EDGE = 12  # px below it, in the window
LOWEST = 200  # px, however little room there is


class PopupPanel(QFrame):
    def __init__(self, theme: Theme, name: str, parent: QWidget, width: int, height: int) -> None:
        """name: for screen readers. width, height: px at normal text size; less in a low window."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme, self._size = theme, (width, height)
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)

    def open_below(self, button: QWidget) -> None:
        """Opens at the right edge of the button, as high as there is room."""
        width, height = (self._theme.px(side) for side in self._size)
        self.setFixedWidth(width)
        place = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        window = button.window()
        room = window.mapToGlobal(QPoint(0, window.height())).y() - place.y() - EDGE
        self.setFixedHeight(max(min(height, room), LOWEST))
        self.move(place)
        self.show()
