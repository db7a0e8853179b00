"""TikTok in a window of TikTrack's own browser, for its user; and what TikTok leaves there, for the session."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tiktrack_gui.clients.browser.browsers import Browsers
from tiktrack_gui.clients.loop_thread import LoopThread, WorkLost
from tiktrack_gui.clients.tiktok import errors
from tiktrack_gui.clients.tiktok.launch import driver, ended, launch_profile
from tiktrack_gui.clients.tiktok.session import HOME
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.errors import TikTokError, Unreachable

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Cookie, Page

log = logging.getLogger(__name__)

ABORTED = "net::ERR_ABORTED"  # by its user, who has closed the window already, or gone elsewhere in it


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowLimits:
    """How long each step may take, in seconds."""

    opening: float = 60.0  # for the browser to start, and then for TikTok's first answer
    shown: float = 15.0 * MINUTE  # then the window is closed for its user
    look: float = 2.0  # from one look at the cookies to the next: TikTok changes its msToken every few seconds
    reading: float = 20.0  # for the cookies of an earlier window
    closing: float = 10.0


USUAL_LIMITS = WindowLimits()


class TikTokWindow:
    """A browser profile of TikTrack's own. Its user accepts cookies there, solves a puzzle or logs in."""

    def __init__(
        self, browsers: Browsers, profile: Path, args: Sequence[str] = (), limits: WindowLimits = USUAL_LIMITS
    ) -> None:
        """profile: its folder, which the first window makes. args: more switches for Chromium."""
        self._browsers = browsers
        self._profile = profile
        self._args = list(args)
        self._limits = limits
        self._cookies: Sequence[Cookie] | None = None  # None: nobody has looked yet
        self._in_use = asyncio.Lock()  # only one browser at a time can have the profile
        self._thread = LoopThread("TikTok window")

    async def open(self) -> str | None:
        """Shows TikTok until its user closes the window. The newest msToken it had. Raises TikTokError."""
        try:
            cookies = await self._thread.run(self._show())
        except WorkLost as lost:
            raise Unreachable(detail=str(lost)) from lost
        return _token(cookies)

    async def cookies(self) -> Sequence[Cookie]:
        """What TikTok left in the last window, be it one of an earlier day. Nothing when it cannot be read."""
        if self._cookies is None and await asyncio.to_thread(self._profile.is_dir):
            with suppress(WorkLost):
                await self._thread.run(self._recall())
        return self._cookies or ()

    async def close(self) -> None:
        """Closes the window if there is one, and ends the thread. It does not open again."""
        await self._thread.stop()

    # On the window's thread

    async def _show(self) -> Sequence[Cookie]:
        async with self._in_use:
            try:
                async with self._opened(visible=True) as context:
                    self._cookies = cookies = await self._watched(context)
            except Exception as error:
                known = errors.translated(error, "")
                raise known if isinstance(known, TikTokError) else Unreachable(detail=str(known)) from error
        return cookies

    async def _recall(self) -> None:
        if self._in_use.locked():
            return  # what this window leaves is known when it is closed
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
        async with driver(limits.closing) as playwright:
            context = await launch_profile(
                playwright, browser, self._profile, self._args, limits.opening, visible=visible
            )
            try:
                yield context
            finally:
                await ended(context.close(), limits.closing)

    async def _watched(self, context: BrowserContext) -> Sequence[Cookie]:
        """The newest cookies once the window is closed, or its time is over."""
        from playwright.async_api import Error

        cookies, closed = self._cookies or (), _closing_of(context)
        with suppress(TimeoutError, Error):  # Error: it was closed, or killed, while it was being asked
            cookies = await context.cookies(HOME)
            await self._show_tiktok(context.pages[0] if context.pages else await context.new_page())
            async with asyncio.timeout(self._limits.shown):
                while not closed.is_set():
                    now = await context.cookies(HOME)
                    if closed.is_set():
                        break  # a browser that ends has forgotten some already
                    if _token(now) != _token(cookies):
                        log.debug("TikTok gave its window another msToken")
                    cookies = now
                    await _wait(closed, self._limits.look)
        return cookies

    async def _show_tiktok(self, page: Page) -> None:
        from playwright.async_api import Error

        try:
            await page.goto(HOME, wait_until="commit", timeout=self._limits.opening * 1000)
        except Error as error:
            known = errors.translated(error, "")
            if isinstance(known, TikTokError) and ABORTED not in known.detail:
                raise known from error
            log.info("TikTok was not shown: %s", known)


def _closing_of(context: BrowserContext) -> asyncio.Event:
    """Is set when the browser has ended, or has no page left: on macOS it goes on without a window."""
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
