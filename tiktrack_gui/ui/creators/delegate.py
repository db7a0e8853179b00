"""Paints the rows of the tracked creators."""

from __future__ import annotations

from tiktrack_gui.core.models import CreatorState
from tiktrack_gui.ui.creators.model import ENTRY_ROLE, Entry
from tiktrack_gui.ui.widgets.creator_rows import CreatorDelegate, Index
from tiktrack_gui.ui.widgets.paint import text_width
from tiktrack_gui.words import creators as words

_STATES = {CreatorState.HANDLE_TAKEN: "handle taken", CreatorState.MISSING: "missing", CreatorState.PRIVATE: "private"}


class CreatorsDelegate(CreatorDelegate):
    """Paints tracked creators with their growth."""

    def _note(self, index: Index, room: float) -> tuple[str, str]:
        """Returns the creator's state unless it is active, else its growth, shortened if there is too little room."""
        entry: Entry = index.data(ENTRY_ROLE)
        state = _STATES.get(CreatorState(entry.tracked.state))
        if state:
            return state, "warn"
        text, tone = words.growth_of_weeks(entry.growth)
        crowded = text == words.NO_CHANGE and text_width(text, self._theme.font(12, tabular=True)) > room
        return ("≈ 0%" if crowded else text), tone
