"""Shows TikTok to the user in a browser window with TikTrack's own profile, and provides its cookies to the session."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tiktrack_gui.clients.browser.browsers import Browsers
from tiktrack_gui.clients.browser.proxy import Way, way_to
from tiktrack_gui.clients.loop_thread import LoopThread, WorkLost
from tiktrack_gui.clients.tiktok import errors
from tiktrack_gui.clients.tiktok.launch import driver, ended, launch_profile
from tiktrack_gui.clients.tiktok.responses import goto
from tiktrack_gui.clients.tiktok.session import HOME
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.errors import TikTokError, TikTokProxyFailed, Unreachable
from tiktrack_gui.host.proxies import Direct, Proxies

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Cookie, Page

log = logging.getLogger(__name__)

ABORTED = "net::ERR_ABORTED"  # by the user, who closed the window or navigated elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowLimits:
    """Timeouts of each step, in seconds."""

    opening: float = 60.0  # for the browser to start, and again for TikTok's first response
    shown: float = 15.0 * MINUTE  # after that, the window is closed automatically
    look: float = 2.0  # between reads of the cookies: TikTok changes its msToken every few seconds
    reading: float = 20.0  # for the cookies of an earlier window
    closing: float = 10.0


USUAL_LIMITS = WindowLimits()


class TikTokWindow:
    """A browser window with TikTrack's own profile, for the user to accept cookies, solve a puzzle or sign in."""

    def __init__(
        self,
        browsers: Browsers,
        profile: Path,
        args: Sequence[str] = (),
        limits: WindowLimits = USUAL_LIMITS,
        proxies: Proxies | None = None,
    ) -> None:
        """profile: its folder, created by the first window. args: extra command line switches for Chromium."""
        self._browsers = browsers
        self._profile = profile
        self._args = list(args)
        self._limits = limits
        self._proxies = proxies or Direct()
        self._way = Way()
        self._cookies: Sequence[Cookie] | None = None  # None: not read yet
        self._in_use = asyncio.Lock()  # only one browser at a time can use the profile
        self._thread = LoopThread("TikTok window")

    async def open(self) -> str | None:
        """Shows TikTok until the user closes the window; returns its last msToken, if any. Raises TikTokError."""
        try:
            cookies = await self._thread.run(self._show())
        except WorkLost as lost:
            raise Unreachable(detail=str(lost)) from lost
        return _token(cookies)

    async def cookies(self) -> Sequence[Cookie]:
        """Returns TikTok's cookies from the last window, even of an earlier session; empty if they can't be read."""
        if self._cookies is None and await asyncio.to_thread(self._profile.is_dir):
            with suppress(WorkLost):
                await self._thread.run(self._recall())
        return self._cookies or ()

    async def close(self) -> None:
        """Closes the window, if any, and ends the thread. It can't be reopened."""
        await self._thread.stop()

    # On the window's thread

    async def _show(self) -> Sequence[Cookie]:
        async with self._in_use:
            try:
                async with self._opened(visible=True) as context:
                    self._cookies = cookies = await self._watched(context)
            except Exception as error:
                known = errors.translated(error, "", self._way.proxy)
                raise known if isinstance(known, TikTokError) else Unreachable(detail=str(known)) from error
        return cookies

    async def _recall(self) -> None:
        if self._in_use.locked():
            return  # the open window provides its cookies when it is closed
        async with self._in_use:
            self._cookies = ()
            try:
                async with asyncio.timeout(self._limits.reading), self._opened(visible=False) as context:
                    self._cookies = await context.cookies(HOME)
            except Exception as error:
                log.warning("What TikTok left in its window could not be read: %r", error)

    @asynccontextmanager
    async def _opened(self, *, visible: bool) -> AsyncIterator[BrowserContext]:
        browser, limits = self._browsers.find(), self._limits
        self._way = await way_to(HOME, self._proxies)
        async with driver(limits.closing) as playwright:
            context = await launch_profile(
                playwright, browser, self._profile, self._args, limits.opening, self._way, visible=visible
            )
            try:
                yield context
            finally:
                await ended(context.close(), limits.closing)

    async def _watched(self, context: BrowserContext) -> Sequence[Cookie]:
        """Returns the newest cookies once the window is closed or its time is up."""
        from playwright.async_api import Error

        cookies, closed = self._cookies or (), _closing_of(context)
        with suppress(TimeoutError, Error):  # Error: closed or killed while being queried
            cookies = await context.cookies(HOME)
            await self._show_tiktok(context.pages[0] if context.pages else await context.new_page())
            async with asyncio.timeout(self._limits.shown):
                while not closed.is_set():
                    now = await context.cookies(HOME)
                    if closed.is_set():
                        break  # a closing browser has already dropped some
                    if _token(now) != _token(cookies):
                        log.debug("TikTok gave its window another msToken")
                    cookies = now
                    await _wait(closed, self._limits.look)
        return cookies

    async def _show_tiktok(self, page: Page) -> None:
        from playwright.async_api import Error

        try:
            await goto(page, HOME, wait_until="commit", limit=self._limits.opening)
        except (Error, TikTokProxyFailed) as error:
            known = errors.translated(error, "", self._way.proxy)
            if isinstance(known, TikTokError) and ABORTED not in known.detail:
                raise known from error
            log.info("TikTok was not shown: %s", known)


def _closing_of(context: BrowserContext) -> asyncio.Event:
    """An event that is set when the browser ends or has no page left: on macOS it keeps running without a window."""
    closed = asyncio.Event()

    def look(_: Page) -> None:
        if not context.pages:
            closed.set()

    def watch(page: Page) -> None:
        page.on("close", look)

    context.on("close", lambda _: closed.set())
    context.on("page", watch)
    for page in context.pages:
        watch(page)
    return closed


def _token(cookies: Sequence[Cookie]) -> str | None:
    return next((cookie["value"] for cookie in cookies if cookie["name"] == "msToken"), None)


async def _wait(event: asyncio.Event, limit: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(limit):
            await event.wait()
