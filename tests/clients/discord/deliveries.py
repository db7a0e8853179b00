"""Deliveries as the outbox passes them to a poster."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable

from tests.lookalikes.discord import DiscordLookalike
from tiktrack_gui.clients.discord.threads import DiscordThreads
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.deliveries import Attachments, Delivery, DeliveryState, Picture
from tiktrack_gui.core.embed import profile_post
from tiktrack_gui.core.models import Creator, CreatorSample
from tiktrack_gui.core.subjects import PROFILE_OCCASION, Subject, delivery_key

CREATOR = Creator(
    id=7001,
    handle="bread.lab",
    name="The Bread Lab",
    bio="Sourdough, @everyone",
    verified=True,
    sample=CreatorSample(at=1_767_225_600, followers=48_200, following=312, likes=1_200_000, videos=87),
)
AVATAR = Picture(name="picture.webp", data=b"RIFF....WEBP")
PICTURED = Attachments(avatar=AVATAR)
PLAIN = Attachments()


def delivery_to(channel_id: int, *, creator_id: int = 7001, message_id: int | None = None) -> Delivery:
    """A delivery in the state it has while being sent."""
    key = delivery_key(Subject.creator(creator_id), channel_id, PROFILE_OCCASION)
    now = int(SystemClock().now())
    return Delivery(
        id=1,
        key=key,
        subject=Subject.creator(creator_id),
        creator_id=creator_id,
        channel_id=channel_id,
        occasion=PROFILE_OCCASION,
        state=DeliveryState.SENDING,
        payload=profile_post(dataclasses.replace(CREATOR, id=creator_id), key=key),
        attempts=1,
        message_id=message_id,
        created_at=now,
        sending_at=now,
    )


class Messages:
    """Records the message IDs a poster reports between its two steps."""

    def __init__(self) -> None:
        self.ids: list[int] = []

    async def __call__(self, message_id: int) -> None:
        self.ids.append(message_id)


def token_of(discord: DiscordLookalike) -> Callable[[], Awaitable[str | None]]:
    async def token() -> str | None:
        return discord.token

    return token


def threads_to(
    discord: DiscordLookalike, *, limit: float = 20.0, on_trouble: Callable[[int], None] | None = None
) -> DiscordThreads:
    return DiscordThreads(token_of(discord), discord.url, on_trouble=on_trouble, read_limit=limit, post_limit=limit)
