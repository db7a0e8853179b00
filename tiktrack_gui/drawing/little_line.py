"""A creator's followers as a little line in a row, without axes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from tiktrack_gui.core.counts import step
from tiktrack_gui.drawing.palette import Palette

EDGE = 3.0  # px around it
DOT = 2.0  # px, radius
LEAST_SHARE = 0.01  # of the newest count, that fills the height at least: a standstill is flat (as `core.overview`)
STEPS = 4  # of TikTok's rounding, that do likewise


def places(
    line: Sequence[tuple[int, int, int]], span: tuple[int, int], size: tuple[float, float]
) -> list[tuple[float, float]]:
    """Returns where each point is, in px. line: (second, count, margin), oldest first. span: of the whole width."""
    counts = [count for _, count, _ in line]
    low, high = min(counts), max(counts)
    least = max(STEPS * step(counts[-1]) if any(margin for _, _, margin in line) else 0, LEAST_SHARE * counts[-1], 1)
    if high - low < least:
        middle = (low + high) / 2
        low, high = middle - least / 2, middle + least / 2  # type: ignore[assignment]
    width, height = size[0] - 2 * EDGE, size[1] - 2 * EDGE
    start, whole = span[0], max(span[1] - span[0], 1)
    return [
        (
            EDGE + width * min(max((at - start) / whole, 0), 1),
            EDGE + height * (1 - (count - low) / (high - low)),
        )
        for at, count, _ in line
    ]


def little_line(
    line: Sequence[tuple[int, int, int]],
    span: tuple[int, int],
    size: tuple[float, float],
    palette: Palette,
    painter: QPainter,
) -> None:
    """Draws it with its left upper corner at the origin. The arguments as of `places`."""
    found = [QPointF(*place) for place in places(line, span, size)]
    path = QPainterPath(found[0])
    for place in found[1:]:
        path.lineTo(place)
    pen = QPen(palette.line, 1.25)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.strokePath(path, pen)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.line)
    painter.drawEllipse(found[-1], DOT, DOT)
