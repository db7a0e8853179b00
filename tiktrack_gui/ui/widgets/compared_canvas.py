"""The chart that compares the growth of several creators. Imported with the first plot, as it imports pyqtgraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.growth_columns import Thinned, drawn
from tiktrack_gui.ui.widgets.growth_lines import LINE, Curve, bridged
from tiktrack_gui.ui.widgets.growth_points import nearest
from tiktrack_gui.ui.widgets.growth_series import Counts, Series
from tiktrack_gui.ui.widgets.time_canvas import TimeCanvas

INDEX = 100.0  # what every line has at the left edge, if they are indexed
TAG = 16  # px, the number at the end of a line
TAG_SPACE = 0.04  # of the width, after the last point


@dataclass(frozen=True, slots=True)
class ComparedSeries:
    """A creator's line. name: how it is called. points: may be empty."""

    name: str
    points: Series


class _Line:
    """One line, its bridges over gaps, its end, and its number there."""

    def __init__(self) -> None:
        self.curve, self.bridges = Curve(), Curve()
        self.thinned = Thinned()
        self.spot = pg.ScatterPlotItem()
        self.tag = pg.ScatterPlotItem(size=TAG)
        self.number = pg.TextItem(anchor=(0.5, 0.5))

    @property
    def parts(self) -> tuple[pg.GraphicsObject, ...]:
        return self.bridges, self.curve, self.spot, self.tag, self.number


