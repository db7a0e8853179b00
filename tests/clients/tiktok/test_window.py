"""TikTok in TikTrack's own browser window: shown, closed, left open or killed; its cookies, and no leftover process."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.clients.conftest import NOWHERE, MakeClient
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.processes import Process, children, wait_until_none
from tests.waiting import LIMIT, until, wait_until
from tiktrack_gui.app import composition
from tiktrack_gui.app.clients import open_tiktok, real_clients
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.clients import scratch
from tiktrack_gui.clients.browser.browsers import Browsers
from tiktrack_gui.clients.tiktok import window as tiktok_window
from tiktrack_gui.clients.tiktok.window import TikTokWindow, WindowLimits
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Where
from tiktrack_gui.core.errors import NoBrowser, NoDisplay, Timeout, Unreachable
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Cookie

on_a_screen = pytest.mark.desktop
pytestmark = pytest.mark.browser

LIMITS = {"opening": LIMIT, "shown": LIMIT, "look": 0.05, "closing": 10.0}
SEARCH = ["xdotool", "search", "--onlyvisible", "--class", "chromium"]

MakeWindow = Callable[..., TikTokWindow]


class Watch:
    """Observes the windows from outside."""

    def __init__(self, tiktok: TikTokLookalike, caplog: pytest.LogCaptureFixture) -> None:
        self._tiktok = tiktok
        self._caplog = caplog
        self._before = children()

    def processes(self) -> list[Process]:
        return children(besides=self._before)

    def browser(self) -> Process:
        return next(p for p in self.processes() if "--user-data-dir" in p.command and "--type=" not in p.command)

    async def shown(self, times: int = 1, pages: int | None = None) -> None:
        """Waits until a window shows TikTok and its cookies have been read. pages: number of pages visited by then."""
        await asyncio.to_thread(self._tiktok.wait_for, Route.HOME, pages or times)
        await asyncio.to_thread(_window)
        await until(lambda: self._caplog.text.count("another msToken") >= times)

    async def closed_by_its_user(self) -> None:
        await self.types("alt+F4")

    async def types(self, keys: str) -> None:
        window = await asyncio.to_thread(_window)
        await _run("xdotool", "windowactivate", "--sync", window, "key", keys)

    async def all_gone(self) -> None:
        await asyncio.to_thread(wait_until_none, self.processes)


async def _run(*command: str) -> None:
    await asyncio.to_thread(subprocess.run, command, check=True, timeout=LIMIT)


def _window() -> str:
    """Waits until the browser's window is visible; returns its ID. A search fails if some window vanishes meanwhile."""
    found: list[str] = []

    def look() -> bool:
        found[:] = _windows()
        return bool(found)

    wait_until(look)
    return found[0]


def _windows() -> list[str]:
    return subprocess.run(SEARCH, capture_output=True, text=True, timeout=LIMIT, check=False).stdout.split()


@pytest.fixture
async def watch(tiktok: TikTokLookalike, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Watch]:
    caplog.set_level(logging.DEBUG, logger=tiktok_window.__name__)
    watch = Watch(tiktok, caplog)
    yield watch
    await watch.all_gone()


@pytest.fixture
async def make_window(tiktok: TikTokLookalike, watch: Watch) -> AsyncIterator[MakeWindow]:
    """Creates windows; they are closed after the test and must leave no process and no profile behind."""
    made: list[TikTokWindow] = []

    async def nothing() -> Sequence[Cookie]:
        return ()

    def make(browsers: Browsers | None = None, **limits: float) -> TikTokWindow:
        window = TikTokWindow(
            browsers or Browsers(NOWHERE), nothing, tiktok.browser_args(), WindowLimits(**(LIMITS | limits))
        )
        made.append(window)
        return window

    yield make
    for window in made:
        await window.close()


@pytest.fixture
def window(make_window: MakeWindow) -> TikTokWindow:
    return make_window()


def visitor(cookies: Sequence[Cookie]) -> str:
    return next(cookie["value"] for cookie in cookies if cookie["name"] == "ttwid")


# Seen and closed


@on_a_screen
async def test_the_newest_token_is_there_when_its_user_closes_it(window: TikTokWindow, watch: Watch) -> None:
    showing = asyncio.ensure_future(window.open())
    await watch.shown()
    await watch.types("F5")
    await watch.shown(times=2)
    await watch.closed_by_its_user()
    token = await showing
    assert token
    assert token in [cookie["value"] for cookie in await window.cookies()]
    await watch.all_gone()


