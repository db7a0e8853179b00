"""The axes of a growth plot. Imported with the first plot, as it imports pyqtgraph."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from tiktrack_gui.words.axis_ticks import log_ticks, time_ticks, value_labels, value_ticks

VALUE_GAP = 8  # px
EDGE = 28  # px at the left without dates, which would be cut off there


DATE_GAP = 10  # px
UNALIGNED = QRectF(0, 0, 100, 100)
AROUND, BESIDE, BELOW = (
    (flag | Qt.TextFlag.TextDontClip).value
    for flag in (
        Qt.AlignmentFlag.AlignCenter,
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
    )
)


class Axis(pg.AxisItem):  # type: ignore[misc]
    """Paints its labels at once. An AxisItem measures, records and replays all of them with each move, which takes
    longer than the line itself.
    """

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self._sizes: dict[str, tuple[float, float]] = {}  # of the labels in px
        self.enableAutoSIPrefix(False)

    def setTickFont(self, font: QFont) -> None:
        self._sizes.clear()
        super().setTickFont(font)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing, True)
        painter.setFont(self.style["tickFont"])
        self._paint_ticks(painter, QRectF(self.mapRectFromParent(self.geometry())))
        painter.restore()

    def labels(self, start: float, end: float, size: float) -> list[tuple[float, str]]:
        """Returns where labels are between two ends of the axis. size: px between the ends."""
        raise NotImplementedError

    def _paint_ticks(self, painter: QPainter, area: QRectF) -> None:
        """area: of the axis, in its own coordinates."""
        raise NotImplementedError

    def _paint_labels(self, painter: QPainter, labels: Iterable[tuple[QRectF, str]], flags: int) -> None:
        """Paints the labels for which there is room."""
        room = self.boundingRect()
        painter.setPen(self.textPen())
        painter.setClipRect(room.toAlignedRect())
        for place, label in labels:
            if room & place == place:
                painter.drawText(place, flags, label)

    def _size_of(self, painter: QPainter, label: str) -> tuple[float, float]:
        """Width and height of a label."""
        if label not in self._sizes:
            found = painter.boundingRect(UNALIGNED, AROUND, label)
            self._sizes[label] = found.width(), found.height() * 0.8  # without most of the room above the digits
        return self._sizes[label]


class DateAxis(Axis):
    """Local dates and times that never collide."""

    def __init__(self, zone: tzinfo | None) -> None:
        super().__init__("bottom")
        self._zone = zone
        self.enlarged = 1.0  # scale of the text

    def labels(self, start: float, end: float, size: float) -> list[tuple[float, str]]:
        edge = EDGE * self.enlarged * (end - start) / size
        ticks = time_ticks(start, end, size / self.enlarged, self._zone)
        return [(at, label) for at, label in ticks if at >= start + edge]

    def _paint_ticks(self, painter: QPainter, area: QRectF) -> None:
        start, end = self.range
        if end <= start or area.width() <= 0:
            return
        places = []
        for at, label in self.labels(start, end, area.width() + 2):
            width, height = self._size_of(painter, label)
            x = (at - start) * area.width() / (end - start)
            places.append((QRectF(x - width / 2, area.top() + DATE_GAP, width, height), label))
        self._paint_labels(painter, places, BELOW)


class ValueAxis(Axis):
    """Round values at the right, each with a hairline across the plot."""

    def __init__(self) -> None:
        super().__init__("right")
        self._taken = 0.0
        self.is_log = False  # whether the plot has the logarithms of the values

    def take(self, width: float) -> None:
        """Sets the width in px, if it differs: each call to setWidth redraws the plot."""
        if width != self._taken:
            self._taken = width
            self.setWidth(width)

    def set_grid(self, color: QColor, width: float) -> None:
        """width: device pixels of a hairline."""
        self.setTickPen(pg.mkPen(color, width=width))
        self.setGrid(255)
        self.setZValue(-1)  # behind the line

    def labels(self, low: float, high: float, _size: float) -> list[tuple[float, str]]:
        places = log_ticks(low, high) if self.is_log else value_ticks(low, high)
        return list(zip(places, value_labels([10**at for at in places] if self.is_log else places), strict=True))

    def _paint_ticks(self, painter: QPainter, area: QRectF) -> None:
        low, high = self.range
        if high <= low:
            return
        plot, places = self.linkedView(), []
        left = plot.mapRectToItem(self, plot.boundingRect()).left()
        painter.setPen(self.tickPen())
        for value, label in self.labels(low, high, area.height()):
            y = area.height() * (1 - (value - low) / (high - low))
            painter.drawLine(QLineF(left, y, area.left(), y))
            width, height = self._size_of(painter, label)
            places.append((QRectF(area.left() + VALUE_GAP, y - height / 2, width, height), label))
        self._paint_labels(painter, places, BESIDE)
