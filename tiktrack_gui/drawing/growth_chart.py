"""The chart of a creator's growth in a post, as PNG: what `core.post_chart` describes, drawn for Discord.

Discord shows it 400 to 550 pixels wide, so it is laid out at 500 and drawn at twice that. Times are UTC: its readers
are anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QLinearGradient, QPainter, QPainterPath, QPen

from tiktrack_gui.core import durations, growth_text, numbers
from tiktrack_gui.core.counts import uncertainty
from tiktrack_gui.core.gaps import is_broken
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.post_chart import LEAST_SPAN
from tiktrack_gui.drawing.application import ready_to_draw
from tiktrack_gui.drawing.fonts import font
from tiktrack_gui.drawing.palette import DARK, Palette
from tiktrack_gui.words.axis_ticks import time_ticks, value_labels, value_range, value_ticks
from tiktrack_gui.words.growth import picture_subtitle

WIDTH, HEIGHT = 500, 210
SCALE = 2  # px of the picture for each
MARGIN = 16
PLOT_TOP, PLOT_BOTTOM = 70, 182
LABEL_GAP = 8
MOST_LINES = 4  # of the grid
FEW_POINTS = 30  # up to this many are marked: nothing between them was measured
TAIL = 0.015  # of the plot's width, after the last point
VISIBLE = 1.5  # px; a band that is thinner can't be seen
QUALITY = 80  # how hard Qt packs a PNG: a third faster than usually, a tenth larger


@dataclass(frozen=True, slots=True)
class _Point:
    at: int
    count: int
    margin: int  # by which TikTok's rounding may have moved it

    @property
    def low(self) -> int:
        return self.count - self.margin

    @property
    def high(self) -> int:
        return self.count + self.margin


def png(chart: Mapping[str, Any], palette: Palette = DARK) -> bytes | None:
    """Returns the picture; None if there are too few points for a line. It takes some milliseconds, on any thread.

    For the first picture of a process without QGuiApplication, see `drawing.application`.
    """
    points = _points(chart)
    if not _is_line(points):
        return None
    ready_to_draw()
    image = QImage(WIDTH * SCALE, HEIGHT * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(palette.background)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    _Drawing(painter, palette, chart, points).draw()
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def in_words(chart: Mapping[str, Any]) -> str:
    """Says what the chart shows: "@maracooks: Followers, 23 Sep – 21 Oct 2026 (UTC). From ≈ 1.1M to ≈ 1.2M, +7.7%"."""
    points = _points(chart)
    if not _is_line(points):
        return ""
    first, last = points[0], points[-1]
    change = growth_text.in_percent(_change(points))
    return f"{chart['title']}: {_subtitle(chart, points)}. From {_value(first)} to {_value(last)}, {change}"


def _points(chart: Mapping[str, Any]) -> list[_Point]:
    return [_Point(at, count, uncertainty(count) if rounded else 0) for at, count, rounded in chart["points"]]


def _is_line(points: Sequence[_Point]) -> bool:
    return len(points) > 1 and points[-1].at - points[0].at >= LEAST_SPAN


def _change(points: Sequence[_Point]) -> Change:
    first, last = points[0], points[-1]
    return Change(
        before=first.count,
        amount=last.count - first.count,
        margin=first.margin + last.margin,
        seconds=last.at - first.at,
        both_rounded=bool(first.margin and last.margin),
    )


def _value(point: _Point) -> str:
    return numbers.mark(rounded=point.margin > 0) + numbers.compact(point.count)


def _subtitle(chart: Mapping[str, Any], points: Sequence[_Point]) -> str:
    return f"{picture_subtitle(chart['metric'], points[0].at, points[-1].at, UTC)} (UTC)"


class _Drawing:
    """One chart on one painter: from the values and times to places, and the parts in the order they are painted."""

    def __init__(self, painter: QPainter, palette: Palette, chart: Mapping[str, Any], points: Sequence[_Point]) -> None:
        self._painter, self._palette, self._chart, self._points = painter, palette, chart, points
        low, high = min(point.low for point in points), max(point.high for point in points)
        self._bottom, self._top = value_range(low, high)
        self._ticks = value_ticks(self._bottom, self._top, MOST_LINES)
        self._labels = value_labels(self._ticks)
        widest = max((_width(_axis_font(), label) for label in self._labels), default=0)
        self._right = WIDTH - MARGIN - widest - LABEL_GAP
        gaps = [(gap[0], gap[1]) for gap in chart.get("gaps", ())]
        broken = [is_broken(one.at, other.at, gaps) for one, other in pairwise(points)]
        self._gaps = [pair for pair, is_gap in zip(pairwise(points), broken, strict=True) if is_gap]
        self._stretches = list(_stretches(points, broken))

    def draw(self) -> None:
        self._draw_heading()
        self._draw_grid()
        self._draw_dates()
        self._draw_fill()
        self._draw_band()
        self._draw_line()
        self._draw_dots()

    def _x(self, at: float) -> float:
        start, end = self._points[0].at, self._points[-1].at
        width = (self._right - MARGIN) * (1 - TAIL)
        return MARGIN + width * (at - start) / (end - start)

    def _y(self, value: float) -> float:
        return PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * (value - self._bottom) / (self._top - self._bottom)

    def _place(self, point: _Point) -> QPointF:
        return QPointF(self._x(point.at), self._y(point.count))

    def _draw_heading(self) -> None:
        change = _change(self._points)
        grown, color = growth_text.in_percent(change), self._palette.quiet
        if change.is_measurable:
            grown += f" in {durations.span(change.seconds)}"
            color = self._palette.up if change.amount > 0 else self._palette.down if change.amount < 0 else color
        self._write_pair(self._chart["title"], _value(self._points[-1]), 12, font(17, 600), self._palette.text)
        quiet = self._palette.quiet
        self._write_pair(_subtitle(self._chart, self._points), grown, 36, font(12), quiet, font(12, 600), color)

    def _write_pair(
        self,
        left: str,
        right: str,
        top: float,
        typeface: QFont,
        color: QColor,
        right_typeface: QFont | None = None,
        right_color: QColor | None = None,
    ) -> None:
        """Writes one text at each end of a line; the left one is shortened if they don't both fit."""
        right_typeface, right_color = right_typeface or typeface, right_color or color
        taken = _width(right_typeface, right)
        room = WIDTH - 2 * MARGIN - taken - 2 * LABEL_GAP
        shown = QFontMetricsF(typeface).elidedText(left, Qt.TextElideMode.ElideRight, room)
        line = QRectF(MARGIN, top, WIDTH - 2 * MARGIN, 24)
        for text, style, ink, side in (
            (shown, typeface, color, Qt.AlignmentFlag.AlignLeft),
            (right, right_typeface, right_color, Qt.AlignmentFlag.AlignRight),
        ):
            self._painter.setFont(style)
            self._painter.setPen(ink)
            self._painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_grid(self) -> None:
        self._painter.setFont(_axis_font())
        for value, label in zip(self._ticks, self._labels, strict=True):
            y = self._y(value)
            self._painter.setPen(QPen(self._palette.grid, 1))
            self._painter.drawLine(QPointF(MARGIN, y), QPointF(self._right, y))
            self._painter.setPen(self._palette.quiet)
            place = QRectF(self._right, y - 10, WIDTH - MARGIN - self._right, 20)
            self._painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)

    def _draw_dates(self) -> None:
        self._painter.setFont(_axis_font())
        self._painter.setPen(self._palette.quiet)
        start, end = self._points[0].at, self._points[-1].at
        for at, label in time_ticks(start, end, self._right - MARGIN, UTC):
            half = _width(_axis_font(), label) / 2 + 1
            x = self._x(at)
            if x - half >= MARGIN and x + half <= WIDTH - MARGIN:
                place = QRectF(x - half, PLOT_BOTTOM + 4, 2 * half, 18)
                self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label)

    def _draw_fill(self) -> None:
        """Below the line, or its band; fades to nothing at the bottom, which isn't zero."""
        fading = QLinearGradient(0, PLOT_TOP, 0, PLOT_BOTTOM)
        fading.setColorAt(0, _faded(self._palette.fill, 0.30))
        fading.setColorAt(1, _faded(self._palette.fill, 0.0))
        for stretch in self._stretches:
            outline = self._path([QPointF(self._x(point.at), self._y(point.low)) for point in stretch])
            outline.lineTo(self._x(stretch[-1].at), PLOT_BOTTOM)
            outline.lineTo(self._x(stretch[0].at), PLOT_BOTTOM)
            outline.closeSubpath()
            self._painter.fillPath(outline, fading)

    def _draw_band(self) -> None:
        for stretch in self._stretches:
            if any(self._y(point.low) - self._y(point.high) >= VISIBLE for point in stretch):
                upper = [QPointF(self._x(point.at), self._y(point.high)) for point in stretch]
                lower = [QPointF(self._x(point.at), self._y(point.low)) for point in reversed(stretch)]
                outline = self._path(upper + lower)
                outline.closeSubpath()
                self._painter.fillPath(outline, _faded(self._palette.fill, 0.28))

    def _draw_line(self) -> None:
        pen = QPen(self._palette.line, 2.25)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        for stretch in self._stretches:
            self._painter.strokePath(self._path([self._place(point) for point in stretch]), pen)
        dashed = QPen(_faded(self._palette.line, 0.7), 1.5)
        dashed.setDashPattern([3, 3])
        for one, other in self._gaps:
            self._painter.strokePath(self._path([self._place(one), self._place(other)]), dashed)

    def _draw_dots(self) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._palette.line)
        if len(self._points) <= FEW_POINTS:
            for point in self._points[:-1]:
                self._painter.drawEllipse(self._place(point), 2.5, 2.5)
        self._painter.setPen(QPen(self._palette.background, 2))
        self._painter.drawEllipse(self._place(self._points[-1]), 5, 5)

    def _path(self, places: Sequence[QPointF]) -> QPainterPath:
        path = QPainterPath(places[0])
        for place in places[1:]:
            path.lineTo(place)
        return path


def _stretches(points: Sequence[_Point], broken: Sequence[bool]) -> Iterator[list[_Point]]:
    """Yields the points between the gaps. broken: whether there is one after each point but the last."""
    stretch = [points[0]]
    for point, is_gap in zip(points[1:], broken, strict=True):
        if is_gap:
            yield stretch
            stretch = []
        stretch.append(point)
    yield stretch


def _axis_font() -> QFont:
    return font(11, tabular=True)


def _width(typeface: QFont, text: str) -> float:
    return QFontMetricsF(typeface).horizontalAdvance(text)


def _faded(color: QColor, opacity: float) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(opacity)
    return faded
