"""The steps that connect Discord, one below the other."""

from __future__ import annotations

from collections.abc import Container
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.ui.discord.connect.choice import ChannelChoice
from tiktrack_gui.ui.discord.connect.drawings import Pictures
from tiktrack_gui.ui.discord.connect.invite import Invite
from tiktrack_gui.ui.discord.connect.step import StepRow, StepState
from tiktrack_gui.ui.discord.connect.trial import Trial
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.tokens.form import TokenForm
from tiktrack_gui.ui.widgets.boxes import column, row, scrolled
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words import connecting as words

WIDEST = 760  # px
AGAIN = {
    "create": "Show",
    "token": "Change",
    "invite": "Add to another server",
    "channel": "Add another",
    "test": "Test again",
}


class ConnectPanel(QScrollArea):
    """Attributes:
        token, invite, choice, trial: What the steps consist of, after the first one.

    Signals:
        portal_wanted: The user wants to open Discord's Developer Portal.
        step_wanted: The user wants to do a step that is done. arg: its key.
        closed: The user doesn't want to see the steps any more.
        visibility_changed: The panel was shown or hidden.
    """

    portal_wanted = Signal()
    step_wanted = Signal(str)
    closed = Signal()
    visibility_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.token = TokenForm(theme, Kind.DISCORD, testable=True)
        self.invite = Invite(theme)
        self.choice = ChannelChoice(theme)
        self.trial = Trial(theme, "Done")
        bodies = {
            "create": self._make_creation(theme),
            "token": _spaced(self.token),
            "invite": self.invite,
            "channel": self.choice,
            "test": self.trial,
        }
        self._rows = {
            step.key: StepRow(theme, number, step, bodies[step.key], AGAIN[step.key])
            for number, step in enumerate(words.STEPS, 1)
        }
        self._rows["test"].end()
        self._close = Button(theme, "Back to channels", icon="chevron-left")
        self._close.hide()
        head = row(spacing=12)
        head.addLayout(column(Label(words.TITLE, "section"), Label(words.PURPOSE, "hint", wrap=True), spacing=2), 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        layout = column(head, 12, *self._rows.values(), None, spacing=4, margins=(24, 12, 24, 24))
        scrolled(self, layout).setMaximumWidth(WIDEST)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for key, step in self._rows.items():
            step.opened.connect(partial(self.step_wanted.emit, key))
        self._close.clicked.connect(self.closed)
        self.trial.finished.connect(self.closed)
        self.arrange((), ("create", "token"))

    def arrange(self, done: Container[str], opened: Container[str]) -> None:
        """done, opened: keys of steps; one that is open isn't shown as done."""
        for key, step in self._rows.items():
            state = StepState.OPEN if key in opened else StepState.DONE if key in done else StepState.LATER
            step.show_state(state)

    def is_open(self, key: str) -> bool:
        return self._rows[key].state is StepState.OPEN

    def summarize(self, key: str, text: str) -> None:
        self._rows[key].summarize(text)

    def allow_closing(self, allowed: bool) -> None:
        """There is something to go back to."""
        self._close.setVisible(allowed)

    def reveal(self, key: str) -> None:
        """Scrolls to a step."""
        self.ensureWidgetVisible(self._rows[key])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.visibility_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.visibility_changed.emit()

    def _make_creation(self, theme: Theme) -> QWidget:
        portal = Button(theme, "Open the Developer Portal", icon="external-link")
        portal.clicked.connect(self.portal_wanted)
        body = QWidget()
        body.setLayout(column(Pictures(theme), row(portal, None), spacing=12, margins=(0, 4, 0, 4)))
        return body


def _spaced(form: QWidget) -> QWidget:
    """As far from the hint above it as the other steps' bodies."""
    body = QWidget()
    body.setLayout(column(form, margins=(0, 4, 0, 4)))
    return body
