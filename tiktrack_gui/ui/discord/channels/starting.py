"""Confirming a channel's preview, and starting its timer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.errors import StoreError, TikTrackError
from tiktrack_gui.services.channels import Channels, PostingChannel
from tiktrack_gui.services.choosing import Choosing
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.posting import Posting
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discord.channels.actions import ChannelActions
from tiktrack_gui.ui.discord.channels.shown import ShownChannels
from tiktrack_gui.ui.discord.channels.start_bar import StartBar
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import channels as words


class Starting(QObject):
    """A timer stays off until the channel's preview was confirmed and the user chose how to start.

    Attributes:
        has_preview: Whether a preview is shown that could be confirmed.

    Signals:
        left: The bar is gone though it had the focus.
    """

    left = Signal()

    def __init__(
        self,
        bar: StartBar,
        shown: ShownChannels,
        actions: ChannelActions,
        channels: Channels,
        choosing: Choosing,
        posting: Posting,
        outbox: Outbox,
        tasks: Tasks,
        messages: Messages,
    ) -> None:
        super().__init__()
        self._bar, self._shown, self._actions, self._channels = bar, shown, actions, channels
        self._choosing, self._posting, self._outbox = choosing, posting, outbox
        self._tasks, self._messages = tasks, messages
        self.has_preview = False
        self._asks: int | None = None  # the channel that is about to be started
        bar.confirmed.connect(self._confirm)
        bar.now_wanted.connect(self._start_from_now)
        bar.top_wanted.connect(self._start_with_top)
        bar.refused.connect(self._refuse)
        shown.changed.connect(self.show)
        shown.selected_changed.connect(self.show)

    def show(self) -> None:
        """Asks what there is to ask about the selected channel."""
        channel = self._shown.selected
        if channel is None or channel.channel is None:
            self._hide()
        elif channel.confirmed_at is None and self.has_preview:
            self._bar.ask_to_confirm(words.name(channel))
        elif channel.id == self._asks:
            self._bar.ask_how_to_start()
        else:
            self._hide()

    def switch(self, on: bool) -> None:
        """Switches the selected channel's timer; before the first time, asks how to start."""
        channel = self._shown.selected
        if channel is None or channel.confirmed_at is None:
            return
        if on and channel.starts_at is None:
            self._asks = channel.id
            self.show()
            self._bar.focus()
        else:
            self._asks = None
            self._actions.switch_timer(channel, on)

    def _hide(self) -> None:
        had_focus = self._bar.has_focus()
        self._bar.hide()
        if had_focus:
            self.left.emit()

    def _confirm(self) -> None:
        if (channel := self._shown.selected) is not None:
            self._tasks.spawn(self._do_confirm(channel), name="confirm a channel", finishes=True)

    def _refuse(self) -> None:
        self._asks = None
        self.show()

    def _start_from_now(self) -> None:
        self._start(top=False)

    def _start_with_top(self) -> None:
        self._start(top=True)

    def _start(self, *, top: bool) -> None:
        if (channel := self._shown.selected) is not None:
            self._tasks.spawn(self._do_start(channel, top=top), name="start a channel")

    async def _do_confirm(self, channel: PostingChannel) -> None:
        """Confirming is not starting: the timer is off until the user says how to start."""
        try:
            if channel.starts_at is None:
                self._asks = channel.id
                await self._channels.enable(channel.id, enabled=False)
            await self._channels.confirm(channel.id)
        except StoreError as error:
            self._messages.trouble(error, here=True)
            return
        self._messages.say(f"Confirmed for {words.name(channel)}")

    async def _do_start(self, channel: PostingChannel, *, top: bool) -> None:
        self._bar.set_working(True)
        try:
            posts = await self._begin_with_top(channel) if top else None
            if not top:
                await self._channels.start_from_now(channel.id)
            self._asks = None
            await self._actions.let_post(channel)
            self._messages.say(words.started(channel, posts))
            if posts:
                await self._outbox.deliver_due()
        except TikTrackError as error:
            self._messages.trouble(error, here=True)
        finally:
            self._bar.set_working(False)
            self.show()

    async def _begin_with_top(self, channel: PostingChannel) -> int:
        """Queues the top ones; returns how many."""
        decisions = await self._choosing.choose(channel.id, channel.rules, manual=True)
        return len(await self._posting.begin(decisions, channel.id))
