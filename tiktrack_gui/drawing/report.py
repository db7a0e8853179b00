"""Reports as PDF, as HTML and as pictures of their pages.

All of it works on any thread once `drawing.application.ready_to_draw` was called on the main one.
"""

from __future__ import annotations

from datetime import tzinfo
from enum import StrEnum

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from tiktrack_gui.drawing.application import ready_to_draw as ready_to_draw
from tiktrack_gui.drawing.report_html import html as html  # the other form of the same
from tiktrack_gui.drawing.report_pages import Pages
from tiktrack_gui.words.documents import Document

RESOLUTION = 1200  # dots per inch of a PDF
PX = 96  # per inch, in which pages are laid out


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def usual_paper() -> Paper:
    """Returns what printers have where this computer is."""
    system = QLocale.system().measurementSystem()
    return Paper.LETTER if system == QLocale.MeasurementSystem.ImperialUSSystem else Paper.A4


def width_of(paper: Paper) -> float:
    """Returns px, 96 per inch."""
    return _px(paper)[0]


def pdf(document: Document, paper: Paper, zone: tzinfo | None = None) -> bytes:
    """Returns the report as PDF, with text that can be searched. zone: of the dates; None = this computer's."""
    ready_to_draw()
    size = QPageSize(SIZES[paper])
    pages = Pages(document, _px(paper), zone)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setTitle(f"{document.title}, {document.period}")
    writer.setCreator("TikTrack")
    painter = QPainter(writer)
    painter.scale(RESOLUTION / PX, RESOLUTION / PX)
    for number in range(pages.number):
        if number:
            writer.newPage()
        pages.paint(painter, number)
    painter.end()
    return bytes(buffer.data().data())


def pictures(document: Document, paper: Paper, scale: float = 1.0, zone: tzinfo | None = None) -> list[QImage]:
    """Returns the pages as they are in the PDF. scale: px of a picture for each of the page at 96 per inch."""
    ready_to_draw()
    pages = Pages(document, _px(paper), zone)
    width, height = _px(paper)
    found = []
    for number in range(pages.number):
        image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
        image.fill(pages.palette.background)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)
        pages.paint(painter, number)
        painter.end()
        found.append(image)
    return found


def _px(paper: Paper) -> tuple[float, float]:
    size = QPageSize(SIZES[paper]).size(QPageSize.Unit.Inch)
    return size.width() * PX, size.height() * PX
