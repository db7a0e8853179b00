"""A slider that goes where it is clicked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle


class Slider(QSlider):
    """A click goes there at once; the wheel scrolls the page."""

    def __init__(self, name: str) -> None:
        """name: for screen readers."""
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            x, width = round(event.position().x()), self.width()
            self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), x, width))
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
