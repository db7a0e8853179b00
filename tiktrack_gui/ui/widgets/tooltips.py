"""Tooltips with text written by strangers."""

from __future__ import annotations

MOST = 600  # characters


def plain(text: str) -> str:
    """Returns the text for a tooltip, shortened and escaped: Qt renders anything like HTML, and only wraps HTML."""
    from html import escape  # loads all HTML entities, so only when needed

    shown = text if len(text) <= MOST else text[: MOST - 1].rstrip() + "…"
    return f"<p style='white-space: pre-wrap'>{escape(shown)}</p>" if shown else ""
