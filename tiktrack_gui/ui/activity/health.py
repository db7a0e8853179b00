"""A row of small figures: TikTok's health per capability."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame

from tiktrack_gui.core.sources import Capability, Health
from tiktrack_gui.ui.activity.figure import Figure
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import divided, hairline, row
from tiktrack_gui.ui.widgets.side_by_side import SideBySide
from tiktrack_gui.words.activity import CAPABILITIES, Standing, standing
from tiktrack_gui.words.counts import UNKNOWN

UNTOLD = Standing(color="text3", state=UNKNOWN, detail="")


class HealthStrip(QFrame):
    """Remembers the health of each capability; `show_now` updates the display as time passes.

    The figures are in two lines if there is too little room.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._known: dict[Capability, Health] | None = None  # None until `learn` is first called
        self._figures = {capability: Figure(theme, name) for capability, name in CAPABILITIES.items()}
        figures = list(self._figures.values())
        half = (len(figures) + 1) // 2
        shares = half, len(figures) - half
        halves = SideBySide(divided(figures[:half]), divided(figures[half:]), shares=shares, line=hairline("vertical"))
        self.setLayout(row(halves, margins=(24, 0, 24, 0)))

    def learn(self, health: Iterable[Health]) -> None:
        """Takes new health; of several clients with the same capability, the last active one counts."""
        told = {one.capability: one for one in sorted(health, key=_newest)}
        self._known = (self._known or {}) | told

    def show_now(self, now: float, next_refresh: float | None) -> None:
        """now: UTC epoch seconds. next_refresh: of the feed; None = none is planned."""
        for capability, figure in self._figures.items():
            planned = next_refresh if capability is Capability.TRENDING else None
            how = UNTOLD if self._known is None else standing(self._known.get(capability), now, planned)
            figure.show_standing(how)


def _newest(health: Health) -> int:
    return max(health.last_ok_at or 0, health.failing_since or 0)
