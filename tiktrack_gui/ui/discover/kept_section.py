"""What the user keeps about a candidate, to be read: it is changed in the creator's profile."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.core.annotations import Annotations
from tiktrack_gui.core.characters import cut
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.tag_pills import TagPills
from tiktrack_gui.words import annotating as words
from tiktrack_gui.words import annotations as words_of_annotations
from tiktrack_gui.words import times
from tiktrack_gui.words.text import breakable

LONGEST = 240  # characters of a note; all of it is in the profile


class KeptSection(QWidget):
    """The status, the tags and the newest note. Hidden for a creator who isn't tracked and about whom nothing is kept.

    Signals:
        profile_wanted: The user wants to see all of it, in the profile of the tracked creator.
    """

    profile_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._status = Label("", "body", wrap=True)
        self._tags = TagPills(theme)
        self._note, self._age = Label("", "body", wrap=True), Label("", "hint", wrap=True)
        self._nothing = Label(words.NOTHING_KEPT, "hint", wrap=True)
        self._profile = Button(theme, "Show creator", kind="link", hint=words.IN_PROFILE)
        for label in (self._status, self._note, self._age):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # no word widens the panel
        said = (self._nothing, self._status, self._tags, self._note, self._age)
        self.setLayout(column(hairline(), Label(words.TITLE, "emphasis"), *said, row(self._profile, None)))
        self._profile.clicked.connect(self.profile_wanted)
        self.hide()

    def show_kept(self, found: Annotations | None, now: float, *, is_tracked: bool) -> None:
        """found: None while it isn't known."""
        if found is None:
            self.hide()
            return
        status, tags, notes = found.status, found.tags, found.notes
        self._status.setText("" if status is None else breakable(words_of_annotations.status_since(status, now)))
        self._tags.show_tags(tags)
        self._note.setText(breakable(cut(notes[0].text, LONGEST)) if notes else "")
        self._age.setText(words.note_age(notes[0].created_at, len(notes), now) if notes else "")
        self._age.setToolTip(times.exact_time(notes[0].created_at) if notes else "")
        is_empty = status is None and not tags and not notes
        for widget, is_shown in (
            (self._status, status is not None),
            (self._tags, bool(tags)),
            (self._note, bool(notes)),
            (self._age, bool(notes)),
            (self._nothing, is_empty),
            (self._profile, is_tracked),
        ):
            widget.setVisible(is_shown)
        self.setVisible(is_tracked or not is_empty)
