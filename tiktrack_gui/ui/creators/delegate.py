"""Paints the rows of the tracked creators."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from tiktrack_gui.core.annotations import Tag
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.ui.creators.model import ENTRY_ROLE, Entry
from tiktrack_gui.ui.widgets.creator_rows import CreatorDelegate, Index
from tiktrack_gui.ui.widgets.paint import text_width
from tiktrack_gui.ui.widgets.tag_pills import marks_width, paint_marks
from tiktrack_gui.words import annotations as words_of_annotations
from tiktrack_gui.words import creators as words

LEAST_TEXT = 72  # px, at the default text size, that the marks leave of a name or handle
BESIDE_TEXT = 6.0  # px
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

    def _beside_name(self, painter: QPainter, line: QRectF, name: str, index: Index) -> QRectF:
        """The tags."""
        kept = index.data(ENTRY_ROLE).annotations
        font = self._theme.font(13, 500)
        return self._paint_marks(painter, line, text_width(name, font), "", kept.tags if kept is not None else ())

    def _beside_handle(self, painter: QPainter, line: QRectF, handle: str, index: Index) -> QRectF:
        """The status."""
        kept = index.data(ENTRY_ROLE).annotations
        if kept is None or kept.status is None:
            return line
        status = words_of_annotations.status(kept.status.status)
        return self._paint_marks(painter, line, text_width(handle, self._theme.font(12)), status, ())

    def _paint_marks(self, painter: QPainter, line: QRectF, taken: float, status: str, tags: Sequence[Tag]) -> QRectF:
        """Paints marks behind a text of which they leave at least the beginning. taken: px of the whole text. Returns
        the rectangle left for it.
        """
        if not status and not tags:
            return line
        taken = math.ceil(taken) + 1  # what is painted is cut to whole px
        least = min(taken, float(self._theme.px(LEAST_TEXT)))
        wanted = min(marks_width(self._theme, status, tags, short=True), line.width() - least - BESIDE_TEXT)
        text = min(taken, line.width() - wanted - BESIDE_TEXT)
        place = line.adjusted(text + BESIDE_TEXT, 0, 0, 0)
        if paint_marks(painter, self._theme, place, status, tags, short=True) <= 0:
            return line
        return QRectF(line.left(), line.top(), text, line.height())
