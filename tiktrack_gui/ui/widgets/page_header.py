"""The top of a page: its title, its purpose in one line, and actions for the whole page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label


class PageHeader(QFrame):
    """Title 20/600 and purpose at the left, actions at the right (at most one primary)."""

    def __init__(self, title: str, purpose: str, *actions: QWidget) -> None:
        super().__init__()
        words = column(Label(title, "title"), ElidedLabel(purpose, "secondary"), spacing=2)
        layout = row(*actions, margins=(24, 18, 24, 12))
        layout.insertLayout(0, words, 1)
        self.setLayout(layout)
