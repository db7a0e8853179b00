"""Creators to track next, below the list of those tracked: each with a button to track it, and one to hide it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from tiktrack_gui.core.models import CreatorCount
from tiktrack_gui.core.suggestions import Suggestion
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import AVATAR, Pictures
from tiktrack_gui.words import counts, suggestions

SHOWN = 3  # at a time; others move up
TALL_FROM = 720  # px of the pane; in a lower one, there is room for one fewer
LEFT, RIGHT = 18, 12  # px


class SuggestionsCard(QFrame):
    """Hidden if there is nobody to suggest. Whether it is open is remembered.

    Signals:
        track_wanted, hide_wanted: A button was pressed. arg: Creator.
    """

    track_wanted = Signal(object)
    hide_wanted = Signal(object)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._is_open = True
        self._suggested: Sequence[Suggestion] = ()
        self._fitting = SHOWN
        self._head = Button(theme, suggestions.TITLE, icon="chevron-down", kind="link")
        self._count = Label("", "hint", tabular=True)
        self._rows = tuple(_Row(theme, pictures) for _ in range(SHOWN))
        self._body = framed("clear", column(*self._rows, spacing=0, margins=(0, 0, 0, 8)))
        head = row(self._head, None, self._count, margins=(LEFT - 8, 4, 20, 0))
        self.setLayout(column(hairline(), head, self._body, spacing=0))
        self.setObjectName("suggestions")
        self._head.clicked.connect(self._toggle)
        for one in self._rows:
            one.track_wanted.connect(self.track_wanted)
            one.hide_wanted.connect(self.hide_wanted)
        self._arrange()

    def show_suggestions(self, suggested: Sequence[Suggestion]) -> None:
        """The best first."""
        self._suggested = suggested
        self._arrange()

    def fit(self, height: int) -> None:
        """Shows as many as leave room for the list in a pane of that height, px."""
        fitting = SHOWN if height >= TALL_FROM else SHOWN - 1
        if fitting != self._fitting:
            self._fitting = fitting
            self._arrange()

    def saveState(self) -> QByteArray:
        return QByteArray(b"open" if self._is_open else b"closed")

    def restoreState(self, state: QByteArray) -> bool:
        self._is_open = state.data() != b"closed"
        self._arrange()
        return True

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._arrange()

    def _arrange(self) -> None:
        shown = self._suggested[: self._fitting] if self._is_open else ()
        for place, widget in enumerate(self._rows):
            widget.show_suggestion(shown[place] if place < len(shown) else None)
        self._count.setText(str(len(self._suggested)))
        self._head.set_icon("chevron-down" if self._is_open else "chevron-right")
        self._head.setToolTip(suggestions.HOW)
        self._head.setAccessibleName(f"{suggestions.TITLE}, {'shown' if self._is_open else 'hidden'}")
        self._body.setVisible(self._is_open)
        self.setVisible(bool(self._suggested))


class _Row(QWidget):
    track_wanted = Signal(object)
    hide_wanted = Signal(object)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._suggested: Suggestion | None = None
        self._avatar = PictureLabel(pictures, AVATAR)
        self._name, self._seen = ElidedLabel("", "label"), ElidedLabel("", "hint")
        self._followers = Label("", "label", tabular=True)
        self._track = IconButton(theme, "user-plus", "Track", color="accent_text")
        self._hide = IconButton(theme, "x", "Hide", color="text3")
        names = column(row((self._name, 1), self._followers), self._seen, spacing=1)
        parts = row(self._avatar, spacing=10, margins=(LEFT, 4, RIGHT, 4))
        parts.addLayout(names, 1)
        parts.addLayout(row(self._track, self._hide, spacing=0))
        self.setLayout(parts)
        self._track.clicked.connect(self._ask_to_track)
        self._hide.clicked.connect(self._ask_to_hide)

    def show_suggestion(self, one: Suggestion | None) -> None:
        self._suggested = one
        self._track.setEnabled(True)
        self.setVisible(one is not None)
        if one is None:
            return
        creator = one.creator
        self._avatar.show_picture(creator.avatar, creator.handle)
        self._name.setText(creator.name or f"@{creator.handle}")
        self._followers.setText(counts.creator_count(creator.sample, CreatorCount.FOLLOWERS))
        self._seen.setText(suggestions.seen(one))
        self._track.set_name(suggestions.track(creator))
        self._hide.set_name(suggestions.hide(creator))
        self.setToolTip(tooltips.plain(suggestions.sentence(one)))
        self.setAccessibleName(suggestions.sentence(one).replace("\n", ", "))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _ask_to_track(self) -> None:
        if self._suggested is not None:
            self._track.setEnabled(False)  # until it is known whether it is tracked
            self.track_wanted.emit(self._suggested.creator)

    def _ask_to_hide(self) -> None:
        if self._suggested is not None:
            self.hide_wanted.emit(self._suggested.creator)
