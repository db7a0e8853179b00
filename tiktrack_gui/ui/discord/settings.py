"""The left pane of the Discord page: bot, channel and rules. Changes apply at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea

from tiktrack_gui.core.deliveries import Channel
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discord.bot import BotSection
from tiktrack_gui.ui.discord.channel import ChannelSection
from tiktrack_gui.ui.discord.rules import RulesSection
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, scrolled
from tiktrack_gui.words import discord as words

MIN_WIDTH = 440  # px
WIDEST = 900  # px; longer fields aren't easier to use


class SettingsPane(QScrollArea):
    """Attributes:
        bot, channel, rules: The sections. The token isn't a setting.

    Signals:
        channel_changed: Another channel is in use. arg: its ID, or None.
        changed: What the settings allow may have changed.
    """

    channel_changed = Signal(object)
    changed = Signal()

    def __init__(self, theme: Theme, changes: SettingChanges, tasks: Tasks) -> None:
        super().__init__()
        self._changes, self._tasks = changes, tasks
        self._settings = settings = changes.settings
        self.bot, self.channel, self.rules = BotSection(theme), ChannelSection(theme), RulesSection(theme)
        sections = column(self.bot, hairline(), self.channel, hairline(), self.rules, None, spacing=16)
        sections.setContentsMargins(24, 12, 24, 24)
        scrolled(self, sections).setMaximumWidth(WIDEST)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(MIN_WIDTH)
        if "channel_id" in settings.locked:
            self.channel.lock(settings.locked["channel_id"])
        self.rules.lock(settings.locked)
        self.rules.show_values(settings.values)
        self.rules.changed.connect(changes.set)
        self.channel.changed.connect(self.changed)
        self.channel.refused.connect(self._refuse_channel)
        settings.changed.connect(self._take_settings)
        changes.failed.connect(self._restore)

    @property
    def channel_id(self) -> int | None:
        """The channel in use."""
        return self._settings.values.channel_id

    @property
    def posts_by_itself(self) -> bool:
        """Whether the settings have the timer on and a channel."""
        return self._settings.values.posting and self.channel_id is not None

    def use_channel(self, channel_id: int | None, channel: Channel | None, is_confirmed: bool) -> None:
        """Saves another channel. The timer is switched off unless the preview was confirmed for it."""
        values: dict[str, object] = {"channel_id": channel_id}
        if self._settings.values.posting and not is_confirmed:
            values["posting"] = False
        save = self._changes.save(values, words.chosen(channel) if channel_id is not None else words.NO_CHANNEL)
        self._tasks.spawn(save, name="change the channel", finishes=True)

    def _refuse_channel(self, why: str) -> None:
        self._changes.refuse("Channel", why, "" if self.isVisible() else "Discord")

    def _take_settings(self) -> None:
        """Shows settings that were saved, here or elsewhere."""
        self.rules.show_values(self._settings.values)
        self.channel_changed.emit(self.channel_id)
        self.changed.emit()

    def _restore(self, names: Sequence[str]) -> None:
        """Shows what is stored again."""
        if "channel_id" in names:
            self.channel.restore()
        self.rules.show_values(self._settings.values)
