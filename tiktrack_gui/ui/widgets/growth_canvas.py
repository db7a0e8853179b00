"""The chart of a growth plot, drawn with pyqtgraph. Imported with the first plot: that takes 300 ms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import tzinfo
from itertools import pairwise

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QGradient,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.gaps import Gap
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed
from tiktrack_gui.ui.widgets.growth_series import (
    FEW_POINTS,
    Point,
    band,
    change_in_words,
    gap_beside,
    nearest,
    stretches,
    time_ticks,
    value_in_words,
    value_labels,
    value_range,
    value_ticks,
    visible,
)
from tiktrack_gui.ui.widgets.keys import BY_KEYBOARD
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words import times

LINE = 1.75  # px
FILL = {False: 0.22, True: 0.30}  # opacity under the line, by `Theme.dark`
BAND = 0.14  # opacity of the uncertainty left by rounding
BRIDGE = 0.6  # opacity of the line over a gap
DASHES = (3, 4)  # in widths of that line
TAIL = 0.02  # of the width, after the last point
VALUE_AXIS = 64  # px, unless a label needs more
VALUE_GAP = 8
DATE_AXIS = 32
EDGE = 28  # px at the left without dates, which would be cut off there


class GrowthCanvas(pg.PlotWidget):  # type: ignore[misc]
    """Shows one count over time. The mouse or the arrow keys select a point to show its exact value."""

    def __init__(self, theme: Theme, zone: tzinfo | None = None) -> None:
        self._dates, self._values = _DateAxis(zone), _ValueAxis()
        super().__init__(background=None, axisItems={"bottom": self._dates, "right": self._values})
        self._theme, self._zone = theme, zone
        self._points: Sequence[Point] = ()
        self._gaps: Sequence[Gap] = ()
        self._unit = ""
        self._span = (0.0, 0.0)  # the times shown before zooming
        self._current: int | None = None  # the point the crosshair is on
        self._band = _Band()
        self._line, self._bridges = pg.PlotCurveItem(antialias=True), pg.PlotCurveItem(antialias=True)
        self._marks, self._end, self._spot = (pg.ScatterPlotItem() for _ in range(3))
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._moment = pg.InfiniteLine(angle=90, movable=False)
        self._moment.hide()
        self._card = _Card(self)
        self._set_up()
        theme.changed.connect(self._dress)
        self._dress()

    def show_points(
        self, points: Sequence[Point], start: float, end: float, unit: str, gaps: Sequence[Gap] = ()
    ) -> None:
        """points: at least two, oldest first. start, end: the times shown. unit: such as "followers". gaps: where
        nothing was measured; only a faint dashed line leads over them.
        """
        self._points, self._unit, self._span, self._gaps = points, unit, (start, end), gaps
        self._point_at(None)
        self.reset_zoom()

    def mark_moment(self, at: float | None) -> None:
        """Marks a moment with a vertical line; None marks nothing."""
        self._moment.setVisible(at is not None)
        if at is not None:
            self._moment.setPos(at)

    def reset_zoom(self) -> None:
        """Shows the whole range again."""
        start, end = self._span
        tail = (end - start) * TAIL
        view = self.getPlotItem().getViewBox()
        view.setLimits(xMin=self._points[0].at, xMax=self._points[-1].at + max(tail, 1))
        view.setXRange(start, end + tail, padding=0)
        self._redraw()

    @property
    def is_zoomed(self) -> bool:
        (start, end), (left, right) = self._span, self.getPlotItem().getViewBox().viewRange()[0]
        return bool(self._points) and abs(left - start) + abs(right - end - (end - start) * TAIL) > 1

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._points:
            self.reset_zoom()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._current is not None:
            self._point_at(None)
        elif event.key() == Qt.Key.Key_Escape and self.is_zoomed:
            self.reset_zoom()
        elif step is not None and self._points:
            last = len(self._points) - 1
            self._point_at(last if self._current is None else min(max(self._current + step, 0), last))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:  # such as on another screen
            self._dress()
        return bool(super().event(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the last point, where the arrow keys begin, if reached with Tab."""
        super().focusInEvent(event)
        if event.reason() in BY_KEYBOARD and self._points:
            self._point_at(len(self._points) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point_at(None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_card"):
            self._point_at(None)

    def _set_up(self) -> None:
        item = self.getPlotItem()
        item.hideAxis("left")
        item.showAxis("right")
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=True, y=False)
        view = item.getViewBox()
        view.setDefaultPadding(0)
        view.disableAutoRange()
        view.sigXRangeChanged.connect(self._redraw)
        for part in (
            self._cross,
            self._moment,
            self._band,
            self._bridges,
            self._line,
            self._marks,
            self._end,
            self._spot,
        ):
            self.addItem(part, ignoreBounds=True)
        self.scene().sigMouseMoved.connect(self._follow)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)

    def _dress(self) -> None:
        tokens, ratio = self._theme.tokens, self.devicePixelRatioF()  # pyqtgraph's pens count device pixels
        line = tokens.accent_text if self._theme.dark else tokens.accent
        self._line.setPen(pg.mkPen(line, width=LINE * ratio))
        bridge = pg.mkPen(_faded(line, BRIDGE), width=ratio)
        bridge.setDashPattern(DASHES)
        self._bridges.setPen(bridge)
        self._band.setBrush(_faded(tokens.accent, BAND))
        self._cross.setPen(pg.mkPen(tokens.text2, width=ratio, style=Qt.PenStyle.DashLine))
        self._moment.setPen(pg.mkPen(tokens.accent_text, width=LINE * ratio))
        for dot in (self._end, self._spot):
            dot.setPen(pg.mkPen(tokens.surface, width=2 * ratio))
            dot.setBrush(pg.mkBrush(tokens.accent))
            dot.setSize(9)
        self._marks.setPen(pg.mkPen(None))
        self._marks.setBrush(pg.mkBrush(line))
        self._marks.setSize(5)
        for axis in (self._dates, self._values):
            axis.setPen(pg.mkPen(None))
            axis.setTextPen(pg.mkPen(tokens.text3))
            axis.setTickFont(self._theme.font(11, tabular=True))
        self._values.set_grid(tokens.border)
        self._dates.setHeight(self._theme.px(DATE_AXIS))
        self._dates.enlarged = self._theme.look.text_size.scale
        self._redraw()

    def _redraw(self) -> None:
        """Draws the visible part of the line, scaled to the full height."""
        if not self._points:
            return
        view = self.getPlotItem().getViewBox()
        start, end = view.viewRange()[0]
        shown = visible(self._points, start, end)
        edges = band(shown)
        low, high = min(edge[1] for edge in edges), max(edge[2] for edge in edges)
        bottom, top = value_range(low, high)
        view.setYRange(bottom, top, padding=0)
        self._make_room(value_labels(value_ticks(bottom, top)))
        parts = stretches(shown, self._gaps)
        filled = {"fillLevel": 0, "brush": self._fill(0, high)} if bottom <= 0 else {"fillLevel": None}
        self._line.setData(  # a fill above a cut axis would make small changes look large
            *_columns([[(p.at, p.drawn) for p in part] for part in parts]), connect="finite", **filled
        )
        ends = [p for one, other in pairwise(parts) for p in (one[-1], other[0])]
        self._bridges.setData([p.at for p in ends], [p.drawn for p in ends], connect="pairs")
        marked = shown if len(shown) <= FEW_POINTS else [part[0] for part in parts if len(part) == 1]
        self._marks.setData([p.at for p in marked], [p.drawn for p in marked])
        self._band.show_edges([band(part) for part in parts])
        last = self._points[-1]
        self._end.setData([last.at], [last.drawn])

    def _make_room(self, labels: Sequence[str]) -> None:
        """Reserves width for the value labels, usually the same, so that the line doesn't move."""
        metrics = QFontMetricsF(self._theme.font(11, tabular=True))
        widest = max((metrics.horizontalAdvance(label) for label in labels), default=0)
        self._values.take(max(self._theme.px(VALUE_AXIS), widest + 2 * VALUE_GAP))

    def _fill(self, bottom: float, top: float) -> QBrush:
        """Returns a gradient from the accent at the top of the line to nothing at the bottom, in plot coordinates."""
        gradient = QLinearGradient(0, top, 0, bottom)
        gradient.setCoordinateMode(QGradient.CoordinateMode.LogicalMode)
        gradient.setColorAt(0, _faded(self._theme.tokens.accent, FILL[self._theme.dark]))
        gradient.setColorAt(1, _faded(self._theme.tokens.accent, 0))
        return QBrush(gradient)

    def _follow(self, position: QPointF) -> None:
        item = self.getPlotItem()
        if not self._points or not item.sceneBoundingRect().contains(position):
            self._point_at(None)
            return
        at = item.getViewBox().mapSceneToView(position).x()
        self._point_at(nearest(self._points, at))

    def _point_at(self, index: int | None) -> None:
        """Shows crosshair and card at a point; None hides them."""
        self._current = index
        for part in (self._cross, self._spot, self._card):
            part.setVisible(index is not None)
        if index is None:
            return
        point = self._points[index]
        self._cross.setPos(point.at)
        self._spot.setData([point.at], [point.drawn])
        words = (times.exact_time(point.at, self._zone), value_in_words(point, self._unit))
        gap = gap_beside(self._points, index, self._gaps)
        unknown = "" if gap is None else times.not_measured(*gap, self._zone)
        self._card.say(*words, *change_in_words(self._points, index), unknown)
        self.setAccessibleDescription(", ".join(filter(None, (*words, unknown))))
        self._place_card(point)

    def _place_card(self, point: Point) -> None:
        """Moves the card beside the crosshair, if possible on the side where the line is lower."""
        view = self.getPlotItem().getViewBox()
        spot = self.mapFromScene(view.mapViewToScene(QPointF(point.at, point.drawn)))
        area = self.mapFromScene(view.sceneBoundingRect()).boundingRect()
        width, height = self._card.width(), self._card.height()
        left, right = spot.x() - width - 14, spot.x() + 14
        rising = self._points[-1].value >= self._points[0].value
        fits_left, fits_right = left >= area.left(), right + width <= area.right()
        x = left if fits_left and (rising or not fits_right) else right
        y = min(max(spot.y() - height - 8, area.top() + 4), area.bottom() - height - 4)
        self._card.move(round(x), round(y))


