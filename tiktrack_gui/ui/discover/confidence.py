"""Confidence as three dots, beside its word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.core.discovery.ranked import Confidence
from tiktrack_gui.ui.theme.theme import Theme

DOT, GAP = 6.0, 3.0  # px
LEVELS = tuple(Confidence)  # the lowest first
SIZE = len(LEVELS) * (DOT + GAP) - GAP


def paint_dots(painter: QPainter, theme: Theme, place: QPointF, confidence: Confidence) -> None:
    """place: the middle of the left edge."""
    tokens, filled = theme.tokens, LEVELS.index(confidence) + 1
    for number in range(len(LEVELS)):
        is_filled = number < filled
        painter.setPen(Qt.PenStyle.NoPen if is_filled else QPen(tokens.text3, 1))
        painter.setBrush(tokens.text2 if is_filled else Qt.BrushStyle.NoBrush)
        inset = 0.0 if is_filled else 0.5
        left = place.x() + number * (DOT + GAP) + DOT / 2
        painter.drawEllipse(QPointF(left, place.y()), DOT / 2 - inset, DOT / 2 - inset)


class ConfidenceDots(QWidget):
    """The same as a widget; the word beside it says it, too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._confidence = theme, Confidence.LOW
        self.setFixedSize(QSize(round(SIZE) + 1, 16))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_confidence(self, confidence: Confidence) -> None:
        self._confidence = confidence
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_dots(painter, self._theme, QPointF(0, self.height() / 2), self._confidence)
