"""Keeps the list of channels and the selected one's head up to date, and passes on what the user does there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal

from tiktrack_gui.core.channels import link
from tiktrack_gui.services.channels import Channels, PostingChannel
from tiktrack_gui.services.posting_rounds import PostingRounds
from tiktrack_gui.ui.discord.channels.actions import ChannelActions, order
from tiktrack_gui.ui.discord.channels.column import ChannelsColumn
from tiktrack_gui.ui.discord.channels.model import ChannelRow
from tiktrack_gui.ui.discord.channels.pane import ChannelPane
from tiktrack_gui.ui.discord.channels.shown import ShownChannels
from tiktrack_gui.ui.discord.connection import Connection
from tiktrack_gui.words import channels as words


class ListWork(QObject):
    """Signals:
    open_requested: Open a channel in the browser. arg: the link.
    """

    open_requested = Signal(str)

    def __init__(
        self,
        column: ChannelsColumn,
        pane: ChannelPane,
        shown: ShownChannels,
        connection: Connection,
        actions: ChannelActions,
        channels: Channels,
        posts: PostingRounds,
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._column, self._pane, self._shown, self._connection = column, pane, shown, connection
        self._actions, self._channels, self._posts, self._now = actions, channels, posts, now
        column.lock_default(actions.locked_by)
        column.rows.picked.connect(shown.select)
        column.moved.connect(actions.move)
        column.moved_by.connect(self._move)
        column.removal_wanted.connect(self._remove)
        column.default_wanted.connect(self._make_default)
        column.open_wanted.connect(self._open)
        pane.menu_wanted.connect(self._open_menu)
        pane.permissions.check_wanted.connect(self._check)
        pane.permissions.open_wanted.connect(self._open_selected)
        shown.changed.connect(self.show)
        shown.selected_changed.connect(self.show)
        connection.changed.connect(self._show_bot)
        self._show_bot()

    def show(self) -> None:
        """Shows the channels, and what is known of the selected one."""
        if self._shown.all is None:
            return
        selected = self._shown.selected
        self._column.show_rows([self._row(channel) for channel in self._shown.all], self._shown.selected_id)
        trouble = self._shown.trouble(selected.id) if selected is not None else None
        self._pane.show_channel(selected, trouble)
        if selected is not None:
            self._pane.permissions.show_details(
                self._shown.details.get(selected.id),
                self._shown.failures.get(selected.id),
                checking=selected.id in self._shown.checking,
            )
        self.show_timer()

    def show_timer(self) -> None:
        """Shows whether the selected channel's timer is on, and when it posts next."""
        channel = self._shown.selected
        if channel is None:
            return
        is_on = self._is_on(channel)
        if channel.confirmed_at is None:
            hint = words.UNCONFIRMED
        elif is_on:
            hint = words.timer(self._posts.next_of(channel.id), self._now())
        else:
            hint = words.OFF
        self._pane.show_timer(hint, on=is_on, allowed=channel.confirmed_at is not None)

    def _is_on(self, channel: PostingChannel) -> bool:
        return self._channels.defaults.posting and channel.posts_by_itself

    def _row(self, channel: PostingChannel) -> ChannelRow:
        trouble = self._shown.trouble(channel.id)
        state = words.state(channel, on=self._channels.defaults.posting, trouble=trouble)
        return ChannelRow(channel, state, trouble or words.place(channel.channel))

    def _show_bot(self) -> None:
        bot = self._connection
        if bot.is_made:
            self._column.show_bot(bot.author, "Connected", "ok")
        elif bot.lacks_token:
            self._column.show_bot("Bot", "No token yet", "warn")
        else:
            self._column.show_bot(
                "Bot", "Not connected" if bot.is_known else "Connecting", "bad" if bot.is_known else ""
            )

    def _move(self, channel_id: int, step: int) -> None:
        can, below = order(self._shown.all or (), channel_id, step)
        if can:
            self._actions.move(channel_id, below)

    def _remove(self, channel_id: int) -> None:
        if (channel := self._shown.find(channel_id)) is not None:
            self._actions.remove(channel)

    def _make_default(self, channel_id: int) -> None:
        if (channel := self._shown.find(channel_id)) is not None:
            self._actions.make_default(channel)

    def _open(self, channel_id: int) -> None:
        channel = self._shown.find(channel_id)
        if channel is not None and channel.channel is not None:
            self.open_requested.emit(link(channel.channel.guild_id, channel.id))

    def _open_selected(self) -> None:
        if (channel_id := self._shown.selected_id) is not None:
            self._open(channel_id)

    def _open_menu(self, position: QPoint) -> None:
        if (channel_id := self._shown.selected_id) is not None:
            self._column.open_menu(channel_id, position)

    def _check(self) -> None:
        if (channel_id := self._shown.selected_id) is not None:
            self._shown.check(channel_id)
