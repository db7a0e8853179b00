"""The section of a profile with what the user keeps about the creator: status, tags and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QVBoxLayout, QWidget

from tiktrack_gui.core.annotations import Annotations, Tag
from tiktrack_gui.ui.creators.annotations.notes_part import NotesPart
from tiktrack_gui.ui.creators.annotations.status_part import Compared, StatusPart
from tiktrack_gui.ui.creators.annotations.tags_part import TagsPart
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import IconButton
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words import annotating as words


class AnnotationsCard(QFrame):
    """
    Attributes:
        status, tags, notes: Its parts, with their signals.

    Signals:
        managed: The user wants to change which statuses and tags there are.
    """

    managed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._creator_id: int | None = None
        self.status, self.tags, self.notes = StatusPart(theme), TagsPart(theme), NotesPart(theme)
        self._manage = IconButton(theme, "settings", words.MANAGE)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        head = row(Label(words.TITLE, "strong"), None, self._manage, margins=(16, 1, 10, 1))
        head.addStrut(32)
        parts = (
            _part(words.STATUSES_HEADING, self.status),
            _part(words.TAGS_HEADING, self.tags),
            _part("Notes", self.notes),
        )
        self.setLayout(
            column(head, *(one for part in parts for one in (hairline(), part)), spacing=0, margins=(1, 1, 1, 4))
        )
        self._manage.clicked.connect(self.managed)
        for menu in (self.status.menu, self.tags.menu):
            menu.managed.connect(self.managed)

    @property
    def creator_id(self) -> int | None:
        """Of the creator that is shown."""
        return self._creator_id

    def offer(self, own: Sequence[str], tags: Sequence[Tag]) -> None:
        """Offers these statuses, besides the built-in ones, and these tags."""
        self.status.menu.offer(own)
        self.tags.menu.offer(tags)

    def show_annotations(self, creator_id: int, found: Annotations | None, now: float) -> None:
        """found: None while it isn't known, or if there is nothing."""
        is_other, self._creator_id = creator_id != self._creator_id, creator_id
        found = found or Annotations(creator_id=creator_id)
        self.status.show_statuses(found, now, is_other=is_other)
        self.tags.show_tags(found, is_other=is_other)
        self.notes.show_notes(creator_id, found.notes, now)

    def show_compared(self, compared: Mapping[int, Compared]) -> None:
        self.status.show_compared(compared)

    def show_age(self, now: float) -> None:
        self.notes.show_age(now)


def _part(title: str, content: QWidget) -> QLayout:
    part: QVBoxLayout = column(Label(title, "small"), content, spacing=6, margins=(16, 10, 10, 10))
    return part
