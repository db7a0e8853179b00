"""Starts the browser, and makes it look like one that a person uses."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tiktrack_gui.clients.browsers import Browser, without_our_libraries
from tiktrack_gui.core.errors import NoBrowser

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import BrowserContext, Page, Playwright, Route

log = logging.getLogger(__name__)

HEADLESS = "--headless=new"  # the whole browser without a window; playwright's own `headless` wants another program
NOT_LOADED = frozenset({"image", "media", "font"})  # TikTok's pages never fall silent while videos load
HAS_TOKEN = "document.cookie.includes('msToken=')"
CAN_SIGN = "window.byted_acrawler !== undefined"
SYSTEMS = {"win32": "Windows NT 10.0; Win64; x64", "darwin": "Macintosh; Intel Mac OS X 10_15_7"}
OTHER_SYSTEM = "X11; Linux x86_64"


class FirstPage:
    """Playwright's page, except that it is waited for until it is ready to sign requests, not until it is silent.

    TikTokApi waits for network silence while it makes a session, and gives up on a page that keeps polling.
    """

    def __init__(self, page: Page, limit: float) -> None:
        """limit: how long to wait, in seconds; the page is used all the same."""
        self._page = page
        self._limit = limit

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    async def wait_for_load_state(self, state: str) -> None:
        from playwright.async_api import TimeoutError as PlaywrightTimeout

        try:
            await self._page.wait_for_function(f"{HAS_TOKEN} && {CAN_SIGN}", timeout=self._limit * 1000)
        except PlaywrightTimeout:
            log.info("TikTok's page has no msToken or cannot sign yet; going on")


async def launch(playwright: Playwright, browser: Browser, args: Sequence[str], limit: float) -> Chromium:
    """Starts the browser without a window, in its sandbox where the system lets it. Raises NoBrowser."""
    from playwright.async_api import Error
    from playwright.async_api import TimeoutError as PlaywrightTimeout

    async def start(*, sandbox: bool) -> Chromium:
        return await playwright.chromium.launch(
            executable_path=browser.path,
            args=args if any(arg.startswith("--headless") for arg in args) else [*args, HEADLESS],
            headless=False,
            chromium_sandbox=sandbox,
            env={**without_our_libraries()},
            timeout=limit * 1000,
        )

    try:
        try:
            return await start(sandbox="--no-sandbox" not in args)
        except Error as error:
            if "no-sandbox" not in str(error):
                raise
            log.warning("%s cannot use its sandbox on this system and is started without", browser.name)
            return await start(sandbox=False)
    except PlaywrightTimeout:
        raise
    except Error as error:
        raise NoBrowser(detail=f"{browser.path} cannot be started: {error}") from error


async def new_context(chromium: Chromium, browser: Browser, ms_token: str | None) -> BrowserContext:
    """A profile of its own: no “Headless” in its name, TikTokApi's disguise on every page, nothing heavy loaded."""
    from TikTokApi.stealth import stealth_async  # type: ignore[import-untyped]

    context = await chromium.new_context(user_agent=user_agent(chromium.version, edge=browser.is_edge))
    await stealth_async(context)
    await context.route("**/*", _skip_heavy)
    if ms_token:
        await context.add_cookies([{"name": "msToken", "value": ms_token, "domain": ".tiktok.com", "path": "/"}])
    return context


def user_agent(version: str, *, edge: bool = False, platform: str = sys.platform) -> str:
    """What that version calls itself when it has a window. version: "156.0.8078.79"."""
    major = version.partition(".")[0]
    name = (
        f"Mozilla/5.0 ({SYSTEMS.get(platform, OTHER_SYSTEM)}) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{major}.0.0.0 Safari/537.36"
    )
    return f"{name} Edg/{major}.0.0.0" if edge else name


async def _skip_heavy(route: Route) -> None:
    if route.request.resource_type in NOT_LOADED:
        await route.abort()
    else:
        await route.continue_()
