"""The lifecycle of the window: what it shows and remembers, when it hides and when it quits."""

from __future__ import annotations

import asyncio
import gc
import sqlite3
import subprocess
import sys
import threading
import tomllib
from contextlib import closing
from functools import partial

import pytest
from PySide6.QtCore import QRect, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSystemTrayIcon

from tests.dunst import Dunst
from tests.e2e.window import Driver, Window
from tests.store.examples import NOW, a_run
from tests.waiting import LIMIT, until
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.runs import Outcome
from tiktrack_gui.core.subjects import About
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store
from tiktrack_gui.ui.discord.outbox import OutboxPanel
from tiktrack_gui.ui.trending.page import TrendingPage
from tiktrack_gui.ui.trending.table import FeedTable
from tiktrack_gui.ui.widgets.fields import NumberField
from tiktrack_gui.ui.widgets.toast import Toast
from tiktrack_gui.ui.window.help_sheet import HelpSheet
from tiktrack_gui.ui.window.main_window import DESTINATIONS
from tiktrack_gui.ui.window.report_dialog import ReportDialog

pytestmark = pytest.mark.desktop

PLACE = QRect(90, 60, 1180, 777)
SEARCHES = {
    "trending": "Search captions and creators",
    "creators": "Filter creators",
    "activity": "Search alerts, runs and deliveries",
}
PAGES = [destination.key for destination in DESTINATIONS]


async def closed(window: Window) -> None:
    window.main.close()
    await until(lambda: not window.main.isVisible())


# First start


