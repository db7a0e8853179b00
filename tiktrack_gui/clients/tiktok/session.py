"""One TikTokApi with one page in one browser. Everything here runs on the event loop of the browser's thread.

The library creates the session and signs the requests; we launch the browser, load the first page, apply timeouts,
clean up and translate errors.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from tiktrack_gui.clients.browser.browsers import Browser, Browsers
from tiktrack_gui.clients.browser.proxy import Way, way_to
from tiktrack_gui.clients.tiktok import errors
from tiktrack_gui.clients.tiktok.answers import rehydration_scope
from tiktrack_gui.clients.tiktok.launch import CAN_SIGN, FirstPage, launch, new_context, until_done
from tiktrack_gui.clients.tiktok.library import new_api
from tiktrack_gui.clients.tiktok.receiving import content, limited
from tiktrack_gui.clients.tiktok.responses import check_http, goto, sent_at
from tiktrack_gui.core.errors import Blocked, NoBrowser
from tiktrack_gui.core.requests import MOST_PAGES
from tiktrack_gui.host.proxies import Proxies

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import BrowserContext, Cookie, Page, Playwright, Response

log = logging.getLogger(__name__)
T = TypeVar("T")

HOME = "https://www.tiktok.com"
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has only SIGTERM, which kills there

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Timeouts of each step in seconds, and the maximum number of feed pages per fetch."""

    keyring: float = 30.0  # for the user's msToken, if there is one
    starting: float = 30.0  # for the browser to answer
    opening: float = 60.0  # from the start of the browser to the first request
    ready: float = 10.0  # for the first page to get its msToken and signer; used anyway after that
    signing: float = 10.0  # for a request to wait for the signer
    request: float = 30.0
    visit: float = 30.0
    challenge: float = 10.0  # for a “Please wait…” page to solve itself
    posts: float = 10.0  # for a profile page to request its creator's videos
    closing: float = 5.0  # before the browser is killed
    feed_pages: int = MOST_PAGES


USUAL_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Received:
    """A JSON response. date: when TikTok sent it, on its clock, UTC epoch seconds; None if it didn't say."""

    payload: object
    date: float | None


