"""Crops pictures to their shape, and draws the stand-ins for missing ones."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageReader, QPainter, QPainterPath, QPixmap

LARGEST_SIDE = 8192  # px; a larger picture is not decoded
TINT_SATURATION, TINT_LIGHTNESS = 0.32, 0.40  # a white letter is readable on every hue


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a picture, in device-independent pixels; a radius of half the width makes a circle."""

    width: int
    height: int
    radius: float


def shaped(data: bytes, shape: Shape, ratio: float) -> QImage:
    """Decodes a picture and crops it to fill the shape; a null image if unreadable. Usable on any thread."""
    picture = _read(data, round(shape.width * ratio), round(shape.height * ratio))
    if picture.isNull():
        return picture
    image = _blank(shape, ratio)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(_outline(shape))
    painter.drawImage(QRectF(0, 0, shape.width, shape.height), picture)
    painter.end()
    return image


def initial(name: str, shape: Shape, ratio: float, font: QFont) -> QPixmap:
    """Returns a tinted shape with the name's initial; the same name always has the same colour."""
    image = _blank(shape, ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(_outline(shape), tint(name))
    font = QFont(font)
    font.setPixelSize(max(8, round(min(shape.width, shape.height) * 0.42)))
    painter.setFont(font)
    painter.setPen(QColor(Qt.GlobalColor.white))
    painter.drawText(QRectF(0, 0, shape.width, shape.height), Qt.AlignmentFlag.AlignCenter, first_letter(name))
    painter.end()
    return QPixmap.fromImage(image)


def first_letter(name: str) -> str:
    return next((letter.upper() for letter in name if letter.isalnum()), "?")


def tint(name: str) -> QColor:
    hue = zlib.crc32(name.encode()) % 360
    return QColor.fromHslF(hue / 360, TINT_SATURATION, TINT_LIGHTNESS)


def _read(data: bytes, width: int, height: int) -> QImage:
    """Decodes the picture scaled to fill width × height device pixels, cropped to its middle."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LARGEST_SIDE:
        return QImage()
    reader.setScaledSize(size.scaled(QSize(width, height), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    picture = reader.read()
    left, top = (picture.width() - width) // 2, (picture.height() - height) // 2
    return picture.copy(max(left, 0), max(top, 0), width, height) if not picture.isNull() else picture


def _blank(shape: Shape, ratio: float) -> QImage:
    image = QImage(round(shape.width * ratio), round(shape.height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _outline(shape: Shape) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, shape.width, shape.height), shape.radius, shape.radius)
    return path
