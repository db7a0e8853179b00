"""Converts the Discord markdown of posts to HTML for labels. Pure."""

from __future__ import annotations

from html import escape

from tiktrack_gui.core.discord_markdown import Block, Kind, Mark, Span, blocks
from tiktrack_gui.words.text import breakable

_TAGS = {Mark.BOLD: "b", Mark.ITALIC: "i", Mark.UNDERLINE: "u", Mark.STRIKE: "s", Mark.CODE: "code"}
_SIZES = {1: "x-large", 2: "large", 3: "medium"}  # headings


def to_html(text: str, link: str) -> str:
    """link: the colour of links, which can't be clicked in the preview."""
    return "<br>".join(_block(block, link) for block in blocks(text))


def _block(block: Block, link: str) -> str:
    inside = "".join(_span(span, link) for span in block.spans)
    match block.kind:
        case Kind.HEADING:
            return f'<b style="font-size:{_SIZES[block.level]}">{inside}</b>'
        case Kind.SMALL:
            return f"<small>{inside}</small>"
        case Kind.QUOTE:
            return "<br>".join(f"▎{line}" for line in inside.split("<br>"))
        case Kind.ITEM:
            return f"{block.bullet} {inside}"
        case _:
            return inside


def _span(span: Span, link: str) -> str:
    """Allows line breaks within long words, as Discord does."""
    html = escape(breakable(span.text)).replace("\n", "<br>")
    for mark, tag in _TAGS.items():
        html = f"<{tag}>{html}</{tag}>" if mark in span.marks else html
    return html if span.url is None else f'<span style="color:{link}">{html}</span>'
