"""What the services ask of the outside world. `app.py` hands in the clients that answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from tiktrack_gui.core.models import (
    Channel,
    Creator,
    Delivery,
    Found,
    Picture,
    Posted,
    Progress,
    TrendingAnswer,
    Video,
    VideoPage,
)


class TikTokSource(Protocol):
    """TikTok as TikTrack's services see it. Every method raises `core.errors.TikTokError` and nothing else."""

    name: str

    async def trending(self, count: int, progress: Progress | None = None) -> TrendingAnswer: ...

    async def creator(self, handle: str) -> Creator:
        """The account with its newest sample: profile page, then user/detail."""
        ...

    async def creator_videos(self, handle: str) -> VideoPage:
        """The account's newest videos, pinned ones among them."""
        ...

    async def video(self, handle: str, video_id: int) -> Video: ...

    async def close(self) -> None: ...


class ThreadPoster(Protocol):
    """Discord as the outbox sees it. Every method raises `core.errors.DiscordError` and nothing else.

    `post` makes at most one visible thread for a delivery: it raises OutcomeUnknown when the answer to a request
    that may have been carried out was lost, and never repeats such a request by itself. `find` looks for a thread
    (or, in text channels, the message without its thread yet) that an earlier attempt of this delivery made.
    """

    async def whoami(self) -> str: ...

    async def channel(self, channel_id: int) -> Channel:
        """Raises ChannelUnsuitable or TagRequired where no thread could be made."""
        ...

    async def missing_permissions(self, channel_id: int) -> tuple[str, ...]:
        """What the bot still needs there, as Discord's settings call it; empty when it has everything."""
        ...

    async def post(
        self, delivery: Delivery, avatar: Picture | None, on_message: Callable[[int], Awaitable[None]]
    ) -> Posted:
        """on_message is awaited with the message's id between the two steps of a text channel.

        A delivery whose message_id is known goes on with the second step; PostDeleted when that message is gone.
        """
        ...

    async def find(self, delivery: Delivery) -> Found | None:
        """None = provably absent. Raises OutcomeUnknown where that cannot be told, DiscordUnreachable,
        DiscordRateLimited or TokenRefused while Discord cannot be asked."""
        ...

    async def close(self) -> None: ...


class ImageSource(Protocol):
    async def fetch(self, url: str) -> Picture | None:
        """The picture, or None when it cannot be had: pictures are never worth an error."""
        ...

    async def close(self) -> None: ...
