"""An on/off switch."""

from __future__ import annotations

from PySide6.QtCore import Property, QEasingCurve, QPointF, QPropertyAnimation, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from tiktrack_gui.ui.theme.theme import Theme

WIDTH, HEIGHT = 36, 20
DURATION = 120  # ms


class Switch(QCheckBox):
    """A check box, also to screen readers, that looks like a switch of 36 × 20 px. Space toggles it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._place = 0.0  # of the knob: 0 = off, 1 = on
        self._animation = QPropertyAnimation(self, b"knob", self)
        self._animation.setDuration(DURATION)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setAccessibleName(name)
        self.setFixedSize(WIDTH + 4, 32)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._slide)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH + 4, 32)

    def hitButton(self, _position: object) -> bool:
        return True

    def _get_knob(self) -> float:
        return self._place

    def _set_knob(self, place: float) -> None:
        self._place = place
        self.update()

    knob = Property(float, _get_knob, _set_knob)

    def _slide(self, checked: bool) -> None:
        end = 1.0 if checked else 0.0
        self._animation.stop()
        if not (self._theme.animates and self.isVisible()):
            self._set_knob(end)
            return
        self._animation.setStartValue(self._place)
        self._animation.setEndValue(end)
        self._animation.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(2, (self.height() - HEIGHT) / 2, WIDTH, HEIGHT)
        if self.hasFocus():
            painter.setPen(QPen(tokens.focus, 1))
            painter.drawRoundedRect(track.adjusted(-1.5, -1.5, 1.5, 1.5), HEIGHT / 2 + 1.5, HEIGHT / 2 + 1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        painter.setBrush(_between(tokens.border_strong, tokens.accent, self._place))
        painter.drawRoundedRect(track, HEIGHT / 2, HEIGHT / 2)
        painter.setBrush(tokens.on_accent)
        x = track.left() + HEIGHT / 2 + self._place * (WIDTH - HEIGHT)
        painter.drawEllipse(QPointF(x, track.center().y()), 7.0, 7.0)


def _between(start: QColor, end: QColor, share: float) -> QColor:
    """Returns a colour between the two. share: 0 = start, 1 = end."""
    return QColor.fromRgbF(
        start.redF() + (end.redF() - start.redF()) * share,
        start.greenF() + (end.greenF() - start.greenF()) * share,
        start.blueF() + (end.blueF() - start.blueF()) * share,
    )
