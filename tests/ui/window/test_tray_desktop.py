"""The tray icon in a real tray, with a real mouse."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from tiktrack_gui.ui.window.tray import Tray

pytestmark = pytest.mark.desktop


@pytest.fixture
def tray(qtbot: QtBot) -> Iterator[Tray]:
    shown = Tray()
    shown.show()
    qtbot.waitUntil(lambda: shown._icon.geometry().x() > 0)  # at 0 until the tray has embedded it
    yield shown
    shown.hide()


def click(place: QPoint, button: int) -> None:
    subprocess.run(["xdotool", "mousemove", str(place.x()), str(place.y()), "click", str(button)], check=True)


def test_a_left_click_opens_the_window(qtbot: QtBot, tray: Tray) -> None:
    with qtbot.waitSignal(tray.open_requested):
        click(tray._icon.geometry().center(), 1)


def test_a_right_click_shows_the_menu_and_an_entry_can_be_chosen(qtbot: QtBot, tray: Tray) -> None:
    click(tray._icon.geometry().center(), 3)
    qtbot.waitUntil(tray._menu.isVisible)
    refresh = next(action for action in tray._menu.actions() if action.text() == "Refresh now")
    entry = tray._menu.mapToGlobal(tray._menu.actionGeometry(refresh).center())
    with qtbot.waitSignal(tray.refresh_requested):
        click(entry, 1)
    assert not tray._menu.isVisible()


def test_a_hidden_icon_is_gone_from_the_tray(qtbot: QtBot, tray: Tray) -> None:
    tray.hide()
    assert not tray.available()
    tray.show()
    qtbot.waitUntil(tray.available)
