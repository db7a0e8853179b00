"""Creates Discord threads through discord.py over REST. discord.py is imported on first use."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING

from tiktrack_gui.core.deliveries import Attachments, Channel, Delivery, Found, Posted
from tiktrack_gui.core.errors import (
    ChannelGone,
    DiscordError,
    DiscordRateLimited,
    DiscordUnreachable,
    NoPermission,
    OutcomeOfTestUnknown,
    OutcomeUnknown,
    ServerGone,
    TokenMissing,
    TokenRefused,
)
from tiktrack_gui.core.history import EarlierPosts
from tiktrack_gui.core.proxy import Proxy
from tiktrack_gui.core.servers import BotApp, BotThread, ChannelDetails, ListedChannel, Server, TakenBack
from tiktrack_gui.host.proxies import Direct, Proxies

if TYPE_CHECKING:
    from tiktrack_gui.clients.discord.call import Call
    from tiktrack_gui.clients.discord.session import Session
    from tiktrack_gui.clients.http import Line

DISCORD_API = "https://discord.com/api/v10"
READ_LIMIT = 60.0  # s
SEARCH_LIMIT = 900.0  # s; a forum is searched post by post
POST_LIMIT = 120.0  # s; Discord may ask for several waits of up to 30 s in between

CANNOT_BE_ASKED = (TokenMissing, TokenRefused, DiscordUnreachable, DiscordRateLimited)


class DiscordThreads:
    """Implements `services.sources.ThreadPoster` and `ServerDirectory`.

    Logs in on first use, and again after close() or a refused token.

    In text and announcement channels, the message is sent first, with the delivery's key as nonce, then its thread is
    created; both are safe to repeat, so a lost response only raises DiscordUnreachable. A forum or media post is a
    single request that is never repeated.
    """

    def __init__(
        self,
        token: Callable[[], Awaitable[str | None]],
        base_url: str | None = None,
        *,
        proxies: Proxies | None = None,
        on_trouble: Callable[[int], None] | None = None,
        read_limit: float = READ_LIMIT,
        post_limit: float = POST_LIMIT,
    ) -> None:
        """token: called at each login. base_url: overrides the URL of Discord's API. Limits: seconds per call.

        on_trouble: called with the HTTP status of a server error from Discord before each retry.
        """
        self._token = token
        self._base_url = base_url or DISCORD_API
        self._proxies = proxies or Direct()
        self._on_trouble = on_trouble
        self._read_limit = read_limit
        self._post_limit = post_limit
        self._search_limit = SEARCH_LIMIT
        self._session: Session | None = None
        self._proxy: Proxy | None = None  # that the session uses
        self._opening = asyncio.Lock()
        self._testing = asyncio.Lock()
        self._undecided_tests: dict[int, str] = {}  # key of the last test in each channel, until its outcome is known

    async def whoami(self) -> str:
        async with self._connected(self._read_limit) as (session, _):
            return session.name

    async def channel(self, channel_id: int) -> Channel:
        async with self._connected(self._read_limit) as (session, _):
            return await session.channel(channel_id)

    async def missing_permissions(self, channel_id: int) -> tuple[str, ...]:
        async with self._connected(self._read_limit) as (session, _):
            return await session.missing_permissions(channel_id)

    async def earlier_posts(self, channel_id: int) -> EarlierPosts:
        async with self._connected(self._search_limit) as (session, _):
            return await session.earlier_posts(channel_id)

    async def post(
        self, delivery: Delivery, attachments: Attachments, on_message: Callable[[int], Awaitable[None]]
    ) -> Posted:
        async with self._connected(self._post_limit) as (session, call):
            return await session.post(call, delivery, attachments, on_message)

    async def find(self, delivery: Delivery) -> Found | None:
        try:
            async with self._connected(self._read_limit) as (session, call):
                return await session.find(call, delivery)
        except CANNOT_BE_ASKED:
            raise
        except DiscordError as error:
            raise OutcomeUnknown(error.code, error.detail) from error

    async def app(self) -> BotApp:
        async with self._connected(self._read_limit) as (session, _):
            return await session.directory.app()

    async def servers(self) -> list[Server]:
        async with self._connected(self._read_limit) as (session, _):
            return await session.directory.servers()

    async def channels_of(self, server_id: int) -> list[ListedChannel]:
        try:
            async with self._connected(self._read_limit) as (session, _):
                return await session.directory.channels_of(server_id)
        except (ChannelGone, NoPermission) as error:
            raise ServerGone(error.code, error.detail) from error

    async def details(self, channel_id: int) -> ChannelDetails:
        async with self._connected(self._read_limit) as (session, _):
            return await session.directory.details(channel_id)

    async def post_test(self, channel_id: int) -> Posted:
        async with self._testing:
            earlier = self._undecided_tests.get(channel_id)
            key = self._undecided_tests[channel_id] = earlier or f"tt-{secrets.token_hex(10)}"
            try:
                async with self._connected(self._post_limit) as (session, call):
                    posted = await session.post_test(call, channel_id, key, is_new=earlier is None)
            except OutcomeUnknown as error:
                raise OutcomeOfTestUnknown(error.code, error.detail) from error
            except CANNOT_BE_ASKED:
                raise
            except DiscordError:  # certainly nothing is left of it
                del self._undecided_tests[channel_id]
                raise
            del self._undecided_tests[channel_id]
            return posted

    async def take_back(self, channel_id: int, posted: Posted) -> TakenBack:
        async with self._connected(self._post_limit) as (session, _):
            return await session.directory.take_back(channel_id, posted)

    async def oldest_thread(self, channel_id: int) -> BotThread | None:
        async with self._connected(self._read_limit) as (session, _):
            return await session.directory.oldest_thread(channel_id)

    async def archive(self, thread_id: int) -> None:
        async with self._connected(self._post_limit) as (session, _):
            await session.directory.archive(thread_id)

    async def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @asynccontextmanager
    async def _connected(self, limit: float) -> AsyncIterator[tuple[Session, Call]]:
        """Yields a logged-in session for one conversation. Raises DiscordError for all external failures."""
        open_session, open_line, conversation = await asyncio.to_thread(_import_discord)
        proxy = await self._proxies.for_url(self._base_url)
        async with self._opening:
            if self._session is not None and self._proxy != proxy:
                await self.close()
            if self._session is None:
                token = await self._token()
                if not token:
                    raise TokenMissing
                async with conversation(self._read_limit, self._on_trouble, proxy):
                    line = await open_line(proxy)
                    self._session, self._proxy = await open_session(token, self._base_url, line), proxy
            session = self._session
        try:
            async with conversation(limit, self._on_trouble, proxy) as call:
                yield session, call
        except TokenRefused:
            await self.close()
            raise


async def reach(base_url: str, proxies: Proxies) -> None:
    """Tests whether Discord can be reached, without a token. Raises DiscordError."""
    test = await asyncio.to_thread(_import_reach)
    await test(base_url, proxies)


def _import_reach() -> Callable[[str, Proxies], Awaitable[None]]:
    from tiktrack_gui.clients.discord.reach import reach

    return reach


def _import_discord() -> tuple[
    Callable[[str, str, Line], Awaitable[Session]],
    Callable[[Proxy | None], Awaitable[Line]],
    Callable[[float, Callable[[int], None] | None, Proxy | None], AbstractAsyncContextManager[Call]],
]:
    """The first import takes half a second, so it must not run on the GUI thread."""
    from tiktrack_gui.clients.discord.call import conversation
    from tiktrack_gui.clients.discord.session import Session
    from tiktrack_gui.clients.http import open_line

    return Session.open, open_line, conversation
