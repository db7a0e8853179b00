"""Tooltips with text written by strangers."""

from __future__ import annotations

from tiktrack_gui.core.characters import cut

MOST = 600  # characters


def plain(text: str) -> str:
    """Returns the text for a tooltip, shortened and escaped: Qt renders anything like HTML, and only wraps HTML."""
    from html import escape  # loads all HTML entities, so only when needed

    shown = cut(text, MOST)
    return f"<p style='white-space: pre-wrap'>{escape(shown)}</p>" if shown else ""
