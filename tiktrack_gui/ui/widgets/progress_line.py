"""A thin progress line above data that stays visible while newer data is fetched."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.ui.theme.theme import Theme

HEIGHT = 3
FRAME = 33  # ms
SPAN = 0.3  # of the width, while the progress is unknown
STEP = 0.02  # of the way, per frame


class ProgressLine(QWidget):
    """Fills a share of its width; a piece travels along it while the share is unknown. Empty when stopped."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share: float | None = 0.0  # None = unknown
        self._running = False
        self._place = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._travel)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Progress")
        theme.changed.connect(self._move)

    def start(self, done: int = 0, wanted: int = 0) -> None:
        """Shows the progress, which is unknown before something is done, and if wanted is 0."""
        self._running = True
        self._share = min(done / wanted, 1.0) if done and wanted else None
        self.setAccessibleDescription(f"{done} of {wanted}" if self._share is not None else "Working")
        self._move()

    def stop(self) -> None:
        self._running = False
        self.setAccessibleDescription("")
        self._move()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._move()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._running:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.accent_soft)
        painter.drawRect(self.rect())
        painter.setBrush(self._theme.tokens.accent)
        painter.drawRoundedRect(self._piece(), HEIGHT / 2, HEIGHT / 2)

    def _piece(self) -> QRectF:
        if self._share is not None:
            return QRectF(0, 0, self.width() * self._share, HEIGHT)
        if not self._theme.animates:  # the full width, without motion
            return QRectF(0, 0, self.width(), HEIGHT)
        left = (self._place * (1 + SPAN) - SPAN) * self.width()
        return QRectF(left, 0, SPAN * self.width(), HEIGHT)

    def _move(self) -> None:
        if self._running and self._share is None and self.isVisible() and self._theme.animates:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def _travel(self) -> None:
        self._place = (self._place + STEP) % 1.0
        self.update()