class _DateAxis(pg.AxisItem):  # type: ignore[misc]
    """Local dates and times that never collide."""

    def __init__(self, zone: tzinfo | None) -> None:
        super().__init__("bottom")
        self._zone = zone
        self._labels: dict[float, str] = {}
        self.enlarged = 1.0  # scale of the text
        self.setStyle(tickLength=0, tickAlpha=0, tickTextOffset=10, hideOverlappingLabels=False)

    def tickValues(self, start: float, end: float, size: float) -> list[tuple[float, list[float]]]:
        ticks = time_ticks(start, end, size / self.enlarged, self._zone)
        edge = EDGE * self.enlarged * (end - start) / size
        self._labels = {at: label for at, label in ticks if at >= start + edge}
        return [(1.0, list(self._labels))]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        return [self._labels.get(value, "") for value in values]


class _ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """Round values at the right, each with a hairline across the plot."""

    def __init__(self) -> None:
        super().__init__("right")
        self._taken = 0.0
        self.setStyle(tickLength=0, tickAlpha=255, tickTextOffset=VALUE_GAP, hideOverlappingLabels=False)

    def take(self, width: float) -> None:
        """Sets the width in px, if it differs: each call to setWidth redraws the plot."""
        if width != self._taken:
            self._taken = width
            self.setWidth(width)

    def set_grid(self, color: QColor) -> None:
        self.setTickPen(pg.mkPen(color))
        self.setGrid(255)
        self.setZValue(-1)  # behind the line

    def tickValues(self, low: float, high: float, _size: float) -> list[tuple[float, list[float]]]:
        return [(1.0, value_ticks(low, high))]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        return value_labels(values)


