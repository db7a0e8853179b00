"""The engagement of a video as a small line, for a cell of the table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from tiktrack_gui.core.models import VideoSample
from tiktrack_gui.ui.widgets.paint import pixel_ratio

DOT = 2.0  # px, radius
FILL = 0.2  # opacity


def points(samples: Sequence[VideoSample]) -> list[tuple[int, int]]:
    """Returns (second, engagement) of the samples whose engagement is known entirely."""
    return [(s.at, s.engagement) for s in samples if s.engagement is not None and not s.engagement_at_least]


def sparkline(painter: QPainter, rect: QRectF, curve: Sequence[tuple[int, int]], color: QColor) -> None:
    """Draws the line from the first to the last point, filling rect, with a dot at its end; nothing for one point."""
    if len(curve) >= 2:
        image = _image(tuple(curve), rect.width(), rect.height(), color.rgba(), pixel_ratio(painter))
        painter.drawImage(QPointF(round(rect.left()), round(rect.top())), image)


@lru_cache(maxsize=1024)
def _image(curve: Sequence[tuple[int, int]], width: float, height: float, rgba: int, ratio: float) -> QImage:
    """Drawing the line takes a hundred times as long as its picture."""
    image = QImage(ceil(width * ratio), ceil(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, QRectF(0, DOT, width - DOT, height - 2 * DOT), curve, QColor.fromRgba(rgba))
    painter.end()
    return image


def _draw(painter: QPainter, rect: QRectF, curve: Sequence[tuple[int, int]], color: QColor) -> None:
    (first, _), (last, _) = curve[0], curve[-1]
    low, high = min(y for _, y in curve), max(y for _, y in curve)

    def place(at: int, engagement: int) -> QPointF:
        share = (engagement - low) / (high - low) if high > low else 0.0
        return QPointF(
            rect.left() + rect.width() * (at - first) / (last - first), rect.bottom() - rect.height() * share
        )

    line = QPainterPath(place(*curve[0]))
    for point in curve[1:]:
        line.lineTo(place(*point))
    area = QPainterPath(line)
    area.lineTo(rect.bottomRight())
    area.lineTo(rect.bottomLeft())
    soft = QColor(color)
    soft.setAlphaF(FILL)
    painter.fillPath(area, soft)
    painter.strokePath(line, QPen(color, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(place(*curve[-1]), DOT, DOT)
