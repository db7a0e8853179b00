"""Paints the rows of the tracked creators."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from tiktrack_gui.core.models import CreatorState
from tiktrack_gui.ui.creators.model import ENTRY_ROLE, Entry
from tiktrack_gui.ui.widgets.creator_rows import CreatorDelegate, Index
from tiktrack_gui.ui.widgets.paint import text_width
from tiktrack_gui.ui.widgets.tag_pills import marks_width, paint_marks
from tiktrack_gui.words import annotations as words_of_annotations
from tiktrack_gui.words import creators as words

LEAST_HANDLE = 64  # px, at the default text size, that the marks leave
BESIDE_HANDLE = 8.0  # px
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

    def _paint_marks(self, painter: QPainter, line: QRectF, handle: str, index: Index) -> QRectF:
        """Paints the status and the tags behind the handle; of a long handle, they leave only the beginning."""
        found = index.data(ENTRY_ROLE).annotations
        if found is None or (found.status is None and not found.tags):
            return line
        status = "" if found.status is None else words_of_annotations.status(found.status.status)
        least = min(text_width(handle, self._theme.font(12)), float(self._theme.px(LEAST_HANDLE)))
        room = line.width() - least - BESIDE_HANDLE
        wanted = min(marks_width(self._theme, status, found.tags, short=True), room)
        beside = min(text_width(handle, self._theme.font(12)), line.width() - wanted - BESIDE_HANDLE) + BESIDE_HANDLE
        marks = line.adjusted(beside, 0, 0, 0)
        if paint_marks(painter, self._theme, marks, status, found.tags, short=True) <= 0:
            return line
        return QRectF(line.left(), line.top(), beside - BESIDE_HANDLE, line.height())
