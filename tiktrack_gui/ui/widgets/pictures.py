"""Avatars and covers, ready to draw: rounded, sharp, decoded off the GUI thread, and never more than fit in memory."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.budget import Budget
from tiktrack_gui.ui.widgets.picture_drawing import Shape, initial, shaped

PIXMAP_BYTES = 48 * 2**20
ENCODED_BYTES = 32 * 2**20

COVER = Shape(36, 48, 6)
COVER_LARGE = Shape(132, 176, 10)
AVATAR_SMALL = Shape(16, 16, 8)
AVATAR = Shape(36, 36, 18)
AVATAR_LARGE = Shape(44, 44, 22)


@dataclass(frozen=True, slots=True)
class _Key:
    """One picture as it is drawn in one place."""

    address: str
    shape: Shape
    ratio: float


class Pictures(QObject):
    """Gives a pixmap for an address at once: the picture, or a tinted shape with an initial until it is there.

    Signals:
        wanted: These addresses were asked for and are not here. arg: list[str]. Answer with `put`.
        arrived: More pictures can be drawn: repaint.
    """

    wanted = Signal(list)
    arrived = Signal()
    _decoded = Signal(object, QImage)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pixmaps: Budget[_Key, QPixmap] = Budget(PIXMAP_BYTES)
        self._encoded: Budget[str, bytes] = Budget(ENCODED_BYTES)
        self._asked: set[str] = set()  # and not answered, or in vain
        self._missing: list[str] = []  # asked for since the last `wanted`
        self._decoding: set[_Key] = set()
        self._undecodable: set[_Key] = set()  # which is not tried again
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._decoded.connect(self._keep)

    @property
    def is_busy(self) -> bool:
        """Whether some are about to be asked for or to arrive; what was asked for is whose business it is to fetch."""
        return bool(self._missing or self._decoding)

    def pixmap(self, address: str | None, shape: Shape, name: str, ratio: float) -> QPixmap:
        """name: whose or what it is; its initial stands in for the picture. ratio: device pixels per pixel."""
        if address:
            key = _Key(address, shape, ratio)
            picture = self._pixmaps.get(key)
            if picture is not None:
                return picture
            self._ask(key)
        return self._stand_in(shape, name, ratio)

    def put(self, address: str, data: bytes | None) -> None:
        """The answer to `wanted`; None = it cannot be had, and is not asked for again."""
        if data is not None:
            self._encoded.put(address, data, len(data))
            self._asked.discard(address)
            self.arrived.emit()  # whoever still shows it asks again, and it is decoded in the size it has there

    def forget_failures(self) -> None:
        """Ask again for what could not be had, such as after the network is back."""
        self._asked.clear()

    def close(self) -> None:
        """Wait for what is being decoded."""
        self._pool.clear()
        self._pool.waitForDone()

    def _ask(self, key: _Key) -> None:
        data = self._encoded.get(key.address)
        if data is not None:
            self._decode(key, data)
        elif key.address not in self._asked:
            self._asked.add(key.address)
            if not self._missing:
                QTimer.singleShot(0, self, self._tell_missing)  # never from inside a paint event
            self._missing.append(key.address)

    def _tell_missing(self) -> None:
        missing, self._missing = self._missing, []
        self.wanted.emit(missing)

    def _decode(self, key: _Key, data: bytes) -> None:
        if key in self._decoding or key in self._undecodable:
            return
        self._decoding.add(key)

        def run() -> None:
            image = shaped(data, key.shape, key.ratio)
            with suppress(RuntimeError):  # what shows the pictures is gone, and all of them with it
                self._decoded.emit(key, image)

        self._pool.start(run)

    def _keep(self, key: _Key, image: QImage) -> None:
        self._decoding.discard(key)
        if image.isNull():
            self._undecodable.add(key)
            return
        self._pixmaps.put(key, QPixmap.fromImage(image), image.sizeInBytes())
        self.arrived.emit()

    def _stand_in(self, shape: Shape, name: str, ratio: float) -> QPixmap:
        key = _Key(f"initial of {name}", shape, ratio)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            pixmap = initial(name, shape, ratio, self._theme.font(13, 600))
            self._pixmaps.put(key, pixmap, 4 * pixmap.width() * pixmap.height())
        return pixmap
