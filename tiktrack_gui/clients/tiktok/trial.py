"""Tests whether a program is a browser TikTrack can control.

Only starting it can tell: names differ, and it may be a wrapper script. So when the user has chosen it, it is started
once, briefly and without a window, and must answer playwright.
"""

from __future__ import annotations

from collections.abc import Sequence

from tiktrack_gui.clients.browser.browsers import Browser
from tiktrack_gui.clients.loop_thread import LoopThread, WorkLost
from tiktrack_gui.clients.tiktok.launch import driver, ended, launch
from tiktrack_gui.core.errors import NoBrowser

STARTING = 30.0  # s
CLOSING = 5.0  # s


async def try_out(browser: Browser, args: Sequence[str] = (), limit: float = STARTING) -> None:
    """Starts the browser briefly. args: extra command line switches for Chromium. limit: seconds for it to answer.

    Raises NoBrowser.
    """
    thread = LoopThread("browser trial")
    try:
        await thread.run(_start(browser, args, limit))
    except WorkLost as lost:
        raise NoBrowser(detail=str(lost)) from lost
    finally:
        await thread.stop()


async def _start(browser: Browser, args: Sequence[str], limit: float) -> None:
    from playwright.async_api import Error

    try:
        async with driver(CLOSING) as playwright:
            chromium = await launch(playwright, browser, args, limit)
            await ended(chromium.close(), CLOSING)
    except Error as error:
        raise NoBrowser(detail=f"playwright's driver cannot be started: {error}") from error