class TikTokSession:
    """A session with TikTok; can be opened and closed repeatedly.

    `open`, `request` and `visit` raise TikTokError, or SessionLost if only a new session can help.
    """

    def __init__(
        self,
        browsers: Browsers,
        args: Sequence[str],
        ms_token: Callable[[], Awaitable[str | None]],
        cookies: Callable[[], Awaitable[Sequence[Cookie]]],
        limits: Limits,
        proxies: Proxies,
    ) -> None:
        """args: extra command line switches for Chromium. ms_token: returns the user's msToken, if any. cookies:
        returns the initial cookies.
        """
        self._browsers = browsers
        self._args = list(args)
        self._ms_token = ms_token
        self._cookies = cookies
        self._begun_with: Sequence[Cookie] = ()
        self._limits = limits
        self._proxies = proxies
        self._way = Way()  # that the session was opened with
        self._api: Any = None  # one per process, the library doesn't support more
        self._browser: Chromium | None = None
        self._pid: int | None = None  # of the browser
        self.lacks_signer = False  # the last first page was TikTok's, but couldn't sign requests

    @property
    def is_open(self) -> bool:
        return bool(self._browser and self._browser.is_connected() and self._api.sessions)

    async def is_current(self) -> bool:
        """Whether it is open and was opened with the current cookies and proxy."""
        if not self.is_open or await self._cookies() != self._begun_with:
            return False
        return await way_to(HOME, self._proxies) == self._way

    async def open(self, capability: str, say: Say) -> None:
        """Closes any earlier session, then starts the browser and loads TikTok's first page."""
        await self.close()
        self.lacks_signer = False
        browser, token = self._browsers.find(), await self._given_token()
        self._begun_with = await self._cookies()
        self._way = await way_to(HOME, self._proxies)
        say("Starting the browser")
        try:
            async with asyncio.timeout(self._limits.opening):
                await self._create(browser, token, capability, say)
        except BaseException as error:
            await self.close()
            if isinstance(error, Exception):
                raise errors.translated(error, capability, self._way.proxy) from error
            raise

    async def request(self, path: str, params: Mapping[str, Any], capability: str) -> Received:
        """Returns the JSON response to a GET request signed by the page."""
        page: Page = self._session.page.itself
        answers: list[Response] = []

        def note(response: Response) -> None:
            if _first_url(response).startswith(HOME + path):
                answers.append(response)

        page.on("response", note)
        try:
            async with asyncio.timeout(self._limits.request):
                await self._wait_until_it_can_sign(page, capability)
                token = {"msToken": await self._current_token() or ""}
                payload = await self._api.make_request(HOME + path, params={**params, **token}, retries=1)
                return Received(payload, sent_at(answers[-1] if answers else None))
        except Exception as error:
            raise await errors.explained(error, answers, capability, self._way.proxy) from error
        finally:
            page.remove_listener("response", note)

    async def visit(self, look: Callable[[Page], Awaitable[T]], capability: str) -> T:
        """Calls `look` with a new page of the same browser and returns its result.

        The session's own page stays where it is, because it signs requests.
        """
        try:
            async with asyncio.timeout(self._limits.visit), self._new_page() as page, limited(page, capability):
                return await look(page)
        except Exception as error:
            raise errors.translated(error, capability, self._way.proxy) from error

    async def close(self) -> None:
        """Closes the browser and the driver; kills a hung browser. Safe at any time, even after either was killed."""
        browser, self._browser = self._browser, None
        if self._api is None or await self._ended(browser):
            return
        log.warning("The browser did not close in %.0f s and is killed", self._limits.closing)
        if browser is not None and browser.is_connected() and self._pid is not None:
            with suppress(OSError):
                os.kill(self._pid, KILL)
        await self._ended(browser)

    async def _ended(self, browser: Chromium | None) -> bool:
        """Closes browser and driver; returns whether they ended within the limit."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._limits.closing):
                if browser is not None:
                    with suppress(Exception):  # it may have been killed
                        await browser.close()
                await self._api.close_sessions()
                return True
        return False

    @property
    def _session(self) -> Any:
        if not self.is_open:
            raise errors.SessionLost("there is no session")
        return self._api.sessions[0]

    # Opening

    async def _create(self, browser: Browser, token: str | None, capability: str, say: Say) -> None:
        from playwright.async_api import Error

        api = self._api = self._api or new_api()
        driver_started: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        async def context(playwright: Playwright) -> BrowserContext:
            driver_started.set_result(None)
            self._browser = await launch(playwright, browser, self._args, self._limits.starting, self._way)
            self._pid = await _pid_of(self._browser)
            return await new_context(self._browser, browser, self._begun_with, token)

        async def first_page(context: BrowserContext) -> FirstPage:
            say("Opening TikTok")
            page = await context.new_page()
            async with limited(page, capability):
                response = await goto(page, HOME, wait_until="domcontentloaded")
            check_http(response, capability)
            return FirstPage(page, self._limits.ready)

        creating = asyncio.ensure_future(
            api.create_sessions(
                num_sessions=1,
                headless=False,
                browser_context_factory=context,
                page_factory=first_page,
                sleep_after=0,
            )
        )
        try:
            await _cancellable_after(driver_started, creating)
        except Error as error:
            if api.playwright is None:
                raise NoBrowser(detail=f"playwright's driver cannot be started: {error}") from error
            raise
        for session in api.sessions:
            session.headers = session.headers or {}  # None if the page made no request after loading

    async def _given_token(self) -> str | None:
        """Returns the user's msToken, with a timeout in case the keyring waits for its password."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._limits.keyring):
                return await self._ms_token()
        return None

    # Requests

    async def _wait_until_it_can_sign(self, page: Page, capability: str) -> None:
        from playwright.async_api import TimeoutError as PlaywrightTimeout

        try:
            await page.wait_for_function(CAN_SIGN, timeout=self._limits.signing * 1000)
        except PlaywrightTimeout as error:
            html, url = await content(page, capability), page.url
            await self.close()  # this page is unusable
            rehydration_scope(html, capability, url)  # raises a more specific error if possible
            self.lacks_signer = True
            raise Blocked(capability, "the page cannot sign requests") from error

    async def _current_token(self) -> str | None:
        """Returns the page's current msToken: it changes every few seconds, but the library keeps the first."""
        cookies = await self._session.context.cookies(HOME)
        return next((cookie["value"] for cookie in cookies if cookie["name"] == "msToken"), None)

    @asynccontextmanager
    async def _new_page(self) -> AsyncIterator[Page]:
        page: Page = await self._session.context.new_page()
        try:
            yield page
        finally:
            with suppress(Exception):  # it may be gone with its browser, or too busy
                async with asyncio.timeout(self._limits.closing):
                    await page.close()


async def _cancellable_after(started: asyncio.Future[None], creating: asyncio.Task[None]) -> None:
    """Awaits `creating`; delays a cancellation until `started` is done.

    Playwright orphans its driver process if it is cancelled while that starts.
    """

    def ended(_: asyncio.Task[None]) -> None:
        if not started.done():
            started.set_result(None)

    creating.add_done_callback(ended)
    try:
        await asyncio.shield(creating)
    except asyncio.CancelledError:
        await until_done(started)
        creating.cancel()
        await until_done(creating)
        raise


def _first_url(response: Response) -> str:
    """The URL originally requested, before redirects."""
    request = response.request
    while request.redirected_from is not None:
        request = request.redirected_from
    return request.url


async def _pid_of(chromium: Chromium) -> int | None:
    """The browser's process ID, to kill it if it hangs: it is the driver's child, not ours."""
    devtools = await chromium.new_browser_cdp_session()
    processes = (await devtools.send("SystemInfo.getProcessInfo"))["processInfo"]
    await devtools.detach()
    return next((process["id"] for process in processes if process["type"] == "browser"), None)
