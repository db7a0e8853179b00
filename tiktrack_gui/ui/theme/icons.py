"""Lucide icons in the theme's colours, sharp at every scale."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tiktrack_gui.drawing.resources import resource

STROKE = "1.75"
RATIOS = (1.0, 2.0, 3.0)


class Icons:
    """Draws each icon once per colour, size and pixel ratio, and caches it."""

    def __init__(self) -> None:
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, int, int, int], QIcon] = {}

    def pixmap(self, name: str, color: QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
        """Returns the icon as a pixmap. size: device-independent pixels."""
        key = (name, color.rgba(), size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _draw(name, color, size, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, color: QColor, disabled: QColor | None = None, size: int = 16) -> QIcon:
        """Returns an icon for buttons and menus, with its own colour while disabled."""
        disabled = disabled or color
        key = (name, color.rgba(), disabled.rgba(), size)
        if key not in self._icons:
            icon = QIcon()
            for ratio in RATIOS:
                icon.addPixmap(self.pixmap(name, color, size, ratio))
                icon.addPixmap(self.pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def file(self, name: str, color: QColor, folder: Path) -> Path:
        """Writes a tinted icon to the folder and returns its path: style sheets only take pictures from files.

        If it can't be written, the file is missing, and the style sheet shows nothing in its place.
        """
        path, svg = folder / f"{name}-{color.name()[1:]}.svg", _tinted(name, color)
        with suppress(OSError):
            folder.mkdir(mode=0o700, exist_ok=True)
            if not (path.is_file() and path.read_text(encoding="utf-8", errors="replace") == svg):
                path.touch(mode=0o600)
                path.write_text(svg, encoding="utf-8")
        return path


def app_icon() -> QIcon:
    """Returns TikTrack's logo, for windows and the tray."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addFile(str(resource(f"app/tiktrack-{size}.png")))
    return icon


def app_mark(size: int, ratio: float = 1.0) -> QPixmap:
    """Returns TikTrack's logo, drawn at the given size."""
    return _render(QByteArray(resource("app/tiktrack.svg").read_bytes()), size, ratio)


def _draw(name: str, color: QColor, size: int, ratio: float) -> QPixmap:
    return _render(QByteArray(_tinted(name, color).encode()), size, ratio)


def _render(svg: QByteArray, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(svg).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def _tinted(name: str, color: QColor) -> str:
    return _source(name).replace("currentColor", color.name()).replace('stroke-width="2"', f'stroke-width="{STROKE}"')


@cache
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")
