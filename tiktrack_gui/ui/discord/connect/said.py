"""A line that says how something went, with an icon; hidden while there is nothing to say."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import IconLabel, Label


class Said(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "info")
        self._words = Label("", "small", wrap=True)
        self.setLayout(row(column(self._icon, None, margins=(0, 1, 0, 0)), (self._words, 1)))
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def say(self, icon: str = "info", color: str = "text3", text: str = "") -> None:
        """color: a token's name; bad and warn colour the words, too."""
        self._icon.set_icon(icon, color)
        self._words.setText(text)
        self._words.set_tone(color if color in ("bad", "warn") else "")
        self.setVisible(bool(text))
