"""Pictures that are small to send and large to decode, and what isn't a picture at all."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import partial

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90"/></svg>"""
FRAMES = 10_000


def png(width: int, height: int) -> bytes:
    """A grey PNG, all zeros."""
    row = b"\0" * (1 + width)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return _png(struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0), packed)


def png_that_lies(width: int, height: int) -> bytes:
    """A PNG whose header promises more than comes."""
    return _png(struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0), zlib.compress(b"\0" * 100))


def gif(frames: int, width: int = 100, height: int = 100) -> bytes:
    """An animation."""
    header = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\0"
    return header + frame * frames + b"\x3b"


def gif_without_end() -> bytes:
    """One pixel, and then as many codes as fit, each of which stands for thousands of pixels more."""
    header = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    codes = [0b100, *range(6, 4096), *([4095] * 1_200_000)]  # 6 is the first new code, and each is one pixel longer
    bits, width, packed, held, known = 0, 3, bytearray(), 0, 6
    for number, code in enumerate([codes[0], 0, *codes[1:]]):
        held |= code << bits
        bits += width
        while bits >= 8:
            packed.append(held & 0xFF)
            held, bits = held >> 8, bits - 8
        if number > 1 and known < 4096:
            known += 1
            width = min(12, max(width, known.bit_length()))
    packed.append(held & 0xFF)
    blocks = b"".join(bytes([len(part := packed[at : at + 255])]) + part for at in range(0, len(packed), 255))
    return header + b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02" + blocks + b"\0\x3b"


def webp(frames: int) -> bytes:
    """An animation; its frames have 16 × 16 pixels."""
    pixels = bytes.fromhex("500100 9d012a 10001000 0200 3425a400 0474 0000e44000 00".replace(" ", ""))
    size = struct.pack("<I", 15)[:3] * 2
    image = _riff(b"ANMF", b"\0\0\0\0\0\0" + size + b"\x64\0\0\0" + _riff(b"VP8 ", pixels))
    head = _riff(b"VP8X", b"\x02\0\0\0" + size) + _riff(b"ANIM", b"\0\0\0\0\0\0")
    body = b"WEBP" + head + image * frames
    return b"RIFF" + struct.pack("<I", len(body)) + body


def jpeg(scans: int, width: int = 2160, height: int = 3840) -> bytes:
    """A progressive JPEG that goes over all its blocks again and again: the cost is scans × pixels."""
    tables = _segment(0xDB, b"\0" + b"\1" * 64) + _segment(
        0xC2, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    )
    tables += _segment(0xC4, b"\0\1" + b"\0" * 16) + _segment(0xC4, b"\x10\1" + b"\0" * 15 + b"\xe0")
    runs = -(-width * height // 64 // 32_767)  # of blocks without a coefficient
    bits = ("0" + "1" * 14) * runs
    whole = int(bits.ljust(-(-len(bits) // 8) * 8, "1"), 2).to_bytes(-(-len(bits) // 8), "big")
    scan = _segment(0xDA, b"\1\1\0\1\x3f\0") + whole.replace(b"\xff", b"\xff\0")
    return b"\xff\xd8" + tables + scan * scans + b"\xff\xd9"


def png_with_text(size: int) -> bytes:
    """A PNG with a comment that unpacks to that many bytes."""
    comment = b"Comment\0\0" + zlib.compress(b"\0" * size, 9)
    plain = png(10, 10)
    return plain[:33] + _chunk(b"zTXt", comment) + _chunk(b"iCCP", b"profile\0\0" + comment[9:]) + plain[33:]


MADE: dict[str, Callable[[], bytes]] = {
    "wide": lambda: png(8192, 1),
    "tall": lambda: png(1, 8192),
    "very wide": lambda: png(30_000, 1),
    "huge": lambda: png(30_000, 30_000),
    "large": lambda: png(8192, 8192),
    "a lie": lambda: png_that_lies(8192, 8192),
    "a great lie": lambda: png_that_lies(2**31 - 1, 2**31 - 1),
    "a GIF of many frames": lambda: gif(FRAMES),
    "a large GIF": lambda: gif(1, 65_535, 65_535),
    "a GIF without end": gif_without_end,
    "a WebP of many frames": lambda: webp(FRAMES),
    "a JPEG of many scans": lambda: jpeg(60_000),
    "a comment of 1 GB": lambda: png_with_text(1_000_000_000),
    "half a picture": lambda: png(8192, 8192)[:2_000],
    "an SVG": lambda: SVG,
    "an SVG behind a PNG": lambda: b"\x89PNG\r\n\x1a\n" + SVG,
}


def photo(kind: str, width: int = 3840, height: int = 2160) -> bytes:
    """The largest picture that is shown. kind: as Qt names it, with the number of bits per colour after a PNG."""
    from PySide6.QtCore import QBuffer, Qt
    from PySide6.QtGui import QImage, QImageWriter

    formats = {"png16": QImage.Format.Format_RGBA64, "png8": QImage.Format.Format_ARGB32}
    image = QImage(width, height, formats.get(kind, QImage.Format.Format_RGB32))
    image.fill(Qt.GlobalColor.darkCyan)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, kind.rstrip("0123456789").encode())
    writer.setProgressiveScanWrite(True)
    assert writer.write(image)
    return bytes(buffer.data().data())


MADE |= {f"a photo as {kind}": partial(photo, kind) for kind in ("png8", "png16", "jpeg", "webp")}


def decoding(name: str, width: str = "36", height: str = "48") -> Callable[[], object]:
    """Attack: the picture is shown in that size, on a screen with two pixels per pixel."""
    from PySide6.QtGui import QGuiApplication

    from tiktrack_gui.ui.widgets.picture_drawing import Shape, shaped

    data, app = MADE[name](), QGuiApplication(["", "-platform", "offscreen"])
    shape = Shape(int(width), int(height), 6)

    def run() -> object:
        assert app is not None
        return "no picture" if shaped(data, shape, 2.0).isNull() else "a picture"

    shaped(png(10, 10), shape, 2.0)  # loads the plugins
    return run


def _png(header: bytes, packed: bytes) -> bytes:
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _riff(kind: bytes, data: bytes) -> bytes:
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def _segment(kind: int, data: bytes) -> bytes:
    return bytes([0xFF, kind]) + struct.pack(">H", len(data) + 2) + data
