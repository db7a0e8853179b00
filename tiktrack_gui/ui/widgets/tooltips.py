"""Tooltips of words that strangers wrote."""

from __future__ import annotations

MOST = 600  # characters


def plain(text: str) -> str:
    """The words as they are. Qt takes for HTML what looks like it, and breaks only HTML into lines."""
    from html import escape  # all of HTML's entities: not before somebody asks

    shown = text if len(text) <= MOST else text[: MOST - 1].rstrip() + "…"
    return f"<p style='white-space: pre-wrap'>{escape(shown)}</p>" if shown else ""
