"""When a creator was first seen, tracked, and changed handle, name, bio, link or marks: a card, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from tiktrack_gui.ui.creators.event_line import EventLine
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words.moves import Line
from tiktrack_gui.words.profiles import NOTHING_BY_THEN, TIMELINE, TIMELINE_PERIOD

FEW = 3  # lines, until all are wanted
MOST = 100  # lines; nobody changes so often in earnest


class TimelineCard(QFrame):
    """Shows the newest events; a button shows all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: list[Line] = []
        self._shows_all = False
        self._lines: list[EventLine] = []
        self._more = Button(theme, "Show all", kind="link")
        self._nothing = Label(NOTHING_BY_THEN, "hint", wrap=True)
        self._nothing.setContentsMargins(16, 4, 16, 8)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        period = Label(TIMELINE_PERIOD, "hint")
        head = row(Label(TIMELINE, "strong"), None, self._more, period, spacing=16, margins=(16, 1, 16, 1))
        head.addStrut(32)
        self._body: QVBoxLayout = column(head, self._nothing, spacing=0, margins=(1, 1, 1, 4))
        self.setLayout(self._body)
        self._more.clicked.connect(self._toggle)

    def show_loading(self) -> None:
        self._shows_all = False
        self.show_lines(())
        self._nothing.hide()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """lines: newest first."""
        if lines and list(lines[:MOST]) == self._shown:  # as at most steps of a slider
            return
        self._shown = list(lines[:MOST])
        self._nothing.setVisible(not lines)
        self._arrange()

    def _arrange(self) -> None:
        shown = self._shown if self._shows_all else self._shown[:FEW]
        while len(self._lines) < len(shown):
            self._lines.append(EventLine(self._theme))
            self._body.addWidget(self._lines[-1])
        for place, widget in enumerate(self._lines):
            widget.show_line(shown[place] if place < len(shown) else None)
        self._more.setVisible(len(self._shown) > FEW)
        self._more.set_text("Show fewer" if self._shows_all else "Show all")

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self._arrange()
