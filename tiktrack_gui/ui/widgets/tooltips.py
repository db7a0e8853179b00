"""Tooltips of words that strangers wrote."""

from __future__ import annotations

from html import escape

MOST = 600  # characters


def plain(text: str) -> str:
    """The words as they are. Qt takes for HTML what looks like it, and breaks only HTML into lines."""
    shown = text if len(text) <= MOST else text[: MOST - 1].rstrip() + "…"
    return f"<p style='white-space: pre-wrap'>{escape(shown)}</p>" if shown else ""
