"""Writes a report as text for pages, with QTextDocument, in one piece; `drawing.report_pages` divides it.

The text is inserted as it is, never as HTML. Charts have a place held by an empty picture, and are painted over it, so
that they are drawn in a PDF instead of being pictures in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from typing import Any

from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from tiktrack_gui.drawing.fonts import print_font
from tiktrack_gui.drawing.growth_chart import Frame, Growth, Point, paint
from tiktrack_gui.drawing.little_line import little_line
from tiktrack_gui.drawing.palette import Palette
from tiktrack_gui.words.documents import QUIET, Cell, Chart, Column, Document, Section, Table, Tile

CHART = 210  # px high
LITTLE = 96, 26  # px of a little chart
PAD = 4  # px above and below the text of a cell
ROWS = 20  # of a table that are laid out at once: a longer one would stop the window for longer than a frame
HEADING = 22  # px above one
NOTE = 6  # px between a table and its note
EMPTY = QUrl("report:empty")

Paint = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Unit:
    """What isn't divided: a paragraph, or a row of a table, from top to bottom in px.

    is_kept: it stays on the page of the next one; so does the last but one row of a table. head: the table's first
    row, to be repeated above this one.
    """

    top: float
    bottom: float
    is_kept: bool = False
    head: tuple[float, float] | None = None


class ReportText:
    """Attributes:
    text: The text; it has the width asked for.
    """

    def __init__(self, document: Document, width: float, palette: Palette, zone: tzinfo | None) -> None:
        """width: px, 96 per inch. zone: of the dates in charts; None = this computer's."""
        self.palette = palette
        self._document, self._zone, self._inner = document, zone, width
        self._held: list[tuple[int, float, Paint]] = []  # where in the text, the height, and how it is painted
        self._parts: list[tuple[int, bool] | tuple[QTextTable, QTextTable | None]] = []  # paragraphs, tables
        self._heads: dict[QTextTable | None, tuple[float, float] | None] = {}  # from top to bottom, by table
        self.text = QTextDocument()
        self._cursor = QTextCursor(self.text)
        self._write()

    def units(self) -> Iterator[Unit]:
        """Yields the parts of the text from top to bottom."""
        layout = self.text.documentLayout()
        for part in self._parts:
            what, more = part
            if isinstance(what, QTextTable):
                yield from self._rows(what, more if isinstance(more, QTextTable) else None)
            else:
                place = layout.blockBoundingRect(self.text.findBlock(what))
                yield Unit(place.top(), place.bottom(), bool(more))

    def paintings(self) -> Iterator[tuple[QPointF, Paint]]:
        """Yields what is to be painted over the text, and where."""
        for where, high, draw in self._held:
            block = self.text.findBlock(where)
            here = where - block.position()
            line = block.layout().lineForTextPosition(here)
            corner = self.text.documentLayout().blockBoundingRect(block).topLeft()
            x = line.cursorToX(here)
            left: Any = x[0] if isinstance(x, tuple) else x  # with the cursor's place, whatever the types say
            yield corner + QPointF(left, line.y() + line.ascent() - high), draw

    def _rows(self, table: QTextTable, first: QTextTable | None) -> Iterator[Unit]:
        """first: the part of the table with its head, if this one is another."""
        layout = self.text.documentLayout()
        places = [[table.cellAt(row, number) for number in range(table.columns())] for row in range(table.rows())]
        firsts = ((cell.firstCursorPosition().block() for cell in cells) for cells in places)
        tops = [min(layout.blockBoundingRect(block).top() for block in blocks) - PAD for blocks in firsts]
        last = table.rows() - 1
        ends = (cell.lastCursorPosition().block() for cell in places[last])
        end = max(layout.blockBoundingRect(block).bottom() for block in ends)
        bottoms = [*tops[1:], end + PAD + 1]  # and the line below it
        head = (tops[0], bottoms[0]) if table.format().headerRowCount() else self._heads.get(first)
        self._heads[table] = head
        for row, (top, bottom) in enumerate(zip(tops, bottoms, strict=True)):
            is_head = not row and first is None
            yield Unit(top, bottom, is_kept=is_head or row == last - 1, head=None if is_head else head)

    def _write(self) -> None:
        text, document = self.text, self._document
        text.setDocumentMargin(0)
        text.setDefaultFont(print_font(11))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        text.setDefaultTextOption(option)
        text.setTextWidth(self._inner)
        nothing = QImage(1, 1, QImage.Format.Format_ARGB32)
        nothing.fill(Qt.GlobalColor.transparent)
        text.addResource(QTextDocument.ResourceType.ImageResource, EMPTY, nothing)
        self._line(document.kind, print_font(11, 600), self.palette.line)
        self._line(document.title, print_font(24, 600), self.palette.text, above=6)
        if document.subtitle:
            self._line(document.subtitle, print_font(13), self.palette.quiet, above=2)
        self._line(document.period, print_font(13), self.palette.text, above=2)
        self._write_tiles(document.tiles)
        for part in document.parts:
            match part:
                case Chart():
                    self._write_chart(part)
                case Table():
                    self._write_table(part)
                case Section():
                    self._write_section(part)

    def _line(self, text: str, font: QFont, color: QColor, *, above: float = 0, kept: bool = False) -> None:
        self._begin(above)
        self._parts.append((self._cursor.position(), kept))
        self._cursor.insertText(text, _format(font, color))

    def _begin(self, above: float) -> None:
        """Begins a paragraph: in the empty one that is at the beginning, and after each table, or else a new one."""
        if self._cursor.block().length() > 1:
            self._cursor.insertBlock()
        self._cursor.setBlockFormat(_block(above))

    def _heading(self, text: str) -> None:
        self._line(text, print_font(14, 600), self.palette.text, above=HEADING, kept=True)

    def _write_tiles(self, tiles: Sequence[Tile]) -> None:
        table = self._table(1, [1.0] * len(tiles), above=18)
        for number, tile in enumerate(tiles):
            cell = table.cellAt(0, number)
            style = QTextTableCellFormat()
            style.setLeftPadding(0 if not number else 12)
            style.setRightPadding(8)
            if number:
                style.setLeftBorder(1)
                style.setLeftBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                style.setLeftBorderBrush(QBrush(self.palette.grid))
            cell.setFormat(style)
            cursor = cell.firstCursorPosition()
            cursor.setBlockFormat(_block(0))
            cursor.insertText(tile.caption, _format(print_font(11), self.palette.quiet))
            cursor.insertBlock(_block(2))
            cursor.insertText(tile.text, _format(print_font(20, 600), self._ink(tile.tone)))
            cursor.insertBlock(_block(2))
            cursor.insertText(tile.below or "\u00a0", _format(print_font(10), self.palette.quiet))
        self._after(table)

    def _write_chart(self, chart: Chart) -> None:
        self._heading(chart.title)
        if chart.missing:
            self._line(chart.missing, print_font(11), self.palette.quiet, above=6)
            return
        points = [Point(*point) for point in chart.points]
        growth = Growth(chart.title, "", points, chart.gaps)
        frame = Frame(self._inner, CHART, margin=0, top=8, axis=partial(print_font, 10))
        self._begin(6)
        self._parts.append((self._cursor.position(), True))
        self._hold(self._cursor, self._inner, CHART, partial(_paint_chart, growth, self.palette, frame, self._zone))
        self._line(chart.source, print_font(10), self.palette.quiet, above=4)

    def _write_section(self, section: Section) -> None:
        self._heading(section.title)
        for number, paragraph in enumerate(section.paragraphs):
            self._line(paragraph, print_font(11), self.palette.quiet, above=4 if number else 6)

    def _write_table(self, part: Table) -> None:
        self._heading(part.title)
        if not part.rows:
            self._line(part.missing, print_font(11), self.palette.quiet, above=6)
            return
        first: QTextTable | None = None
        for start in range(0, len(part.rows), ROWS):
            last = start + ROWS >= len(part.rows)
            below = (NOTE if part.note else HEADING) if last else 0
            table = self._write_rows(part, part.rows[start : start + ROWS], below, heads=part.has_head and not start)
            self._after(table, first)
            first = first or table
            if not last:
                self._shrink()
        if part.note:
            self._line(part.note, print_font(10), self.palette.quiet)

    def _write_rows(self, part: Table, rows: Sequence[Sequence[Cell]], below: float, *, heads: bool) -> QTextTable:
        """heads: whether the titles of the columns are above them."""
        above = 0 if self._is_shrunk else 6
        table = self._table(len(rows) + heads, [column.width for column in part.columns], above, below)
        style = table.format()
        style.setHeaderRowCount(int(heads))
        table.setFormat(style)
        for number, column in enumerate(part.columns if heads else ()):
            cell = Cell(text=column.title, tone=QUIET)
            self._fill(table, 0, number, cell, column, print_font(10))
        for row, cells in enumerate(rows, int(heads)):
            for number, (cell, column) in enumerate(zip(cells, part.columns, strict=True)):
                self._fill(table, row, number, cell, column, print_font(11, 600 if cell.is_strong else 400))
        return table

    def _shrink(self) -> None:
        """Makes the paragraph between two parts of a table as low as can be."""
        style = _block(0)
        style.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._cursor.setBlockFormat(style)
        self._cursor.setBlockCharFormat(_format(print_font(1), self.palette.background))

    @property
    def _is_shrunk(self) -> bool:
        return self._cursor.blockFormat().lineHeight() == 1

    def _fill(self, table: QTextTable, row: int, number: int, cell: Cell, column: Column, font: QFont) -> None:
        place = table.cellAt(row, number)
        style = QTextTableCellFormat()
        style.setTopPadding(PAD)
        style.setBottomPadding(PAD)
        style.setLeftPadding(0 if not number else 5)
        style.setRightPadding(5 if number < table.columns() - 1 else 0)
        align = QTextCharFormat.VerticalAlignment
        is_head = not row and table.format().headerRowCount()
        style.setVerticalAlignment(align.AlignBottom if is_head else align.AlignTop)
        style.setBottomBorder(1)
        style.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        style.setBottomBorderBrush(QBrush(self.palette.grid))
        place.setFormat(style)
        side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
        cursor = place.firstCursorPosition()
        cursor.setBlockFormat(_block(0, side))
        if cell.line:
            draw = partial(little_line, cell.line, self._document.span, LITTLE, self.palette)
            self._hold(cursor, *LITTLE, draw)
            return
        ink = self._ink(cell.tone)
        written = _format(font, ink)
        if cell.link:
            written.setAnchor(True)
            written.setAnchorHref(cell.link)
        cursor.insertText(cell.text, written)
        if cell.below:
            cursor.insertBlock(_block(1, side))
            cursor.insertText(cell.below, _format(print_font(9), self.palette.quiet))

    def _table(self, rows: int, widths: Sequence[float], above: float, below: float = HEADING) -> QTextTable:
        self._begin(0)
        style = QTextTableFormat()
        style.setBottomMargin(below)  # Qt ignores the margin above the paragraph there
        style.setBorder(0)
        style.setBorderCollapse(True)
        style.setCellSpacing(0)
        style.setCellPadding(0)
        style.setTopMargin(above)
        style.setWidth(QTextLength(QTextLength.Type.FixedLength, self._inner))
        whole = sum(widths)
        lengths = [QTextLength(QTextLength.Type.PercentageLength, 100 * width / whole) for width in widths]
        style.setColumnWidthConstraints(lengths)
        return self._cursor.insertTable(rows, len(widths), style)

    def _after(self, table: QTextTable, first: QTextTable | None = None) -> None:
        """Goes on below the table, with the block that Qt has there in any case. first: of which it is a part."""
        self._parts.append((table, first))
        self._cursor = QTextCursor(self.text)
        self._cursor.setPosition(table.lastPosition() + 1)

    def _hold(self, cursor: QTextCursor, width: float, height: float, draw: Paint) -> None:
        held = QTextImageFormat()
        held.setName(EMPTY.toString())
        held.setWidth(width)
        held.setHeight(height)
        self._held.append((cursor.position(), height, draw))
        cursor.insertImage(held)

    def _ink(self, tone: str) -> QColor:
        return {"ok": self.palette.up, "bad": self.palette.down, QUIET: self.palette.quiet}.get(tone, self.palette.text)


def _paint_chart(growth: Growth, palette: Palette, frame: Frame, zone: tzinfo | None, painter: QPainter) -> None:
    paint(painter, growth, palette, frame, zone)


def _block(above: float, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> QTextBlockFormat:
    style = QTextBlockFormat()
    style.setTopMargin(above)
    style.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    style.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return style


def _format(font: QFont, color: QColor) -> QTextCharFormat:
    style = QTextCharFormat()
    style.setFont(font)
    style.setForeground(QBrush(color))
    return style
