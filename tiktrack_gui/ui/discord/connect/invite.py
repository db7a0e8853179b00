"""Adding the bot to a server: the invite link, and waiting until somebody used it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.errors import CodeGrantRequired
from tiktrack_gui.core.servers import BotApp, invite_url
from tiktrack_gui.ui.discord.connect.said import Said
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, restyle, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.words import connecting as words


class Invite(QWidget):
    """Signals:
    add_wanted: Open the invite link. arg: it.
    copied: Copy the invite link. arg: it.
    check_wanted: Ask Discord again about the bot.
    cancelled: Stop waiting for another server.
    """

    add_wanted = Signal(str)
    copied = Signal(str)
    check_wanted = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._url = ""
        self._add = Button(theme, "Add to a server", icon="external-link", kind="primary")
        self._copy = Button(theme, "Copy link for your admin", icon="copy")
        self._cancel = Button(theme, "Cancel", kind="ghost")
        self._permissions = Label(words.permissions(), "hint", wrap=True)
        self._private = Label(words.PRIVATE, "hint", wrap=True)
        self._progress = ProgressLine(theme)
        self._said = Said(theme)
        self._check = Button(theme, "Check again", icon="refresh-cw")
        buttons = row(self._add, self._copy, self._cancel, None)
        self.setLayout(
            column(
                self._permissions,
                buttons,
                self._private,
                self._progress,
                self._said,
                row(self._check, None),
                spacing=8,
                margins=(0, 4, 0, 4),
            )
        )
        self._add.clicked.connect(self._ask_to_add)
        self._copy.clicked.connect(self._ask_to_copy)
        self._check.clicked.connect(self.check_wanted)
        self._cancel.clicked.connect(self.cancelled)
        self.show_nothing()

    def show_nothing(self) -> None:
        """The bot isn't known yet."""
        self._url = ""
        self._offer(False)
        self._progress.stop()
        for part in (self._private, self._check, self._cancel):
            part.hide()
        self._said.say()

    def show_app(self, app: BotApp) -> None:
        """Offers the bot's invite link, or explains why no link can add it."""
        self._url = invite_url(app.id)
        self._offer(not app.needs_code_grant)
        self._private.setVisible(not app.is_public)
        self._check.setVisible(app.needs_code_grant)
        restyle(self._add, "kind", "primary")
        if app.needs_code_grant:
            self._progress.stop()
            self._said.say("triangle-alert", "warn", str(CodeGrantRequired()))

    def show_waiting(self, *, cancellable: bool) -> None:
        """cancellable: the bot is in another server already."""
        self._progress.start()
        self._check.hide()
        self._cancel.setVisible(cancellable)
        self._said.say("hourglass", "text3", words.WAITING)

    def show_trouble(self, sentence: str, *, passes: bool) -> None:
        """passes: Discord is asked again by itself."""
        if not passes:
            self._progress.stop()
        self._check.setVisible(not passes)
        self._said.say("circle-alert", "bad", f"{sentence} {words.STILL_WAITING}" if passes else sentence)

    def _offer(self, offered: bool) -> None:
        self._add.setEnabled(offered)
        self._copy.setEnabled(offered)

    def _ask_to_add(self) -> None:
        self.add_wanted.emit(self._url)

    def _ask_to_copy(self) -> None:
        self.copied.emit(self._url)
