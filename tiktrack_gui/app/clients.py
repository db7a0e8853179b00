"""The clients for the outside world, real ones or the demo's."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tiktrack_gui.app.foundation import Foundation, browsers
from tiktrack_gui.config import cookies
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.core.errors import BadInput, KeyringUnavailable
from tiktrack_gui.services.sources import Discord, ImageSource, TikTokSource

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients:
    """The clients for the outside world: real ones or the demo's."""

    tiktok: TikTokSource
    discord: Discord
    images: ImageSource
    are_real: bool


def tiktok(base: Foundation) -> TikTokSource:
    """Returns TikTok in a browser, which is started by the first request."""
    from tiktrack_gui.clients.tiktok.browser import BrowserTikTok

    return BrowserTikTok(
        browsers(base),
        now=base.clock.now,
        args=base.environment.browser_args,
        ms_token=base.tokens.get_tiktok,  # tolerates a missing keyring
        cookies=base.tiktok_window.cookies,
        pace=base.budget.reserve,
        idle_minutes=lambda: base.settings.values.browser_idle_minutes,
        proxies=base.network,
    )


def real_clients(base: Foundation, on_trouble: Callable[[int], None] | None = None) -> Clients:
    """Returns TikTok in a browser and Discord over REST; nothing is started or requested before it is needed.

    on_trouble: called with the HTTP status of a server error from Discord before each retry.
    """
    from tiktrack_gui.clients.discord.threads import DiscordThreads
    from tiktrack_gui.clients.images import CdnImages

    token = partial(base.tokens.get, Kind.DISCORD)
    discord = DiscordThreads(token, base.environment.discord_api, proxies=base.network, on_trouble=on_trouble)
    return Clients(tiktok=tiktok(base), discord=discord, images=CdnImages(base.network), are_real=True)


def demo_clients(base: Foundation) -> Clients:
    """Synthetic creators and an in-memory channel; no browser, and no network until live videos are shown."""
    from tiktrack_gui.clients.images import CdnImages
    from tiktrack_gui.demo.discord import DemoDiscord
    from tiktrack_gui.demo.images import DemoImages
    from tiktrack_gui.demo.tiktok import DemoTikTok

    images = DemoImages(live=CdnImages(base.network))
    return Clients(tiktok=DemoTikTok(base.clock), discord=DemoDiscord(base.clock), images=images, are_real=False)


async def open_tiktok(base: Foundation) -> None:
    """Shows TikTok in a window until the user closes it; its cookies and msToken are used from then on.

    Raises TikTokError.
    """
    token = await base.tiktok_window.open()
    await cookies.keep(base.tokens, await base.tiktok_window.cookies())
    if token is None:
        return
    try:
        await base.tokens.set(Kind.TIKTOK, token)
    except (KeyringUnavailable, BadInput) as error:  # without a keyring it is kept for this session
        log.warning("The msToken of TikTok's window is not kept. %s", error)
