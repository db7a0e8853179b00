"""A growth plot as a picture: title and dates above it, and below where its numbers are from.

It is recorded on the GUI thread, which takes less than painting it, and painted in any thread.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPicture
from PySide6.QtSvg import QSvgGenerator

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.time_canvas import TimeCanvas

MARGIN = 24  # px
GAP = 4
SWATCH = 16  # px, the number of a line, in its colour
BESIDE_SWATCH, BETWEEN_NAMES = 6, 20
SCALE = 2  # px of a PNG for each of the window


@dataclass(frozen=True, slots=True)
class Caption:
    """title: whose growth it is. subtitle: of what, and when. source: how it was measured. names: of the lines, if
    they are several.
    """

    title: str
    subtitle: str
    source: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is to be painted, its size in px, and the colour behind it."""

    caption: Caption
    picture: QPicture
    size: QSize
    surface: QColor


def recorded(canvas: TimeCanvas, caption: Caption, theme: Theme, scale: int) -> Recorded:
    """scale: px of the picture for each of the window."""
    head, foot = _heights(canvas, caption, theme)
    size = QSize(canvas.width() + 2 * MARGIN, round(head + canvas.height() + foot))
    picture = QPicture()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = size.width() - 2 * MARGIN
    canvas.paint_on(painter, QRectF(MARGIN, head, width, size.height() - head - foot), scale)
    top = float(MARGIN)
    for text, font, color in (
        (caption.title, theme.font(16, 600), theme.tokens.text),
        (caption.subtitle, theme.font(13), theme.tokens.text2),
    ):
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(color)
        line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(MARGIN, top, width, metrics.height()), Qt.AlignmentFlag.AlignLeft, line)
        top += metrics.height() + GAP
    _draw_names(painter, caption.names, QPointF(MARGIN, top + GAP), width, theme)
    painter.setFont(theme.font(11))
    painter.setPen(theme.tokens.text3)
    painter.drawText(QRectF(MARGIN, size.height() - foot + GAP, width, foot), Qt.TextFlag.TextWordWrap, caption.source)
    painter.end()
    return Recorded(caption, picture, size, QColor(theme.tokens.surface))


def as_image(found: Recorded) -> QImage:
    """Paints what was recorded with SCALE."""
    image = QImage(found.size * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(found.surface)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPicture(QPoint(), found.picture)
    painter.end()
    return image


def as_png(found: Recorded) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    as_image(found).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def as_svg(found: Recorded) -> bytes:
    """Paints what was recorded with scale 1."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # 1.2 Tiny doesn't clip
    drawing.setOutputDevice(buffer)
    drawing.setResolution(found.picture.logicalDpiX())  # otherwise it would be scaled
    drawing.setSize(found.size)
    drawing.setViewBox(QRect(QPoint(), found.size))
    drawing.setTitle(found.caption.title)
    drawing.setDescription(f"{found.caption.subtitle}. {found.caption.source}")
    painter = QPainter(drawing)
    painter.fillRect(QRect(QPoint(), found.size), found.surface)
    painter.drawPicture(QPoint(), found.picture)
    painter.end()
    return bytes(buffer.data().data())


def _heights(canvas: TimeCanvas, caption: Caption, theme: Theme) -> tuple[float, float]:
    """The px above and below the chart."""
    title, subtitle, small = (QFontMetricsF(font) for font in (theme.font(16, 600), theme.font(13), theme.font(11)))
    room = QRectF(0, 0, canvas.width(), 10_000)
    source = small.boundingRect(room, Qt.TextFlag.TextWordWrap, caption.source).height()
    names = 0.0
    if caption.names:
        names = (_arranged(caption.names, canvas.width(), theme)[-1][0].y() + 1) * _line(theme) + GAP
    return MARGIN + title.height() + GAP + subtitle.height() + 2 * GAP + names, GAP + source + MARGIN


def _draw_names(painter: QPainter, names: tuple[str, ...], origin: QPointF, width: float, theme: Theme) -> None:
    """Draws what the numbers at the ends of the lines stand for."""
    number_font, font, high = theme.font(10, 600, tabular=True), theme.font(12, 500), _line(theme)
    for number, (place, name) in enumerate(_arranged(names, width, theme)):
        spot = QRectF(origin.x() + place.x(), origin.y() + place.y() * high + (high - SWATCH) / 2, SWATCH, SWATCH)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.series[number])
        painter.drawEllipse(spot)
        painter.setPen(theme.on_series[number])
        painter.setFont(number_font)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        painter.setPen(theme.tokens.text)
        painter.setFont(font)
        beside = QRectF(spot.right() + BESIDE_SWATCH, spot.center().y() - high / 2, width, high)
        painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def _arranged(names: tuple[str, ...], width: float, theme: Theme) -> list[tuple[QPointF, str]]:
    """Arranges names one after the other, in as many lines as they need. Returns px from the left and the number of
    the line, and the name, shortened if it is wider than a line.
    """
    metrics = QFontMetricsF(theme.font(12, 500))
    places, x, line = [], 0.0, 0
    for name in names:
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width - SWATCH - BESIDE_SWATCH)
        needed = SWATCH + BESIDE_SWATCH + metrics.horizontalAdvance(text)
        if x and x + needed > width:
            x, line = 0.0, line + 1
        places.append((QPointF(x, line), text))
        x += needed + BETWEEN_NAMES
    return places


def _line(theme: Theme) -> float:
    """The px from one line of names to the next."""
    return max(QFontMetricsF(theme.font(12, 500)).height(), SWATCH) + GAP
