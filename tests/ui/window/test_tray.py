from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QFont, QImage
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from tiktrack_gui.core.pause import PauseLength
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window import tray as tray_module
from tiktrack_gui.ui.window.tray import Tray, TrayNotifier
from tiktrack_gui.ui.window.tray_icon import SIZES, TrayState, tray_icon

Reason = QSystemTrayIcon.ActivationReason


@pytest.fixture
def tray(qtbot: QtBot) -> Tray:
    return Tray()


def action(tray: Tray, text: str) -> QAction:
    return next(action for action in tray._menu.actions() if action.text() == text)


def pixels(state: TrayState, size: int) -> QImage:
    return tray_icon(state).pixmap(QSize(size, size), 1.0).toImage()


def test_the_menu_says_what_there_is_to_do(tray: Tray) -> None:
    texts = [entry.text() for entry in tray._menu.actions() if entry.isVisible() and not entry.isSeparator()]
    assert texts == ["Starting", "Open TikTrack", "Refresh now", "Pause", "Mute alerts for an hour", "Quit"]
    assert [entry.text() for entry in tray._pause.actions()] == ["For 1 hour", "Until tomorrow", "Until I resume"]


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Open TikTrack", "open_requested"),
        ("Refresh now", "refresh_requested"),
        ("Mute alerts for an hour", "mute_requested"),
        ("Quit", "quit_requested"),
    ],
)
def test_an_entry_of_the_menu_asks_for_what_it_says(qtbot: QtBot, tray: Tray, text: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(tray, signal)):
        action(tray, text).trigger()


@pytest.mark.parametrize("length", PauseLength)
def test_pause_offers_how_long(qtbot: QtBot, tray: Tray, length: PauseLength) -> None:
    with qtbot.waitSignal(tray.pause_requested) as asked:
        next(entry for entry in tray._pause.actions() if entry.text() == length).trigger()
    assert asked.args == [length]


def test_pause_becomes_resume_once_paused(qtbot: QtBot, tray: Tray) -> None:
    tray.show_status(TrayState.PAUSED, "paused", paused=True)
    assert not action(tray, "Pause").isVisible()
    with qtbot.waitSignal(tray.resume_requested):
        action(tray, "Resume").trigger()
    tray.show_status(TrayState.OK, "next refresh in 12 min", paused=False)
    assert action(tray, "Pause").isVisible()
    assert not action(tray, "Resume").isVisible()


def test_mute_becomes_unmute_which_says_until_when(qtbot: QtBot, tray: Tray) -> None:
    tray.show_mute("Unmute alerts (muted until 15:40)")
    assert not action(tray, "Mute alerts for an hour").isVisible()
    with qtbot.waitSignal(tray.unmute_requested):
        action(tray, "Unmute alerts (muted until 15:40)").trigger()
    tray.show_mute("")
    assert action(tray, "Mute alerts for an hour").isVisible()
    assert not tray._unmute.isVisible()


def test_a_refresh_while_paused_still_offers_to_resume(tray: Tray) -> None:
    tray.show_status(TrayState.WORKING, "fetching", paused=True)
    assert action(tray, "Resume").isVisible()


def test_the_menu_has_the_type_of_the_window_whatever_the_desktop_has(tmp_path: Path, qapp: QApplication) -> None:
    theme = Theme(qapp, tmp_path)
    qapp.setFont(QFont("serif", 30), "QMenu")  # type: ignore[arg-type]  # as Qt does when the desktop's theme changes
    tray = Tray()
    tray._menu.ensurePolished()
    size = tray._menu.font().pixelSize()
    qapp.setFont(theme.font())
    assert size == theme.px(13)


def test_tooltip_and_menu_say_how_it_is_going(tray: Tray) -> None:
    tray.show_status(TrayState.OK, "3 new stories, next refresh in 12 min", paused=False)
    assert tray._icon.toolTip() == "TikTrack: 3 new stories, next refresh in 12 min"
    status = action(tray, "3 new stories, next refresh in 12 min")
    assert not status.isEnabled()


def test_a_left_click_opens_the_window(qtbot: QtBot, tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tray_module, "CLICK_OPENS", True)
    with qtbot.waitSignal(tray.open_requested):
        tray._icon.activated.emit(Reason.Trigger)


@pytest.mark.parametrize("reason", [Reason.Context, Reason.MiddleClick, Reason.DoubleClick])
def test_other_clicks_do_not(qtbot: QtBot, tray: Tray, reason: QSystemTrayIcon.ActivationReason) -> None:
    with qtbot.assertNotEmitted(tray.open_requested):
        tray._icon.activated.emit(reason)


def test_where_a_click_shows_the_menu_it_does_not_open_the_window_too(
    qtbot: QtBot, tray: Tray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tray_module, "CLICK_OPENS", False)
    with qtbot.assertNotEmitted(tray.open_requested):
        tray._icon.activated.emit(Reason.Trigger)


@pytest.mark.parametrize("size", SIZES)
def test_every_state_looks_different_at_every_size(qtbot: QtBot, size: int) -> None:
    pictures = [pixels(state, size) for state in TrayState]
    assert [picture.width() for picture in pictures] == [size] * len(TrayState)
    assert all(a != b for i, a in enumerate(pictures) for b in pictures[:i])


def test_the_badge_stands_clear_of_the_mark(qtbot: QtBot) -> None:
    plain, badged = pixels(TrayState.OK, 64), pixels(TrayState.PROBLEM, 64)
    row = range(64)
    assert all(plain.pixelColor(x, 45).alpha() == 255 for x in row)
    assert any(badged.pixelColor(x, 45).alpha() == 0 for x in row)


def test_an_icon_that_is_not_shown_is_no_place_to_hide_a_window_in(tray: Tray) -> None:
    assert not tray.available()


async def test_without_a_tray_there_is_no_message(tray: Tray) -> None:
    told: list[int | None] = []
    assert not await TrayNotifier(tray, told.append).notify("new", "text", 7)


async def test_a_click_on_a_message_is_told_with_what_it_is_about(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tray, "show_message", lambda *_: True)  # there is no tray without a desktop
    told: list[int | None] = []
    notifier = TrayNotifier(tray, told.append)
    tray._icon.messageClicked.emit()
    for about in (7, None):
        assert await notifier.notify("new", "text", about)
        tray._icon.messageClicked.emit()
    await notifier.close()
    tray._icon.messageClicked.emit()
    assert told == [None, 7, None]
