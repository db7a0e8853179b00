"""The parts of a score, each with a bar, to show what contributed to it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.words import measures

ROW = 22
BAR = 5
NAMES = {  # by default weight, largest first
    "velocity": "Velocity",
    "acceleration": "Acceleration",
    "engagement": "Engagement",
    "reach": "Reach",
    "freshness": "Freshness",
}


class ScoreParts(QWidget):
    """Shows one line per part, 0–100; "—" for unknown parts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: Mapping[str, float] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._theme_changed)

    def show_parts(self, parts: Mapping[str, float]) -> None:
        self._parts = parts
        self.setAccessibleName("Score: " + ", ".join(f"{name} {self._in_words(key)}" for key, name in NAMES.items()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.px(ROW) * len(NAMES))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.height() / len(NAMES)
        for number, key in enumerate(NAMES):
            self._paint_part(painter, key, QRectF(0, number * height, self.width(), height))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = min(max(int(event.pos().y() * len(NAMES) / self.height()), 0), len(NAMES) - 1)
            QToolTip.showText(event.globalPos(), measures.SCORE_PARTS[list(NAMES)[row]], self)
            return True
        return super().event(event)

    def _paint_part(self, painter: QPainter, key: str, rect: QRectF) -> None:
        tokens, left, right = self._theme.tokens, 0.42 * rect.width(), 36.0
        painter.setFont(self._theme.font(12))
        painter.setPen(tokens.text2)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | middle, NAMES[key])
        known = key in self._parts
        painter.setFont(self._theme.font(12, 500, tabular=True))
        painter.setPen(tokens.text if known else tokens.text3)
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | middle, self._in_words(key) if known else "—")
        bar = QRectF(left, rect.center().y() - BAR / 2, rect.width() - left - right, BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.sunken)
        painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
        if known:
            bar.setWidth(max(bar.width() * self._parts[key], BAR))
            painter.setBrush(tokens.accent)
            painter.drawRoundedRect(bar, BAR / 2, BAR / 2)

    def _in_words(self, key: str) -> str:
        return f"{round(100 * self._parts[key])}" if key in self._parts else "unknown"

    def _theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
