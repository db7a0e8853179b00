"""A row about the requests to TikTok: how many are used and left, what is asked next, and what the settings need."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from tiktrack_gui.core.requests import Outlook
from tiktrack_gui.services.budget import Plan
from tiktrack_gui.ui.activity.figure import Figure
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.words import requests as words

LINES = 3  # of what is planned next


class RequestsStrip(QFrame):
    """Remembers what is planned; `show_now` updates the display as time passes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._outlook: Outlook | None = None  # None until `learn` is first called
        self._used = Figure(theme, "Requests in the last hour")
        self._needed = Figure(theme, "These settings need")
        self._next = _Next()
        layout = row(spacing=0, margins=(24, 12, 24, 0))
        for number, (part, share) in enumerate(((self._used, 1), (self._next, 2), (self._needed, 1))):
            if number:
                layout.addSpacing(8)
                layout.addWidget(hairline("vertical"))
                layout.addSpacing(8)
            layout.addWidget(part, share)
        self.setLayout(layout)

    def learn(self, outlook: Outlook) -> None:
        self._outlook = outlook

    def set_compact(self, compact: bool) -> None:
        """For low windows: shows the next one only, and details only if something is wrong."""
        self._used.set_compact(compact)
        self._needed.set_compact(compact)
        self._next.set_compact(compact)

    def is_outdated(self, now: float) -> bool:
        """Whether something that was planned is due, so that something else may be planned by now."""
        return self._outlook is not None and any(one.at < now for one in self._outlook.planned[:1])

    def show_now(self, plan: Plan, now: float) -> None:
        """now: UTC epoch seconds."""
        self._used.show_standing(words.used(plan))
        if self._outlook is not None:
            self._next.show_lines(words.planned(self._outlook, now, LINES))
            self._needed.show_standing(words.needed(self._outlook.demand))
            self._needed.setToolTip(words.need(self._outlook.demand))


class _Next(QWidget):
    """A title and a line for each of what is planned next."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = [ElidedLabel("", "small") for _ in range(LINES)]
        self.setLayout(column(Label("Planned next", "hint"), *self._lines, None, spacing=2))

    def set_compact(self, compact: bool) -> None:
        for label in self._lines[1:]:
            label.setVisible(not compact)

    def show_lines(self, lines: list[str]) -> None:
        for number, label in enumerate(self._lines):
            label.setText(lines[number] if number < len(lines) else "")
        self.setToolTip(tooltips.plain("\n".join(lines)))
        self.setAccessibleName("Planned next: " + "; ".join(lines))
