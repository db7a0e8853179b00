"""The onboarding dialog: every path through it and out of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.services.fakes import FakeClock, FakeTikTok
from tests.ui import samples
from tests.ui.browsers import FakeBrowsers
from tests.ui.scenery import AtOnce
from tests.waiting import LIMIT, until
from tiktrack_gui.core.errors import (
    BadInput,
    Blocked,
    BrowserInstallFailed,
    Captcha,
    Changed,
    LibraryUnusable,
    LoginNeeded,
    NoBrowser,
    NothingFetched,
    RateLimited,
    TikTokError,
    Timeout,
    Unreachable,
)
from tiktrack_gui.core.models import SourceAnswer
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.services.onboarding import Onboarding
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.onboarding.dialog import OnboardingDialog
from tiktrack_gui.ui.onboarding.steps import Step
from tiktrack_gui.ui.theme.look import TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.pictures import Pictures


class SlowTikTok(FakeTikTok):
    """Reports its progress, and records whether it was closed."""

    closed = False
    read = 1

    async def trending(self, count: int, progress: Progress | None = None) -> SourceAnswer:
        if progress is not None:
            progress("Reading the feed", self.read, count)
        return await super().trending(count, progress)

    async def close(self) -> None:
        self.closed = True


class Desk:
    """The dialog over a window, with its dependencies."""

    def __init__(self, theme: Theme, pictures: Pictures, folder: Path, tasks: Tasks, *, installed: bool = True) -> None:
        self.path = ""
        self.locked = False
        self.visits = 0
        self.tiktok = SlowTikTok()
        self.tiktok.videos = [item.video for item in samples.videos(4)]
        self.browsers = FakeBrowsers(folder / "browsers", installed=installed, chosen=lambda: self.path)
        onboarding = Onboarding(self.browsers, lambda: self.tiktok, self.show_tiktok, self.keep, FakeClock(samples.NOW))
        self.window = QWidget()
        self.window.show()
        self.dialog = OnboardingDialog(theme, pictures, onboarding, tasks, self.window)
        self.started = 0
        self.dialog.finished_well.connect(self.count)

    async def keep(self, path: str) -> None:
        if self.locked:
            raise BadInput("The browser is set by the environment variable X.", "Change it there.")
        self.path = path

    async def show_tiktok(self) -> None:
        self.visits += 1
        self.tiktok.trouble = None

    def count(self) -> None:
        self.started += 1

    @property
    def videos(self) -> list[str]:
        """The texts in the list of live videos, if shown."""
        live = self.dialog._live
        current = live.currentWidget()
        rows = current.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly) if current else []
        return [row.accessibleName() for row in rows] if live.isVisible() else []

    @property
    def offered(self) -> list[str]:
        """The names of the enabled buttons."""
        buttons = self.dialog.findChildren(QPushButton)
        return [button.accessibleName() for button in buttons if button.isVisible() and button.isEnabled()]

    @property
    def primary(self) -> list[str]:
        """The name of the primary one among them."""
        buttons = [button for button in self.dialog.findChildren(Button) if button.property("kind") == "primary"]
        return [button.accessibleName() for button in buttons if button.accessibleName() in self.offered]

    def press(self, name: str) -> None:
        buttons = self.dialog.findChildren(QPushButton)
        button = next(button for button in buttons if button.isVisible() and button.accessibleName() == name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def said(self, step: str) -> str:
        """A step as announced by a screen reader."""
        steps = self.dialog.findChildren(Step)
        return next(found.accessibleName() for found in steps if found.accessibleName().startswith(step))


@pytest.fixture
def tasks() -> Iterator[AtOnce]:
    tasks = AtOnce()
    yield tasks
    tasks.close()


@pytest.fixture
def desk(theme: Theme, pictures: Pictures, tmp_path: Path, tasks: AtOnce, qtbot: QtBot) -> Desk:
    desk = Desk(theme, pictures, tmp_path, tasks)
    qtbot.addWidget(desk.window)
    return desk


@pytest.fixture
def without_browser(theme: Theme, pictures: Pictures, tmp_path: Path, tasks: AtOnce, qtbot: QtBot) -> Desk:
    desk = Desk(theme, pictures, tmp_path, tasks, installed=False)
    qtbot.addWidget(desk.window)
    return desk


def test_with_a_browser_three_live_videos_are_shown_at_once(desk: Desk) -> None:
    desk.dialog.open()
    assert desk.said(
        "Browser, done: Using Chromium. Nothing to install, and your own tabs and sign-ins aren’t touched."
    )
    assert desk.said("Three videos from TikTok, done")
    assert len(desk.videos) == 3
    assert desk.videos[0].startswith("This 3-ingredient pasta took over my week 🍝 #pasta by Mara Lindqvist")
    assert "/min" in desk.videos[0]
    assert desk.said("Ready to go, in progress: TikTrack now checks the feed automatically, every 15 min")
    assert desk.tiktok.closed


def test_start_is_what_enter_does_once_the_videos_are_there(desk: Desk) -> None:
    desk.dialog.open()
    assert desk.dialog.focusWidget() is desk.dialog._start
    QTest.keyClick(desk.dialog, Qt.Key.Key_Return)
    assert desk.started == 1
    assert not desk.dialog.isVisible()


def test_start_waits_for_the_videos(without_browser: Desk) -> None:
    without_browser.dialog.open()
    assert "Start" not in without_browser.offered
    QTest.keyClick(without_browser.dialog, Qt.Key.Key_Return)
    assert without_browser.started == 0


def test_without_a_browser_one_is_offered_with_its_size(without_browser: Desk) -> None:
    without_browser.dialog.open()
    assert without_browser.said("Browser, in progress: TikTrack reads TikTok through Chromium, Chrome or Edge.")
    assert without_browser.offered == ["Download TikTrack’s own Chromium", "Choose a browser…", "Cancel"]
    assert without_browser.dialog._download._words.text().startswith("About 180 MB.")
    assert without_browser.videos == []


def test_a_downloaded_browser_goes_on_to_the_videos(without_browser: Desk) -> None:
    without_browser.dialog.open()
    without_browser.press("Download TikTrack’s own Chromium")
    assert without_browser.path == str(without_browser.browsers.own.path)
    assert len(without_browser.videos) == 3
    assert without_browser.offered == ["Cancel", "Start"]


def test_a_download_that_fails_says_why_and_stays_offered(without_browser: Desk) -> None:
    without_browser.browsers.trouble = BrowserInstallFailed()
    without_browser.dialog.open()
    without_browser.press("Download TikTrack’s own Chromium")
    assert without_browser.dialog._download._words.text() == str(BrowserInstallFailed())
    assert without_browser.offered == ["Download TikTrack’s own Chromium", "Choose a browser…", "Cancel"]


def test_a_program_is_chosen_without_blocking(without_browser: Desk, tmp_path: Path) -> None:
    program = tmp_path / "vivaldi"
    program.touch()
    without_browser.dialog.open()
    without_browser.press("Choose a browser…")
    asked = without_browser.dialog.findChild(QFileDialog)
    assert asked is not None
    assert asked.isVisible()
    asked.fileSelected.emit(str(program))
    asked.reject()
    assert without_browser.path == str(program)
    assert without_browser.said("Browser, done: Using Vivaldi")
    assert len(without_browser.videos) == 3


def test_a_program_that_cannot_be_used_is_told(without_browser: Desk) -> None:
    without_browser.dialog.open()
    without_browser.dialog._take_program("/nowhere/vivaldi")
    assert without_browser.said("Browser, failed: No browser found that TikTrack can use.")
    without_browser.locked = True
    without_browser.dialog._take_program("/usr/bin/vivaldi")
    assert without_browser.said("Browser, failed: The browser is set by the environment variable X.")
    assert "Choose a browser…" in without_browser.offered


def test_a_browser_that_does_not_start_is_told_where_another_is_chosen(desk: Desk) -> None:
    desk.tiktok.trouble = NoBrowser()
    desk.dialog.open()
    assert desk.said("Browser, failed: /usr/bin/chromium couldn’t be started.")
    assert desk.said("Three videos from TikTok, not started")
    assert "Choose a browser…" in desk.offered


@pytest.mark.parametrize(
    "trouble",
    [Unreachable(), Timeout(), NothingFetched(), Changed(), RateLimited(0, wait=60), LibraryUnusable("1", "2")],
)
def test_trouble_is_told_in_words_and_can_be_tried_again(desk: Desk, trouble: TikTokError) -> None:
    desk.tiktok.trouble = trouble
    desk.dialog.open()
    assert desk.said("Three videos from TikTok, failed").endswith(str(trouble))
    assert desk.offered == [*desk.primary, "Cancel"] == ["Try again", "Cancel"]
    assert desk.dialog.focusWidget() is desk.dialog._again
    desk.tiktok.trouble = None
    QTest.keyClick(desk.dialog._again, Qt.Key.Key_Space)
    assert len(desk.videos) == 3


@pytest.mark.parametrize("trouble", [Captcha(), Blocked("trending"), LoginNeeded()])
def test_where_tiktok_wants_to_see_somebody_it_is_opened_once(desk: Desk, trouble: TikTokError) -> None:
    desk.tiktok.trouble = trouble
    desk.dialog.open()
    assert desk.offered == ["Open TikTok", "Try again", "Cancel"]
    assert desk.primary == ["Open TikTok"]
    assert desk.dialog.focusWidget() is desk.dialog._show_tiktok
    desk.press("Open TikTok")
    assert desk.visits == 1
    assert len(desk.videos) == 3


@pytest.fixture
async def live(
    theme: Theme, pictures: Pictures, tmp_path: Path, qtbot: QtBot
) -> AsyncIterator[tuple[Desk, Tasks, list[BaseException]]]:
    """The dialog with real, asynchronous tasks, and the exceptions they raised."""
    faults: list[BaseException] = []
    tasks = Tasks(faults.append)
    desk = Desk(theme, pictures, tmp_path, tasks, installed=False)
    qtbot.addWidget(desk.window)
    yield desk, tasks, faults
    await tasks.shutdown()
    assert faults == []


async def test_cancelling_while_videos_are_fetched_ends_it(
    live: tuple[Desk, Tasks, list[BaseException]], qapp: QApplication
) -> None:
    desk, tasks, _ = live
    desk.browsers.installed = desk.browsers.own
    desk.tiktok.hang = True
    desk.dialog.open()
    await asyncio.wait_for(desk.tiktok.hanging.wait(), LIMIT)
    assert desk.said("Three videos from TikTok, in progress: Reading the feed 1/3")
    progress = desk.dialog._show_progress
    QTest.keyClick(desk.dialog, Qt.Key.Key_Escape)
    await until(lambda: desk.tiktok.closed)
    assert not tasks.is_running("onboarding")
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the dialog is gone
    progress("Reading the feed", 2, 3)  # a late progress report
    assert desk.started == 0


async def test_nothing_is_counted_before_a_video_is_there(live: tuple[Desk, Tasks, list[BaseException]]) -> None:
    desk, _, _ = live
    desk.browsers.installed = desk.browsers.own
    desk.tiktok.hang, desk.tiktok.read = True, 0
    desk.dialog.open()
    await asyncio.wait_for(desk.tiktok.hanging.wait(), LIMIT)
    assert desk.said("Three videos") == "Three videos from TikTok, in progress: Reading the feed"
    desk.dialog.reject()


async def test_cancelling_while_a_browser_is_downloaded_ends_it(
    live: tuple[Desk, Tasks, list[BaseException]], qapp: QApplication
) -> None:
    desk, tasks, _ = live
    desk.browsers.hold = True
    desk.dialog.open()
    await until(lambda: desk.dialog._download.isVisible())
    desk.press("Download TikTrack’s own Chromium")
    await asyncio.wait_for(desk.browsers.begun.wait(), LIMIT)
    assert desk.dialog._download._words.text() == "Downloading Chromium 140.0.7339.16, 70 of 174 MB"
    assert desk.offered == ["Stop", "Cancel"]
    desk.dialog.reject()
    await until(lambda: not tasks.is_running("download a browser"))
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert desk.path == ""


async def test_a_stopped_download_can_be_begun_again(live: tuple[Desk, Tasks, list[BaseException]]) -> None:
    desk, _, _ = live
    desk.browsers.hold = True
    desk.dialog.open()
    await until(lambda: desk.dialog._download.isVisible())
    desk.press("Download TikTrack’s own Chromium")
    await asyncio.wait_for(desk.browsers.begun.wait(), LIMIT)
    desk.press("Stop")
    desk.browsers.hold = False
    desk.press("Download TikTrack’s own Chromium")
    await until(lambda: desk.dialog._start.isEnabled())
    assert desk.path == str(desk.browsers.own.path)


def test_the_dialog_grows_with_its_words(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    desk.dialog.open()
    usual = desk.dialog.height()
    theme.change(text_size=TextSize.LARGEST)
    qtbot.waitUntil(lambda: desk.dialog.height() > usual)
    last = desk.dialog._ready
    qtbot.waitUntil(lambda: last.height() >= last.heightForWidth(last.width()))


def test_every_button_says_what_it_does(desk: Desk) -> None:
    desk.dialog.open()
    for button in desk.dialog.findChildren(QPushButton):
        assert button.accessibleName()
