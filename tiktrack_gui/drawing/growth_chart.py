"""Charts of growth: of a post, as PNG of what `core.post_chart` describes, and of a report, on any painter.

Discord shows the one of a post 400 to 550 pixels wide, so it is laid out at 500 and drawn at twice that. Its times are
UTC: its readers are anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QLinearGradient, QPainter, QPainterPath, QPen

from tiktrack_gui.core import durations, growth_text, numbers
from tiktrack_gui.core.counts import uncertainty
from tiktrack_gui.core.gaps import Gap, is_broken
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.post_chart import LEAST_SPAN
from tiktrack_gui.drawing.application import ready_to_draw
from tiktrack_gui.drawing.fonts import font
from tiktrack_gui.drawing.palette import DARK, Palette
from tiktrack_gui.words.axis_ticks import time_ticks, value_labels, value_range, value_ticks
from tiktrack_gui.words.growth import picture_subtitle

WIDTH, HEIGHT = 500, 210
SCALE = 2  # px of the picture for each
LABEL_GAP = 8
DATES = 28  # px below the plot
MOST_LINES = 4  # of the grid
FEW_POINTS = 30  # up to this many are marked: nothing between them was measured
TAIL = 0.015  # of the plot's width, after the last point
VISIBLE = 1.5  # px; a band that is thinner can't be seen
AXIS = partial(font, 11, tabular=True)  # of the labels of a picture
QUALITY = 80  # how hard Qt packs a PNG: a third faster than usually, a tenth larger


@dataclass(frozen=True, slots=True)
class Point:
    at: int
    count: int
    margin: int  # by which TikTok's rounding may have moved it

    @property
    def low(self) -> int:
        return self.count - self.margin

    @property
    def high(self) -> int:
        return self.count + self.margin


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts of a chart are, in px: its size, the room on both sides, and where the plot begins.

    has_heading: whether it says above the plot what it shows. axis: the font of the labels.
    """

    width: float
    height: float
    margin: float
    top: float
    has_heading: bool = False
    axis: Callable[[], QFont] = AXIS

    @property
    def bottom(self) -> float:
        """Where the plot ends."""
        return self.height - DATES


POST = Frame(WIDTH, HEIGHT, margin=16, top=70, has_heading=True)


@dataclass(frozen=True, slots=True)
class Growth:
    """What is drawn. points: oldest first; at least two, LEAST_SPAN apart. gaps: as of `core.gaps`."""

    title: str
    subtitle: str
    points: Sequence[Point]
    gaps: Sequence[Gap] = ()

    @property
    def is_line(self) -> bool:
        return _is_line(self.points)


def png(chart: Mapping[str, Any], palette: Palette = DARK) -> bytes | None:
    """Returns the picture; None if there are too few points for a line. It takes some milliseconds, on any thread.

    For the first picture of a process without QGuiApplication, see `drawing.application`.
    """
    points = _points(chart)
    if not _is_line(points):
        return None
    gaps = [(gap[0], gap[1]) for gap in chart.get("gaps", ())]
    return as_png(Growth(chart["title"], _subtitle(chart, points), points, gaps), palette, POST, UTC)


