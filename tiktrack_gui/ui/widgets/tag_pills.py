"""Paints a creator's status and tags as pills: whole ones, as many as there is room for, and the number of the others.

The status has a line around it, and a tag a ground of its colour. Where room is scarce, a tag is its first letter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.core.annotations import Tag
from tiktrack_gui.core.characters import cut, graphemes
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.paint import CENTRE, LEFT, elided, text_width

HEIGHT = 18  # px, at the default text size
GAP = 4.0
PADDING = 7.0  # px on either side of a word
LONGEST = 22  # characters of a word
LEAST = 44.0  # px; with less, a status isn't even shown shortened

Paint = Callable[[QRectF], None]


@lru_cache(maxsize=512)
def first_letter(name: str) -> str:
    """ "F" for "#food"."""
    letters = graphemes(name)
    return next((one for one in letters if one[0].isalnum()), letters[0] if letters else "").upper()


def paint_marks(
    painter: QPainter, theme: Theme, rect: QRectF, status: str, tags: Sequence[Tag], *, short: bool = False
) -> float:
    """Paints pills in the middle of the rectangle's height, from its left. Returns how many px they take.

    status: in words; "" for none. short: tags by their first letters.
    """
    font = theme.font(11, 500)
    parts: list[tuple[float, Paint]] = []
    if status:
        word = cut(status, LONGEST)
        parts.append((_status_width(word, font), partial(_paint_status, painter, theme, word, font)))
    for tag in tags:
        word = _word(tag, short=short)
        width = _tag_width(theme, word, font, short=short)
        parts.append((width, partial(_paint_tag, painter, theme, word, font, tag.color)))
    return _paint(painter, theme, rect, parts, font)


def marks_width(theme: Theme, status: str, tags: Sequence[Tag], *, short: bool = False) -> float:
    """Returns the px that all of them take."""
    font = theme.font(11, 500)
    widths = [_status_width(cut(status, LONGEST), font)] if status else []
    widths += [_tag_width(theme, _word(tag, short=short), font, short=short) for tag in tags]
    return sum(widths) + GAP * max(len(widths) - 1, 0)


def _word(tag: Tag, *, short: bool) -> str:
    return first_letter(tag.name) if short else cut(tag.name, LONGEST)


def _status_width(word: str, font: QFont) -> float:
    return text_width(word, font) + 2 * PADDING


def _tag_width(theme: Theme, word: str, font: QFont, *, short: bool) -> float:
    return max(text_width(word, font) + (PADDING if short else 2 * PADDING), float(theme.px(HEIGHT)))


def _paint(painter: QPainter, theme: Theme, rect: QRectF, parts: Sequence[tuple[float, Paint]], font: QFont) -> float:
    """Paints as many as fit, with the number of the others behind them; a first one that is too wide is shortened."""
    number = text_width(f"+{len(parts)}", font)
    height, left, room = float(theme.px(HEIGHT)), rect.left(), rect.width()
    for place, (width, paint) in enumerate(parts):
        is_last = place == len(parts) - 1
        used = left - rect.left()
        if used + width + (0 if is_last else number) > room:
            if place == 0 and room - (0 if is_last else number) >= LEAST:
                width = room - (0 if is_last else number)
            else:
                return used + _paint_others(painter, theme, rect, left, len(parts) - place, font)
        paint(QRectF(left, rect.center().y() - height / 2, width, height))
        left += width + GAP
    return left - GAP - rect.left() if parts else 0.0


def _paint_others(painter: QPainter, theme: Theme, rect: QRectF, left: float, others: int, font: QFont) -> float:
    """Returns the px taken: none where there isn't even room for a number."""
    text = f"+{others}"
    width = text_width(text, font)
    if left - rect.left() + width > rect.width():
        return 0.0
    painter.setFont(font)
    painter.setPen(theme.tokens.text3)
    painter.drawText(QRectF(left, rect.top(), width + 1, rect.height()), LEFT, text)
    return width


def _paint_tag(painter: QPainter, theme: Theme, word: str, font: QFont, color: str, place: QRectF) -> None:
    ink, ground = theme.tag(color)
    _paint_pill(painter, place, word, ink, ground, ground, font)


def _paint_status(painter: QPainter, theme: Theme, word: str, font: QFont, place: QRectF) -> None:
    tokens = theme.tokens
    _paint_pill(painter, place, word, tokens.text2, QColor(Qt.GlobalColor.transparent), tokens.text3, font)


def _paint_pill(
    painter: QPainter, place: QRectF, word: str, ink: QColor, ground: QColor, line: QColor, font: QFont
) -> None:
    radius = place.height() / 2
    painter.setPen(QPen(line, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(place, CENTRE, elided(word, font, int(place.width() - PADDING)))


class TagPills(QWidget):
    """Tags to be read, on a line; its tooltip names all of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tags: Sequence[Tag] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_tags(self, tags: Sequence[Tag]) -> None:
        self._tags = tags
        names = ", ".join(tag.name for tag in tags)
        self.setAccessibleName(f"Tags: {names}" if names else "")
        self.setToolTip(tooltips.plain(names))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, self._theme.px(HEIGHT) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_marks(painter, self._theme, QRectF(self.rect()), "", self._tags)
        painter.end()
