"""A dot that shows a state by its colour; the text beside it says the same."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.theme.theme import Theme

HALO = 0.28  # opacity


class StatusDot(QWidget):
    """6 px in a halo of 12 px, in the colour of a token, such as ok, warn, bad or text3 (idle)."""

    def __init__(self, theme: Theme, color: str = "ok") -> None:
        super().__init__()
        self._theme, self._color = theme, color
        self.setFixedSize(12, 12)
        theme.changed.connect(self.update)

    def set_color(self, color: str) -> None:
        self._color = color
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(12, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        color = self._theme.color(self._color)
        halo = QColor(color)
        halo.setAlphaF(HALO)
        for brush, radius in ((halo, 6.0), (color, 3.0)):
            painter.setBrush(brush)
            painter.drawEllipse(QPointF(6, 6), radius, radius)
