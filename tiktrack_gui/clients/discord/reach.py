"""Tests whether Discord can be reached, without a token and without changing anything."""

from __future__ import annotations

import aiohttp

from tiktrack_gui.clients.discord.call import conversation, trace
from tiktrack_gui.clients.http import open_line
from tiktrack_gui.core.errors import DiscordInTrouble
from tiktrack_gui.host.proxies import Proxies

LIMIT = 20.0  # s


async def reach(base_url: str, proxies: Proxies, limit: float = LIMIT) -> None:
    """Asks for something that needs no token. base_url: of Discord's API. limit: seconds. Raises DiscordError."""
    proxy = await proxies.for_url(base_url)
    async with conversation(limit, None, proxy):
        line = await open_line(proxy)
        connector = aiohttp.TCPConnector(ssl=line.tls)
        async with (
            aiohttp.ClientSession(connector=connector, trace_configs=[trace()]) as session,
            session.get(f"{base_url.rstrip('/')}/gateway", **line.proxy_options()) as response,
        ):
            if response.status >= 500:
                raise DiscordInTrouble(response.status)
