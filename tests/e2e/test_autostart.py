"""Starting with the computer: offered once, and what then happens at login."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from tests.e2e.command import Command
from tests.e2e.test_tray import Started
from tests.e2e.window import Driver, Window
from tests.lookalikes.tiktok import TikTokLookalike
from tests.store.examples import a_run
from tests.waiting import until, wait_until
from tiktrack_gui.app import program
from tiktrack_gui.app.autostart_offer import AUTOSTART
from tiktrack_gui.services.trending import Refresh
from tiktrack_gui.ui.window.tray import Tray

pytestmark = pytest.mark.desktop

OFFER = "TikTrack can start with your computer."


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "autostart" / "tiktrack.desktop"


@pytest.fixture
def unasked(without_demo: Driver) -> Driver:
    """A user to whom it was not offered so far."""
    state = QSettings(str(without_demo.folder.window_state), QSettings.Format.IniFormat)
    state.remove(f"said/{AUTOSTART}")
    state.sync()
    return without_demo


def find_stories(window: Window) -> None:
    """As at the end of a refresh."""
    services = window.session._services
    feed = services.store.sources.named().result()
    services.trending.finished.emit(Refresh(source=feed, run=a_run(saved=3), measured=(), shortfall=None))


@pytest.mark.browser
def test_it_is_offered_once_after_the_first_real_data(
    unasked: Driver, with_tiktok: TikTokLookalike, entry: Path
) -> None:
    unasked.folder.settings.write_text("[trending]\nmin_velocity = 0\n", encoding="utf-8")

    async def accept(window: Window) -> None:
        await until(lambda: window.trouble.startswith(OFFER))
        window.help_with_trouble("Start with computer")
        await until(entry.exists)
        assert OFFER not in window.trouble
        window.main.open_settings()
        await until(lambda: "Start with the computer" in window.words)

    async def again(window: Window) -> None:
        await window.active()
        find_stories(window)
        await until(lambda: not window.session.is_busy)
        assert OFFER not in window.trouble

    unasked(accept)
    assert f'"--data-dir" "{unasked.folder.root}" "--hidden"' in entry.read_text("utf-8")
    entry.unlink()
    unasked(again)
    assert not entry.exists()


def test_the_demo_says_nothing_of_it(drive: Driver, entry: Path) -> None:
    state = QSettings(str(drive.folder.window_state), QSettings.Format.IniFormat)
    state.remove(f"said/{AUTOSTART}")
    state.sync()

    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        await window.active()
        find_stories(window)
        await until(lambda: not window.session.is_busy)
        assert OFFER not in window.trouble
        window.main.open_settings()
        await until(lambda: "Close to tray" in window.words)
        assert "Start with the computer" not in window.words

    drive(user)


def test_hidden_it_works_in_the_tray_also_where_closing_would_quit(real: Driver) -> None:
    real.folder.settings.write_text("[window]\nclose_to_tray = false\n", encoding="utf-8")

    async def user(window: Window) -> None:
        await until(window.program.tray.available)
        assert window.session.timers.next_refresh is not None
        assert not window.main.isVisible()
        window.program._show_without_tray()
        assert not window.main.isVisible()
        window.program.tray.open_requested.emit()
        await until(lambda: len(window.stories) == 2)
        assert not window.program.messages._unheard

    real(user, hidden=True)


def test_where_there_is_no_tray_a_hidden_start_shows_the_window(real: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "TRAY_WAIT", 100)
    monkeypatch.setattr(Tray, "available", lambda _tray: False)

    async def user(window: Window) -> None:
        await until(window.main.isVisible)
        await until(lambda: len(window.stories) == 2)

    real(user, hidden=True)


def test_a_hidden_start_that_fails_shows_why(real: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    real.folder.database.write_bytes(b"not a database" * 100)

    async def user(window: Window) -> None:
        await until(window.main.isVisible)
        await until(lambda: window.trouble != "")

    real(user, hidden=True, at_once=True)


@pytest.fixture
def at_login(real: Driver) -> Iterator[Started]:
    """The program as a session manager starts it."""
    started = Started(real.folder, {"TIKTRACK_BROWSER_ARGS": ""}, "", "--hidden")
    yield started
    started.process.kill()
    started.process.wait()


def test_the_process_shows_an_icon_and_no_window_until_asked(at_login: Started) -> None:
    wait_until(lambda: len(at_login.windows) == 1)
    assert at_login.window == ""
    at_login.click_tray()
    wait_until(lambda: at_login.window != "")
    at_login.process.send_signal(signal.SIGTERM)
    assert at_login.process.wait(20) == 0


def test_the_option_is_for_the_window_only(tmp_path: Path) -> None:
    done = Command(tmp_path, os.environ).in_this_process("--hidden", "sources", "list")
    assert done.status == 2
    assert "--hidden is for the window, not for commands." in done.stderr
