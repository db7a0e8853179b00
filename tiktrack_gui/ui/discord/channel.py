"""The channel section: the channel to create threads in, given by link or ID."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.channels import parse_channel
from tiktrack_gui.core.deliveries import Channel
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import IconButton
from tiktrack_gui.ui.widgets.fields import TextField
from tiktrack_gui.ui.widgets.labels import IconLabel, Label
from tiktrack_gui.words import discord as words

HINT = "Link or ID: in Discord, right-click the channel and choose Copy Link."


class ChannelSection(QWidget):
    """Shows the channel in use by its name, and by its ID while the field is used. Checks what is entered only for
    its form; whether there is such a channel has to be asked of Discord.

    Signals:
        entered: The user entered another channel, or none. arg: its ID, or None.
        refused: What the user entered isn't a channel. arg: why.
        look_up_wanted: The channel in use should be looked up in Discord.
        changed: The text in the field changed.
    """

    entered = Signal(object)
    refused = Signal(str)
    look_up_wanted = Signal()
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._id: int | None = None
        self._channel: Channel | None = None
        self._said = ("info", "text3", HINT, "")  # about the channel in use
        self._locked_by = ""
        self._field = TextField(theme, "messages-square", "Channel link or ID", "Channel")
        self._ask_again = IconButton(theme, "refresh-cw", "Look up the channel again")
        self._lock = IconLabel(theme, "lock", "text3", 14)
        self._icon = IconLabel(theme, "info")
        self._words = Label(HINT, "hint", wrap=True)
        self._missing = Label("", "hint", tone="warn", wrap=True)
        self._lay_out()
        self._field.textChanged.connect(self._text_changed)
        self._field.committed.connect(self._take)
        self._ask_again.clicked.connect(self.look_up_wanted)
        self.show_channel(None, None)

    @property
    def is_in_use(self) -> bool:
        """Whether the field shows the channel in use, not one that was entered and isn't used (yet)."""
        return not self._field.is_edited

    @property
    def entered_id(self) -> int | None:
        """The ID of the channel that was entered; None if that is the one in use, or no channel."""
        return None if self.is_in_use else _parsed(self._field.text())

    def show_channel(self, channel_id: int | None, channel: Channel | None) -> None:
        """Shows the channel in use, unless the user is entering another. channel: None while it isn't known."""
        if channel_id != self._id:
            self._said = ("info", "text3", HINT, "")
        self._id, self._channel = channel_id, channel
        self._field.set_value(str(channel_id or ""), words.channel(channel) if channel is not None else "")
        if _parsed(self._field.text()) == channel_id:  # what was entered, perhaps as a link, is in use now
            self._field.restore()
        self._ask_again.setEnabled(channel_id is not None)
        self._text_changed()

    def restore(self) -> None:
        """Shows the channel in use instead of what was entered."""
        self._field.restore()

    def lock(self, variable: str) -> None:
        """Makes the field read-only, because an environment variable sets it."""
        self._field.setReadOnly(True)
        self._locked_by = f"Set by the environment variable {variable}"
        self._lock.show()
        self._lock.setToolTip(self._locked_by)
        self._text_changed()

    def start_editing(self) -> None:
        self._field.setFocus()
        self._field.selectAll()

    # What is known of the channel in use

    def show_looking(self) -> None:
        self._tell("hourglass", "text3", "Looking up the channel")

    def show_waiting(self) -> None:
        """Says that the lookup needs a connected bot."""
        self._tell("info", "text3", "TikTrack looks up the channel once the bot is connected.")

    def show_found(self, channel: Channel, missing: Sequence[str]) -> None:
        """missing: the permissions that the bot still needs there."""
        ready = not missing
        icon, color = ("circle-check", "ok") if ready else ("triangle-alert", "warn")
        self._tell(icon, color, words.found(channel, ready=ready), words.missing(missing))

    def show_trouble(self, sentence: str) -> None:
        """Shows why the channel couldn't be looked up."""
        self._tell("circle-alert", "bad", sentence)

    # What is known of one that was entered

    def show_checking(self) -> None:
        self._say("hourglass", "text3", "Looking up the channel")

    def show_refused(self, sentence: str) -> None:
        """Shows why the entered channel can't be used, and which one stays in use."""
        kept = f" {words.kept(self._channel)}" if self._id is not None else ""
        self._field.set_invalid(True)
        self._say("circle-alert", "bad", f"{sentence}{kept}")
        self.refused.emit(sentence)

    def _take(self, text: str) -> None:
        try:
            channel_id = parse_channel(text) if text else None
        except BadInput as error:
            self.show_refused(str(error))
        else:
            if channel_id == self._id:
                self.restore()
            else:
                self.entered.emit(channel_id)

    def _text_changed(self) -> None:
        if self.is_in_use:
            self._say(*self._said)
        else:
            self._say("info", "text3", _next_step(self._field.text()))
        place = f"Channel ID {self._id}" if self._id is not None and self.is_in_use else ""
        self._field.setToolTip("\n".join(filter(None, (place, self._locked_by))))
        self.changed.emit()

    def _tell(self, icon: str, color: str, text: str, missing: str = "") -> None:
        self._said = (icon, color, text, missing)
        if self.is_in_use:
            self._say(*self._said)

    def _say(self, icon: str, color: str, text: str, missing: str = "") -> None:
        self._icon.set_icon(icon, color)
        self._words.setText(text)
        self._words.set_tone("bad" if color == "bad" else "")
        self._missing.setText(missing)
        self._missing.setVisible(bool(missing))
        self._field.setAccessibleDescription(text)

    def _lay_out(self) -> None:
        label = Label("Channel", "section")
        label.setBuddy(self._field)
        self._lock.hide()
        said = row(column(2, self._icon, None, spacing=0), spacing=8)
        said.addLayout(column(self._words, self._missing, spacing=4), 1)
        title = row(label, self._lock, None, spacing=6)
        self.setLayout(column(title, row((self._field, 1), self._ask_again), said, spacing=8))


def _parsed(text: str) -> int | None:
    try:
        return parse_channel(text)
    except BadInput:
        return None


def _next_step(text: str) -> str:
    """Says what to do next about a text that is being entered."""
    return HINT if _parsed(text) is None else "Press Enter to use this channel."
