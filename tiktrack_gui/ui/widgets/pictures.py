"""Avatars and covers, ready to draw: rounded, sharp, decoded off the GUI thread, with limited memory use."""

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
COVER_LARGE = Shape(108, 144, 10)
AVATAR_SMALL = Shape(16, 16, 8)
AVATAR = Shape(36, 36, 18)
AVATAR_LARGE = Shape(44, 44, 22)


@dataclass(frozen=True, slots=True)
class _Key:
    """A picture in a given shape and pixel ratio."""

    address: str
    shape: Shape
    ratio: float


class Pictures(QObject):
    """Returns a pixmap for an address at once: the picture, or a tinted shape with an initial until it arrives.

    Signals:
        wanted: Pictures are missing. arg: their addresses (list[str]). Answer with `put`.
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
        self._asked: set[str] = set()  # asked for, and unanswered or failed
        self._missing: list[str] = []  # asked for since the last `wanted`
        self._decoding: set[_Key] = set()
        self._undecodable: set[_Key] = set()  # not tried again
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._decoded.connect(self._keep)

    @property
    def is_busy(self) -> bool:
        """Whether pictures are about to be asked for, or being decoded; those being fetched don't count."""
        return bool(self._missing or self._decoding)

    def pixmap(self, address: str | None, shape: Shape, name: str, ratio: float) -> QPixmap:
        """name: whose or what it is; its initial is the stand-in. ratio: device pixels per pixel."""
        if address:
            key = _Key(address, shape, ratio)
            picture = self._pixmaps.get(key)
            if picture is not None:
                return picture
            self._ask(key)
        return self._stand_in(shape, name, ratio)

    def put(self, address: str, data: bytes | None) -> None:
        """Answers `wanted`; None = unavailable, and not asked for again before `forget_failures`."""
        if data is not None:
            self._encoded.put(address, data, len(data))
            self._asked.discard(address)
            self.arrived.emit()  # widgets that still show it ask again, and it is decoded in their size

    def forget_failures(self) -> None:
        """Lets unavailable pictures be asked for again, such as when the network is back."""
        self._asked.clear()

    def close(self) -> None:
        """Waits for the decoding in progress, and drops what is queued."""
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
            with suppress(RuntimeError):  # this object has been deleted
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
