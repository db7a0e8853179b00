"""Looks up the bot and its channel in Discord, shows the answers in their sections and keeps them for the preview."""

from __future__ import annotations

import asyncio
import re

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Tokens, Where
from tiktrack_gui.core.deliveries import Channel
from tiktrack_gui.core.errors import (
    BadInput,
    ChannelProblem,
    DiscordError,
    KeyringUnavailable,
    Success,
    TikTrackError,
    TokenMissing,
    TokenRefused,
)
from tiktrack_gui.services.posting import Posting
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discord.bot import BotSection
from tiktrack_gui.ui.discord.channel import ChannelSection
from tiktrack_gui.ui.tokens.keeping import TokenKeeping
from tiktrack_gui.ui.window.messages import Messages

TAG = re.compile(r"#\d{4}$")  # after a bot's name; not shown with its messages
LOOKING_UP, TRYING = "look a channel up", "try a channel"  # names of tasks
PATIENCE = 10.0  # s, for Discord's word on an entered channel; quitting waits for it too
UNNAMED = "TikTrack"  # the bot's name until Discord has been asked


class Connection(QObject):
    """Looks up the token's place, the bot's name and the channel, each when it may have changed.

    Attributes:
        author: The bot's name, as shown with its messages.
        is_made: Whether Discord accepted the token.
        lacks_token: Whether Discord can't be asked because there is no token.
        channel_id: The ID of the channel in use; None if there is none.
        channel: The channel in use; None while unknown.
        is_confirmed: Whether the preview was confirmed for the channel in use; None while unknown.

    Signals:
        changed: An attribute changed.
        channel_chosen: The user entered a channel that can be used. args: its ID or None, the channel if it is known,
            whether its preview was confirmed.
    """

    changed = Signal()
    channel_chosen = Signal(object, object, bool)

    def __init__(
        self,
        bot: BotSection,
        channel: ChannelSection,
        posting: Posting,
        tokens: Tokens,
        tasks: Tasks,
        messages: Messages,
    ) -> None:
        super().__init__()
        self._bot, self._channel_section = bot, channel
        self._posting, self._tasks, self._messages = posting, tasks, messages
        self._keeping = TokenKeeping(bot.token, Kind.DISCORD, tokens, tasks)
        self._is_begun = False
        self.author = UNNAMED
        self.is_made = self.lacks_token = False
        self.channel_id: int | None = None
        self.channel: Channel | None = None
        self.is_confirmed: bool | None = None
        bot.token.looked.connect(self._take_token)
        bot.token.test_wanted.connect(self._test)
        channel.look_up_wanted.connect(self.look_up)
        channel.entered.connect(self._try)

    def begin(self) -> None:
        """Looks up everything when the page is first shown; later calls do nothing."""
        if not self._is_begun:
            self._is_begun = True
            self._bot.token.look()

    def use(self, channel_id: int | None) -> None:
        """Switches to another channel, or to none, and looks it up once the page has been shown."""
        if channel_id == self.channel_id:
            return
        self._tasks.cancel(LOOKING_UP)
        self.channel_id, self.channel = channel_id, None
        self.is_confirmed = False if channel_id is None else None
        self._channel_section.show_channel(channel_id, None)
        self.changed.emit()
        if self._is_begun:
            self.look_up()

    def look_up(self) -> None:
        """Looks up the channel in use, even if it was looked up before."""
        if self.channel_id is not None:
            self._tasks.spawn(self._ask_for_channel(self.channel_id), name=LOOKING_UP)

    def confirm(self) -> None:
        """Records that the user confirmed the preview for the channel."""
        if self.channel is not None:
            self._tasks.spawn(self._confirm(self.channel), name="confirm a channel")

    def _take_token(self, where: Where | None) -> None:
        """Tests the token unless it couldn't be read; no token is tested too, as the demo's Discord needs none."""
        if where is not None:
            self._test()
        self.look_up()

    def _test(self) -> None:
        self._tasks.spawn(self._ask_for_name(), name="test the bot token")

    async def _ask_for_name(self) -> None:
        token = self._bot.token
        token.show_testing()
        self.is_made = self.lacks_token = False
        try:
            name = await self._posting.whoami()
        except TokenMissing:
            self.lacks_token = True
            token.show_untested()
        except TokenRefused as error:
            token.show_refused(str(error))
        except TikTrackError as error:
            token.show_not_tested(str(error))
        else:
            self.author, self.is_made = TAG.sub("", name), True
            self._bot.show_bot(name)
            self._messages.succeeded(Success.DISCORD)
        self.changed.emit()

    async def _ask_for_channel(self, channel_id: int) -> None:
        """Publishes what the store knows at once, then what Discord says now."""
        self.is_confirmed = await self._posting.is_confirmed(channel_id)
        self._learn(await self._posting.known_channel(channel_id))
        self._channel_section.show_looking()
        try:
            channel = await self._posting.channel(channel_id)
            missing = await self._posting.missing_permissions(channel_id)
        except (TokenMissing, TokenRefused):
            self._channel_section.show_waiting()
        except (DiscordError, KeyringUnavailable, BadInput) as error:
            self._channel_section.show_trouble(str(error))
        else:
            self._learn(channel)
            self._channel_section.show_found(channel, missing)
            if not missing:
                self._messages.succeeded(Success.CHANNEL)
        self.changed.emit()

    def _learn(self, channel: Channel | None) -> None:
        self.channel = channel
        self._channel_section.show_channel(self.channel_id, channel)
        self.changed.emit()

    def _try(self, channel_id: int | None) -> None:
        """Asks Discord about a channel that the user entered."""
        self._tasks.spawn(self._ask_whether_usable(channel_id), name=TRYING, finishes=True)

    async def _ask_whether_usable(self, channel_id: int | None) -> None:
        """A channel that Discord doesn't know isn't used. If Discord can't be asked now, the channel is used, but the
        one before is not: the user didn't want it any more, and a new one has to be confirmed before the timer posts.
        """
        if channel_id is None:
            self.channel_chosen.emit(None, None, False)
            return
        self._channel_section.show_checking()
        channel: Channel | None = None
        try:
            async with asyncio.timeout(PATIENCE):
                channel = await self._posting.channel(channel_id)
        except (ChannelProblem, BadInput) as error:
            if self._channel_section.entered_id == channel_id:
                self._channel_section.show_refused(str(error))
            return
        except (DiscordError, KeyringUnavailable, TimeoutError):
            channel = await self._posting.known_channel(channel_id)
        is_confirmed = await self._posting.is_confirmed(channel_id)
        if self._channel_section.entered_id == channel_id:  # nothing else was entered meanwhile
            self.channel_chosen.emit(channel_id, channel, is_confirmed)

    async def _confirm(self, channel: Channel) -> None:
        await self._posting.confirm(channel.id)
        self.is_confirmed = await self._posting.is_confirmed(channel.id)
        self.changed.emit()
        self._messages.say(f"Confirmed for #{channel.name}")