class ComparedCanvas(TimeCanvas):
    """Shows a count of several creators over time, or what it has become of each 100.

    Attributes:
        compared: What is shown.

    Signals:
        pointed: The crosshair has moved. arg: the time it is at, or None.
    """

    pointed = Signal(object)

    def __init__(self, theme: Theme, zone: tzinfo | None = None) -> None:
        super().__init__(theme, zone)
        self.compared: Sequence[ComparedSeries] = ()
        self._all = np.empty(0, np.int64)  # the times of all samples
        self._is_indexed = False
        self._lines: list[_Line] = []
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._cross.hide()
        self.addItem(self._cross, ignoreBounds=True)
        self.scene().sigMouseMoved.connect(self._follow)
        self._begin()

    def show_compared(
        self,
        compared: Sequence[ComparedSeries],
        start: float,
        end: float,
        *,
        is_indexed: bool = False,
        is_log: bool = False,
    ) -> None:
        """compared: at least one of them with points. start, end: the times shown. is_indexed: whether each line is
        100 at the left edge, or where it begins later. is_log: whether the axis is logarithmic, for values above 0.
        """
        self._current = None
        self._cross.hide()
        self.compared, self._is_indexed = compared, is_indexed
        self._is_log = self._values.is_log = is_log
        self._all = np.unique(np.concatenate([one.points.at for one in compared]))
        for line in self._lines:
            for part in line.parts:
                self.removeItem(part)
        self._lines = [_Line() for _ in compared]
        for line in self._lines:
            for part in line.parts:
                self.addItem(part, ignoreBounds=True)
        self._dress()
        self._set_span(start, end, float(self._all[0]), float(self._all[-1]))

    def value_at(self, number: int, at: float | None) -> tuple[int, float] | None:
        """The point of a line nearest to a time (None = its last one) and what is drawn there; None if nothing was
        measured then.
        """
        points = self.compared[number].points
        if not len(points) or not (at is None or points.at[0] <= at <= points.at[-1]):
            return None
        index = len(points) - 1 if at is None else nearest(points, at)
        base = self._base(points)
        return None if base is None or self._is_in_gap(points, at) else (index, float(points.drawn[index]) * base)

    def _is_in_gap(self, points: Series, at: float | None) -> bool:
        if at is None:
            return False
        before = int(np.searchsorted(points.at, at, "right")) - 1
        return bool(points.at[before] < at and before in points.breaks)

    def _whole(self) -> tuple[float, float]:
        start, end = self._span
        return start, end + (end - start) * TAG_SPACE

    def _moments(self) -> Counts:
        return self._all

    def _base(self, points: Series) -> float | None:
        """What the values of a line are multiplied with; None if it can't be indexed, as it is 0 there."""
        if not self._is_indexed:
            return 1.0
        first = float(np.interp(self.shown_times[0], points.at, points.drawn))
        return INDEX / first if first > 0 else None

    def _redraw(self) -> None:
        start, end = self.shown_times
        parts = []
        for one, line in zip(self.compared, self._lines, strict=True):
            base = self._base(one.points) if len(one.points) else None
            inside = base is not None and one.points.at[0] <= end and one.points.at[-1] >= start
            shown = drawn(one.points, start, end, self._columns(), line.thinned) if inside else None
            parts.append((shown, base or 0.0) if shown is not None else None)
        bounds = [(np.nanmin(shown.line) * base, np.nanmax(shown.line) * base) for shown, base in filter(None, parts)]
        if bounds:
            self._fit_values(min(low for low, _ in bounds), max(high for _, high in bounds))
        ends: list[tuple[float, int]] = []
        for number, (line, part) in enumerate(zip(self._lines, parts, strict=True)):
            for item in line.parts:
                item.setVisible(part is not None)
            if part is None:
                continue
            shown, base = part
            self._draw_line(line.curve, shown, self._places(shown.line * base))
            self._draw_bridges(line.bridges, shown, self._places(shown.bridges * base))
            ends.append((float(self._places(self.compared[number].points.drawn[-1:] * base)[0]), number))
        self._place_tags(ends)
        self._stay()
        if self._current is None:
            self.pointed.emit(None)

    def _place_tags(self, ends: Sequence[tuple[float, int]]) -> None:
        """Puts the numbers behind the last points, so that none covers another. ends: (place on the axis, number of
        the line).
        """
        bottom, top = self._view.viewRange()[1]
        least = TAG * (top - bottom) / max(float(self._view.height()), 1)
        left, right = self.shown_times
        room, below = (right - left) * TAG_SPACE, bottom - least
        places = []
        for value, number in sorted(ends):
            below = max(value, below + least)
            places.append((below, number))
        too_high = max(places[-1][0] - (top - least / 2), 0) if places else 0
        for value, number in places:
            line, at = self._lines[number], float(self.compared[number].points.at[-1]) + room / 2
            line.tag.setData([at], [value - too_high])
            line.number.setPos(at, value - too_high)

    def _paint_parts(self, ratio: float) -> None:
        tokens = self._theme.tokens
        self._cross.setPen(pg.mkPen(tokens.text2, width=ratio, style=Qt.PenStyle.DashLine))
        for number, line in enumerate(self._lines):
            color = self._theme.series[number]
            line.curve.setPen(pg.mkPen(color, width=LINE * ratio))
            line.bridges.setPen(bridged(color, ratio))
            line.spot.setPen(pg.mkPen(tokens.surface, width=2 * ratio))
            line.spot.setBrush(pg.mkBrush(color))
            line.spot.setSize(9)
            line.tag.setPen(pg.mkPen(None))
            line.tag.setBrush(pg.mkBrush(color))
            line.number.setText(str(number + 1), self._theme.on_series[number])
            line.number.setFont(self._theme.font(10, 600, tabular=True))

    def _follow(self, position: QPointF) -> None:
        inside = self.has_line and self.getPlotItem().sceneBoundingRect().contains(position)
        at = self._view.mapSceneToView(position).x()
        self._point_at(self._nearest_moment(at) if inside else None)

    def _nearest_moment(self, at: float) -> int:
        after = int(np.searchsorted(self._all, at))
        if after == len(self._all) or (after and at - self._all[after - 1] <= self._all[after] - at):
            return after - 1
        return after

    def _point_at(self, index: int | None) -> None:
        self._current = index
        at = None if index is None else float(self._all[index])
        self._cross.setVisible(at is not None)
        for number, line in enumerate(self._lines):
            found = None if at is None else self.value_at(number, at)
            line.spot.setVisible(found is not None and line.curve.isVisible())
            if found is not None:
                at_sample = int(self.compared[number].points.at[found[0]])
                line.spot.setData([at_sample], self._places(np.array([found[1]])))
        if at is not None:
            self._cross.setPos(at)
        self.pointed.emit(at)
