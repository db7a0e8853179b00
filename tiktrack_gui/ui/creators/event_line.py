"""One line of a card that tells events: icon, title, detail and date."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.labels import ElidedLabel, IconLabel, Label
from tiktrack_gui.words.moves import Line


class EventLine(QWidget):
    """Hidden while it has no line to show."""

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
