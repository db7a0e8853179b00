"""Small drawings of Discord's Developer Portal: where to click, in the theme's colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words.connecting import PICTURES

WIDTH, HEIGHT = 190.0, 108.0  # what the drawings are drawn for; they are scaled
NARROWEST = 120  # px
TEXT = 9  # px


class Pictures(QWidget):
    """The drawings side by side, each above what to do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        shown = row(spacing=12)
        for number, (key, words) in enumerate(PICTURES, 1):
            caption = Label(f"{number}. {words}", "small", wrap=True)
            caption.setAlignment(Qt.AlignmentFlag.AlignTop)
            shown.addLayout(column(Drawing(theme, key, words), (caption, 1), spacing=6), 1)
        self.setLayout(shown)


class Drawing(QWidget):
    def __init__(self, theme: Theme, key: str, words: str) -> None:
        """key: see `words.connecting.PICTURES`. words: for screen readers."""
        super().__init__()
        self._theme = theme
        self._draw = _DRAWINGS[key]
        self.setAccessibleName(words)
        self.setMinimumWidth(NARROWEST)
        self.setFixedHeight(round(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(round(WIDTH), round(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = _Pencil(painter, self._theme)
        pen.box(QRectF(0.5, 0.5, self.width() - 1, HEIGHT - 1), "sunken", "border", 8)
        scale = min(self.width() / WIDTH, 1.0)
        painter.translate((self.width() - WIDTH * scale) / 2, (HEIGHT - HEIGHT * scale) / 2)
        painter.scale(scale, scale)
        self._draw(pen)


class _Pencil:
    """Draws parts of a web page."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self._painter, self._theme = painter, theme

    def box(self, rect: QRectF, fill: str, edge: str = "", radius: float = 4) -> None:
        """fill, edge: names of tokens; edge "" = none."""
        painter = self._painter
        painter.setPen(QPen(self._theme.color(edge), 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(fill))
        painter.drawRoundedRect(rect, radius, radius)

    def line(self, x: float, y: float, width: float) -> None:
        """A line of text that doesn't matter."""
        self.box(QRectF(x, y, width, 5), "border_strong", radius=2.5)

    def text(self, rect: QRectF, text: str, color: str, weight: int = 500, *, centred: bool = False) -> None:
        font = self._theme.font(11, weight)
        font.setPixelSize(TEXT)  # part of the picture; the caption says it in the user's size
        self._painter.setFont(font)
        self._painter.setPen(self._theme.color(color))
        across = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        self._painter.drawText(rect, across | Qt.AlignmentFlag.AlignVCenter, text)

    def button(self, rect: QRectF, text: str) -> None:
        """The one to click, with the pointer on it."""
        self.box(rect, "accent", radius=4)
        self.text(rect, text, "on_accent", 600, centred=True)
        self._pointer(QPointF(rect.right() - 8, rect.bottom() - 5))

    def icon(self, name: str, color: str, x: float, y: float, size: int) -> None:
        ratio = self._painter.device().devicePixelRatioF()
        self._painter.drawPixmap(QPointF(x, y), self._theme.icons.pixmap(name, self._theme.color(color), size, ratio))

    def window(self) -> QRectF:
        """A browser's window; returns the page's place in it."""
        frame = QRectF(12, 12, WIDTH - 24, HEIGHT - 12)
        self.box(frame, "surface", "border_strong", 6)
        for number in range(3):
            self.box(QRectF(frame.left() + 8 + 8 * number, frame.top() + 6, 4, 4), "border_strong", radius=2)
        self.box(QRectF(frame.left(), frame.top() + 16, frame.width(), 1), "border", radius=0)
        return frame.adjusted(0, 17, 0, 0)

    def _pointer(self, tip: QPointF) -> None:
        shape = [(0, 0), (0, 13), (3.2, 10), (5.4, 14.4), (7.6, 13.4), (5.5, 9.2), (9.6, 8.8)]
        self._painter.setPen(QPen(QColor(self._theme.tokens.surface), 1))
        self._painter.setBrush(self._theme.tokens.text)
        self._painter.drawPolygon(QPolygonF([QPointF(tip.x() + x, tip.y() + y) for x, y in shape]))


def _application(pen: _Pencil) -> None:
    page = pen.window()
    pen.text(QRectF(page.left() + 10, page.top() + 8, 80, 14), "Applications", "text", 600)
    pen.button(QRectF(page.right() - 88, page.top() + 7, 80, 18), "New Application")
    for number in range(2):
        card = QRectF(page.left() + 10 + 46 * number, page.top() + 38, 40, 34)
        pen.box(card, "sunken", "border", 4)
        pen.line(card.left() + 6, card.bottom() - 11, 28)


def _side(pen: _Pencil, page: QRectF) -> None:
    """The portal's menu, with Bot selected."""
    pen.box(QRectF(page.left() + 50, page.top(), 1, page.height() - 1), "border", radius=0)
    pen.line(page.left() + 10, page.top() + 12, 30)
    pen.box(QRectF(page.left() + 5, page.top() + 24, 40, 15), "selected", radius=4)
    pen.icon("bot", "accent_text", page.left() + 9, page.top() + 26.5, 10)
    pen.text(QRectF(page.left() + 22, page.top() + 24, 24, 15), "Bot", "accent_text", 600)
    for number in range(2):
        pen.line(page.left() + 10, page.top() + 47 + 12 * number, 26 - 6 * number)


def _reset(pen: _Pencil) -> None:
    page = pen.window()
    _side(pen, page)
    pen.text(QRectF(page.left() + 60, page.top() + 8, 60, 14), "Token", "text", 600)
    pen.line(page.left() + 60, page.top() + 27, 84)
    pen.button(QRectF(page.left() + 60, page.top() + 41, 72, 18), "Reset Token")


def _copy(pen: _Pencil) -> None:
    page = pen.window()
    _side(pen, page)
    pen.text(QRectF(page.left() + 60, page.top() + 8, 60, 14), "Token", "text", 600)
    field = QRectF(page.left() + 60, page.top() + 24, 98, 16)
    pen.box(field, "raised", "border_strong", 3)
    pen.text(field.adjusted(6, 0, -6, 0), "MTIz.G5x2aQ.f8…", "text2")
    pen.button(QRectF(page.left() + 60, page.top() + 46, 46, 18), "Copy")


_DRAWINGS: Mapping[str, Callable[[_Pencil], None]] = {"application": _application, "reset": _reset, "copy": _copy}
