"""The top of a page: its title, its purpose in one line, and actions for the whole page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.notice_place import NoticePlace

BUTTON = 32  # px, height; the actions may come and go


class PageHeader(QFrame):
    """Title 20/600 and purpose at the left, actions at the right (at most one primary)."""

    def __init__(self, title: str, purpose: str | NoticePlace, *actions: QWidget) -> None:
        """purpose: the text, or the place of the page's notices that says it in its quiet line."""
        super().__init__()
        heading = Label(title, "title")
        if isinstance(purpose, NoticePlace):
            first = row(heading, None, *actions)
            first.addStrut(BUTTON)
            first.setAlignment(heading, Qt.AlignmentFlag.AlignTop)  # where it is on the other pages
            purpose.hang_below_title()
            self.setLayout(column(first, purpose, spacing=0, margins=(24, 18, 24, 4)))
        else:
            words = column(heading, ElidedLabel(purpose, "secondary"), spacing=2)
            layout = row(*actions, margins=(24, 18, 24, 12))
            layout.insertLayout(0, words, 1)
            self.setLayout(layout)
