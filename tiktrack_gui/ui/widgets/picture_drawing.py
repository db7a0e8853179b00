"""Crops pictures to their shape, and draws the stand-ins for missing ones."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageIOHandler, QImageReader, QPainter, QPainterPath, QPixmap

from tiktrack_gui.core.picture_format import picture_format

LARGEST_SIDE = 8192  # px; a larger picture is not decoded, nor one with more pixels than a photo of 4K
MOST_PIXELS = 3840 * 2160
MOST_MEMORY = 40  # MB for the decoded pixels, which may have 16 bits per colour
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
    """Decodes the middle of the picture, as much of it as fills width × height device pixels, in that size.

    It is cropped before it is scaled: scaled whole, a picture of 8192 × 1 pixels would become one of gigabytes.
    """
    kind = picture_format(data)
    if kind is None:
        return QImage()
    QImageReader.setAllocationLimit(MOST_MEMORY)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LARGEST_SIDE:
        return QImage()
    if size.width() * size.height() > MOST_PIXELS:
        return QImage()
    wanted = QSize(width, height)
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        wanted.transpose()  # it is turned after it was cropped and scaled
    reader.setClipRect(_middle(size, wanted))
    reader.setScaledSize(wanted)
    return reader.read()


def _middle(size: QSize, wanted: QSize) -> QRect:
    """Returns the largest part in the middle of a picture that has the proportions wanted, at least one pixel."""
    part = wanted.scaled(size, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    return QRect((size.width() - part.width()) // 2, (size.height() - part.height()) // 2, part.width(), part.height())


def _blank(shape: Shape, ratio: float) -> QImage:
    image = QImage(round(shape.width * ratio), round(shape.height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _outline(shape: Shape) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, shape.width, shape.height), shape.radius, shape.radius)
    return path
