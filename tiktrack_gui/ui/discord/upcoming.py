""" "What would be posted now": all candidates of a channel, with why the others aren't posted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures


class Upcoming(QWidget):
    """Signals:
    refresh_wanted: The user wants the candidates to be looked at again.
    post_wanted: The user wants one to be posted now. arg: its Decision.
    opened: The user wants to open a profile or a story in the browser. arg: the link.
    """

    refresh_wanted = Signal()
    post_wanted = Signal(object)
    opened = Signal(str)

    def __init__(self, theme: Theme, pictures: Pictures | None = None) -> None:
        """pictures: of the creators; without, their initials are shown."""
        super().__init__()

    def show_loading(self) -> None:
        """Shows that the candidates are being looked at; those that are shown stay."""

    def show_decisions(self, decisions: Sequence[Decision], now: float) -> None:
        """decisions: of all candidates. now: when they were made, UTC epoch seconds."""

    def fail(self, error: TikTrackError) -> None:
        """Shows why the candidates couldn't be read."""

    def allow_posting(self, allowed: bool, why_not: str = "") -> None:
        """why_not: shown as a tooltip."""
