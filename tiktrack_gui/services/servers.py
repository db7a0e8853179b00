"""The bot's servers and channels: choosing one, checking what the bot may do there, and posting a test thread."""

from __future__ import annotations

from collections.abc import Callable, Collection

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.deliveries import Posted
from tiktrack_gui.core.errors import DiscordError, DiscordRateLimited, TokenMissing, TokenRefused
from tiktrack_gui.core.servers import BotApp, ChannelDetails, ListedChannel, Server, TakenBack, missing
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.sources import ServerDirectory
from tiktrack_gui.store import Store

FIRST_WAIT = 3.0  # s, until Discord is asked again for the bot's servers
LONGEST_WAIT = 30.0  # s
SLOWER = 1.15  # each wait is that much longer than the one before: 3 s at first, 30 s after three minutes
AFTER_ERROR = 2.0  # likewise, after an error

Told = Callable[[DiscordError | None], None]


class Servers:
    """Methods raise DiscordError."""

    def __init__(self, directory: ServerDirectory, outbox: Outbox, store: Store, clock: Clock) -> None:
        self._directory = directory
        self._outbox = outbox
        self._store = store
        self._clock = clock

    async def app(self) -> BotApp:
        """Returns the application that the bot belongs to."""
        return await self._directory.app()

    async def servers(self) -> list[Server]:
        """Returns the servers the bot is in, by name."""
        return await self._directory.servers()

    async def wait_for_another(self, known: Collection[int], told: Told) -> list[Server]:
        """Asks for the bot's servers until one is among them that isn't `known`, then returns all of them.

        told: called with each error that may pass, and with None once Discord answers again. Raises TokenMissing and
        TokenRefused, which don't pass by themselves.
        """
        wait = FIRST_WAIT
        while True:
            try:
                servers = await self._directory.servers()
            except (TokenMissing, TokenRefused):
                raise
            except DiscordError as error:
                told(error)
                wait = min(wait * AFTER_ERROR, LONGEST_WAIT)
                await self._clock.sleep(max(wait, _asked_for(error)))
                continue
            told(None)
            if any(server.id not in known for server in servers):
                return servers
            await self._clock.sleep(wait)
            wait = min(wait * SLOWER, LONGEST_WAIT)

    async def channels_of(self, server_id: int) -> list[ListedChannel]:
        """Returns a server's channels in the order of Discord's sidebar. Raises ServerGone if the bot isn't in it."""
        return await self._directory.channels_of(server_id)

    async def details(self, channel_id: int) -> ChannelDetails:
        """Returns what the bot may do in a channel, and stores its name.

        If the bot lacks nothing, deliveries that met a problem of the channel are due again.
        """
        details = await self._directory.details(channel_id)
        await self._store.channels.save_channel(details.channel, int(self._clock.now()))
        if not missing(details.permissions):
            await self._outbox.retry_channel(channel_id, has_room=False)
        return details

    async def post_test(self, channel_id: int) -> Posted:
        """Creates a test thread, which isn't in the outbox. Safe to repeat after a failure."""
        return await self._directory.post_test(channel_id)

    async def take_back(self, channel_id: int, posted: Posted) -> TakenBack:
        """Deletes a test thread, or archives it without its message where the bot may not delete threads."""
        return await self._directory.take_back(channel_id, posted)


def _asked_for(error: DiscordError) -> float:
    """The wait that Discord asks for, seconds."""
    return error.retry_after if isinstance(error, DiscordRateLimited) else 0.0