def test_the_first_start_shows_demo_data_and_says_so(drive: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        assert all(story.video.creator.handle.endswith(".demo") for story in window.stories)
        assert "This is demo data." in window.trouble
        await until(lambda: "Demo data" in window.words)  # its sources are refreshed first
        for key in (*PAGES, "settings"):
            window.main.open_page(key)
            assert "Demo data" in window.words, key
            assert window.offers("Use my real data")
        assert "Next refresh" not in window.words

    drive(user)
    assert not drive.folder.database.exists()


def test_the_stories_are_counted_whatever_page_is_open(drive: Driver) -> None:
    def badge(window: Window) -> str:
        return window.main.rail._entries["trending"].accessibleName()

    async def once(window: Window) -> None:
        await until(lambda: window.stories)
        assert badge(window) == f"Trending, {len(window.stories)} new"
        window.main.open_page("activity")

    async def again(window: Window) -> None:
        await until(lambda: badge(window).endswith(" new"))
        assert window.main.key == "activity"
        assert "trending" not in window.main._pages

    drive(once)
    drive(again)


def test_the_demo_posts_too_once_its_preview_was_agreed_to(drive: Driver) -> None:
    async def user(window: Window) -> None:
        await window.active()
        await until(lambda: window.stories)
        unposted = next(one for one in window.stories if one.posted is None)
        window.choose_story(unposted.video.creator.handle)
        window.the(FeedTable).setFocus()
        window.keys("D")
        await until(lambda: window.main.key == "discord" and window.offers("Looks right"))
        window.press("Looks right")
        window.press("Post now")
        await until(lambda: "Posted just now" in window.words)

    drive(user)


def test_a_story_is_posted_as_one_where_the_demos_channel_is_about_stories(drive: Driver) -> None:
    async def user(window: Window) -> None:
        await window.active()
        await until(lambda: window.stories)
        window.choose_story(window.stories[0].video.creator.handle)
        page = window.main.page("trending")
        assert isinstance(page, TrendingPage)
        await until(lambda: page._actions._post_to.menuAction().isVisible())
        places = {action.text(): action for action in page._actions._post_to.actions()}
        assert set(places) == {"#taking-off · Demo server", "#creator-finds · Demo server", "#news · Weekend Bakers"}
        places["#creator-finds · Demo server"].trigger()
        window.main.open_page("discord")
        await until(lambda: "Posted just now" in window.words)
        await until(lambda: window.the(OutboxPanel).selected)
        selected = window.the(OutboxPanel).selected
        assert selected is not None and selected.subject.about is About.VIDEO

    drive(user)


def test_a_first_try_that_failed_is_still_the_first_start(drive: Driver) -> None:
    with Store(drive.folder.database) as store:
        store.runs.record_run(a_run(outcome=Outcome.FAILED, error_kind="unreachable")).result()

    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        assert "This is demo data." in window.trouble
        window.program.use_real_data()
        await until(lambda: "No browser found" in window.trouble)

    async def later(window: Window) -> None:
        await until(lambda: "No browser found" in window.trouble)

    drive(user)
    drive(later)


def test_a_brand_made_on_the_command_line_is_data_already(drive: Driver) -> None:
    with Store(drive.folder.database) as store:
        store.brands.create(Brand(name="Kekse"), NOW).result()

    async def user(window: Window) -> None:
        await until(lambda: "No browser found" in window.trouble)
        assert "This is demo data." not in window.trouble

    drive(user)


def test_real_data_is_shown_without_asking_for_more_at_once(real: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: len(window.stories) == 2)
        assert window.trouble == ""
        await until(lambda: "Next refresh in 15 min" in window.words)

    real(user)


def test_a_database_of_a_newer_version_is_said_in_the_window(real: Driver) -> None:
    with closing(sqlite3.connect(real.folder.database)) as db, db:
        db.execute("INSERT INTO schema_migration (name, applied) VALUES ('9000_later', '2030-01-01 00:00:00')")
    before = real.folder.database.read_bytes()

    async def user(window: Window) -> None:
        await until(lambda: "saved by a newer version of TikTrack" in window.trouble)
        assert "Update TikTrack" in window.trouble
        await closed(window)

    real(user)
    assert real.folder.database.read_bytes() == before


def test_settings_that_cannot_be_used_are_named(real: Driver) -> None:
    real.folder.settings.write_text('[trending]\nlimit = 9000\n[window]\nappearance = "pink"\n', encoding="utf-8")

    async def user(window: Window) -> None:
        await until(lambda: "2 settings can’t be used." in window.trouble)
        assert "[trending] limit" in window.trouble
        assert "[window] appearance" in window.trouble
        window.help_with_trouble("Open settings")
        assert window.main.key == "settings"

    real(user)


# Remembered state


def test_place_size_and_page_are_as_they_were(real: Driver) -> None:
    async def first(window: Window) -> None:
        await window.active()
        window.main.setGeometry(PLACE)
        await until(lambda: window.main.geometry() == PLACE)
        window.main.open_page("activity")

    async def second(window: Window) -> None:
        await window.active()
        assert window.main.key == "activity"
        await until(lambda: window.main.geometry() == PLACE)

    real(first)
    real(second)


# Keys


def test_keys_lead_to_every_page_and_its_own_keys_work_there(real: Driver) -> None:
    async def user(window: Window) -> None:
        await window.active()
        for number, key in enumerate(PAGES, start=1):
            window.keys(f"Ctrl+{number}")
            assert window.main.key == key
            window.keys("Ctrl+F")
            assert window.the(QLineEdit, SEARCHES[key]).hasFocus() if key in SEARCHES else True
        window.keys("Ctrl+,")
        assert window.main.key == "settings"

    real(user)


def test_f5_refreshes_before_anything_was_clicked(real: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        await window.active()
        window.keys("F5")
        await until(lambda: "No browser found" in window.trouble)

    real(user)


def test_ctrl_1_leads_to_the_table(real: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        await window.active()
        window.keys("Ctrl+2")
        window.keys("Ctrl+1")
        assert window.the(FeedTable).hasFocus()
        window.keys("Ctrl+F")
        window.keys("Ctrl+2")
        window.keys("Ctrl+1")
        assert window.the(QLineEdit, SEARCHES["trending"]).hasFocus()  # where it was
        window.keys("Ctrl+1")
        assert window.the(FeedTable).hasFocus()

    real(user)


def test_the_keyboard_alone_is_enough(real: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        await window.active()
        topmost = window.stories[0].video.creator.handle
        window.keys("Down")
        window.keys("T")
        await until(lambda: f"Tracking @{topmost}" in window.words)

    real(user)


def test_the_sheet_of_shortcuts_opens_with_a_question_mark_that_is_not_typed(real: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        await window.active()
        window.the(QLineEdit, "Search captions and creators").setFocus()
        window.keys("?")
        assert window.the(QLineEdit, "Search captions and creators").text() == "?"
        assert window.find(HelpSheet) is None
        window.keys("Ctrl+2")
        window.keys("?")
        await until(lambda: window.find(HelpSheet))
        window.press("Close", window.the(HelpSheet))
        await until(lambda: window.find(HelpSheet) is None)

    real(user)


def test_ctrl_q_quits(real: Driver) -> None:
    async def user(window: Window) -> None:
        await window.active()
        window.keys("Ctrl+Q")
        await until(lambda: not window.main.isVisible())
        await until(lambda: not window.program.tray.available())

    real(user)


# Settings


async def typing(window: Window, name: str, text: str) -> None:
    """Types into a number's field on the Settings page, and doesn't leave it."""
    await window.active()
    window.main.open_settings()
    field = window.the(NumberField, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_what_is_still_being_typed_is_saved_when_the_program_quits(real: Driver) -> None:
    async def user(window: Window) -> None:
        await typing(window, "Videos per run", "77")
        window.keys("Ctrl+Q")

    real(user)
    assert tomllib.loads(real.folder.settings.read_text("utf-8"))["trending"]["limit"] == 77


def test_what_is_still_being_typed_is_saved_when_the_window_is_closed(real: Driver) -> None:
    async def user(window: Window) -> None:
        await typing(window, "Videos per run", "77")
        await closed(window)
        await until(lambda: window.session._real.settings.values.trending_limit == 77)

    real(user)


def test_a_setting_that_cannot_be_saved_any_more_is_said_outside(real: Driver, dunst: Dunst) -> None:
    async def user(window: Window) -> None:
        await typing(window, "Videos per run", "77")
        real.folder.settings.write_text("not = [toml", encoding="utf-8")
        window.keys("Ctrl+Q")

    real(user)
    assert dunst.next_title() == "A setting wasn’t changed"
    assert real.folder.settings.read_text("utf-8") == "not = [toml"


def test_a_changed_setting_is_taken_back_with_its_toast(real: Driver) -> None:
    async def user(window: Window) -> None:
        await typing(window, "Videos per run", "77")
        window.keys("Return")
        await until(lambda: window.find(Toast, "Videos per run: 77 videos (was 50 videos)"))
        window.press("Undo")
        await until(lambda: window.session._real.settings.values.trending_limit == 50)

    real(user)


# Success messages


def test_a_toast_stands_above_a_page_that_was_built_after_it(real: Driver) -> None:
    async def user(window: Window) -> None:
        window.program.messages.say("Saved")
        window.main.open_page("activity")
        toast = window.the(Toast, "Saved")
        top = QApplication.widgetAt(toast.mapToGlobal(toast.rect().center()))
        assert top is toast or (top is not None and toast.isAncestorOf(top))

    real(user)


# Bugs in the program


def test_an_exception_in_a_slot_is_reported_once(real: Driver) -> None:
    def slot() -> None:
        raise RuntimeError("a fault of ours")

    async def user(window: Window) -> None:
        await window.active()
        for _ in range(3):
            QTimer.singleShot(0, slot)
        await until(lambda: len(window.faults) == 3)
        [dialog] = window.main.findChildren(ReportDialog)
        assert dialog.isVisible()
        assert "a fault of ours" in dialog._details.toPlainText()
        window.press("Continue", dialog)
        await until(lambda: not window.main.findChildren(ReportDialog))

    real(user, faults=3)


def test_a_fault_while_the_window_is_hidden_waits_for_it(real: Driver, dunst: Dunst) -> None:
    async def broken() -> None:
        raise RuntimeError("a fault of ours")

    async def user(window: Window) -> None:
        await closed(window)
        await asyncio.to_thread(dunst.next_title)
        window.session._tasks.spawn(broken(), name="broken")
        await until(lambda: window.faults)
        assert window.main.findChildren(ReportDialog) == []
        window.main.present()
        await until(lambda: [dialog for dialog in window.main.findChildren(ReportDialog) if dialog.isVisible()])

    real(user, faults=1)


# Closing


def second_start(folder: DataFolder) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tiktrack_gui", "--data-dir", str(folder.root)]
    return subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)


def test_a_closed_window_goes_on_in_the_tray_which_is_said_once(real: Driver, dunst: Dunst) -> None:
    async def user(window: Window) -> None:
        await closed(window)
        assert window.program.tray.available()
        assert await asyncio.to_thread(dunst.next_title) == "TikTrack is still running in the tray"
        window.program.tray.open_requested.emit()
        await until(window.main.isVisible)
        await closed(window)
        window.session.say_outside("afterwards", "")
        assert await asyncio.to_thread(dunst.next_title) == "afterwards"

    real(user)


def test_a_window_that_is_closed_at_once_goes_on_in_the_tray_too(real: Driver, dunst: Dunst) -> None:
    async def user(window: Window) -> None:
        await until(window.program.tray.available)
        window.main.close()
        assert await asyncio.to_thread(dunst.next_title) == "TikTrack is still running in the tray"
        assert not window.main.isVisible()
        window.program.tray.open_requested.emit()
        await until(lambda: len(window.stories) == 2)

    real(user, at_once=True)


def test_a_pause_lasts_beyond_a_restart(real: Driver) -> None:
    async def pause(window: Window) -> None:
        window.press("Pause")
        menu = window.main.rail._pause_menu
        await until(menu.isVisible)
        next(action for action in menu.actions() if action.text() == "Until tomorrow").trigger()
        menu.close()
        await until(lambda: "Paused until tomorrow" in window.words)
        await until(lambda: window.session._real.settings.values.paused_until > 0)

    async def resume(window: Window) -> None:
        await until(lambda: "Paused until tomorrow" in window.words)
        assert window.session.timers.next_posting is None
        window.press("Resume")
        await until(lambda: not window.session._real.settings.values.paused)

    async def look(window: Window) -> None:
        assert not window.session.timers.paused

    for part in (pause, resume, look):
        real(part)


def test_a_pause_that_ended_meanwhile_is_forgotten(real: Driver) -> None:
    real.folder.settings.write_text("[window]\npaused = true\npaused_until = 1_790_000_000\n")

    async def user(window: Window) -> None:
        assert not window.session.timers.paused
        await until(lambda: not window.session._real.settings.values.paused)

    real(user)
    assert "paused_until" not in real.folder.settings.read_text()


def test_a_pause_of_before_there_were_several_kinds_lasts_until_it_is_ended(real: Driver) -> None:
    real.folder.settings.write_text("[window]\npaused = true\n")

    async def user(window: Window) -> None:
        await until(lambda: "Paused" in window.words.splitlines())
        assert window.session.timers.paused

    real(user)


def test_a_second_start_brings_the_window_back(real: Driver) -> None:
    async def user(window: Window) -> None:
        await closed(window)
        second = await asyncio.to_thread(partial(second_start, real.folder))
        assert (second.returncode, second.stderr) == (0, "")
        await until(window.main.isVisible)
        await until(window.main.isActiveWindow)

    real(user)


def test_a_click_on_the_tray_icon_between_two_sessions_counts(drive: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        await closed(window)
        window.program.use_real_data()
        await until(lambda: window.program._session is None)
        window.program.tray.open_requested.emit()
        await until(lambda: window.program._session is not None)
        await until(lambda: "No browser found" in window.trouble)
        assert window.main.isVisible()

    drive(user)


def test_without_a_tray_closing_quits_which_was_said_before(real: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)

    async def user(window: Window) -> None:
        await until(lambda: "closing the window quits TikTrack" in window.words)
        await closed(window)

    async def again(window: Window) -> None:
        assert "closing the window" not in window.words

    real(user)
    real(again)


def test_who_wants_no_tray_quits_by_closing(real: Driver) -> None:
    real.folder.settings.write_text("[window]\nclose_to_tray = false\n", encoding="utf-8")

    async def user(window: Window) -> None:
        await closed(window)
        await until(lambda: window.program._quit.is_set())

    real(user)


# Failure to start


def test_a_locked_database_is_tried_again(real: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktrack_gui.store.sqlite.BUSY_TIMEOUT", 0.2)

    async def user(window: Window) -> None:
        await until(lambda: "has locked the database" in window.trouble)
        other.close()
        window.help_with_trouble("Try again")
        await until(lambda: len(window.stories) == 2)

    with closing(sqlite3.connect(real.folder.database, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        real(user)


def test_a_fault_of_ours_at_the_start_is_reported_and_the_window_stays(
    real: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    async def user(window: Window) -> None:
        await until(lambda: "TikTrack couldn’t start because of a bug." in window.trouble)
        await until(lambda: window.main.findChildren(ReportDialog))
        monkeypatch.undo()
        window.help_with_trouble("Try again")
        await until(lambda: window.program._session)

    monkeypatch.setattr("tiktrack_gui.app.session.Pages", broken)
    real(user, faults=1)


# Threads


def test_no_thread_but_the_windows_collects_garbage(drive: Driver) -> None:
    """Whatever allocates memory: in another thread, objects of Qt's would be destroyed there."""
    threads: set[threading.Thread] = set()

    def watch(_phase: str, _info: dict[str, int]) -> None:
        threads.add(threading.current_thread())

    async def user(_window: Window) -> None:
        gc.callbacks.append(watch)
        kept: list[list[int]] = await asyncio.to_thread(lambda: [[] for _ in range(100_000)])
        await until(lambda: threads)
        gc.callbacks.remove(watch)
        assert kept

    gc.enable()  # as it is when the program starts; in the tests, it isn't
    try:
        drive(user)
        assert threads == {threading.main_thread()}
        assert gc.isenabled()
    finally:
        gc.disable()
