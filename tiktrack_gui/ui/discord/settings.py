"""The left pane of the Discord page: bot, channel and rules. Changes apply once they are saved."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea

from tiktrack_gui.config.settings import Settings
from tiktrack_gui.ui.discord.bot import BotSection
from tiktrack_gui.ui.discord.channel import ChannelSection
from tiktrack_gui.ui.discord.rules import RulesSection
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, scrolled

MIN_WIDTH = 440  # px


class SettingsPane(QScrollArea):
    """Attributes:
        bot, channel, rules: The sections. The token isn't a setting and is stored right away.

    Signals:
        changed: The displayed values, and so the unsaved changes, may have changed.
        saved: The changes were saved.
    """

    changed = Signal()
    saved = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._shown = settings.values  # the saved values that unsaved changes refer to
        self.bot, self.channel, self.rules = BotSection(theme), ChannelSection(theme), RulesSection(theme)
        sections = column(self.bot, hairline(), self.channel, hairline(), self.rules, None, spacing=16)
        sections.setContentsMargins(24, 12, 24, 24)
        scrolled(self, sections)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(MIN_WIDTH)
        if "channel_id" in settings.locked:
            self.channel.lock(settings.locked["channel_id"])
        self.rules.lock(settings.locked)
        self.discard()
        self.channel.changed.connect(self.changed)
        settings.changed.connect(self._take_settings)
        self.rules.changed.connect(self.changed)

    @property
    def channel_is_saved(self) -> bool:
        return self.channel.id is not None and self.channel.id == self._settings.values.channel_id

    @property
    def posts_by_itself(self) -> bool:
        """Whether the saved settings have the timer on and a channel."""
        return self._settings.values.posting and self._settings.values.channel_id is not None

    @property
    def unsaved(self) -> dict[str, object]:
        """The unsaved changes by field of `settings.Values`."""
        given = {"channel_id": self.channel.id, **self.rules.values()}
        return {name: value for name, value in given.items() if value != getattr(self._shown, name)}

    @property
    def can_be_saved(self) -> bool:
        return bool(self.unsaved) and self.channel.is_valid

    def discard(self) -> None:
        """Restores the saved values."""
        self._show(())

    def _take_settings(self) -> None:
        """Shows settings that were saved elsewhere, but keeps unsaved changes."""
        self._show(self.unsaved)

    def _show(self, kept: Collection[str]) -> None:
        """Shows the saved values, except for the fields in `kept`."""
        self._shown = self._settings.values
        if "channel_id" not in kept:
            self.channel.show_channel(self._shown.channel_id)
        self.rules.show_values(self._shown, kept)
        self.changed.emit()

    async def save(self) -> None:
        """Saves the changes. Raises BadInput and CannotWrite, keeping the changes."""
        await self._settings.save(**self.unsaved)
        self.saved.emit()
