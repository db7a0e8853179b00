"""What the user does with channels: adds, removes and orders them, and switches their timers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from itertools import count

from PySide6.QtCore import QObject

from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.services.channels import Channels, PostingChannel
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import channels as words

LOCKED = "channel_id"  # the setting that an environment variable may set


class ChannelActions(QObject):
    """Each applies at once; those that lose something can be undone."""

    def __init__(self, channels: Channels, changes: SettingChanges, tasks: Tasks, messages: Messages) -> None:
        super().__init__()
        self._channels, self._changes, self._tasks, self._messages = channels, changes, tasks, messages
        self._numbers = count(1)  # tasks of the same name would replace each other
        self._one_by_one = asyncio.Lock()

    @property
    def locked_by(self) -> str | None:
        """The environment variable that sets the default channel, or None."""
        return self._changes.settings.locked.get(LOCKED)

    async def add(self, channel_id: int) -> PostingChannel:
        """Adds a channel; the first one becomes the default. Raises DiscordError."""
        added = await self._channels.add(channel_id)
        if self._changes.settings.values.channel_id is None:
            await self._changes.write({"channel_id": channel_id})
        return added

    def remove(self, channel: PostingChannel) -> None:
        if not (channel.is_default and self.locked_by):
            self._do(self._remove(channel), partial(self.remove, channel))

    def move(self, channel_id: int, before: int | None) -> None:
        self._do(self._move(channel_id, before), partial(self.move, channel_id, before))

    def make_default(self, channel: PostingChannel) -> None:
        if not channel.is_default and self.locked_by is None:
            self._do(self._make_default(channel), partial(self.make_default, channel))

    def switch_timer(self, channel: PostingChannel, on: bool) -> None:
        self._do(self._switch(channel, on=on), partial(self.switch_timer, channel, on))

    async def let_post(self, channel: PostingChannel) -> None:
        """Switches the channel's timer on, and timed posts as such. Those of other channels stay as they were: off
        where timed posts were off.
        """
        if not self._channels.defaults.posting:
            for other in await self._channels.all():
                if other.id != channel.id and other.enabled:
                    await self._channels.enable(other.id, enabled=False)
        await self._channels.enable(channel.id, enabled=True)
        if not self._channels.defaults.posting:
            await self._changes.write({"posting": True})

    async def _switch(self, channel: PostingChannel, *, on: bool) -> None:
        if on:
            await self.let_post(channel)
        else:
            await self._channels.enable(channel.id, enabled=False)

    async def _remove(self, channel: PostingChannel) -> None:
        others = [one.id for one in await self._channels.all() if one.id != channel.id]
        undo_removal = await self._channels.remove(channel.id)
        if channel.is_default and not await self._changes.write({"channel_id": next(iter(others), None)}):
            await undo_removal()
            return

        async def undo() -> None:
            await undo_removal()
            if channel.is_default:
                await self._changes.write({"channel_id": channel.id})

        self._changes.made(words.removed(channel), undo)

    async def _move(self, channel_id: int, before: int | None) -> None:
        await self._channels.keep_default()
        await self._channels.move([channel_id], before)

    async def _make_default(self, channel: PostingChannel) -> None:
        await self._channels.keep_default()
        await self._changes.save({"channel_id": channel.id}, words.made_default(channel))

    def _do(self, work: Awaitable[None], retry: Callable[[], None]) -> None:
        self._tasks.spawn(self._done(work, retry), name=f"change the channels {next(self._numbers)}", finishes=True)

    async def _done(self, work: Awaitable[None], retry: Callable[[], None]) -> None:
        try:
            async with self._one_by_one:
                await work
        except TikTrackError as error:
            self._messages.trouble(error, retry=retry, here=True)


def order(channels: Sequence[PostingChannel], channel_id: int, step: int) -> tuple[bool, int | None]:
    """Whether a channel can go up (-1) or down (1), and the channel that is below it then."""
    ids = [channel.id for channel in channels]
    place = ids.index(channel_id)
    if not 0 <= place + step < len(ids):
        return False, None
    below = place - 1 if step < 0 else place + 2
    return True, ids[below] if below < len(ids) else None
