"""TikTok errors, provoked: what the window says about them, and that its button helps."""

from __future__ import annotations

import asyncio
import os
import shlex
import subprocess

import pytest

from tests.e2e.window import Driver, Window
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.waiting import LIMIT, until, wait_until
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.errors import Captcha, Changed
from tiktrack_gui.core.sources import Capability, Health
from tiktrack_gui.store import Store
from tiktrack_gui.ui.creators.found import FoundList
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.onboarding.dialog import OnboardingDialog
from tiktrack_gui.ui.window.log_dialog import LogDialog

pytestmark = [pytest.mark.desktop, pytest.mark.browser]

VIDEOS = 28  # in the look-alike's feed
ACTIVATE = ["xdotool", "search", "--onlyvisible", "--class", "chromium", "windowactivate", "--sync"]


def close_tiktoks_window(tiktok: TikTokLookalike) -> None:
    """Closes the window like a user, once it shows TikTok."""
    tiktok.wait_for(Route.HOME)
    wait_until(_is_activated)
    subprocess.run(["xdotool", "key", "alt+F4"], check=True, timeout=LIMIT)


def _is_activated() -> bool:
    """xdotool fails while there is no such window, and when another window disappears during its search."""
    return subprocess.run(ACTIVATE, check=False, timeout=LIMIT, capture_output=True).returncode == 0


async def meet(window: Window, tiktok: TikTokLookalike, trouble: Trouble, words: str) -> None:
    """Refreshes with a trouble that is over by the time the window reports it."""
    tiktok.misbehave(Route.FEED, trouble)
    window.press("Refresh")
    await until(lambda: words in window.trouble)
    tiktok.behave()


async def help_with(window: Window, button: str) -> None:
    """Presses the button; then a refresh succeeds, and the notice disappears."""
    refreshed: list[object] = []
    window.session._services.trending.finished.connect(refreshed.append)
    window.help_with_trouble(button)
    await until(lambda: refreshed)
    assert len(refreshed) == 1
    assert window.trouble == ""


def test_each_trouble_is_said_and_helped(without_demo: Driver, with_tiktok: TikTokLookalike) -> None:
    without_demo.folder.settings.write_text("[trending]\nmin_velocity = 0\n", encoding="utf-8")
    until_later = int(SystemClock().now()) + 300
    with Store(without_demo.folder.database) as store:
        store.health.record(
            Health(capability=Capability.TRENDING, client="browser", cool_down_until=until_later)
        ).result()

    async def user(window: Window) -> None:
        await until(lambda: "Next refresh in 5 min" in window.words)  # nobody is asked in a cooldown, unless by hand
        assert with_tiktok.requests_for(Route.FEED) == []
        window.press("Refresh")
        await until(lambda: "because you asked" in window.words)
        await until(lambda: len(window.stories) == VIDEOS)
        await meet(window, with_tiktok, Trouble.DROP, "Couldn’t reach TikTok.")
        await help_with(window, "Try again")
        await meet(window, with_tiktok, Trouble.EMPTY_PAGE, "No videos were fetched")
        await help_with(window, "Try again")
        await meet(window, with_tiktok, Trouble.JSON_LIST, "in a format TikTrack knows")
        window.press("Refresh")
        await until(lambda: window.trouble == "")
        await meet(window, with_tiktok, Trouble.CAPTCHA, "TikTok wants you to solve a verification puzzle")
        await asyncio.gather(help_with(window, "Open TikTok"), asyncio.to_thread(close_tiktoks_window, with_tiktok))

    without_demo(user)


def test_a_refresh_that_hangs_can_be_stopped(without_demo: Driver, with_tiktok: TikTokLookalike) -> None:
    with_tiktok.misbehave(Route.FEED, Trouble.HANG)

    async def user(window: Window) -> None:
        await until(lambda: with_tiktok.requests_for(Route.FEED))
        window.press("Stop")
        await until(lambda: "Refresh stopped" in window.words)
        assert window.offers("Refresh")
        with_tiktok.behave()
        window.press("Refresh")
        await until(lambda: "Nothing new" in window.trouble)

    without_demo(user)


def test_a_creator_is_found_with_tiktoks_search_and_tracked(real: Driver, with_tiktok: TikTokLookalike) -> None:
    async def user(window: Window) -> None:
        await window.active()
        window.keys("Ctrl+2")
        await until(lambda: window.find(CreatorsPage))
        window.keys("Ctrl+N")
        for keys in ("d,t", "Down", "Return"):
            window.keys(keys)
        await until(lambda: window.find(FoundList))
        assert "2 creators found on TikTok" in window.words
        window.keys("Down,Return")
        await until(lambda: "Tracking @dtwmbugw" in window.words)
        assert window.find(FoundList) is None

    real(user)
    assert [seen.query["keyword"] for seen in with_tiktok.requests_for(Route.SEARCH)] == ["dt"]
    with Store(real.folder.database) as store:
        assert [entry.creator.handle for entry in store.creators.tracked().result()] == ["dtwmbugw"]


def test_quitting_closes_tiktoks_window_too(real: Driver, with_tiktok: TikTokLookalike) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        window.program.messages.trouble(Captcha())
        window.help_with_trouble("Open TikTok")
        await until(lambda: with_tiktok.requests_for(Route.HOME))

    real(user)


def test_from_the_demo_to_real_data(drive: Driver, with_tiktok: TikTokLookalike) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        window.help_with_trouble("Use my real data")
        window.press("Cancel", window.the(OnboardingDialog))
        await until(lambda: window.find(OnboardingDialog) is None)
        window.help_with_trouble("Use my real data")
        await until(lambda: window.offers("Start"))
        assert "@tpcw._.71.44" in window.words
        window.press("Start", window.the(OnboardingDialog))
        await until(lambda: f"none of {VIDEOS} videos reached" in window.trouble)
        assert window.stories == []
        window.main.open_page("creators")
        await until(lambda: "No creators yet" in window.words)
        window.program.messages.trouble(Changed())
        window.help_with_trouble("Open log")
        assert len(window.main.findChildren(LogDialog)) == 1  # the demo session is no longer connected
        window.press("Close", window.the(LogDialog))

    drive(user)
    with Store(drive.folder.database) as store:
        assert {run.fetched for run in store.runs.newest().result()} == {VIDEOS}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root has no sandbox everywhere")
def test_a_browser_without_its_sandbox_is_said_once(
    without_demo: Driver,
    with_tiktok: TikTokLookalike,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    args = [arg for arg in with_tiktok.browser_args() if arg != "--no-sandbox"]
    monkeypatch.setenv("TIKTRACK_BROWSER_ARGS", shlex.join(args))

    async def first(window: Window) -> None:
        await until(lambda: "Chromium can’t use its sandbox on this computer" in window.words)
        assert "ordinary user instead of root" in window.words
        await until(lambda: window.main.has_noted("no sandbox"))

    async def later(window: Window) -> None:
        refreshed: list[object] = []
        window.session._services.trending.finished.connect(refreshed.append)
        await until(lambda: window.offers("Refresh"))
        window.press("Refresh")
        await until(lambda: refreshed)
        assert caplog.text.count("cannot use its sandbox") == 2
        assert "sandbox" not in window.words

    without_demo(first)
    without_demo(later)
