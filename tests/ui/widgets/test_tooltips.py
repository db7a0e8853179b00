"""Tooltips never interpret untrusted text as markup."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument

from tiktrack_gui.ui.widgets import tooltips


def read(tooltip: str) -> str:
    """The tooltip's text as shown by Qt."""
    assert tooltip == "" or tooltip.startswith("<p ")  # else Qt wouldn't wrap a long one
    document = QTextDocument()
    document.setHtml(tooltip)
    return document.toPlainText()


def test_words_stay_as_they_were_written() -> None:
    for text in ("<b>bold</b> & <img src='file:///etc/hostname'>", "two\nlines", "مطبخ صغير 🍝", ""):
        assert read(tooltips.plain(text)) == text


def test_no_tooltip_covers_the_screen() -> None:
    shown = read(tooltips.plain("word " * 1000))
    assert len(shown) <= tooltips.MOST
    assert shown.endswith("word…")
