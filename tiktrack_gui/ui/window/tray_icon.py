"""TikTrack's logo with a badge that shows its state.

A badge differs in shape as well as colour, and has a transparent ring: the panel behind may have any colour.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from tiktrack_gui.ui.theme.colors import LIGHT
from tiktrack_gui.ui.theme.icons import app_mark

SIZES = (16, 22, 24, 32, 48, 64)
BADGE = 0.58  # of the icon's width
RING = 0.07


class TrayState(StrEnum):
    """The states that the icon shows."""

    OK = "ok"
    WORKING = "working"
    PROBLEM = "problem"
    PAUSED = "paused"


def tray_icon(state: TrayState) -> QIcon:
    """Returns the icon for a state; OK has no badge."""
    icon = QIcon()
    for size in SIZES:
        pixmap = app_mark(size)
        if state in _BADGES:
            _add_badge(pixmap, *_BADGES[state])
        icon.addPixmap(pixmap)
    return icon


def _add_badge(pixmap: QPixmap, color: QColor, draw: Callable[[QPainter], None]) -> None:
    width = pixmap.width()
    badge = QRectF(0, 0, width * BADGE, width * BADGE)
    badge.moveBottomRight(QPointF(width, width))
    ring = width * RING
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.drawEllipse(badge.adjusted(-ring, -ring, ring, ring))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.drawEllipse(badge)
    painter.translate(badge.center())
    painter.scale(badge.width() / 2, badge.width() / 2)
    painter.setPen(QPen(LIGHT.on_accent, 0.3, c=Qt.PenCapStyle.RoundCap))
    draw(painter)
    painter.end()


def _draw_arrow(painter: QPainter) -> None:
    painter.drawLine(QPointF(0, -0.5), QPointF(0, 0.5))
    painter.drawLine(QPointF(-0.4, 0.1), QPointF(0, 0.5))
    painter.drawLine(QPointF(0.4, 0.1), QPointF(0, 0.5))


def _draw_exclamation_mark(painter: QPainter) -> None:
    painter.drawLine(QPointF(0, -0.55), QPointF(0, 0.1))
    painter.drawPoint(QPointF(0, 0.55))


def _draw_bars(painter: QPainter) -> None:
    for x in (-0.3, 0.3):
        painter.drawLine(QPointF(x, -0.4), QPointF(x, 0.4))


_BADGES: dict[TrayState, tuple[QColor, Callable[[QPainter], None]]] = {
    TrayState.WORKING: (LIGHT.ok, _draw_arrow),
    TrayState.PROBLEM: (LIGHT.bad, _draw_exclamation_mark),
    TrayState.PAUSED: (LIGHT.text2, _draw_bars),
}
