"""A label for a picture that is loaded from an address."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel

from tiktrack_gui.ui.widgets.picture_drawing import Shape
from tiktrack_gui.ui.widgets.pictures import Pictures


class PictureLabel(QLabel):
    """Shows a picture in a fixed shape; a stand-in until it has arrived."""

    def __init__(self, pictures: Pictures, shape: Shape) -> None:
        super().__init__()
        self._pictures, self._shape = pictures, shape
        self._address: str | None = None
        self._name = ""
        self.setFixedSize(shape.width, shape.height)
        pictures.arrived.connect(self._draw)

    def show_picture(self, address: str | None, name: str) -> None:
        """name: whose or what it is; its initial is the stand-in."""
        self._address, self._name = address, name
        self._draw()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:  # such as on another screen
            self._draw()
        return super().event(event)

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self.setPixmap(self._pictures.pixmap(self._address, self._shape, self._name, ratio))
