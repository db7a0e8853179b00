"""The bot section: the token, and how to create a bot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Where
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.tokens.form import TokenForm
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words import discord as words


class BotSection(QWidget):
    """Attributes:
        token: The form for the bot token.

    Signals:
        portal_wanted: The user wants to open Discord's Developer Portal.
    """

    portal_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.token = TokenForm(theme, Kind.DISCORD, testable=True)
        self._how = Button(theme, "How to create a bot", kind="link")
        self._steps = self._make_steps(theme)
        self._steps.hide()
        self.setLayout(column(row(Label("Bot", "section"), None, self._how), self.token, self._steps, spacing=8))
        self._how.clicked.connect(self._turn_steps)
        self.token.looked.connect(self._show_steps)

    def show_bot(self, name: str) -> None:
        """Shows the name of the bot that the token belongs to."""
        self.token.show_works(f"Connected as {name}")
        self._steps.hide()

    def _show_steps(self, where: Where | None) -> None:
        """Shows the steps if there is no token yet."""
        self._steps.setVisible(where is Where.NONE)

    def _turn_steps(self) -> None:
        self._steps.setVisible(not self._steps.isVisible())

    def _make_steps(self, theme: Theme) -> QWidget:
        portal = Button(theme, "Open the Developer Portal", icon="external-link")
        portal.clicked.connect(self.portal_wanted)
        steps = QWidget()
        lines = [_step(number, text) for number, text in enumerate(words.STEPS, 1)]
        steps.setLayout(column(*lines, 4, row(portal, None), spacing=4, margins=(0, 4, 0, 0)))
        return steps


def _step(number: int, text: str) -> QBoxLayout:
    count = Label(f"{number}.", "small", tabular=True)
    count.setAlignment(Qt.AlignmentFlag.AlignTop)
    return row(count, (Label(text, "small", wrap=True), 1))
