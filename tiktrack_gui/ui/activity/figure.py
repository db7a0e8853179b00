"""A small figure of the Activity tab."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.status_dot import StatusDot
from tiktrack_gui.words.activity import Standing
from tiktrack_gui.words.counts import UNKNOWN

DOT = 12 + 6  # px, with the gap after it


class Figure(QWidget):
    """A name, a dot with the state, and a line of detail."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._name, self._compact = name, False
        self._wrong = False
        self._dot = StatusDot(theme, "text3")
        self._state = Label(UNKNOWN, "emphasis", tabular=True)
        self._detail = Label("", "small", tabular=True, wrap=True)
        self._detail.setContentsMargins(DOT, 0, 8, 0)
        words = column(Label(name, "hint"), row(self._dot, self._state, None, spacing=6), self._detail, None, spacing=2)
        self.setLayout(words)

    def set_compact(self, compact: bool) -> None:
        """Shows details only if something is wrong; the tooltip has them anyway."""
        self._compact = compact
        self._make_room()

    def show_standing(self, how: Standing) -> None:
        self._wrong = how.color in ("warn", "bad")
        self._dot.set_color(how.color)
        self._state.setText(how.state)
        self._detail.setText(how.detail)
        self.setToolTip(how.sentence)
        self.setAccessibleName(f"{self._name}: {how.sentence}")
        self._make_room()

    def _make_room(self) -> None:
        self._detail.setVisible(self._wrong or not self._compact)
