"""Pictures for the demo's creators and videos: PNG patterns derived from their names."""

from __future__ import annotations

import colorsys
import struct
import zlib
from typing import Protocol

from tiktrack_gui.core.deliveries import Picture
from tiktrack_gui.demo.chance import draws
from tiktrack_gui.demo.population import PICTURES

SIZES = {"avatar": (160, 160), "cover": (144, 256)}  # pixels; same aspect ratios as TikTok's
CELLS = 8  # cells of the pattern per row; the left half mirrors the right one

Color = bytes  # red, green, blue


class Images(Protocol):
    """A source for all other URLs."""

    async def fetch(self, url: str) -> Picture | None: ...
    async def close(self) -> None: ...


class DemoImages:
    """Implements `services.sources.ImageSource` for the demo's URLs: `demo:avatar/…` and `demo:cover/…`."""

    def __init__(self, live: Images | None = None) -> None:
        """live: the source for the user's first live videos, shown when moving on to real data."""
        self._live = live

    async def fetch(self, url: str) -> Picture | None:
        if not url.startswith(PICTURES):
            return await self._live.fetch(url) if self._live else None
        kind, _, name = url.removeprefix(PICTURES).partition("/")
        return Picture(name=f"{kind}.png", data=drawn(name, *SIZES[kind])) if kind in SIZES else None

    async def close(self) -> None:
        if self._live:
            await self._live.close()


def drawn(name: str, width: int, height: int) -> bytes:
    """A PNG with a symmetrical pattern of light squares on a colour that darkens downwards; both depend on the name."""
    hue, *_ = draws("hue", name)
    side = width // CELLS
    rows = []
    for y in range(height):
        cells = _lit(name, y // side)
        back, front = _color(hue, 0.62, 0.85 - 0.4 * y / height), _color(hue + 0.08, 0.25, 0.97 - 0.2 * y / height)
        rows.append(b"".join((front if cell else back) * side for cell in cells))
    return _png(rows, CELLS * side)


def _lit(name: str, row: int) -> list[bool]:
    half = [draw < 0.42 for draw in draws("cells", name, row)[: CELLS // 2]]
    return half[::-1] + half


def _color(hue: float, saturation: float, brightness: float) -> Color:
    return bytes(round(255 * part) for part in colorsys.hsv_to_rgb(hue % 1, saturation, brightness))


def _png(rows: list[bytes], width: int) -> bytes:
    """Encodes a PNG. rows: three bytes per pixel, from the top."""
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)  # 8 bits per channel, RGB, not interlaced
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 6)  # each row unfiltered
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
