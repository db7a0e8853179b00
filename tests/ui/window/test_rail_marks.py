"""Marks in the rail, for notices on pages that aren't open."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tiktrack_gui.core.errors import AllFiltered, Captcha, DiskFull, KeyringSilent, LibraryUnusable
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.page import Page
from tiktrack_gui.ui.window.main_window import DESTINATIONS, SETTINGS, MainWindow
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.rail_marks import RailMarks


@pytest.fixture
def window(theme: Theme, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = MainWindow(theme, tmp_path / "ui.ini")
    qtbot.addWidget(window)
    window.set_pages({**{destination.key: Page for destination in DESTINATIONS}, SETTINGS: Page})
    return window


@pytest.fixture
def messages(window: MainWindow) -> Messages:
    messages = Messages()
    RailMarks(window, messages).setParent(window)
    window.page_changed.connect(messages.look_at)
    return messages


def marked(window: MainWindow) -> list[str]:
    entries = [*window.rail._entries.values(), window.rail._settings]
    return [entry.accessibleName().split(",")[0] for entry in entries if "attention" in entry.accessibleName()]


def test_a_page_with_a_problem_is_marked_until_it_is_open_or_over(window: MainWindow, messages: Messages) -> None:
    messages.trouble(Captcha(Capability.CREATOR))
    assert marked(window) == ["Creators", "Discover"]
    window.open_page("creators")
    assert marked(window) == []
    window.open_page("trending")
    assert marked(window) == ["Creators", "Discover"]
    messages.settle(Captcha)
    assert marked(window) == []


def test_what_the_open_page_says_is_not_marked_on_others(window: MainWindow, messages: Messages) -> None:
    messages.trouble(DiskFull())
    assert marked(window) == []
    messages.trouble(LibraryUnusable(None, "7.0"))
    assert marked(window) == ["Discord", "Settings"]  # still about the disk


def test_settings_are_marked_too(window: MainWindow, messages: Messages) -> None:
    messages.trouble(KeyringSilent())
    assert marked(window) == ["Discord", "Settings"]


def test_no_problem_is_no_mark(window: MainWindow, messages: Messages) -> None:
    window.open_page("discord")
    messages.trouble(AllFiltered(50, 100))
    assert marked(window) == []