@on_a_screen
async def test_it_looks_like_the_session_to_tiktok(
    window: TikTokWindow, watch: Watch, tiktok: TikTokLookalike, make_client: MakeClient
) -> None:
    showing = asyncio.ensure_future(window.open())
    await watch.shown()
    await watch.closed_by_its_user()
    await showing
    await make_client().trending(1)
    by_window, by_session = (seen.headers["User-Agent"] for seen in tiktok.requests_for(Route.HOME))
    assert by_window == by_session


@on_a_screen
async def test_a_forgotten_window_is_closed(make_window: MakeWindow, watch: Watch) -> None:
    assert await make_window(shown=1.0).open()
    await watch.all_gone()


@on_a_screen
async def test_it_can_be_closed_before_tiktok_answers(
    window: TikTokWindow, watch: Watch, tiktok: TikTokLookalike
) -> None:
    tiktok.misbehave(Route.HOME, Trouble.HANG)
    showing = asyncio.ensure_future(window.open())
    await asyncio.to_thread(tiktok.wait_for, Route.HOME)
    await watch.closed_by_its_user()
    assert await showing is None


@on_a_screen
async def test_closed_at_once_it_is_closed_and_not_unreachable(
    make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = TikTokWindow._opened

    @asynccontextmanager
    async def closed_already(window: TikTokWindow) -> AsyncIterator[BrowserContext]:
        async with opened(window) as context:
            await context.close()
            yield context

    monkeypatch.setattr(TikTokWindow, "_opened", closed_already)
    assert await make_window().open() is None


@on_a_screen
async def test_a_second_window_waits_for_the_first(window: TikTokWindow, watch: Watch, tiktok: TikTokLookalike) -> None:
    first, second = (asyncio.ensure_future(window.open()) for _ in range(2))
    await watch.shown()
    assert not first.done() and len(tiktok.requests_for(Route.HOME)) == 1
    await watch.closed_by_its_user()
    await first
    await watch.shown(times=2)
    await watch.closed_by_its_user()
    assert await second


# Cancelled, killed, quit


@on_a_screen
async def test_cancelled_while_the_driver_starts_nothing_stays_behind(window: TikTokWindow, watch: Watch) -> None:
    showing = asyncio.ensure_future(window.open())
    await until(watch.processes)
    showing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await showing
    await window.close()
    assert watch.processes() == []


@on_a_screen
async def test_cancelled_while_the_browser_starts_nothing_stays_behind(window: TikTokWindow, watch: Watch) -> None:
    showing = asyncio.ensure_future(window.open())
    await until(lambda: any("--user-data-dir" in process.command for process in watch.processes()))
    showing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await showing
    await watch.all_gone()


@on_a_screen
async def test_cancelled_while_it_is_shown_nothing_stays_behind_and_it_opens_again(
    window: TikTokWindow, watch: Watch
) -> None:
    showing = asyncio.ensure_future(window.open())
    await watch.shown()
    showing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await showing
    again = asyncio.ensure_future(window.open())
    await watch.shown(times=2)
    await watch.closed_by_its_user()
    assert await again


@on_a_screen
async def test_quitting_closes_it(window: TikTokWindow, watch: Watch) -> None:
    showing = asyncio.ensure_future(window.open())
    await watch.shown()
    await window.close()
    assert watch.processes() == []
    assert "TikTok window" not in [thread.name for thread in threading.enumerate()]
    with pytest.raises(Unreachable):
        await showing
    with pytest.raises(Unreachable):
        await window.open()


@on_a_screen
async def test_a_killed_browser_is_a_closed_window(window: TikTokWindow, watch: Watch) -> None:
    showing = asyncio.ensure_future(window.open())
    await watch.shown()
    os.kill(watch.browser().pid, signal.SIGKILL)
    assert await showing
    await watch.all_gone()


# Obstacles


async def test_without_a_screen_that_is_said(
    window: TikTokWindow, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(NoDisplay, match="no screen"):
        await window.open()
    assert "sandbox" not in caplog.text  # the sandbox isn't the cause, and must not be disabled


async def test_without_a_browser_that_is_said(make_window: MakeWindow) -> None:
    with pytest.raises(NoBrowser):
        await make_window(Browsers(NOWHERE, chosen=lambda: "/nonexistent/chromium")).open()


@on_a_screen
async def test_an_unreachable_tiktok_is_said_and_its_window_closed(
    window: TikTokWindow, watch: Watch, tiktok: TikTokLookalike
) -> None:
    tiktok.misbehave(Route.HOME, Trouble.DROP)
    with pytest.raises(Unreachable):
        await window.open()
    await watch.all_gone()


@on_a_screen
async def test_a_tiktok_that_never_answers_is_said(make_window: MakeWindow, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.HOME, Trouble.HANG)
    with pytest.raises(Timeout):
        await make_window(opening=5.0).open()


# Cookies


async def test_before_the_first_window_nothing_is_started_for_its_cookies(window: TikTokWindow, watch: Watch) -> None:
    assert await window.cookies() == ()
    assert watch.processes() == []
    assert "TikTok window" not in [thread.name for thread in threading.enumerate()]


@on_a_screen
async def test_its_profile_is_a_temporary_one_and_gone_with_it(
    window: TikTokWindow, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(prefix="p") as place:
        monkeypatch.setattr(scratch, "_roomy_place", lambda: Path(place))
        showing = asyncio.ensure_future(window.open())
        await watch.shown()
        (profile,) = Path(place).glob("tiktrack-files-*/profile-*")
        assert (profile / "Default").is_dir()
        assert f"--user-data-dir={profile} " in watch.browser().command
        await watch.closed_by_its_user()
        await showing
        assert not profile.exists()
        await window.close()
        assert list(Path(place).iterdir()) == []


@on_a_screen
async def test_nobody_waits_for_an_open_window_to_have_its_cookies(window: TikTokWindow, watch: Watch) -> None:
    showing = asyncio.ensure_future(window.open())
    await watch.shown()
    assert await window.cookies() == ()
    await watch.closed_by_its_user()
    await showing
    assert visitor(await window.cookies())


async def test_a_session_begins_with_its_cookies_and_anew_when_they_have_changed(
    make_client: MakeClient, tiktok: TikTokLookalike
) -> None:
    now: list[Cookie] = []

    async def cookies() -> list[Cookie]:
        return list(now)

    client = make_client(cookies=cookies)
    await client.trending(1)
    now.append({"name": "ttwid", "value": "window", "domain": ".tiktok.com", "path": "/", "secure": True})
    await client.trending(1)
    await client.trending(1)
    assert [seen.cookies.get("ttwid") for seen in tiktok.requests_for(Route.HOME)] == [None, "window"]
    assert [seen.cookies["ttwid"] == "window" for seen in tiktok.requests_for(Route.FEED)] == [False, True, True]


async def test_the_users_own_token_takes_the_place_of_its_token(
    make_client: MakeClient, tiktok: TikTokLookalike
) -> None:
    async def cookies() -> list[Cookie]:
        return [{"name": "msToken", "value": "windows", "domain": "www.tiktok.com", "path": "/"}]

    async def mine() -> str:
        return "mine"

    tiktok.misbehave(Route.HOME, Trouble.NO_TOKEN)
    await make_client(cookies=cookies).trending(1)
    await make_client(cookies=cookies, ms_token=mine).trending(1)
    assert [seen.query["msToken"] for seen in tiktok.requests_for(Route.FEED)] == ["windows", "mine"]


# End to end


@on_a_screen
@pytest.mark.parametrize("where", [Where.KEYRING, Where.SESSION])
async def test_opening_tiktok_once_helps_the_session(
    tiktok: TikTokLookalike, watch: Watch, folder: DataFolder, monkeypatch: pytest.MonkeyPatch, where: Where
) -> None:
    if where is Where.SESSION:
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    for name, value in tiktok.browser_env().items():
        monkeypatch.setenv(name, value)
    (folder.old_browsers / "profile" / "Default").mkdir(parents=True)
    base = Foundation.read(folder, Secrets())
    async with composition.opened(base, real_clients(base)) as services:
        await services.clients.tiktok.trending(1)
        assert not (folder.old_browsers / "profile").exists()  # an earlier version kept it there
        tiktok.session_id = "planted-session-id"
        opening = asyncio.ensure_future(open_tiktok(base))
        await watch.shown(pages=2)
        await watch.closed_by_its_user()
        await opening
        assert await base.tokens.where(Kind.TIKTOK) is where
        await services.clients.tiktok.trending(1)
        stranger, in_window, session = tiktok.requests_for(Route.HOME)
        assert (stranger.cookies, in_window.cookies) == ({}, {})
        assert session.cookies["msToken"] == await base.tokens.get_tiktok()
        assert session.cookies["sessionid"] == "planted-session-id"  # until TikTrack quits
        assert session.cookies["ttwid"] == visitor(await base.tiktok_window.cookies())
    assert watch.processes() == []
    tomorrow = Foundation.read(folder, Secrets())
    kept = {cookie["name"]: cookie["value"] for cookie in await tomorrow.tiktok_window.cookies()}
    assert kept == ({"ttwid": session.cookies["ttwid"]} if where is Where.KEYRING else {})
    assert not [path for path in folder.root.rglob("*") if path.is_file() and b"planted" in path.read_bytes()]
    for kind in (Kind.TIKTOK, Kind.COOKIES):
        await base.tokens.delete(kind)
