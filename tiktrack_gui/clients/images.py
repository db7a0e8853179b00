"""Fetches avatars and covers, only from TikTok's image hosts."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from tiktrack_gui.clients.http import proxy_options
from tiktrack_gui.clients.tls import context
from tiktrack_gui.core.deliveries import Picture
from tiktrack_gui.core.picture_format import picture_format
from tiktrack_gui.host.proxies import Direct, Proxies

if TYPE_CHECKING:
    from aiohttp import ClientSession
    from aiohttp.abc import AbstractResolver

log = logging.getLogger(__name__)

DOMAINS = (
    "tiktokcdn.com",
    "tiktokcdn-us.com",
    "tiktokcdn-eu.com",
    "tiktokcdn-in.com",
    "ttwstatic.com",
    "ibyteimg.com",
)
LARGEST = 2 * 2**20  # bytes
LIMIT = 15.0  # s for one picture, including redirects
REDIRECTIONS = 3
AT_ONCE = 4
CHUNK = 64 * 2**10  # bytes
HEADERS = {
    "User-Agent": "Mozilla/5.0",
    "Accept": "image/webp,image/png,image/jpeg",
    "Accept-Encoding": "identity",
}


class Refused(Exception):
    """The URL isn't allowed or the response isn't a usable picture. The message never has the URL: they are signed."""


class CdnImages:
    """Implements `services.sources.ImageSource`. Connects on first use; aiohttp is imported only then."""

    def __init__(
        self,
        proxies: Proxies | None = None,
        *,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
        limit: float = LIMIT,
    ) -> None:
        """resolver, tls: replacements for DNS resolution and TLS verification. limit: seconds for one picture."""
        self._proxies = proxies or Direct()
        self._resolver = resolver
        self._tls = tls
        self._limit = limit
        self._session: ClientSession | None = None
        self._closed = False
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def fetch(self, url: str) -> Picture | None:
        """Returns the picture, with a file name for its type; None if it can't be fetched, and after close()."""
        try:
            async with self._turns, asyncio.timeout(self._limit):
                data = await self._get(await self._opened(), url)
            return Picture(name=f"picture.{_kind(data)}", data=data)
        except Exception as error:  # of any kind: a missing picture is never an error
            words = str(error) if isinstance(error, Refused) else type(error).__name__  # other messages contain URLs
            log.debug("No picture from %s: %s", _host(url), words)
            return None

    async def close(self) -> None:
        self._closed = True
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _opened(self) -> ClientSession:
        if self._session is None:
            system = await asyncio.to_thread(_prepare)
            if not self._closed and self._session is None:  # meanwhile, another call may have connected
                self._session = self._connect(self._tls or system)
        if self._closed or self._session is None:
            raise Refused("nobody waits for it any more")
        return self._session

    def _connect(self, tls: ssl.SSLContext) -> ClientSession:
        from aiohttp import ClientSession, DummyCookieJar, TCPConnector

        return ClientSession(
            connector=TCPConnector(resolver=self._resolver, ssl=tls),
            cookie_jar=DummyCookieJar(),
            headers=HEADERS,
            auto_decompress=False,  # a small compressed response could expand to a huge one
            raise_for_status=True,
        )

    async def _get(self, session: ClientSession, url: str) -> bytes:
        for _ in range(1 + REDIRECTIONS):
            _check(url)
            way = proxy_options(await self._proxies.for_url(url))
            async with session.get(url, allow_redirects=False, **way) as response:
                if "Location" not in response.headers:
                    return await _read(response.content.iter_chunked(CHUNK))
                url = urljoin(url, response.headers["Location"])
        raise Refused("sent on too often")


async def _read(chunks: AsyncIterator[bytes]) -> bytes:
    data = bytearray()
    async for chunk in chunks:
        data += chunk
        if len(data) > LARGEST:
            raise Refused("too large")
    return bytes(data)


def _check(url: str) -> None:
    """Raises Refused unless it is an ordinary https URL on one of TikTok's image hosts, ValueError if it is no URL."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    ours = any(host == domain or host.endswith(f".{domain}") for domain in DOMAINS)
    if not ours or parts.scheme != "https" or parts.port not in (None, 443) or parts.username is not None:
        raise Refused("not an address of TikTok's pictures")


def _kind(data: bytes) -> str:
    """Returns the file extension for the image format. Raises Refused if it isn't a known one."""
    kind = picture_format(data)
    if kind is None:
        raise Refused("not a picture that can be shown")
    return kind


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "nowhere"
    except ValueError:
        return "nowhere"


def _prepare() -> ssl.SSLContext:
    """The first import takes a quarter of a second, so it must not run on the GUI thread."""
    import aiohttp  # noqa: F401

    return context()
