"""A row of small figures: TikTok's health per capability, and how much of the request budget is used."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QWidget

from tiktrack_gui.core.models import Capability, Health
from tiktrack_gui.services.budget import Plan
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, divided, hairline, row
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.side_by_side import SideBySide
from tiktrack_gui.ui.widgets.status_dot import StatusDot
from tiktrack_gui.words.activity import CAPABILITIES, Standing, requests, standing
from tiktrack_gui.words.counts import UNKNOWN

DOT = 12 + 6  # px, with the gap after it
UNTOLD = Standing(color="text3", state=UNKNOWN, detail="")


class HealthStrip(QFrame):
    """Remembers the health of each capability; `show_now` updates the display as time passes.

    The figures are in two lines if there is too little room.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._known: dict[Capability, Health] | None = None  # None until `learn` is first called
        self._figures = {capability: _Figure(theme, name) for capability, name in CAPABILITIES.items()}
        self._budget = _Figure(theme, "Requests this hour")
        figures = [*self._figures.values(), self._budget]
        half = (len(figures) + 1) // 2
        halves = SideBySide(divided(figures[:half]), divided(figures[half:]), line=hairline("vertical"))
        self.setLayout(row(halves, margins=(24, 0, 24, 0)))

    def learn(self, health: Iterable[Health]) -> None:
        """Takes new health; of several clients with the same capability, the last active one counts."""
        told = {one.capability: one for one in sorted(health, key=_newest)}
        self._known = (self._known or {}) | told

    def show_now(self, plan: Plan, now: float, next_refresh: float | None) -> None:
        """now: UTC epoch seconds. next_refresh: of the feed; None = none is planned."""
        for capability, figure in self._figures.items():
            planned = next_refresh if capability is Capability.TRENDING else None
            how = UNTOLD if self._known is None else standing(self._known.get(capability), now, planned)
            figure.show_standing(how)
        self._budget.show_standing(requests(plan))


class _Figure(QWidget):
    """A name, a dot with the state, and a line of detail."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._name = name
        self._dot = StatusDot(theme, "text3")
        self._state = Label("", "emphasis", tabular=True)
        self._detail = Label("", "small", tabular=True, wrap=True)
        self._detail.setContentsMargins(DOT, 0, 8, 0)
        words = column(Label(name, "hint"), row(self._dot, self._state, None, spacing=6), self._detail, None, spacing=2)
        self.setLayout(words)

    def show_standing(self, how: Standing) -> None:
        self._dot.set_color(how.color)
        self._state.setText(how.state)
        self._detail.setText(how.detail)
        self.setToolTip(how.sentence)
        self.setAccessibleName(f"{self._name}: {how.sentence}")


def _newest(health: Health) -> int:
    return max(health.last_ok_at or 0, health.failing_since or 0)
