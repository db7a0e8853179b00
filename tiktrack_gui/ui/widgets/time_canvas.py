"""What the charts over time share: the axes, and zooming and moving by mouse, touchpad and keyboard.

Imported with the first plot: pyqtgraph takes 300 ms.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import tzinfo

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.growth_axes import VALUE_GAP, DateAxis, ValueAxis
from tiktrack_gui.ui.widgets.growth_columns import Drawn
from tiktrack_gui.ui.widgets.growth_points import LEAST_SPAN
from tiktrack_gui.ui.widgets.growth_series import Counts, Numbers
from tiktrack_gui.ui.widgets.keys import BY_KEYBOARD
from tiktrack_gui.words.axis_ticks import log_range, log_ticks, value_labels, value_range, value_ticks

TAIL = 0.02  # of the width, after the last point
VALUE_AXIS = 64  # px, unless a label needs more
DATE_AXIS = 32  # px
NOTCH = 120  # Qt's units of a step of the wheel
ZOOM = 0.8  # of the time shown, for each step of the wheel or press of a key
ZOOM_PIXELS = 40  # of a touchpad, for as much as a step
MOVE = 0.1  # of the time shown, for each step of the wheel across
MOVE_BY_KEY = 0.25


class TimeCanvas(pg.PlotWidget):  # type: ignore[misc]
    """A chart over time. A subclass draws the visible part in `_redraw` and sets the colours in `_paint_parts`.

    The wheel, a pinch, + and − zoom; dragging, the wheel across (or with Shift), Shift+Left and Shift+Right move it; 0,
    Esc and a double-click show everything again.
    """

    def __init__(self, theme: Theme, zone: tzinfo | None = None) -> None:
        self._dates, self._values = DateAxis(zone), ValueAxis()
        super().__init__(background=None, axisItems={"bottom": self._dates, "right": self._values})
        self._theme, self._zone = theme, zone
        self._span = (0.0, 0.0)  # the times shown before zooming
        self._is_log = False
        self._current: int | None = None  # the moment the crosshair is at
        item = self.getPlotItem()
        item.hideAxis("left")
        item.showAxis("right")
        for name in ("left", "top"):
            item.getAxis(name).enableAutoSIPrefix(False)  # it sets its label with each change of the range
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=True, y=False)
        self._view = item.getViewBox()
        self._view.setDefaultPadding(0)
        self._view.disableAutoRange()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)

    @property
    def has_line(self) -> bool:
        """Whether there is something to be drawn."""
        return self._span[1] > self._span[0]

    @property
    def shown_times(self) -> tuple[float, float]:
        left, right = self._view.viewRange()[0]
        return float(left), float(right)

    @property
    def is_zoomed(self) -> bool:
        (start, end), (left, right) = self._whole(), self.shown_times
        return self.has_line and abs(left - start) + abs(right - end) > 1

    def reset_zoom(self) -> None:
        """Shows the whole range again."""
        if self.has_line:
            self._view.setXRange(*self._whole(), padding=0)
            self._redraw()

    def zoom(self, factor: float, at: float | None = None) -> bool:
        """Shows `factor` times as much time, without moving `at` (None = the middle). False if it can't be more."""
        left, right = self.shown_times
        if not self.has_line or (factor > 1 and not self._may_grow()):
            return False
        at = (left + right) / 2 if at is None else min(max(at, left), right)
        span = max((right - left) * factor, LEAST_SPAN)
        factor = span / (right - left)
        self._show_times(at - (at - left) * factor, at + (right - at) * factor)
        return True

    def move_by(self, share: float) -> None:
        """Moves the visible part by a share of its width: later if it is above 0. It stops at the ends."""
        left, right = self.shown_times
        self._show_times(left + share * (right - left), right + share * (right - left))

    def paint_on(self, painter: QPainter, target: QRectF, scale: float) -> None:
        """Paints what is shown, without the crosshair, as vectors. scale: device pixels of the painter per pixel."""
        self._point_at(None)
        self._paint_parts(scale)
        parts = [item for item in self.scene().items() if isinstance(item, pg.GraphicsItem)]
        for item in parts:
            item.setExportMode(True, {"painter": painter, "antialias": True, "resolutionScale": 1.0})
        try:
            self.scene().prepareForPaint()
            self.scene().render(painter, target, self.mapToScene(self.viewport().rect()).boundingRect())
        finally:
            for item in parts:
                item.setExportMode(False)
            self._paint_parts(self.devicePixelRatioF())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset_zoom()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, turned = event.pixelDelta(), event.angleDelta()
        across = abs(turned.x()) > abs(turned.y()) or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        event.accept()
        if across and not pixels.isNull():
            self.move_by(-(pixels.x() or pixels.y()) / max(self._view.width(), 1))
        elif across:
            self.move_by(-(turned.x() or turned.y()) / NOTCH * MOVE)
        else:
            steps = turned.y() / NOTCH if pixels.isNull() else pixels.y() / ZOOM_PIXELS
            place = self.mapToScene(event.position().toPoint())
            if not self.zoom(ZOOM**steps, self._view.mapSceneToView(place).x()):
                event.ignore()  # whatever holds the plot scrolls

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            place = self.mapToScene(event.position().toPoint())
            self.zoom(1 / max(1 + event.value(), 0.1), self._view.mapSceneToView(place).x())
            return True
        return bool(super().viewportEvent(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self.has_line and self._press(Qt.Key(event.key()), event.modifiers())):
            event.ignore()  # for whatever holds the plot

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the last moment, where the arrow keys begin, if reached with Tab."""
        super().focusInEvent(event)
        if event.reason() in BY_KEYBOARD and self.has_line:
            self._point_at(len(self._moments()) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point_at(None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_current"):  # not while it is made
            self._point_at(None)
            self._redraw()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:  # such as on another screen
            self._dress()
        return bool(super().event(event))

    def _press(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Does what a key stands for; False if it stands for nothing here."""
        match key:
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:  # + without Shift on many keyboards
                self.zoom(ZOOM, self._held_time())
            case Qt.Key.Key_Minus:
                self.zoom(1 / ZOOM, self._held_time())
            case Qt.Key.Key_0:
                self.reset_zoom()
            case Qt.Key.Key_Escape if self._current is not None:
                self._point_at(None)
            case Qt.Key.Key_Escape if self.is_zoomed:
                self.reset_zoom()
            case Qt.Key.Key_Left if held & Qt.KeyboardModifier.ShiftModifier:
                self.move_by(-MOVE_BY_KEY)
            case Qt.Key.Key_Right if held & Qt.KeyboardModifier.ShiftModifier:
                self.move_by(MOVE_BY_KEY)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._step(-1 if key == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Home:
                self._go_to(0)
            case Qt.Key.Key_End:
                self._go_to(len(self._moments()) - 1)
            case _:
                return False
        return True

    def _step(self, by: int) -> None:
        last = len(self._moments()) - 1
        self._go_to(last if self._current is None else min(max(self._current + by, 0), last))

    def _go_to(self, index: int) -> None:
        """Shows a moment, and moves the visible part there if it is outside."""
        at, (left, right) = float(self._moments()[index]), self.shown_times
        if not left <= at <= right:
            self._show_times(at - (right - left) / 2, at + (right - left) / 2)
        self._point_at(index)

    def _stay(self) -> None:
        """Keeps the crosshair at its moment while the lines move, as long as that is visible."""
        left, right = self.shown_times
        index = self._current
        if index is not None:
            self._point_at(index if left <= self._moments()[index] <= right else None)

    def _moments(self) -> Counts:
        """The times the arrow keys go through."""
        raise NotImplementedError

    def _point_at(self, index: int | None) -> None:
        """Shows what is known of a moment; None hides it."""
        raise NotImplementedError

    def _begin(self) -> None:
        """Follows the theme and the visible range, once the parts are there."""
        self._view.sigXRangeChanged.connect(self._redraw)
        self._theme.changed.connect(self._dress)
        self._dress()

    def _set_span(self, start: float, end: float, first: float, last: float) -> None:
        """Shows the times from start to end, and lets the user move from first to last."""
        self._span = (start, end)
        left, right = self._whole()
        self._view.setLimits(xMin=None, xMax=None, minXRange=None)
        self._view.setXRange(left, right, padding=0)
        self._view.setLimits(xMin=first, xMax=last + max(right - end, 1), minXRange=min(LEAST_SPAN, right - left))
        self._redraw()

    def _whole(self) -> tuple[float, float]:
        start, end = self._span
        return start, end + (end - start) * TAIL

    def _may_grow(self) -> bool:
        limits, (left, right) = self._view.state["limits"]["xLimits"], self.shown_times
        return bool(left > limits[0] + 1 or right < limits[1] - 1)

    def _show_times(self, left: float, right: float) -> None:
        """Shows as much time where it is possible."""
        low, high = self._view.state["limits"]["xLimits"]
        span = min(right - left, high - low)
        left = min(max(left, low), high - span)
        self._view.setXRange(left, left + span, padding=0)

    def _held_time(self) -> float | None:
        """The time that stays where it is when zooming by keyboard; None = the middle."""
        return None if self._current is None else float(self._moments()[self._current])

    def _columns(self) -> int:
        """The px of the plot's width."""
        return max(round(float(self._view.width())), 1)

    def _fit_values(self, low: float, high: float) -> tuple[float, float]:
        """Fits the value axis to the visible values. Returns the values at its ends, or their logarithms."""
        bottom, top = log_range(low, high) if self._is_log else value_range(low, high)
        self._view.setYRange(bottom, top, padding=0)
        ticks = [10**tick for tick in log_ticks(bottom, top)] if self._is_log else value_ticks(bottom, top)
        self._make_room(value_labels(ticks))
        return bottom, top

    def _make_room(self, labels: Sequence[str]) -> None:
        """Reserves width for the value labels, usually the same, so that the line doesn't move."""
        metrics = QFontMetricsF(self._theme.font(11, tabular=True))
        widest = max((metrics.horizontalAdvance(label) for label in labels), default=0)
        self._values.take(math.ceil(max(self._theme.px(VALUE_AXIS), widest + 2 * VALUE_GAP)))

    def _dress(self) -> None:
        tokens = self._theme.tokens
        for axis in (self._dates, self._values):
            axis.setPen(pg.mkPen(None))
            axis.setTextPen(pg.mkPen(tokens.text3))
            axis.setTickFont(self._theme.font(11, tabular=True))
        self._values.set_grid(tokens.border)
        self._dates.setHeight(self._theme.px(DATE_AXIS))
        self._dates.enlarged = self._theme.look.text_size.scale
        self._paint_parts(self.devicePixelRatioF())  # pyqtgraph's pens count device pixels
        self._redraw()

    def _paint_parts(self, ratio: float) -> None:
        """Sets pens and brushes. ratio: device pixels per pixel."""
        raise NotImplementedError

    def _redraw(self) -> None:
        """Draws the visible part."""
        raise NotImplementedError

    def _draw_line(self, line: pg.PlotCurveItem, shown: Drawn, places: Numbers, **options: object) -> None:
        # lines one by one are painted faster; where they are dense, their joints can't be seen
        line.setSegmentedLineMode("off" if shown.is_whole else "on")
        line.setData(shown.at, places, connect="finite", **options)
