"""Converts the Discord markdown used in posts (bold, links, escapes, line breaks) to HTML for labels. Pure."""

from __future__ import annotations

import re
from html import escape

from tiktrack_gui.words.text import breakable

_MARKS = re.compile(
    r"\\(?P<escaped>[^a-zA-Z0-9\s])"
    r"|\[(?P<label>(?:\\.|[^\]\\])*)\]\((?P<url>[^)\s]*)\)"
    r"|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*"
    r"|(?P<line>\n)",
    re.DOTALL,
)


def to_html(text: str, link: str) -> str:
    """link: the colour of links, which can't be clicked in the preview."""
    parts, end = [], 0
    for mark in _MARKS.finditer(text):
        parts += [_plain(text[end : mark.start()]), _html_of(mark, link)]
        end = mark.end()
    return "".join([*parts, _plain(text[end:])])


def _plain(text: str) -> str:
    """Allows line breaks within long words, as Discord does."""
    return escape(breakable(text))


def _html_of(mark: re.Match[str], link: str) -> str:
    match mark.lastgroup:
        case "escaped":
            return escape(f"\u200b{mark['escaped']}" if mark["escaped"] in "#@" else mark["escaped"])
        case "bold":
            return f"<b>{to_html(mark['bold'], link)}</b>"
        case "line":
            return "<br>"
        case _:
            return f'<span style="color:{link}">{to_html(mark["label"], link)}</span>'
