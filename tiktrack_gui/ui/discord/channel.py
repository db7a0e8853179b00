"""Channel to create threads in: given by its link or id, named as Discord knows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.channels import parse_channel
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.models import Channel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import IconButton
from tiktrack_gui.ui.widgets.fields import IconField
from tiktrack_gui.ui.widgets.labels import IconLabel, Label
from tiktrack_gui.words import discord as words

HINT = "Link or ID: in Discord, right-click the channel and choose Copy Link."
LOOKED_UP_AFTER = 400  # ms without a key


class ChannelSection(QWidget):
    """Says at once whether the text can be a channel; what it is, Discord knows.

    Signals:
        changed: Another channel was given, or none. arg: its id, or None.
        look_up_wanted: Discord is to be asked what that channel is. arg: its id.
    """

    changed = Signal(object)
    look_up_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._id: int | None = None
        self._field = IconField(theme, "hash", "Channel link or ID", "Channel")
        self._ask_again = IconButton(theme, "refresh-cw", "Look up the channel again")
        self._lock = IconLabel(theme, "lock", "text3", 14)
        self._icon = IconLabel(theme, "info")
        self._words = Label(HINT, "hint", wrap=True)
        self._missing = Label("", "hint", tone="warn", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(LOOKED_UP_AFTER)
        self._lay_out()
        self._field.textEdited.connect(self._typed)
        self._field.editingFinished.connect(self._settle)
        self._ask_again.clicked.connect(self._ask)
        self._pause.timeout.connect(self._ask)
        self.show_channel(None)

    @property
    def id(self) -> int | None:
        """None: no channel, or none that can be one."""
        return self._id

    @property
    def is_valid(self) -> bool:
        """Whether the field holds a channel or nothing at all."""
        return self._id is not None or not self._field.text().strip()

    def show_channel(self, channel_id: int | None) -> None:
        """What is saved; what was typed goes."""
        self._id = channel_id
        self._field.setText(str(channel_id) if channel_id else "")
        self._field.set_invalid(False)
        self._pause.stop()
        self._ask_again.setEnabled(channel_id is not None)
        self._say("info", "text3", HINT)

    def lock(self, variable: str) -> None:
        """The environment fixes it."""
        self._field.setReadOnly(True)
        self._lock.show()
        for widget in (self._lock, self._field):
            widget.setToolTip(f"Set by the environment variable {variable}")

    def start_editing(self) -> None:
        self._field.setFocus()
        self._field.selectAll()

    def show_looking(self) -> None:
        self._say("hourglass", "text3", "Looking up the channel")

    def show_waiting(self) -> None:
        """Without a bot nobody can be asked."""
        self._say("info", "text3", "TikTrack looks up the channel once the bot is connected.")

    def show_found(self, channel: Channel, missing: Sequence[str]) -> None:
        """missing: permissions that the bot still needs there."""
        ready = not missing
        self._say("circle-check" if ready else "triangle-alert", "ok" if ready else "warn", words.channel(channel))
        self._missing.setText(words.missing(missing))
        self._missing.setVisible(not ready)

    def show_trouble(self, sentence: str) -> None:
        """Discord could not be asked, or knows no such channel."""
        self._say("circle-alert", "bad", sentence)

    def _typed(self, text: str) -> None:
        self._id = None
        self._pause.stop()
        try:
            self._id = parse_channel(text) if text.strip() else None
        except BadInput:
            self._say("info", "text3", HINT)  # it may become one: said once the field is left
        self._field.set_invalid(False)
        self._ask_again.setEnabled(self._id is not None)
        if self._id is not None:
            self._pause.start()
        self.changed.emit(self._id)

    def _settle(self) -> None:
        """The field was left, or Enter pressed."""
        if self._pause.isActive():
            self._ask()
        if not self.is_valid:
            self._field.set_invalid(True)
            self._say("circle-alert", "bad", _fault(self._field.text()))

    def _ask(self) -> None:
        self._pause.stop()
        if self._id is not None:
            self.look_up_wanted.emit(self._id)

    def _say(self, icon: str, color: str, text: str) -> None:
        self._icon.set_icon(icon, color)
        self._words.setText(text)
        self._words.set_tone("bad" if color == "bad" else "")
        self._missing.hide()
        self._field.setAccessibleDescription(text)

    def _lay_out(self) -> None:
        label = Label("Channel", "section")
        label.setBuddy(self._field)
        self._lock.hide()
        said = row(column(2, self._icon, None, spacing=0), spacing=8)
        said.addLayout(column(self._words, self._missing, spacing=4), 1)
        title = row(label, self._lock, None, spacing=6)
        self.setLayout(column(title, row((self._field, 1), self._ask_again), said, spacing=8))


def _fault(text: str) -> str:
    try:
        parse_channel(text)
    except BadInput as error:
        return str(error)
    return ""
