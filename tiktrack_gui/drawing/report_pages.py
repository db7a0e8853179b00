"""Divides a report into pages of whole rows and paragraphs, and paints them. A table's head is repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QFontMetricsF, QPainter, QPen

from tiktrack_gui.drawing.fonts import print_font
from tiktrack_gui.drawing.palette import LIGHT, Palette
from tiktrack_gui.drawing.report_text import ReportText, Unit
from tiktrack_gui.words.documents import Document

SIDE, ABOVE, BELOW = 52, 52, 64  # px of a page around its text
FOOT = 42  # px from its lower edge to the line above the footer
NUMBER = 90  # px for the number of the page


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of the text on a page, from top to bottom in px. head: that of a table that goes on there."""

    top: float
    bottom: float
    head: tuple[float, float] | None = None


def slices(units: Sequence[Unit], room: float) -> list[Slice]:
    """Divides the units into pages. room: px of the text on each. One that is higher than a page has one of its own."""
    found: list[Slice] = []
    first = 0
    while first < len(units):
        head = units[first].head
        free = room - (head[1] - head[0] if head is not None else 0)
        top, end = units[first].top, first + 1
        while end < len(units) and units[end].bottom - top <= free:
            end += 1
        last = end
        while end < len(units) and last - 1 > first and units[last - 1].is_kept:
            last -= 1
        end = end if last - 1 == first and units[first].is_kept else last
        found.append(Slice(top, units[end - 1].bottom, head))
        first = end
    return found


class Pages:
    """Attributes:
    number: How many pages there are.
    palette: Its colours.
    """

    def __init__(self, document: Document, size: tuple[float, float], zone: tzinfo | None) -> None:
        """size: of a page in px, 96 per inch. zone: of the dates in charts; None = this computer's."""
        self.palette: Palette = LIGHT
        self._document = document
        self._width, self._height = size
        self._inner = self._width - 2 * SIDE
        self._report = ReportText(document, self._inner, self.palette, zone)
        self._slices = slices(list(self._report.units()), self._height - ABOVE - BELOW)
        self._paintings = list(self._report.paintings())
        self.number = len(self._slices)

    def paint(self, painter: QPainter, page: int) -> None:
        """page: from 0. The origin is the page's left upper corner."""
        shown = self._slices[page]
        painter.save()
        painter.translate(SIDE, ABOVE)
        if shown.head is not None:
            self._paint_text(painter, *shown.head)
            painter.translate(0, shown.head[1] - shown.head[0])
        self._paint_text(painter, shown.top, shown.bottom)
        for place, draw in self._paintings:
            if shown.top <= place.y() < shown.bottom:
                painter.save()
                painter.translate(place - QPointF(0, shown.top))
                draw(painter)
                painter.restore()
        painter.restore()
        self._paint_foot(painter, page)

    def _paint_text(self, painter: QPainter, top: float, bottom: float) -> None:
        painter.save()
        painter.translate(0, -top)
        seen = QRectF(-1, top, self._inner + 2, bottom - top)
        painter.setClipRect(seen)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = seen.adjusted(0, 1, 0, -1)
        self._report.text.documentLayout().draw(painter, context)
        painter.restore()

    def _paint_foot(self, painter: QPainter, page: int) -> None:
        top, font = self._height - FOOT, print_font(10)
        painter.setPen(QPen(self.palette.grid, 1))
        painter.drawLine(QPointF(SIDE, top), QPointF(self._width - SIDE, top))
        painter.setPen(self.palette.quiet)
        painter.setFont(font)
        line = QRectF(SIDE, top + 6, self._inner, 16)
        middle, room = Qt.AlignmentFlag.AlignVCenter, self._inner - NUMBER
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, f"Page {page + 1} of {self.number}")
        title = f"{self._document.title}, {self._document.period}"
        metrics, end = QFontMetricsF(font), f" · {self._document.footer}"
        whose = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(end))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | middle, f"{whose}{end}")
