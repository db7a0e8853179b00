"""Builds the test of the connections from the clients that use them."""

from __future__ import annotations

from functools import partial

from tiktrack_gui.app.foundation import Foundation, browsers
from tiktrack_gui.services.connection import ConnectionTest, Target


def connection_test(base: Foundation) -> ConnectionTest:
    """Returns the test for a data folder's settings. What takes long to import is imported by the first run."""

    async def tiktok() -> None:
        from tiktrack_gui.clients.tiktok.reach import reach

        await reach(browsers(base), base.environment.browser_args, base.network)

    async def discord() -> None:
        from tiktrack_gui.clients.discord.threads import reach

        await reach(_discord(base), base.network)

    async def pictures() -> None:
        from tiktrack_gui.clients.picture_host import reach

        await reach(base.network)

    ways = {Target.TIKTOK: tiktok, Target.DISCORD: discord, Target.PICTURES: pictures}
    return ConnectionTest(ways, partial(_proxy, base))


def _discord(base: Foundation) -> str:
    from tiktrack_gui.clients.discord.threads import DISCORD_API

    return base.environment.discord_api or DISCORD_API


async def _proxy(base: Foundation, target: Target) -> str:
    from tiktrack_gui.clients.picture_host import PLACE
    from tiktrack_gui.clients.tiktok.session import HOME

    url = {Target.TIKTOK: HOME, Target.DISCORD: _discord(base), Target.PICTURES: PLACE}[target]
    proxy = await base.network.for_url(url)
    return proxy.shown if proxy is not None else ""
