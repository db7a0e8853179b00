"""A curve as a small line, for a cell of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from tiktrack_gui.core.gaps import Gap, is_broken
from tiktrack_gui.core.models import VideoSample
from tiktrack_gui.ui.widgets.paint import pixel_ratio

DOT = 2.0  # px, radius
FILL = 0.2  # opacity


def points(samples: Sequence[VideoSample]) -> list[tuple[int, int]]:
    """Returns (second, engagement) of the samples whose engagement is known entirely."""
    return [(s.at, s.engagement) for s in samples if s.engagement is not None and not s.engagement_at_least]


@dataclass(frozen=True, slots=True)
class Lines:
    """The measured stretches of a curve, and the connections over the gaps between them."""

    measured: list[QPainterPath]
    between: QPainterPath


def lines_of(curve: Sequence[tuple[int, int]], place: Callable[[int, int], QPointF], gaps: Sequence[Gap]) -> Lines:
    """curve: at least one point. place: returns where a point is drawn."""
    start = place(*curve[0])
    lines = Lines([QPainterPath(start)], QPainterPath(start))
    for before, point in pairwise(curve):
        there = place(*point)
        if is_broken(before[0], point[0], gaps):
            lines.between.moveTo(place(*before))
            lines.between.lineTo(there)
            lines.measured.append(QPainterPath(there))
        else:
            lines.measured[-1].lineTo(there)
    return lines


def sparkline(
    painter: QPainter,
    rect: QRectF,
    curve: Sequence[tuple[int, int]],
    color: QColor,
    gaps: Sequence[Gap] = (),
    least: int = 0,
) -> None:
    """Draws the line from the first to the last point, filling rect, with a dot at its end; nothing for one point.

    gaps: where nothing was measured; only a faint dotted line leads over them. least: what the whole height stands for
    at least, so that a change that says nothing isn't drawn as a mountain.
    """
    if len(curve) >= 2:
        ratio = pixel_ratio(painter)
        image = _image(tuple(curve), rect.width(), rect.height(), color.rgba(), tuple(gaps), ratio, least)
        painter.drawImage(QPointF(round(rect.left()), round(rect.top())), image)


@lru_cache(maxsize=1024)
def _image(
    curve: Sequence[tuple[int, int]],
    width: float,
    height: float,
    rgba: int,
    gaps: Sequence[Gap],
    ratio: float,
    least: int,
) -> QImage:
    """Drawing the line takes a hundred times as long as its picture."""
    image = QImage(ceil(width * ratio), ceil(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, QRectF(0, DOT, width - DOT, height - 2 * DOT), curve, QColor.fromRgba(rgba), gaps, least)
    painter.end()
    return image


def _draw(
    painter: QPainter, rect: QRectF, curve: Sequence[tuple[int, int]], color: QColor, gaps: Sequence[Gap], least: int
) -> None:
    (first, _), (last, _) = curve[0], curve[-1]
    low, high = min(y for _, y in curve), max(y for _, y in curve)
    high = max(high, low + least)

    def place(at: int, engagement: int) -> QPointF:
        share = (engagement - low) / (high - low) if high > low else 0.0
        return QPointF(
            rect.left() + rect.width() * (at - first) / (last - first), rect.bottom() - rect.height() * share
        )

    soft = QColor(color)
    soft.setAlphaF(FILL)
    lines = lines_of(curve, place, gaps)
    for line in lines.measured:
        area = QPainterPath(line)
        area.lineTo(line.currentPosition().x(), rect.bottom())
        area.lineTo(line.elementAt(0).x, rect.bottom())
        painter.fillPath(area, soft)
        painter.strokePath(line, QPen(color, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.strokePath(lines.between, QPen(color, 1, Qt.PenStyle.DotLine))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(place(*curve[-1]), DOT, DOT)
