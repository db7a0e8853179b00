"""All servers of the Discord look-alike that its bot is in, and the bot's application."""

from __future__ import annotations

from collections.abc import Callable

from tests.lookalikes.discord_guild import Guild
from tests.lookalikes.discord_state import Refused, Snowflakes, User, unknown_channel


class Servers:
    """needs_code_grant, is_public: switches of the application in the developer portal."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._ids = Snowflakes(now)
        self.owner = User(1, "developer")  # takes no ID: those of channels are in databases of released versions
        self.bot = User(self._ids.next(), "TikTrack", bot=True)
        self.guilds: dict[int, Guild] = {}
        self.needs_code_grant = False
        self.is_public = True

    def add(self, name: str) -> Guild:
        """Adds the bot to a new server, as an invite link does."""
        guild = Guild(self._now, name=name, bot=self.bot, ids=self._ids)
        self.guilds[guild.id] = guild
        return guild

    def remove(self, guild: Guild) -> None:
        """Removes the bot from a server."""
        del self.guilds[guild.id]

    def guild(self, guild_id: int) -> Guild:
        if guild_id not in self.guilds:
            raise Refused(404, 10004, "Unknown Guild")
        return self.guilds[guild_id]

    def guild_with(self, channel_id: int) -> Guild:
        """The server of a channel or thread."""
        for guild in self.guilds.values():
            if channel_id in guild.channels or channel_id in guild.threads:
                return guild
        raise unknown_channel()