class _Band(pg.FillBetweenItem):  # type: ignore[misc]
    """The uncertainty left by rounding, around the line."""

    def __init__(self) -> None:
        self._low, self._high = pg.PlotCurveItem(), pg.PlotCurveItem()
        super().__init__(self._low, self._high)

    def show_edges(self, parts: Sequence[Sequence[tuple[float, float, float]]]) -> None:
        at, low, high = _columns(parts)
        self._low.setData(at, low, connect="finite")
        self._high.setData(at, high, connect="finite")
        self.setVisible(any(edge[1] != edge[2] for part in parts for edge in part))


class _Card(QWidget):
    """A card with a point's time, count and change, and the gap beside it."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._when, self._value = Label("", "tiny"), Label("", "emphasis", tabular=True)
        self._change = Label("", "small", tabular=True)
        self._gap = Label("", "tiny")
        lines = column(self._when, self._value, self._change, self._gap, spacing=2, margins=(10, 7, 10, 8))
        frame = framed("card", lines)
        self.setLayout(column(frame))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, when: str, value: str, change: str, tone: str, gap: str) -> None:
        self._when.setText(when)
        self._value.setText(value)
        self._change.setText(change)
        self._change.setVisible(bool(change))
        self._change.set_tone(tone)
        self._gap.setText(gap)
        self._gap.setVisible(bool(gap))
        self.adjustSize()


def _columns(parts: Sequence[Sequence[tuple[float, ...]]]) -> list[list[float]]:
    """Returns the columns of all rows, with NaN between the parts, where pyqtgraph then interrupts the line."""
    rows: list[tuple[float, ...]] = []
    for part in parts:
        if rows:
            rows.append((rows[-1][0], *[math.nan] * (len(rows[-1]) - 1)))
        rows += part
    return [list(column) for column in zip(*rows, strict=True)]


def _faded(color: QColor, opacity: float) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(opacity)
    return faded
