"""A placeholder until data is loaded: rows of the real size, with a shimmer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QBrush, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.theme.look import COMFORTABLE
from tiktrack_gui.ui.theme.theme import Theme

FRAME = 40  # ms
STEP = 0.02  # of the way, per frame
GLOW = 0.25  # width of the shimmer, as a share of the view's


@dataclass(frozen=True, slots=True, kw_only=True)
class Bone:
    """One shape of a row. left, width: pixels if > 1, else shares of the row's width; top: within the row."""

    left: float
    top: float
    width: float
    height: float
    radius: float = 4


# a cover, two lines of text, a number, a bar, a pill
VIDEO_ROW = (
    Bone(left=46, top=8, width=36, height=48, radius=6),
    Bone(left=96, top=17, width=0.26, height=12),
    Bone(left=96, top=39, width=0.13, height=10),
    Bone(left=0.52, top=26, width=48, height=12),
    Bone(left=0.62, top=26, width=120, height=12),
    Bone(left=0.82, top=22, width=44, height=20, radius=10),
)
CREATOR_ROW = (
    Bone(left=10, top=10, width=36, height=36, radius=18),
    Bone(left=56, top=14, width=0.4, height=11),
    Bone(left=56, top=33, width=0.26, height=9),
)


class Skeleton(QWidget):
    """Rows of bones until the first data arrives. The shimmer stops while hidden or without animations."""

    def __init__(self, theme: Theme, bones: Sequence[Bone] = VIDEO_ROW, row_height: int = 64, rows: int = 10) -> None:
        super().__init__()
        self._theme, self._bones, self._row_height, self._rows = theme, bones, row_height, rows
        self._place = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._shimmer)
        self.setAccessibleName("Loading")
        theme.changed.connect(self._start)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()  # `animates` is asked for later: it would delay the window's first paint

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground())
        painter.scale(1, self._squeeze)
        for row in range(min(self._rows, int(self.height() / self._row_height / self._squeeze))):
            for bone in self._bones:
                painter.drawRoundedRect(self._shape(bone, row), bone.radius, bone.radius)

    @property
    def _squeeze(self) -> float:
        """The vertical scale: the bones of a video are designed for comfortable rows, not compact ones."""
        return self._theme.look.row_height / COMFORTABLE if self._bones is VIDEO_ROW else 1.0

    def _ground(self) -> QBrush:
        tokens = self._theme.tokens
        if self._place == 0 or not self._theme.animates:
            return QBrush(tokens.sunken)
        from PySide6.QtGui import QLinearGradient  # imported here because the first paint doesn't need it

        centre = (self._place * (1 + 2 * GLOW) - GLOW) * self.width()
        gradient = QLinearGradient(centre - GLOW * self.width(), 0, centre + GLOW * self.width(), 0)
        gradient.setColorAt(0, tokens.sunken)
        gradient.setColorAt(0.5, tokens.border)
        gradient.setColorAt(1, tokens.sunken)
        return QBrush(gradient)

    def _shape(self, bone: Bone, row: int) -> QRectF:
        def pixels(length: float) -> float:
            return length if length > 1 else length * self.width()

        # as texts differ in length, rows differ a little in width
        width = pixels(bone.width) * (1 - 0.12 * (row * 7 % 5) / 4 if bone.width <= 1 else 1)
        return QRectF(pixels(bone.left), row * self._row_height + bone.top, width, bone.height)

    def _start(self) -> None:
        if self._theme.animates and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def _shimmer(self) -> None:
        if not self._theme.animates:
            self._timer.stop()
            return
        self._place = (self._place + STEP) % 1.0
        self.update()
