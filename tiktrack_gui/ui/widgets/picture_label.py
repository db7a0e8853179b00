"""A picture of an address that comes when it is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel

from tiktrack_gui.ui.widgets.picture_drawing import Shape
from tiktrack_gui.ui.widgets.pictures import Pictures


class PictureLabel(QLabel):
    """Of one shape; its stand-in until the picture has arrived."""

    def __init__(self, pictures: Pictures, shape: Shape) -> None:
        super().__init__()
        self._pictures, self._shape = pictures, shape
        self._address: str | None = None
        self._name = ""
        self.setFixedSize(shape.width, shape.height)
        pictures.arrived.connect(self._draw)

    def show_picture(self, address: str | None, name: str) -> None:
        """name: whose or what it is: its initial stands in."""
        self._address, self._name = address, name
        self._draw()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:  # on another screen now
            self._draw()
        return super().event(event)

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self.setPixmap(self._pictures.pixmap(self._address, self._shape, self._name, ratio))
