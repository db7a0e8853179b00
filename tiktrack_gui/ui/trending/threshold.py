"""The threshold as a line over the velocities of the last days, to be dragged."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.core.backtest import Backtest
from tiktrack_gui.ui.theme.theme import RADIUS_CONTROL, Theme
from tiktrack_gui.words import videos

LOW, HIGH = 0.1, 10_000.0  # engagements per minute at the ends; what is beyond is in the outermost bars
BARS = 30
EDGES = [LOW * (HIGH / LOW) ** (number / BARS) for number in range(BARS + 1)]
STEPS = {Qt.Key.Key_Left: 1 / 1.1, Qt.Key.Key_Down: 1 / 1.1, Qt.Key.Key_Right: 1.1, Qt.Key.Key_Up: 1.1}
WIDTH, HEIGHT = 132, 32  # px


class ThresholdHistogram(QWidget):
    """Velocities on a logarithmic axis; those that reach the threshold are in the accent.

    Signals:
        dragged: The line is being moved. arg: the threshold, engagements per minute.
        chosen: It was let go, or moved with an arrow key. arg: the threshold.
    """

    dragged = Signal(float)
    chosen = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._backtest = Backtest(0)
        self._counts: list[int] = []
        self._threshold = 0.0
        self._is_dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def is_empty(self) -> bool:
        return not self._backtest.total

    def show_backtest(self, backtest: Backtest) -> None:
        self._backtest, self._counts = backtest, backtest.histogram(EDGES)
        self._say()

    def show_threshold(self, threshold: float) -> None:
        """Moves the line, unless it is being dragged."""
        if not self._is_dragging:
            self._threshold = threshold
            self._say()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH), HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._is_dragging = True
            self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging:
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging and event.button() == Qt.MouseButton.LeftButton:
            self._is_dragging = False
            self.chosen.emit(self._threshold)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        factor = STEPS.get(Qt.Key(event.key()))
        if factor is None:
            super().keyPressEvent(event)
            return
        wanted, here = _rounded(max(self._threshold, 1) * factor), round(self._threshold)
        self._threshold = max(wanted, here + 1) if factor > 1 else max(min(wanted, here - 1), 0)
        self._say()
        self.chosen.emit(self._threshold)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, place = self._theme.tokens, QRectF(self.rect()).adjusted(1, 3, -1, -3)
        highest, width = max(self._counts, default=0) or 1, place.width() / BARS
        painter.setPen(Qt.PenStyle.NoPen)
        for number, count in enumerate(self._counts):
            height = max(place.height() * count / highest, 2) if count else 1
            painter.setBrush(tokens.accent if EDGES[number] >= self._threshold else tokens.border_strong)
            painter.drawRect(QRectF(place.left() + number * width, place.bottom() - height, max(width - 1, 1), height))
        x = place.left() + place.width() * _share(self._threshold)
        painter.setPen(QPen(tokens.text, 1.5))
        painter.drawLine(QPointF(x, self.rect().top() + 1), QPointF(x, self.rect().bottom() - 1))
        if self.hasFocus():
            painter.setPen(QPen(tokens.focus, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)

    def _move_to(self, x: float) -> None:
        share = min(max((x - 1) / max(self.width() - 2, 1), 0.0), 1.0)
        self._threshold = _rounded(LOW * (HIGH / LOW) ** share)
        self._say()
        self.dragged.emit(self._threshold)

    def _say(self) -> None:
        words = videos.backtest(self._backtest, self._threshold)
        self.setToolTip(words)
        self.setAccessibleName(f"Minimum velocity. {words}")
        self.update()


def _share(velocity: float) -> float:
    """The position of a velocity on the axis, 0–1."""
    if velocity <= LOW:
        return 0.0
    return min(math.log(velocity / LOW) / math.log(HIGH / LOW), 1.0)


def _rounded(velocity: float) -> float:
    """Two digits are exact enough for a threshold; it is a whole number, like in its field."""
    if velocity < 10:
        return float(round(velocity))
    unit = 10 ** (math.floor(math.log10(velocity)) - 1)
    return float(round(velocity / unit) * unit)
