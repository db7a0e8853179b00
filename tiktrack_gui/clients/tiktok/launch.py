"""Starts the browser and makes it look like one used by a person."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tiktrack_gui.clients.browser.browsers import Browser, without_our_libraries
from tiktrack_gui.clients.browser.proxy import Way
from tiktrack_gui.clients.loop_thread import for_temporary_files
from tiktrack_gui.core.errors import BrowserUnusable, NoDisplay

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import BrowserContext, Cookie, Page, Playwright, Route

log = logging.getLogger(__name__)
T = TypeVar("T")

DIRECT = Way()
HEADLESS = "--headless=new"  # the full browser without a window; playwright's own `headless` needs another executable
WINDOW = "--window-size=1100,850"
NO_SCREEN = "platform failed to initialize"  # Chromium's message
# Chromium loads the suggestions below its address bar as two web pages, half of the CPU time of a start. Of repeated
# switches, Chromium takes the last one only, so this one includes playwright's features; a test compares them.
WITHOUT = "--disable-features=" + ",".join(
    (
        *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
        *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
        *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
        *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin"),
        *("OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
        *("msForceBrowserSignIn", "msEdgeUpdateLaunchServicesPreferredVersion"),
    )
)
NOT_LOADED = frozenset({"image", "media", "font"})  # TikTok's pages never become idle while videos load
HAS_TOKEN = "document.cookie.includes('msToken=')"
CAN_SIGN = "window.byted_acrawler !== undefined"
SYSTEMS = {"win32": "Windows NT 10.0; Win64; x64", "darwin": "Macintosh; Intel Mac OS X 10_15_7"}
OTHER_SYSTEM = "X11; Linux x86_64"


class FirstPage:
    """Wraps a playwright page so that waiting for it ends when it can sign requests, not when the network is idle.

    TikTokApi waits for network idle when it creates a session, and fails on a page that keeps polling.
    """

    def __init__(self, page: Page, limit: float) -> None:
        """limit: maximum wait in seconds; after that, the page is used anyway."""
        self.itself = page
        self._limit = limit

    def __getattr__(self, name: str) -> Any:
        return getattr(self.itself, name)

    async def wait_for_load_state(self, state: str) -> None:
        from playwright.async_api import TimeoutError as PlaywrightTimeout

        try:
            await self.itself.wait_for_function(f"{HAS_TOKEN} && {CAN_SIGN}", timeout=self._limit * 1000)
        except PlaywrightTimeout:
            log.info("TikTok's page has no msToken or cannot sign yet; going on")


@asynccontextmanager
async def driver(limit: float) -> AsyncIterator[Playwright]:
    """Starts playwright and its driver process. On cancellation, waits for the start first so as not to orphan it.

    limit: seconds it may take to stop.
    """
    from playwright.async_api import async_playwright

    starting = asyncio.ensure_future(async_playwright().start())
    try:
        yield await asyncio.shield(starting)
    finally:
        await until_done(starting)
        await ended(starting.result().stop(), limit)


async def until_done(work: asyncio.Future[Any]) -> None:
    """Waits until `work` is done, however it ends, and however often its caller is cancelled meanwhile."""
    while not work.done():
        with suppress(asyncio.CancelledError):
            await asyncio.wait([work])


async def ended(ending: Coroutine[Any, Any, None], limit: float) -> None:
    """Awaits `ending` for up to `limit` seconds; ignores errors, because it may have been closed or killed already."""
    try:
        async with asyncio.timeout(limit):
            await ending
    except TimeoutError:
        log.warning("The browser did not close in %.0f s", limit)
    except Exception as error:
        log.info("The browser was gone before it was closed: %s", error)


async def launch(
    playwright: Playwright, browser: Browser, args: Sequence[str], limit: float, way: Way = DIRECT
) -> Chromium:
    """Starts the browser without a window. limit: seconds. way: to the internet. Raises BrowserUnusable."""
    options = _options(browser, _windowless(args), limit, way)
    return await _started(partial(playwright.chromium.launch, **options), browser, args)


async def launch_profile(
    playwright: Playwright, browser: Browser, profile: Path, args: Sequence[str], limit: float, way: Way = DIRECT
) -> BrowserContext:
    """Starts the browser in a window, with a profile and the same stealth measures as the session.

    profile: its folder. limit: seconds. way: to the internet. Raises BrowserUnusable, or NoDisplay without a screen.
    """
    from TikTokApi.stealth import stealth_async  # type: ignore[import-untyped]

    args = [*(arg for arg in args if not _is_headless(arg)), WINDOW]
    start = partial(
        playwright.chromium.launch_persistent_context,
        profile,
        no_viewport=True,  # the page fills its window
        ignore_default_args=["--enable-automation"],  # or it shows the user and TikTok that it is automated
        **_options(browser, args, limit, way),
    )
    try:
        context = await _started(start, browser, args)
    except BrowserUnusable as error:
        if NO_SCREEN in error.detail:
            raise NoDisplay(detail=error.detail) from error
        raise
    await stealth_async(context)
    return context


async def _started(start: Callable[..., Awaitable[T]], browser: Browser, args: Sequence[str]) -> T:
    """Starts the browser, sandboxed if the system allows it.

    Raises BrowserUnusable, also for a program that isn't a browser: it exits at once or never answers.
    """
    from playwright.async_api import Error

    try:
        try:
            return await start()
        except Error as error:
            if "--no-sandbox" in args or "no-sandbox" not in str(error):
                raise
            log.warning("%s cannot use its sandbox on this system and is started without", browser.name)
            browser.say_unsandboxed()
            return await start(chromium_sandbox=False)
    except Error as error:
        raise BrowserUnusable(browser.path, str(error)) from error


def _options(browser: Browser, args: Sequence[str], limit: float, way: Way) -> dict[str, Any]:
    return {
        "executable_path": browser.path,
        "args": [WITHOUT, *way.args, *args],
        "proxy": way.settings,
        "headless": False,
        "chromium_sandbox": "--no-sandbox" not in args,
        "env": without_our_libraries() | for_temporary_files(),
        "timeout": limit * 1000,
    }


def _windowless(args: Sequence[str]) -> list[str]:
    return list(args) if any(map(_is_headless, args)) else [*args, HEADLESS]


def _is_headless(arg: str) -> bool:
    return arg.startswith("--headless")


async def new_context(
    chromium: Chromium, browser: Browser, cookies: Sequence[Cookie], ms_token: str | None
) -> BrowserContext:
    """Creates a separate context: no “Headless” in the user agent, TikTokApi's stealth scripts on every page, and no
    images, media or fonts loaded.

    cookies: the initial ones. ms_token: replaces the msToken among them.
    """
    from TikTokApi.stealth import stealth_async

    context = await chromium.new_context(user_agent=user_agent(chromium.version, edge=browser.is_edge))
    await stealth_async(context)
    await context.route("**/*", _skip_heavy)
    given: list[Any] = [cookie for cookie in cookies if not (ms_token and cookie["name"] == "msToken")]
    if ms_token:
        given.append({"name": "msToken", "value": ms_token, "domain": ".tiktok.com", "path": "/"})
    await context.add_cookies(given)
    return context


def user_agent(version: str, *, edge: bool = False, platform: str = sys.platform) -> str:
    """The user agent of that version when it has a window. version: such as "156.0.8078.79"."""
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
