"""What can be seen of a creator's audience: separate readings, each named for what it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.ui.discover import names
from tiktrack_gui.ui.discover.said import Said
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words import readings

READ_COMMENTS, READ_PLACES = "Read comments…", "Where posts are from…"
STATE, CHANGE = "Enter stated audience…", "Change stated audience…"


class AudienceSection(QWidget):
    """
    Signals:
        comments_wanted, places_wanted, stating_wanted: A button was pressed.
    """

    comments_wanted = Signal()
    places_wanted = Signal()
    stating_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._comments = Said(readings.COMMENTS)
        self._captions = Said(readings.CAPTIONS)
        self._places = Said(readings.PLACES)
        self._stated = Said(readings.STATED, badge=readings.BADGE)
        self._read = Button(theme, READ_COMMENTS)
        self._look = Button(theme, READ_PLACES)
        self._state = Button(theme, STATE)
        self._read.clicked.connect(self.comments_wanted)
        self._look.clicked.connect(self.places_wanted)
        self._state.clicked.connect(self.stating_wanted)
        parts = (
            *(Label("Audience", "emphasis"), self._comments, row(self._read, None)),
            *(self._captions, self._places, row(self._look, None)),
            *(self._stated, row(self._state, None)),
        )
        self.setLayout(column(*parts, spacing=8))

    def show_candidate(self, one: Ranked, constants: Constants) -> None:
        self._comments.say(*readings.comments(one, constants.least_comments, names.language))
        self._captions.say(*readings.captions(one, names.language))
        self._places.say(*readings.places(one, names.country))
        self._stated.say(*readings.stated(one, names.country), badge=one.stated is not None)
        self._state.set_text(STATE if one.stated is None else CHANGE)
