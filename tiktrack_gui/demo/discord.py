"""Discord for the demo: channels in memory, which keep what would have been posted."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.deliveries import Attachments, Channel, Delivery, Found, Posted
from tiktrack_gui.core.errors import ChannelGone, ServerGone
from tiktrack_gui.core.history import EarlierPosts
from tiktrack_gui.core.servers import BotApp, BotThread, ChannelDetails, ListedChannel, Server, TakenBack, missing
from tiktrack_gui.demo import discord_servers

APP = BotApp(id=1_000_000_000_000_000_900, name="TikTrack demo", needs_code_grant=False, is_public=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoThread:
    """A message in the channel, and its thread once created.

    embed: as it would have been sent to Discord. posted_at: UTC epoch seconds.
    """

    key: str
    channel_id: int
    name: str
    embed: Mapping[str, Any]
    attachments: Attachments
    message_id: int
    thread_id: int | None
    posted_at: float


class DemoDiscord:
    """Implements `services.sources.Discord`: one thread per delivery key, however often it is requested.

    The IDs depend only on the key, so they are the same in every session.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._by_key: dict[str, DemoThread] = {}
        self._archived: set[int] = set()  # IDs of threads
        self._tests = 0

    @property
    def threads(self) -> tuple[DemoThread, ...]:
        """The threads in the channel, oldest first."""
        return tuple(self._by_key.values())

    async def whoami(self) -> str:
        return APP.name

    async def channel(self, channel_id: int) -> Channel:
        return (await self.details(channel_id)).channel

    async def missing_permissions(self, channel_id: int) -> tuple[str, ...]:
        return missing((await self.details(channel_id)).permissions)

    async def post(
        self, delivery: Delivery, attachments: Attachments, on_message: Callable[[int], Awaitable[None]]
    ) -> Posted:
        made = self._by_key.get(delivery.key)
        if made is None:
            made = self._message(delivery, attachments)
            self._by_key[delivery.key] = made
            await on_message(made.message_id)
        thread_id = _snowflake("thread", delivery.key)
        self._by_key[delivery.key] = replace(made, thread_id=thread_id)
        return Posted(thread_id=thread_id, message_id=made.message_id)

    async def earlier_posts(self, channel_id: int) -> EarlierPosts:
        return EarlierPosts(posts=(), complete=True)

    async def find(self, delivery: Delivery) -> Found | None:
        made = self._by_key.get(delivery.key)
        return None if made is None else Found(message_id=made.message_id, thread_id=made.thread_id)

    async def app(self) -> BotApp:
        return APP

    async def servers(self) -> list[Server]:
        return list(discord_servers.SERVERS)

    async def channels_of(self, server_id: int) -> list[ListedChannel]:
        found = discord_servers.listed(server_id)
        if not found:
            raise ServerGone
        return found

    async def details(self, channel_id: int) -> ChannelDetails:
        found = discord_servers.details(channel_id)
        if found is None:
            raise ChannelGone
        return found

    async def post_test(self, channel_id: int) -> Posted:
        await self.details(channel_id)
        self._tests += 1
        thread_id = _snowflake("test", f"{channel_id}/{self._tests}")
        return Posted(thread_id=thread_id, message_id=thread_id)

    async def take_back(self, channel_id: int, posted: Posted) -> TakenBack:
        return TakenBack.DELETED if discord_servers.may_delete_in(channel_id) else TakenBack.ARCHIVED

    async def oldest_thread(self, channel_id: int) -> BotThread | None:
        made = [one for one in self._by_key.values() if one.thread_id not in self._archived and one.thread_id]
        return BotThread(id=made[0].thread_id or 0, name=made[0].name) if made else None

    async def archive(self, thread_id: int) -> None:
        self._archived.add(thread_id)

    async def close(self) -> None:
        """Does nothing."""

    def _message(self, delivery: Delivery, attachments: Attachments) -> DemoThread:
        return DemoThread(
            key=delivery.key,
            channel_id=delivery.channel_id,
            name=delivery.payload["thread_name"],
            embed=delivery.payload["embed"],
            attachments=attachments,
            message_id=_snowflake("message", delivery.key),
            thread_id=None,
            posted_at=self._clock.now(),
        )


def _snowflake(kind: str, key: str) -> int:
    """A reproducible ID of the size of Discord's."""
    digest = hashlib.blake2b(f"{kind}/{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 2 | 1 << 60
