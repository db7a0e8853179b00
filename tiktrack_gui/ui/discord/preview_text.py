"""Discord's markdown as a document that can be drawn. The text is inserted as it is, never read as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPainterPath,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from tiktrack_gui.core.discord_markdown import Block, Kind, Mark, Span
from tiktrack_gui.ui.theme.colors import DiscordTokens

HEADING_SIZES = (1.5, 1.25, 1.0)  # of the text's, by level
SMALL, CODE_SIZE = 0.8125, 0.875
MONOSPACE = ["Consolas", "Menlo", "DejaVu Sans Mono", "Noto Sans Mono", "monospace"]
INDENT = 22  # px, of an item
QUOTE_INDENT, QUOTE_BAR = 14, 4
CODE_PADDING = 8
LINE_HEIGHT = 110  # percent
LINE = "\u2028"  # begins a line of the same paragraph
KIND = QTextFormat.Property.UserProperty  # of a paragraph


@dataclass(frozen=True, slots=True)
class Look:
    """font: at its final size. link: the colour of links; a title is all of that colour."""

    font: QFont
    color: QColor
    link: QColor
    tokens: DiscordTokens


def document(blocks: Iterable[Block], look: Look, mention: str = "") -> QTextDocument:
    """Returns the document, which is yet to get a width. mention: what is before the first paragraph."""
    made = QTextDocument()
    made.setUndoRedoEnabled(False)
    made.setDocumentMargin(0)
    made.setDefaultFont(look.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setDefaultTextOption(option)
    cursor = QTextCursor(made)
    for number, block in enumerate(blocks):
        if number:
            cursor.insertBlock()
        cursor.setBlockFormat(_block_format(block, look))
        if mention and not number:
            cursor.insertText(mention, _mention(look))
            cursor.insertText(" ", _base(block, look))
        if block.bullet:
            cursor.insertText(f"{block.bullet} ", _base(block, look))
        for span in block.spans:
            cursor.insertText(span.text.replace("\n", LINE), _format(span, block, look))
    return made


def _block_format(block: Block, look: Look) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setProperty(KIND, block.kind.value)
    if block.kind is Kind.HEADING:
        made.setTopMargin(6)
        made.setBottomMargin(4)
    elif block.kind is Kind.ITEM:
        made.setLeftMargin(INDENT)
        made.setTextIndent(-INDENT / 2)
    elif block.kind is Kind.QUOTE:
        made.setLeftMargin(QUOTE_INDENT)
    elif block.kind is Kind.CODE:
        made.setLeftMargin(CODE_PADDING)
        made.setRightMargin(CODE_PADDING)
        made.setTopMargin(CODE_PADDING)
        made.setBottomMargin(CODE_PADDING)
    return made


def _mention(look: Look) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(look.tokens.on_mention)
    made.setBackground(look.tokens.mention)
    made.setFontWeight(QFont.Weight.Medium)
    made.setProperty(QTextCharFormat.Property.FontPixelSize, look.font.pixelSize())
    return made


def _base(block: Block, look: Look) -> QTextCharFormat:
    made, size = QTextCharFormat(), look.font.pixelSize()
    made.setForeground(look.color)
    if block.kind is Kind.HEADING:
        made.setForeground(look.tokens.heading)
        made.setFontWeight(QFont.Weight.Bold)
        size = round(size * HEADING_SIZES[block.level - 1])
    elif block.kind is Kind.SMALL:
        made.setForeground(look.tokens.muted)
        size = round(size * SMALL)
    made.setProperty(QTextCharFormat.Property.FontPixelSize, size)
    return made


def _format(span: Span, block: Block, look: Look) -> QTextCharFormat:
    made = _base(block, look)
    if Mark.BOLD in span.marks:
        made.setFontWeight(QFont.Weight.Bold)
    made.setFontItalic(Mark.ITALIC in span.marks)
    made.setFontUnderline(Mark.UNDERLINE in span.marks)
    made.setFontStrikeOut(Mark.STRIKE in span.marks)
    if span.url is not None:
        made.setForeground(look.link)
    if Mark.CODE in span.marks:
        made.setFontFamilies(MONOSPACE)
        if block.kind is not Kind.CODE:
            made.setBackground(look.tokens.code)
        made.setProperty(QTextCharFormat.Property.FontPixelSize, round(look.font.pixelSize() * CODE_SIZE))
    if Mark.SPOILER in span.marks:  # hidden, as until somebody clicks on it
        made.setForeground(look.tokens.spoiler)
        made.setBackground(look.tokens.spoiler)
    return made


def paint(painter: QPainter, made: QTextDocument, look: Look) -> None:
    """Draws a document at the painter's origin, with what is behind and beside its paragraphs."""
    layout, block = made.documentLayout(), made.begin()
    while block.isValid():
        kind, rect = block.blockFormat().property(KIND), layout.blockBoundingRect(block)
        if kind == Kind.QUOTE.value:
            painter.fillRect(QRectF(0, rect.top(), QUOTE_BAR, rect.height()), look.tokens.quote)
        elif kind == Kind.CODE.value:
            box = QPainterPath()
            around = CODE_PADDING - 2
            box.addRoundedRect(QRectF(0, rect.top() - around, made.textWidth(), rect.height() + 2 * around), 4, 4)
            painter.fillPath(box, look.tokens.code)
        block = block.next()
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, look.color)
    layout.draw(painter, context)