def as_png(growth: Growth, palette: Palette, frame: Frame, zone: tzinfo | None) -> bytes:
    """Returns the picture, SCALE times as large as its frame. zone: of the dates; None = this computer's."""
    ready_to_draw()
    image = QImage(round(frame.width * SCALE), round(frame.height * SCALE), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(palette.background)
    painter = QPainter(image)
    paint(painter, growth, palette, frame, zone)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def paint(painter: QPainter, growth: Growth, palette: Palette, frame: Frame, zone: tzinfo | None) -> None:
    """Draws the chart with its left upper corner at the origin. zone: as for `as_png`."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    _Drawing(painter, palette, growth, frame, zone).draw()
    painter.restore()


def in_words(chart: Mapping[str, Any]) -> str:
    """Says what the chart shows: "@maracooks: Followers, 23 Sep – 21 Oct 2026 (UTC). From ≈ 1.1M to ≈ 1.2M, +7.7%"."""
    points = _points(chart)
    if not _is_line(points):
        return ""
    first, last = points[0], points[-1]
    change = growth_text.in_percent(_change(points))
    return f"{chart['title']}: {_subtitle(chart, points)}. From {_value(first)} to {_value(last)}, {change}"


def _points(chart: Mapping[str, Any]) -> list[Point]:
    return [Point(at, count, uncertainty(count) if rounded else 0) for at, count, rounded in chart["points"]]


def _is_line(points: Sequence[Point]) -> bool:
    return len(points) > 1 and points[-1].at - points[0].at >= LEAST_SPAN


def _change(points: Sequence[Point]) -> Change:
    first, last = points[0], points[-1]
    return Change(
        before=first.count,
        amount=last.count - first.count,
        margin=first.margin + last.margin,
        seconds=last.at - first.at,
        both_rounded=bool(first.margin and last.margin),
    )


def _value(point: Point) -> str:
    return numbers.mark(rounded=point.margin > 0) + numbers.compact(point.count)


def _subtitle(chart: Mapping[str, Any], points: Sequence[Point]) -> str:
    return f"{picture_subtitle(chart['metric'], points[0].at, points[-1].at, UTC)} (UTC)"


class _Drawing:
    """One chart on one painter: from the values and times to places, and the parts in the order they are painted."""

    def __init__(self, painter: QPainter, palette: Palette, growth: Growth, frame: Frame, zone: tzinfo | None) -> None:
        self._painter, self._palette, self._growth, self._frame, self._zone = painter, palette, growth, frame, zone
        self._points = points = growth.points
        self._left, self._axis = frame.margin, frame.axis()
        low, high = min(point.low for point in points), max(point.high for point in points)
        self._bottom, self._top = value_range(low, high)
        self._ticks = value_ticks(self._bottom, self._top, MOST_LINES)
        self._labels = value_labels(self._ticks)
        widest = max((_width(self._axis, label) for label in self._labels), default=0)
        self._right = frame.width - frame.margin - widest - LABEL_GAP
        broken = [is_broken(one.at, other.at, growth.gaps) for one, other in pairwise(points)]
        self._gaps = [pair for pair, is_gap in zip(pairwise(points), broken, strict=True) if is_gap]
        self._stretches = list(_stretches(points, broken))

    def draw(self) -> None:
        if self._frame.has_heading:
            self._draw_heading()
        self._draw_fill()
        self._draw_grid()
        self._draw_dates()
        self._draw_band()
        self._draw_line()
        self._draw_dots()

    def _x(self, at: float) -> float:
        start, end = self._points[0].at, self._points[-1].at
        width = (self._right - self._left) * (1 - TAIL)
        return self._left + width * (at - start) / (end - start)

    def _y(self, value: float) -> float:
        high = self._frame.bottom - self._frame.top
        return self._frame.bottom - high * (value - self._bottom) / (self._top - self._bottom)

    def _place(self, point: Point) -> QPointF:
        return QPointF(self._x(point.at), self._y(point.count))

    def _draw_heading(self) -> None:
        change = _change(self._points)
        grown, color = growth_text.in_percent(change), self._palette.quiet
        if change.is_measurable:
            grown += f" in {durations.span(change.seconds)}"
            color = self._palette.up if change.amount > 0 else self._palette.down if change.amount < 0 else color
        self._write_pair(self._growth.title, _value(self._points[-1]), 12, font(17, 600), self._palette.text)
        quiet = self._palette.quiet
        self._write_pair(self._growth.subtitle, grown, 36, font(12), quiet, font(12, 600), color)

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
        room = self._frame.width - 2 * self._left - taken - 2 * LABEL_GAP
        shown = QFontMetricsF(typeface).elidedText(left, Qt.TextElideMode.ElideRight, room)
        line = QRectF(self._left, top, self._frame.width - 2 * self._left, 24)
        for text, style, ink, side in (
            (shown, typeface, color, Qt.AlignmentFlag.AlignLeft),
            (right, right_typeface, right_color, Qt.AlignmentFlag.AlignRight),
        ):
            self._painter.setFont(style)
            self._painter.setPen(ink)
            self._painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_grid(self) -> None:
        self._painter.setFont(self._axis)
        for value, label in zip(self._ticks, self._labels, strict=True):
            y = self._y(value)
            self._painter.setPen(QPen(self._palette.grid, 1))
            self._painter.drawLine(QPointF(self._left, y), QPointF(self._right, y))
            self._painter.setPen(self._palette.quiet)
            place = QRectF(self._right, y - 10, self._frame.width - self._left - self._right, 20)
            self._painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)

    def _draw_dates(self) -> None:
        self._painter.setFont(self._axis)
        self._painter.setPen(self._palette.quiet)
        start, end = self._points[0].at, self._points[-1].at
        for at, label in time_ticks(start, end, self._right - self._left, self._zone):
            half = _width(self._axis, label) / 2 + 1
            x = self._x(at)
            if x - half >= self._left and x + half <= self._frame.width - self._left:
                place = QRectF(x - half, self._frame.bottom + 4, 2 * half, 18)
                self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label)

    def _draw_fill(self) -> None:
        """Below the line, or its band; fades to nothing at the bottom, which isn't zero.

        The colours are opaque: PDFs have no gradient from one transparency to another.
        """
        fading = QLinearGradient(0, self._frame.top, 0, self._frame.bottom)
        fading.setColorAt(0, _mixed(self._palette.fill, self._palette.background, 0.30))
        fading.setColorAt(1, self._palette.background)
        for stretch in self._stretches:
            outline = self._path([QPointF(self._x(point.at), self._y(point.low)) for point in stretch])
            outline.lineTo(self._x(stretch[-1].at), self._frame.bottom)
            outline.lineTo(self._x(stretch[0].at), self._frame.bottom)
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


def _stretches(points: Sequence[Point], broken: Sequence[bool]) -> Iterator[list[Point]]:
    """Yields the points between the gaps. broken: whether there is one after each point but the last."""
    stretch = [points[0]]
    for point, is_gap in zip(points[1:], broken, strict=True):
        if is_gap:
            yield stretch
            stretch = []
        stretch.append(point)
    yield stretch


def _width(typeface: QFont, text: str) -> float:
    return QFontMetricsF(typeface).horizontalAdvance(text)


def _faded(color: QColor, opacity: float) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(opacity)
    return faded


def _mixed(color: QColor, background: QColor, share: float) -> QColor:
    """Returns the colour as it looks with that opacity on the background."""
    pairs = zip(
        (color.redF(), color.greenF(), color.blueF()),
        (background.redF(), background.greenF(), background.blueF()),
        strict=True,
    )
    return QColor.fromRgbF(*(share * one + (1 - share) * other for one, other in pairs))
