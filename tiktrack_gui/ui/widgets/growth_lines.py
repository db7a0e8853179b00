"""The lines and areas of a growth plot: pens, and items that are exact in pictures too.

Imported with the first plot, as it imports pyqtgraph.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QGradient, QLinearGradient, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

LINE = 1.75  # px
BRIDGE = 0.6  # opacity of the line over a gap
DASHES = (3, 4)  # in widths of that line


class Curve(pg.PlotCurveItem):  # type: ignore[misc]
    """A line. In a picture, its points are in px: SVG has six digits, which aren't enough for times and large counts.

    Attributes:
        fades: The values between which the fill fades, as (value, colour).
    """

    def __init__(self) -> None:
        super().__init__(antialias=True)
        self.fades: tuple[tuple[float, QColor], tuple[float, QColor]] | None = None

    def boundingRect(self) -> QRectF:
        """All that is visible: how much of it the points take isn't worth the time."""
        view = self.getViewBox()
        return QRectF() if view is None else QRectF(view.viewRect())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None) -> None:
        if self._exportOpts is False:
            super().paint(painter, option, widget)
            return
        data, place = self.getData()[0], painter.worldTransform()
        if data is None or not len(data):
            return
        painter.save()
        painter.resetTransform()
        if self.opts["fillLevel"] is not None and self.fades is not None:
            (low, below), (high, above) = self.fades
            gradient = QLinearGradient(_level(place.map(QPointF(0, low))), _level(place.map(QPointF(0, high))))
            gradient.setColorAt(0, below)
            gradient.setColorAt(1, above)
            painter.fillPath(place.map(self._getFillPath()), QBrush(gradient))
        painter.setPen(self.opts["pen"])
        painter.drawPath(place.map(self.getPath()))
        painter.restore()


class Area(pg.GraphicsObject):  # type: ignore[misc]
    """A filled path, in a picture in px like a Curve."""

    def __init__(self) -> None:
        super().__init__()
        self._path, self._brush = QPainterPath(), QBrush()

    def set_path(self, path: QPainterPath) -> None:
        self.prepareGeometryChange()
        self._path = path
        self.update()

    def set_brush(self, color: QColor) -> None:
        self._brush = QBrush(color)
        self.update()

    def path(self) -> QPainterPath:
        return self._path

    def boundingRect(self) -> QRectF:
        return self._path.boundingRect()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None) -> None:
        place = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.fillPath(place.map(self._path), self._brush)
        painter.restore()


def fill_between(fades: tuple[tuple[float, QColor], tuple[float, QColor]]) -> QBrush:
    """Returns a brush that fades between two values, in the coordinates of the plot."""
    (low, below), (high, above) = fades
    gradient = QLinearGradient(0, high, 0, low)
    gradient.setCoordinateMode(QGradient.CoordinateMode.LogicalMode)
    gradient.setColorAt(0, above)
    gradient.setColorAt(1, below)
    return QBrush(gradient)


def bridged(line: QColor, ratio: float) -> QPen:
    """Returns the pen of the line over a gap."""
    pen: QPen = pg.mkPen(faded(line, BRIDGE), width=ratio)
    pen.setDashPattern(DASHES)
    return pen


def faded(color: QColor, opacity: float) -> QColor:
    made = QColor(color)
    made.setAlphaF(opacity)
    return made


def _level(place: QPointF) -> QPointF:
    return QPointF(0, place.y())
