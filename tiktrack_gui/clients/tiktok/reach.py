"""Tests whether TikTok can be reached, in the browser: it may trust other certificates than Python does."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress

from tiktrack_gui.clients.browser.browsers import Browser, Browsers
from tiktrack_gui.clients.browser.proxy import Way, way_to
from tiktrack_gui.clients.loop_thread import LoopThread, WorkLost
from tiktrack_gui.clients.tiktok import errors
from tiktrack_gui.clients.tiktok.launch import driver, ended, launch, new_context
from tiktrack_gui.clients.tiktok.responses import check_http, goto
from tiktrack_gui.clients.tiktok.session import HOME
from tiktrack_gui.core.errors import Blocked, NoBrowser, TikTokDown, TikTokError, Unreachable
from tiktrack_gui.host.proxies import Proxies

log = logging.getLogger(__name__)

LIMIT = 30.0  # s, for the start of the browser, and again for TikTok's first response
CLOSING = 5.0  # s


async def reach(browsers: Browsers, args: Sequence[str], proxies: Proxies, limit: float = LIMIT) -> None:
    """Opens TikTok's first page until it answers. args: extra switches for Chromium. Raises TikTokError."""
    browser, way = browsers.find(), await way_to(HOME, proxies)
    thread = LoopThread("TikTok test")
    try:
        await thread.run(_visit(browser, args, way, limit))
    except WorkLost as lost:
        raise Unreachable(detail=str(lost)) from lost
    except TikTokError as error:
        log.info("TikTok can't be reached: %s", error.detail)
        raise
    finally:
        await thread.stop()


async def _visit(browser: Browser, args: Sequence[str], way: Way, limit: float) -> None:
    from playwright.async_api import Error

    try:
        async with driver(CLOSING) as playwright:
            chromium = await launch(playwright, browser, args, limit, way)
            try:
                page = await (await new_context(chromium, browser, (), None)).new_page()
                response = await goto(page, HOME, wait_until="commit", limit=limit)
                with suppress(Blocked, TikTokDown):  # it was reached
                    check_http(response, "")
            except (Error, TikTokError) as error:
                known = errors.translated(error, "", way.proxy)
                raise known if isinstance(known, TikTokError) else Unreachable(detail=str(known)) from error
            finally:
                await ended(chromium.close(), CLOSING)
    except Error as error:
        raise NoBrowser(detail=f"playwright's driver cannot be started: {error}") from error
