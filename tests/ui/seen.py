"""What a user sees of a page: its text and its toasts."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from tiktrack_gui.ui.discord.preview import PostCanvas
from tiktrack_gui.ui.discord.preview_layout import Text
from tiktrack_gui.ui.window.messages import Messages


def texts(widget: QWidget) -> str:
    """All visible text, that of a post's preview included."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels + [text for canvas in widget.findChildren(PostCanvas) for text in _drawn(canvas)])


def said_by(messages: Messages) -> list[str]:
    """The toasts from now on; the list grows with them."""
    said: list[str] = []
    messages.said.connect(lambda words, _action: said.append(words))
    return said


def _drawn(canvas: PostCanvas) -> list[str]:
    items = canvas._drawing.items if canvas.isVisible() else []
    return [item.document.toPlainText() for item in items if isinstance(item, Text)]
