"""The growth chart of a post, drawn in a thread: it takes most of a frame."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QThreadPool, Signal
from PySide6.QtGui import QImage, QPixmap

from tiktrack_gui.drawing import growth_chart
from tiktrack_gui.drawing.application import ready_to_draw

Chart = Mapping[str, Any]


class ChartPicture(QObject):
    """Keeps the last one.

    Signals:
        arrived: There is another picture.
    """

    arrived = Signal()
    _drawn = Signal(object, QImage)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._pixmap = QPixmap()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._drawn.connect(self._keep)

    def of(self, chart: Chart) -> QPixmap:
        """The very picture that is sent; a null pixmap until it has been drawn."""
        if chart != self._chart:
            self._chart, self._pixmap = chart, QPixmap()
            ready_to_draw()
            self._pool.start(lambda: self._draw(chart))
        return self._pixmap

    def _draw(self, chart: Chart) -> None:
        image = QImage.fromData(QByteArray(growth_chart.png(chart) or b""))
        with suppress(RuntimeError):  # this object has been deleted
            self._drawn.emit(chart, image)

    def _keep(self, chart: Chart, image: QImage) -> None:
        if chart == self._chart:
            self._pixmap = QPixmap.fromImage(image)
            self.arrived.emit()
