"""Keeps the outbox's lines about what holds posts back up to date, and carries out what their buttons offer."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.deliveries import Channel, Wait
from tiktrack_gui.core.errors import StoreError, TikTrackError
from tiktrack_gui.core.holds import NO_ROOM
from tiktrack_gui.core.servers import BotThread, missing
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discord.channels.shown import ShownChannels
from tiktrack_gui.ui.discord.outbox import OutboxPanel
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import holds as words
from tiktrack_gui.words.holds import HoldAction


class HoldsWork(QObject):
    """Signals:
    token_wanted: The user wants to set another token.
    changed: Something is held back, or isn't any more.
    """

    token_wanted = Signal()
    changed = Signal()

    def __init__(
        self,
        panel: OutboxPanel,
        shown: ShownChannels,
        outbox: Outbox,
        changes: SettingChanges,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._panel, self._shown, self._outbox, self._changes = panel, shown, outbox, changes
        self._tasks, self._messages, self._now = tasks, messages, now
        self._waits: Sequence[Wait] = ()
        self._names: dict[int, Channel] = {}
        self._offers: dict[int, BotThread] = {}
        panel.pause_wanted.connect(self._pause)
        panel.strip.acted.connect(self._act)
        outbox.changed.connect(self.load)
        shown.changed.connect(self.load)
        changes.settings.changed.connect(self.show)

    def load(self) -> None:
        """Reads what waits, for what."""
        self._tasks.spawn(self._load(), name="load what waits")

    def show(self) -> None:
        """Shows what is held back at this moment."""
        paused = self._outbox.is_paused
        self._names |= {one.id: one.channel for one in self._shown.all or () if one.channel is not None}
        details = self._shown.details
        known = words.Known(
            channels=self._names,
            lacking={channel_id: missing(about.permissions) for channel_id, about in details.items()},
            offers=self._offers,
            has_others=len(self._shown.all or ()) > 1,
        )
        self._panel.show_holds(words.holds(self._waits, known, self._now(), paused=paused), self._waits, paused=paused)

    async def _load(self) -> None:
        try:
            self._waits = await self._outbox.waits()
            self._names |= await self._outbox.channels({wait.channel_id for wait in self._waits})
        except StoreError:  # the table says so
            return
        held = {wait.channel_id for wait in self._waits if wait.code in NO_ROOM}
        self._offers = {channel_id: offer for channel_id, offer in self._offers.items() if channel_id in held}
        self.show()
        self.changed.emit()

    def _pause(self) -> None:
        self._spawn(self._changes.save({"posting_paused": True}, words.PAUSED.removesuffix(".")), "pause posting")

    def _act(self, channel_id: int | None, action: HoldAction) -> None:
        match action:
            case HoldAction.RESUME:
                self._spawn(self._resume(), "resume posting")
            case HoldAction.REPLACE_TOKEN | HoldAction.SET_TOKEN:
                self.token_wanted.emit()
            case HoldAction.TRY:
                self._spawn(self._try_now(), "send what waits")
        if channel_id is None:
            return
        match action:
            case HoldAction.CHECK:
                self._spawn(self._check(channel_id), f"check again {channel_id}")
            case HoldAction.MAKE_ROOM:
                self._spawn(self._ask(channel_id), f"ask for room {channel_id}")
            case HoldAction.ARCHIVE:
                self._spawn(self._archive(channel_id), f"make room {channel_id}")
            case HoldAction.KEEP:
                self._offers.pop(channel_id, None)
                self.show()

    def _spawn(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Unless it is going on."""
        if self._tasks.is_running(name):
            work.close()
        else:
            self._tasks.spawn(self._told(work), name=name)

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except TikTrackError as error:
            self._messages.trouble(error, here=True)
        await self._load()

    async def _resume(self) -> None:
        await self._changes.save({"posting_paused": False}, "Posting to Discord again")
        await self._outbox.deliver_due()

    async def _try_now(self) -> None:
        await self._outbox.retry_unreached()
        await self._outbox.deliver_due()

    async def _check(self, channel_id: int) -> None:
        """If the channel allows posts by now, what waits for it goes out."""
        await self._shown.ask(channel_id)
        if (why := self._shown.failures.get(channel_id) or self._shown.trouble(channel_id)) is not None:
            self._messages.say(why)
        else:
            await self._outbox.retry_channel(channel_id)
            await self._outbox.deliver_due()

    async def _ask(self, channel_id: int) -> None:
        oldest = await self._outbox.oldest_thread(channel_id)
        if oldest is None:
            self._messages.say(words.NO_THREAD)
        else:
            self._offers[channel_id] = oldest

    async def _archive(self, channel_id: int) -> None:
        thread = self._offers.pop(channel_id)
        await self._outbox.make_room(channel_id, thread)
        self._messages.say(words.archived(thread))
        await self._outbox.deliver_due()
