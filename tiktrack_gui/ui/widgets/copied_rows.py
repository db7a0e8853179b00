"""Rows of a table as text on the clipboard, with tabs between the cells, as spreadsheets and chats take it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QGuiApplication

from tiktrack_gui.core.cell_text import shielded


def copy_rows(headings: Sequence[str], rows: Iterable[Sequence[str | None]]) -> int:
    """Puts the rows below their headings on the clipboard; returns their number."""
    lines = [headings, *rows]
    QGuiApplication.clipboard().setText("\n".join("\t".join(map(_cell, line)) for line in lines))
    return len(lines) - 1


def strangers(text: str | None) -> str:
    """A stranger's text, so that no spreadsheet computes it when it is pasted."""
    return shielded(_cell(text))


def _cell(text: str | None) -> str:
    """On one line, without tabs."""
    return " ".join((text or "").split())
