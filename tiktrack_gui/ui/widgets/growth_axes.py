"""The axes of a growth plot. Imported with the first plot, as it imports pyqtgraph."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

import pyqtgraph as pg
from PySide6.QtGui import QColor

from tiktrack_gui.words.axis_ticks import log_ticks, time_ticks, value_labels, value_ticks

VALUE_GAP = 8  # px
EDGE = 28  # px at the left without dates, which would be cut off there


class DateAxis(pg.AxisItem):  # type: ignore[misc]
    """Local dates and times that never collide."""

    def __init__(self, zone: tzinfo | None) -> None:
        super().__init__("bottom")
        self._zone = zone
        self._labels: dict[float, str] = {}
        self.enlarged = 1.0  # scale of the text
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=0, tickAlpha=0, tickTextOffset=10, hideOverlappingLabels=False)

    def tickValues(self, start: float, end: float, size: float) -> list[tuple[float, list[float]]]:
        ticks = time_ticks(start, end, size / self.enlarged, self._zone)
        edge = EDGE * self.enlarged * (end - start) / size
        self._labels = {at: label for at, label in ticks if at >= start + edge}
        return [(1.0, list(self._labels))]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        return [self._labels.get(value, "") for value in values]


class ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """Round values at the right, each with a hairline across the plot."""

    def __init__(self) -> None:
        super().__init__("right")
        self._taken = 0.0
        self.is_log = False  # whether the plot has the logarithms of the values
        self.enableAutoSIPrefix(False)
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
        return [(1.0, log_ticks(low, high) if self.is_log else value_ticks(low, high))]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        return value_labels([10**value for value in values] if self.is_log else values)
