"""Protocols for what the services need from outside; `app.composition` passes in the clients that implement them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from tiktrack_gui.core.deliveries import Attachments, Channel, Delivery, Found, Picture, Posted
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.history import EarlierPosts, Identity
from tiktrack_gui.core.models import Creator, SearchAnswer, SourceAnswer, Video, VideoPage
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.core.servers import BotApp, BotThread, ChannelDetails, ListedChannel, Server, TakenBack
from tiktrack_gui.core.sheets import Sheet
from tiktrack_gui.core.table_export import Table, TableFormat, Written


class TikTokSource(Protocol):
    """TikTok, as seen by the services. Methods raise only `core.errors.TikTokError`."""

    name: str

    async def trending(self, count: int, progress: Progress | None = None) -> SourceAnswer: ...

    async def hashtag(self, name: str, count: int, progress: Progress | None = None) -> SourceAnswer:
        """Returns up to `count` videos with that hashtag. name: without #. Raises NoSuchHashtag."""
        ...

    async def creator(self, handle: str, known: Creator | None = None) -> Creator:
        """Returns the account with a fresh sample, from the profile page or else from user/detail.

        known: the account meant, if there is one in the store, with its newest sample. The result is never another
        account, but may have another handle. Raises HandleTaken if somebody else has the handle and the account can't
        be found, EmptyCounts if its counts can't be believed after `known.sample`; a NotFound says whether it is
        `confirmed`.
        """
        ...

    async def creator_videos(self, handle: str, known: Creator | None = None) -> VideoPage:
        """Returns the account's newest videos, including pinned ones. known: as for `creator`."""
        ...

    async def video(self, handle: str, video_id: int) -> Video: ...

    async def search(self, term: str) -> SearchAnswer:
        """Returns the creators on the first page of TikTok's own search, possibly none."""
        ...

    async def comments(self, video: Video, cursor: int = 0) -> CommentPage:
        """Returns how many comments one page has, by language; text, names and IDs are dropped at once.

        cursor: where the page begins. Raises CommentsHidden if there are some, but TikTok lists none.
        """
        ...

    async def place(self, handle: str, video_id: int) -> str | None:
        """Returns where the video was posted from, an ISO 3166-1 alpha-2 code; None if TikTok doesn't say."""
        ...

    async def destination(self, url: str) -> str:
        """Returns the address that a short link leads to."""
        ...

    async def close(self) -> None: ...


class ThreadPoster(Protocol):
    """Discord, as seen by the outbox. Methods raise only `core.errors.DiscordError`.

    `post` creates at most one visible thread per delivery: if the response to a request that may have been carried out
    is lost, it raises OutcomeUnknown and never retries by itself. `find` searches for a thread (or, in text channels,
    a message that has no thread yet) created by an earlier attempt at this delivery.
    """

    async def whoami(self) -> str: ...

    async def channel(self, channel_id: int) -> Channel:
        """Returns the channel. Raises ChannelUnsuitable if no thread can be created in it."""
        ...

    async def missing_permissions(self, channel_id: int) -> tuple[str, ...]:
        """Returns the permissions the bot lacks there, as named in Discord's settings; empty if it has them all."""
        ...

    async def earlier_posts(self, channel_id: int) -> EarlierPosts:
        """Searches the channel for all posts of the bot, as far back as it can; takes minutes in a busy forum."""
        ...

    async def post(
        self, delivery: Delivery, attachments: Attachments, on_message: Callable[[int], Awaitable[None]]
    ) -> Posted:
        """Creates the thread. In a text channel, on_message is awaited with the message's ID before the thread is made.

        A delivery that already has a message_id resumes at the second step; raises PostDeleted if that message is gone.
        Before anything is sent, raises TagRequired, TagUnknown, RoleGone or NoPermission if the payload's tags or role
        can't be used.
        """
        ...

    async def find(self, delivery: Delivery) -> Found | None:
        """Returns None if it is provably absent. Raises OutcomeUnknown if that can't be determined, and
        DiscordUnreachable, DiscordRateLimited or TokenRefused if Discord can't be queried."""
        ...

    async def close(self) -> None: ...


class ServerDirectory(Protocol):
    """Discord, as seen by those who choose and try channels. Methods raise only `core.errors.DiscordError`."""

    async def app(self) -> BotApp: ...

    async def servers(self) -> list[Server]:
        """Returns the servers the bot is in, by name."""
        ...

    async def channels_of(self, server_id: int) -> list[ListedChannel]:
        """Returns a server's channels in the order of Discord's sidebar. Raises ServerGone if the bot isn't in it."""
        ...

    async def details(self, channel_id: int) -> ChannelDetails:
        """Raises ChannelUnsuitable if no thread can be created in it, and NoPermission if the bot can't see it."""
        ...

    async def post_test(self, channel_id: int) -> Posted:
        """Creates a test thread. Repeated after a failure, it continues with what the failed attempt created.

        Raises OutcomeOfTestUnknown if the response was lost.
        """
        ...

    async def take_back(self, channel_id: int, posted: Posted) -> TakenBack:
        """Deletes a thread of the bot with its first message, or archives it where the bot may not delete threads.

        Safe to repeat; what is gone already counts as deleted.
        """
        ...

    async def oldest_thread(self, channel_id: int) -> BotThread | None:
        """Returns the oldest active thread that the bot created in that channel's server; None if there is none."""
        ...

    async def archive(self, thread_id: int) -> None:
        """Archives a thread that the bot created; one that is gone or archived already stays so."""
        ...


class Discord(ThreadPoster, ServerDirectory, Protocol):
    """Both in one, with one login."""


class ChartDrawing(Protocol):
    async def draw(self, chart: Mapping[str, Any]) -> Picture | None:
        """Draws what `core.post_chart` describes; returns None if there is too little for a line."""
        ...


class ImageSource(Protocol):
    async def fetch(self, url: str) -> Picture | None:
        """Returns the picture, or None if it can't be fetched; never raises for a missing picture."""
        ...

    async def close(self) -> None: ...


class PostMemory(Protocol):
    """What is remembered outside the database about the one used last."""

    def read(self) -> Identity | None:
        """Returns None if nothing is remembered."""
        ...

    def write(self, identity: Identity) -> None:
        """Never raises: what can't be remembered is forgotten, so that the next start doesn't trust it."""
        ...


class SheetReader(Protocol):
    """Files with tables, as seen by those who add creators."""

    def read(self, path: Path) -> Sheet:
        """Blocks, for up to a few seconds. Raises BadInput, which says why the file can't be used."""
        ...


class TableWriter(Protocol):
    """Files with tables, as seen by those who export."""

    def write(
        self,
        table: Table,
        format: TableFormat,
        target: Path | BinaryIO,
        progress: Callable[[Written], None],
        is_stopped: Callable[[], bool],
    ) -> int:
        """Writes the whole table, or nothing; returns the number of rows. Blocks for as long as it takes.

        Raises BadInput for a file that can't be written, and something else once it is stopped.
        """
        ...
