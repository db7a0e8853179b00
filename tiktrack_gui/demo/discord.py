"""Discord for the demo: an in-memory channel that keeps what would have been posted."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.deliveries import Attachments, Channel, ChannelKind, Delivery, Found, Posted
from tiktrack_gui.core.history import EarlierPosts

GUILD_ID = 1_000_000_000_000_000_000


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
    """Implements `services.sources.ThreadPoster`: one thread per delivery key, however often it is requested.

    The IDs depend only on the key, so they are the same in every session.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._by_key: dict[str, DemoThread] = {}

    @property
    def threads(self) -> tuple[DemoThread, ...]:
        """The threads in the channel, oldest first."""
        return tuple(self._by_key.values())

    async def whoami(self) -> str:
        return "TikTrack demo"

    async def channel(self, channel_id: int) -> Channel:
        return Channel(id=channel_id, guild_id=GUILD_ID, guild="Demo server", name="taking-off", kind=ChannelKind.TEXT)

    async def missing_permissions(self, channel_id: int) -> tuple[str, ...]:
        return ()

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
