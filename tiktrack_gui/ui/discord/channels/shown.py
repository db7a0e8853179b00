"""The channels as the page shows them: which there are, which one is selected, and what Discord says about each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.deliveries import Channel
from tiktrack_gui.core.errors import (
    BadInput,
    ChannelProblem,
    DiscordError,
    KeyringUnavailable,
    StoreError,
    Success,
    TokenMissing,
    TokenRefused,
)
from tiktrack_gui.core.servers import ChannelDetails, missing
from tiktrack_gui.services.channels import Channels, PostingChannel
from tiktrack_gui.services.servers import Servers
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import channels as words


class ShownChannels(QObject):
    """Attributes:
        all: In their order. None until they were read.
        details: What Discord said last, by channel.
        failures: Why Discord couldn't be asked, by channel.
        checking: The channels that Discord is being asked about.

    Signals:
        changed: An attribute changed.
        selected_changed: Another channel is selected.
    """

    changed = Signal()
    selected_changed = Signal()

    def __init__(self, channels: Channels, servers: Servers, tasks: Tasks, messages: Messages) -> None:
        super().__init__()
        self._channels, self._servers, self._tasks, self._messages = channels, servers, tasks, messages
        self.all: tuple[PostingChannel, ...] | None = None
        self.details: dict[int, ChannelDetails] = {}
        self.failures: dict[int, str] = {}
        self.checking: set[int] = set()
        self._troubles: dict[int, str] = {}
        self._selected: int | None = None
        channels.changed.connect(self._take)

    @property
    def selected(self) -> PostingChannel | None:
        return self.find(self._selected)

    @property
    def selected_id(self) -> int | None:
        return self.selected.id if self.selected is not None else None

    @property
    def channel(self) -> Channel | None:
        """What is known of the selected channel."""
        return self.selected.channel if self.selected is not None else None

    @property
    def default(self) -> PostingChannel | None:
        """Where posts go that name no channel."""
        return next((one for one in self.all or () if one.is_default), None)

    def find(self, channel_id: int | None) -> PostingChannel | None:
        return next((one for one in self.all or () if one.id == channel_id), None)

    def trouble(self, channel_id: int) -> str | None:
        """Why nothing can be posted there, as far as is known."""
        return self._troubles.get(channel_id)

    def load(self) -> None:
        self._tasks.spawn(self.read(), name="load the channels")

    def select(self, channel_id: int | None) -> None:
        if channel_id != self._selected:
            self._selected = channel_id
            self.selected_changed.emit()
            if self.selected is not None and not self._is_known(self.selected.id):
                self.check(self.selected.id)

    def _is_known(self, channel_id: int) -> bool:
        """Whether Discord was asked about it."""
        return any(channel_id in asked for asked in (self.details, self.failures, self.checking))

    def check(self, channel_id: int) -> None:
        """Asks Discord what the bot may do there."""
        self._tasks.spawn(self._check(channel_id), name=f"check channel {channel_id}")

    def check_all(self) -> None:
        """Asks about all channels, the selected one first."""
        rest = [one.id for one in self.all or () if one.id != self._selected]
        ids = [self._selected, *rest] if self.selected is not None else rest
        self._tasks.spawn(self._check_all([id_ for id_ in ids if id_ is not None]), name="check all channels")

    def _take(self, channels: Sequence[PostingChannel]) -> None:
        self.all = tuple(channels)
        if self.selected is None:
            default = self.default or next(iter(self.all), None)
            self._selected = default.id if default is not None else None
            self.changed.emit()
            self.selected_changed.emit()
        else:
            self.changed.emit()

    async def read(self) -> None:
        """Reads the channels; a failure is shown as a notice."""
        try:
            self._take(await self._channels.all())
        except StoreError as error:
            self._messages.trouble(error, retry=self.load, here=True)

    async def _check_all(self, ids: Sequence[int]) -> None:
        for channel_id in ids:
            await self._check(channel_id)

    async def ask(self, channel_id: int) -> None:
        """As `check`, for who waits for the answer."""
        await self._check(channel_id)

    async def _check(self, channel_id: int) -> None:
        self.checking.add(channel_id)
        self.failures.pop(channel_id, None)
        self.changed.emit()
        try:
            details = await self._servers.details(channel_id)
        except (TokenMissing, TokenRefused):
            self.failures[channel_id] = words.NEEDS_BOT
        except ChannelProblem as error:
            self.details.pop(channel_id, None)
            self._troubles[channel_id] = self.failures[channel_id] = str(error)
        except (DiscordError, KeyringUnavailable, BadInput, StoreError) as error:
            self.failures[channel_id] = str(error)
        else:
            self._learn(details)
        finally:
            self.checking.discard(channel_id)
        await self.read()

    def _learn(self, details: ChannelDetails) -> None:
        channel_id = details.channel.id
        self.details[channel_id] = details
        if missing(details.permissions):
            self._troubles[channel_id] = words.summary(details.permissions)
        else:
            self._troubles.pop(channel_id, None)
            self._messages.succeeded(Success.CHANNEL)
