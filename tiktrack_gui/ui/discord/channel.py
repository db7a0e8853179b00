"""The channel section: the channel to create threads in, given by link or ID."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.channels import parse_channel
from tiktrack_gui.core.deliveries import Channel
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import IconButton
from tiktrack_gui.ui.widgets.fields import IconField
from tiktrack_gui.ui.widgets.labels import IconLabel, Label
from tiktrack_gui.words import discord as words

HINT = "Link or ID: in Discord, right-click the channel and choose Copy Link."
LOOKED_UP_AFTER = 400  # ms after the last keystroke


class ChannelSection(QWidget):
    """Validates the text itself; whether there is such a channel has to be looked up in Discord.

    Signals:
        changed: The user entered another channel, or none. arg: its ID, or None.
        look_up_wanted: The channel should be looked up in Discord. arg: its ID.
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
        """The ID of the entered channel; None if the field is empty or invalid."""
        return self._id

    @property
    def is_valid(self) -> bool:
        """Whether the field holds a channel or is empty."""
        return self._id is not None or not self._field.text().strip()

    def show_channel(self, channel_id: int | None) -> None:
        """Shows the saved channel instead of what was typed."""
        self._id = channel_id
        self._field.setText(str(channel_id) if channel_id else "")
        self._field.set_invalid(False)
        self._pause.stop()
        self._ask_again.setEnabled(channel_id is not None)
        self._say("info", "text3", HINT)

    def lock(self, variable: str) -> None:
        """Makes the field read-only, because an environment variable sets it."""
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
        """Says that the lookup needs a connected bot."""
        self._say("info", "text3", "TikTrack looks up the channel once the bot is connected.")

    def show_found(self, channel: Channel, missing: Sequence[str]) -> None:
        """missing: the permissions that the bot still needs there."""
        ready = not missing
        self._say("circle-check" if ready else "triangle-alert", "ok" if ready else "warn", words.channel(channel))
        self._missing.setText(words.missing(missing))
        self._missing.setVisible(not ready)

    def show_trouble(self, sentence: str) -> None:
        """Shows why the channel couldn't be looked up."""
        self._say("circle-alert", "bad", sentence)

    def _typed(self, text: str) -> None:
        self._id = None
        self._pause.stop()
        try:
            self._id = parse_channel(text) if text.strip() else None
        except BadInput:
            self._say("info", "text3", HINT)  # it may become valid: reported once the field loses focus
        self._field.set_invalid(False)
        self._ask_again.setEnabled(self._id is not None)
        if self._id is not None:
            self._pause.start()
        self.changed.emit(self._id)

    def _settle(self) -> None:
        """Looks up the channel or reports invalid text; called when the field loses focus or Enter is pressed."""
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
