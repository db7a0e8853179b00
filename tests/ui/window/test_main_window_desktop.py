"""The window on a real desktop: wherever it was, it comes to the front when asked."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.main_window import MainWindow

pytestmark = pytest.mark.desktop


def make(theme: Theme, qtbot: QtBot, folder: Path) -> MainWindow:
    window = MainWindow(theme, folder / "ui.ini")
    qtbot.addWidget(window)
    return window


@pytest.fixture
def window(theme: Theme, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    window = make(theme, qtbot, tmp_path)
    window.present()
    qtbot.waitUntil(lambda: is_seen(window))
    return window


def is_seen(window: MainWindow) -> bool:
    """Whether the desktop shows it in front."""
    return window.windowHandle().isExposed() and window.isActiveWindow() and not window.isMinimized()


def hide(window: MainWindow, qtbot: QtBot) -> None:
    """As by closing it to the tray; the focus leaves it a moment later."""
    window.hide()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is None)


def minimize(window: MainWindow, qtbot: QtBot) -> None:
    window.showMinimized()
    qtbot.waitUntil(lambda: not window.windowHandle().isExposed())


def test_it_comes_back_from_the_tray(window: MainWindow, qtbot: QtBot) -> None:
    hide(window, qtbot)
    window.present()
    qtbot.waitUntil(lambda: is_seen(window))


def test_it_comes_back_from_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    minimize(window, qtbot)
    window.present()
    qtbot.waitUntil(lambda: is_seen(window))


def test_one_that_was_minimized_before_it_was_hidden_is_not_still_minimized(window: MainWindow, qtbot: QtBot) -> None:
    minimize(window, qtbot)
    hide(window, qtbot)
    window.present()
    qtbot.waitUntil(lambda: is_seen(window))


def test_a_minimizing_still_under_way_does_not_win(window: MainWindow, qtbot: QtBot) -> None:
    window.present()
    subprocess.run(["xdotool", "windowminimize", str(int(window.winId()))], check=True)
    qtbot.waitUntil(window.isMinimized)
    qtbot.waitUntil(lambda: is_seen(window))


def test_one_that_the_window_manager_has_lost_is_shown_anew(window: MainWindow, qtbot: QtBot) -> None:
    subprocess.run(["xdotool", "windowunmap", str(int(window.winId()))], check=True)
    qtbot.waitUntil(lambda: not window.windowHandle().isExposed())
    assert window.isVisible()
    window.present()
    qtbot.waitUntil(lambda: is_seen(window))


def test_one_closed_meanwhile_stays_closed(window: MainWindow, qtbot: QtBot) -> None:
    window.present()
    window.hide()
    qtbot.waitUntil(lambda: not window._appearing.isActive())
    assert not window.isVisible()


def test_closed_while_minimized_it_starts_in_sight(
    window: MainWindow, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    minimize(window, qtbot)
    window.remember()
    hide(window, qtbot)
    again = make(theme, qtbot, tmp_path)
    again.present()
    qtbot.waitUntil(lambda: is_seen(again))


def test_closed_on_a_screen_that_is_gone_it_starts_on_this_one(
    window: MainWindow, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = window.screen().availableGeometry()
    far = QRect(screen.topRight() * 3, window.minimumSize())
    window.setGeometry(far)
    qtbot.waitUntil(lambda: not window.frameGeometry().intersects(screen))
    window.remember()
    again = make(theme, qtbot, tmp_path)
    again.present()
    qtbot.waitUntil(lambda: is_seen(again))
    assert screen.contains(again.frameGeometry().center())
