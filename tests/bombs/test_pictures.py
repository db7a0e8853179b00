"""A picture costs little, whatever it promises, and what can't be shown leaves the stand-in."""

from __future__ import annotations

import struct

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from tests.bombs.cost import cost_of
from tests.bombs.pictures import MADE, decoding, jpeg
from tests.lookalikes.tiktok import picture
from tiktrack_gui.core.picture_format import MOST_SCANS, picture_format
from tiktrack_gui.ui.widgets.picture_drawing import Shape, shaped

SHOWN = {"wide", "tall", "a WebP of many frames", "a comment of 1 GB"}
SHOWN |= {f"a photo as {kind}" for kind in ("png8", "jpeg", "webp")}


@pytest.mark.parametrize("name", MADE)
def test_a_picture_costs_little_whatever_it_is(name: str) -> None:
    cost = cost_of(decoding, name, 108, 144)
    assert cost.bearable, cost
    assert (cost.told == "a picture") is (name in SHOWN)


def test_a_jpeg_may_have_as_many_scans_as_programs_write() -> None:
    assert picture_format(jpeg(MOST_SCANS)) == "jpg"
    assert picture_format(jpeg(MOST_SCANS + 1)) is None


def test_what_is_shown_is_the_middle_in_its_proportions() -> None:
    for width, height in ((900, 300), (300, 900)):
        shown = shaped(_striped(width, height, "PNG"), Shape(30, 30, 0), 1.0)
        assert {shown.pixelColor(x, y).name() for x in (2, 27) for y in (2, 27)} == {"#00ff00"}


def test_a_turned_photo_is_cropped_the_way_it_is_looked_at() -> None:
    """Stored lying, and marked as to be turned by a quarter, as phones do."""
    lying = _striped(900, 300, "JPEG")
    exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    turned = lying[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + lying[2:]
    shown = shaped(turned, Shape(20, 60, 0), 1.0)
    assert [_nearest(shown.pixelColor(10, y)) for y in (5, 30, 55)] == ["red", "green", "blue"]


def test_an_ordinary_picture_is_read_as_ever() -> None:
    assert not shaped(picture("somebody"), Shape(36, 36, 18), 2.0).isNull()


def _striped(width: int, height: int, kind: str) -> bytes:
    """Three equal parts along the longer side: red, green, blue."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for number, colour in enumerate(("#ff0000", "#00ff00", "#0000ff")):
        at = (number * width // 3, 0) if width > height else (0, number * height // 3)
        painter.fillRect(*at, width, height, QColor(colour))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(kind.encode())).write(image)
    return bytes(buffer.data().data())


def _nearest(colour: QColor) -> str:
    parts = {"red": colour.red(), "green": colour.green(), "blue": colour.blue()}
    return max(parts, key=lambda name: parts[name])
