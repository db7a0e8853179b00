"""Discord for the demo: two servers in memory, whose channels keep what would have been posted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.deliveries import Attachments, Channel, ChannelKind, Delivery, Found, Payload, Posted
from tiktrack_gui.core.errors import ChannelUnsuitable, NoPermission, ServerGone
from tiktrack_gui.core.history import EarlierPosts
from tiktrack_gui.core.servers import (
    FORUMS,
    BotApp,
    ChannelDetails,
    ListedChannel,
    Server,
    TakenBack,
    chosen_tags,
    missing,
)
from tiktrack_gui.core.trial_post import trial
from tiktrack_gui.demo import servers

NAME = "TikTrack demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoThread:
    """A message in a channel, and its thread once created.

    payload: as it would have been sent to Discord. posted_at: UTC epoch seconds.
    """

    key: str
    channel_id: int
    payload: Payload
    attachments: Attachments
    message_id: int
    thread_id: int | None
    posted_at: float
    is_archived: bool = False

    @property
    def name(self) -> str:
        return str(self.payload["thread_name"])


class DemoDiscord:
    """Implements `services.sources.ThreadPoster` and `ServerDirectory`.

    There is one thread per delivery key, however often it is requested. The IDs depend only on the key, so they are the
    same in every session.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._by_key: dict[str, DemoThread] = {}
        self._tests = 0

    @property
    def threads(self) -> tuple[DemoThread, ...]:
        """The threads in all channels, oldest first."""
        return tuple(self._by_key.values())

    async def whoami(self) -> str:
        return NAME

    async def channel(self, channel_id: int) -> Channel:
        channel = servers.channel_of(channel_id)
        if channel.kind is ChannelKind.OTHER:
            raise ChannelUnsuitable
        return channel

    async def missing_permissions(self, channel_id: int) -> tuple[str, ...]:
        return missing(servers.checks_of(servers.channel_of(channel_id)))

    async def post(
        self, delivery: Delivery, attachments: Attachments, on_message: Callable[[int], Awaitable[None]]
    ) -> Posted:
        details = await self.details(delivery.channel_id)
        if details.channel.kind in FORUMS:
            chosen_tags(details.tags, delivery.payload.get("tags") or (), required=details.requires_tag)
        made = self._by_key.get(delivery.key)
        if made is None:
            made = self._message(delivery, attachments)
            self._by_key[delivery.key] = made
            await on_message(made.message_id)
        thread_id = servers.snowflake("thread", delivery.key)
        self._by_key[delivery.key] = replace(made, thread_id=thread_id)
        return Posted(thread_id=thread_id, message_id=made.message_id)

    async def earlier_posts(self, channel_id: int) -> EarlierPosts:
        return EarlierPosts(posts=(), complete=True)

    async def find(self, delivery: Delivery) -> Found | None:
        made = self._by_key.get(delivery.key)
        return None if made is None else Found(message_id=made.message_id, thread_id=made.thread_id)

    async def app(self) -> BotApp:
        return BotApp(id=servers.snowflake("app", NAME), name=NAME, needs_code_grant=False, is_public=True)

    async def servers(self) -> list[Server]:
        return list(servers.SERVERS)

    async def channels_of(self, server_id: int) -> list[ListedChannel]:
        if all(server.id != server_id for server in servers.SERVERS):
            raise ServerGone
        return servers.channels_of(server_id)

    async def details(self, channel_id: int) -> ChannelDetails:
        channel = await self.channel(channel_id)
        details = servers.details_of(channel)
        if not details.permissions[0].granted:
            raise NoPermission.lacking(missing(details.permissions))
        return details

    async def post_test(self, channel_id: int) -> Posted:
        details = await self.details(channel_id)
        self._tests += 1
        tags = tuple(tag.name for tag in details.tags[:1]) if details.requires_tag else ()
        delivery = trial(channel_id, key=f"tt-{self._tests:020x}", at=int(self._clock.now()), tags=tags)
        return await self.post(delivery, Attachments(), _nothing)

    async def take_back(self, channel_id: int, posted: Posted) -> TakenBack:
        """Deletes it in either server."""
        self._by_key = {key: made for key, made in self._by_key.items() if made.thread_id != posted.thread_id}
        return TakenBack.DELETED

    async def archive_oldest(self, channel_id: int) -> str | None:
        guild_id = servers.channel_of(channel_id).guild_id
        for key, made in self._by_key.items():
            if not made.is_archived and servers.channel_of(made.channel_id).guild_id == guild_id:
                self._by_key[key] = replace(made, is_archived=True)
                return made.name
        return None

    async def close(self) -> None:
        """Does nothing."""

    def _message(self, delivery: Delivery, attachments: Attachments) -> DemoThread:
        return DemoThread(
            key=delivery.key,
            channel_id=delivery.channel_id,
            payload=delivery.payload,
            attachments=attachments,
            message_id=servers.snowflake("message", delivery.key),
            thread_id=None,
            posted_at=self._clock.now(),
        )


async def _nothing(message_id: int) -> None:
    """A test is in no outbox, so nobody needs to know its message."""
