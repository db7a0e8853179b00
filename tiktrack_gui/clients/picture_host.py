"""Tests whether TikTok's pictures can be reached. aiohttp is imported on first use."""

from __future__ import annotations

import asyncio
import logging

from tiktrack_gui.clients.http import open_line, proxy_fault, untrusted_host
from tiktrack_gui.core.errors import TikTokError, TikTokProxyFailed, TikTokUntrusted, Timeout, Unreachable
from tiktrack_gui.core.proxy import Proxy
from tiktrack_gui.host.proxies import Proxies

log = logging.getLogger(__name__)

PLACE = "https://p16-sign-va.tiktokcdn.com/"
LIMIT = 20.0  # s


async def reach(proxies: Proxies, limit: float = LIMIT) -> None:
    """Connects; what is answered doesn't matter. limit: seconds. Raises TikTokError."""
    proxy = await proxies.for_url(PLACE)
    try:
        async with asyncio.timeout(limit):
            await _connect(proxy)
    except Exception as fault:
        log.info("TikTok's pictures can't be reached: %s: %s", type(fault).__name__, fault)
        raise _in_our_words(fault, proxy) from fault


async def _connect(proxy: Proxy | None) -> None:
    await asyncio.to_thread(__import__, "aiohttp")  # takes too long for the GUI thread
    from aiohttp import ClientSession, TCPConnector

    line = await open_line(proxy)
    async with (
        ClientSession(connector=TCPConnector(ssl=line.tls)) as session,
        session.get(PLACE, allow_redirects=False, **line.proxy_options()),
    ):
        pass


def _in_our_words(fault: Exception, proxy: Proxy | None) -> TikTokError:
    if (of_proxy := proxy_fault(fault, proxy)) is not None:
        return TikTokProxyFailed(of_proxy, proxy.shown if proxy else "", detail=str(fault))
    if (host := untrusted_host(fault)) is not None:
        return TikTokUntrusted(host, detail=str(fault))
    return Timeout(detail="pictures") if isinstance(fault, TimeoutError) else Unreachable(detail=str(fault))
