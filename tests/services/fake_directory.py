"""Discord's servers and channels in memory, for tests and pictures."""

from __future__ import annotations

from collections.abc import Iterable

from tiktrack_gui.core.deliveries import Channel, ChannelKind, Posted
from tiktrack_gui.core.errors import ChannelGone, ChannelUnsuitable, ServerGone
from tiktrack_gui.core.servers import (
    FORUMS,
    INVITED_WITH,
    BotApp,
    BotThread,
    ChannelDetails,
    ForumTag,
    ListedChannel,
    Permission,
    Role,
    Server,
    TakenBack,
    missing,
    permission_checks,
    trouble_of,
)

NOTHING = Permission(0)
APP = BotApp(id=1_000, name="Trend Bot", needs_code_grant=False, is_public=True)


class FakeDirectory:
    """Implements `services.sources.ServerDirectory`. `directory_faults` are raised by the next calls, one by one.

    Attributes:
        taken_back: The test threads that are gone again.
    """

    def __init__(self) -> None:
        self.directory_faults: list[Exception] = []
        self.bot_app = APP
        self.in_servers: dict[int, Server] = {}
        self.granted: dict[int, Permission] = {}
        self.listed: dict[int, list[ListedChannel]] = {}
        self.tags: dict[int, tuple[ForumTag, ...]] = {}
        self.tests: list[tuple[int, Posted]] = []
        self.taken_back: list[Posted] = []
        self.asked_for_servers = 0
        self.bot_threads: list[BotThread] = []  # oldest first
        self.archived: list[int] = []  # IDs of threads

    def add_server(self, server_id: int, name: str) -> None:
        """Adds the bot to a server, as the invite link does."""
        self.in_servers[server_id] = Server(id=server_id, name=name)
        self.listed.setdefault(server_id, [])

    def add_channel(
        self,
        channel: Channel,
        *,
        lacks: Permission = NOTHING,
        also: Permission = NOTHING,
        category: str | None = None,
        tags: Iterable[str] = (),
    ) -> None:
        """also: permissions beyond those of the invite link."""
        if channel.guild_id not in self.in_servers:
            self.add_server(channel.guild_id, channel.guild)
        self.granted[channel.id] = (INVITED_WITH | also) & ~lacks
        checks = permission_checks(channel.kind, self.granted[channel.id])
        there = self.listed[channel.guild_id]
        trouble = trouble_of(channel.kind, missing(checks), timed_out=False)
        there.append(ListedChannel(channel=channel, category=category, position=len(there), trouble=trouble))
        self.tags[channel.id] = tuple(
            ForumTag(id=number, name=name, is_moderated=False) for number, name in enumerate(tags, 1)
        )

    async def app(self) -> BotApp:
        self._meet_fault()
        return self.bot_app

    async def servers(self) -> list[Server]:
        self.asked_for_servers += 1
        self._meet_fault()
        return sorted(self.in_servers.values(), key=lambda server: server.name)

    async def channels_of(self, server_id: int) -> list[ListedChannel]:
        self._meet_fault()
        if server_id not in self.in_servers:
            raise ServerGone
        return self.listed[server_id]

    async def details(self, channel_id: int) -> ChannelDetails:
        self._meet_fault()
        found = next((one for there in self.listed.values() for one in there if one.channel.id == channel_id), None)
        if found is None:
            raise ChannelGone
        if found.channel.kind is ChannelKind.OTHER:
            raise ChannelUnsuitable
        return ChannelDetails(
            channel=found.channel,
            permissions=permission_checks(found.channel.kind, self.granted[channel_id]),
            tags=self.tags[channel_id],
            requires_tag=found.channel.kind in FORUMS and bool(self.tags[channel_id]),
            roles=(Role(id=5, name="Trend Squad", mentionable=True),),
        )

    async def post_test(self, channel_id: int) -> Posted:
        await self.details(channel_id)
        posted = Posted(thread_id=8_000 + len(self.tests), message_id=8_000 + len(self.tests))
        self.tests.append((channel_id, posted))
        return posted

    async def take_back(self, channel_id: int, posted: Posted) -> TakenBack:
        await self.details(channel_id)
        self.taken_back.append(posted)
        may_delete = Permission.MANAGE_THREADS in self.granted[channel_id]
        return TakenBack.DELETED if may_delete else TakenBack.ARCHIVED

    async def oldest_thread(self, channel_id: int) -> BotThread | None:
        self._meet_fault()
        return next((one for one in self.bot_threads if one.id not in self.archived), None)

    async def archive(self, thread_id: int) -> None:
        self._meet_fault()
        self.archived.append(thread_id)

    def _meet_fault(self) -> None:
        if self.directory_faults:
            raise self.directory_faults.pop(0)
