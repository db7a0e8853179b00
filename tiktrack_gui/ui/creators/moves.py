"""What moved a creator's followers, below the plot: unusual growth with what explains it, and silence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.labels import ElidedLabel, IconLabel, Label
from tiktrack_gui.words.moves import HOW, PERIOD, TITLE, Line

MOST = 3  # lines


class MovesCard(QFrame):
    """Hidden if there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines = tuple(_Line(theme) for _ in range(MOST))
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


class _Line(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "activity")
        self._title, self._detail, self._date = ElidedLabel("", "label"), ElidedLabel("", "small"), Label("", "hint")
        words = column(self._title, self._detail, spacing=1)
        parts = row(self._icon, spacing=12, margins=(16, 6, 16, 6))
        parts.addLayout(words, 1)
        parts.addWidget(self._date)
        self.setLayout(column(hairline(), parts, spacing=0))

    def show_line(self, line: Line | None) -> None:
        self.setVisible(line is not None)
        if line is not None:
            self._icon.set_icon(line.icon, "text3")
            for label, text in ((self._title, line.title), (self._detail, line.detail), (self._date, line.date)):
                label.setText(text)
            self.setAccessibleName(f"{line.title}, {line.detail}, {line.date}")
