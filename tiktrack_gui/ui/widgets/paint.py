"""Drawing functions for delegates: elided text, the score pill, the velocity bar."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle

from tiktrack_gui.ui.theme.theme import RADIUS_CONTROL, Theme

HOT_FROM, WARM_FROM = 85, 60  # scores
PILL_HEIGHT = 22.0
BAR_HEIGHT = 5.0
DECADES_BELOW, DECADES_ABOVE = 1, 2  # the velocity bar spans threshold / 10 … threshold × 100
TICK = DECADES_BELOW / (DECADES_BELOW + DECADES_ABOVE)

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@lru_cache(maxsize=4096)
def elided(text: str, font: QFont, width: int) -> str:
    """Returns the text, or as much of it as fits with an ellipsis."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=4096)
def text_width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def draw_ground(painter: QPainter, rect: QRectF, theme: Theme, state: QStyle.StateFlag, *, hovered: bool) -> bool:
    """The rounded ground of a list's row, if it has one; returns whether the row is selected."""
    tokens = theme.tokens
    selected = bool(state & QStyle.StateFlag.State_Selected)
    focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
    if selected or hovered:
        painter.setPen(QPen(tokens.focus, 1) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.selected if selected else tokens.hover)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)
    return selected


def draw_text(painter: QPainter, rect: QRectF, text: str, align: Qt.AlignmentFlag = LEFT) -> None:
    """Draws one line in the painter's font and pen, elided."""
    painter.drawText(rect, _on_one_line(align), elided(text, painter.font(), int(rect.width())))


@cache
def _on_one_line(align: Qt.AlignmentFlag) -> int:
    """Joining flags takes Python as long as drawing a short text."""
    return int(align.value | Qt.TextFlag.TextSingleLine.value)


def draw_lines(painter: QPainter, rect: QRectF, text: str, count: int) -> None:
    """Draws at most `count` lines in the painter's font and pen, the last one elided, vertically centred in rect."""
    lines = wrapped(text, painter.font(), int(rect.width()), count)
    height = QFontMetricsF(painter.font()).lineSpacing()
    top = rect.center().y() - height * len(lines) / 2
    for number, line in enumerate(lines):
        painter.drawText(QRectF(rect.left(), top + number * height, rect.width(), height), LEFT, line)


@lru_cache(maxsize=2048)
def wrapped(text: str, font: QFont, width: int, count: int) -> tuple[str, ...]:
    """Returns at most `count` lines of the text, wrapped to the width; the last one takes the rest, elided."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    starts: list[int] = []  # in UTF-16 units, as Qt counts
    while len(starts) < count and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    units = text.encode("utf-16-le")
    ends = [*starts[1:], len(units) // 2]
    lines = [units[2 * start : 2 * end].decode("utf-16-le").strip() for start, end in zip(starts, ends, strict=True)]
    return tuple(elided(line, font, width) for line in lines)


def pixel_ratio(painter: QPainter) -> float:
    """Returns the device pixels per pixel of the painter's device."""
    return painter.device().devicePixelRatioF()


def bar_share(velocity: float, threshold: float) -> float:
    """Returns the position of a velocity on the logarithmic bar, 0–1; the threshold is at TICK."""
    if velocity <= 0 or threshold <= 0:
        return 0.0 if velocity <= 0 else 1.0
    return min(max(TICK + math.log10(velocity / threshold) / (DECADES_BELOW + DECADES_ABOVE), 0.0), 1.0)


def velocity_bar(painter: QPainter, theme: Theme, rect: QRectF, velocity: float, threshold: float) -> None:
    """Draws a logarithmic bar with a tick at the threshold: in the accent from that velocity on, grey below."""
    tokens = theme.tokens
    radius = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.border)
    painter.drawRoundedRect(rect, radius, radius)
    share = bar_share(velocity, threshold)
    if share > 0:
        painter.setBrush(tokens.accent if velocity >= threshold else tokens.text3)
        filled = QRectF(rect.left(), rect.top(), max(share * rect.width(), rect.height()), rect.height())
        painter.drawRoundedRect(filled, radius, radius)
    if threshold > 0:
        _tick(painter, theme, rect)


def _tick(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """Draws the tick, with a gap in the background's colour around it so that it shows on the filled bar too."""
    x = round(rect.left() + TICK * rect.width()) + 0.5
    top, bottom = rect.top() - 2, rect.bottom() + 2
    painter.setPen(QPen(theme.tokens.surface, 3))
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
    painter.setPen(QPen(theme.tokens.text2, 1))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def score_tone(score: int) -> str:
    """Returns hot, accent or "" (grey)."""
    return "hot" if score >= HOT_FROM else "accent" if score >= WARM_FROM else ""


def score_pill(painter: QPainter, theme: Theme, rect: QRectF, score: int, *, selected: bool = False) -> None:
    """Draws the score in a pill at the left of rect: with a flame from 85, in the accent from 60, else grey.

    selected: the row is selected, so its background has the tint of the accent pill.
    """
    tokens = theme.tokens
    hot = score >= HOT_FROM
    ink, ground = {
        "hot": (tokens.hot, tokens.hot_soft),
        "accent": (tokens.accent_text, tokens.accent_soft),
        "": (tokens.text2, tokens.sunken),
    }[score_tone(score)]
    width = 54.0 if hot else 38.0
    pill = QRectF(rect.left(), rect.center().y() - PILL_HEIGHT / 2, width, PILL_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.surface if selected and not hot else ground)
    painter.drawRoundedRect(pill, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    if hot:
        flame = theme.icons.pixmap("flame", ink, 14, pixel_ratio(painter))
        painter.drawPixmap(QPointF(pill.left() + 8, pill.center().y() - 7), flame)
        pill.setLeft(pill.left() + 18)
    painter.setPen(ink)
    painter.setFont(theme.font(12, 600, tabular=True))
    painter.drawText(pill, CENTRE, str(score))


def word_pill(painter: QPainter, theme: Theme, rect: QRectF, word: str, tone: str, *, selected: bool = False) -> None:
    """Draws a word in a pill at the left of rect. tone: "accent", "ok", "warn", "bad", or "" = grey.

    selected: see above.
    """
    tokens = theme.tokens
    ink, ground = {
        "accent": (tokens.accent_text, tokens.accent_soft),
        "ok": (tokens.ok, tokens.ok_soft),
        "warn": (tokens.warn, tokens.warn_soft),
        "bad": (tokens.bad, tokens.bad_soft),
        "": (tokens.text2, tokens.sunken),
    }[tone]
    font = theme.font(12, 500)
    pill = QRectF(rect.left(), rect.center().y() - PILL_HEIGHT / 2, text_width(word, font) + 18, PILL_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.surface if selected and tone in ("", "accent") else ground)
    painter.drawRoundedRect(pill, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(pill, CENTRE, word)
