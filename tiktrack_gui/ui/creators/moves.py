"""What moved a creator's followers, below the plot: unusual growth with what explains it, and silence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QSizePolicy

from tiktrack_gui.ui.creators.event_line import EventLine
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words.moves import HOW, PERIOD, TITLE, Line

MOST = 3  # lines


class MovesCard(QFrame):
    """Hidden if there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines = tuple(EventLine(theme) for _ in range(MOST))
        self.setProperty("surface", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        title = Label(TITLE, "strong")
        title.setToolTip(HOW)
        head = row(title, None, Label(PERIOD, "hint"), margins=(16, 1, 16, 1))
        head.addStrut(32)
        self.setLayout(column(head, *self._lines, spacing=0, margins=(1, 1, 1, 4)))
        self.hide()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows the first ones."""
        for place, widget in enumerate(self._lines):
            widget.show_line(lines[place] if place < len(lines) else None)
        self.setVisible(bool(lines))
