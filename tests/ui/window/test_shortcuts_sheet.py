"""The "?" sheet lists exactly the shortcuts that exist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import scenes_activity, scenes_creators, scenes_discord, scenes_settings, scenes_trending
from tiktrack_gui.ui.theme.look import TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.window.main_window import MainWindow
from tiktrack_gui.ui.window.shortcuts_sheet import COLUMNS, SHEET, ShortcutsSheet

BY_HAND = {"Return", "Menu", "Up", "Down"}  # keys of tables or the rail, not shortcuts
PAGES: dict[str, Callable[[Theme], QWidget]] = {
    "Trending": scenes_trending.full,
    "Creators": scenes_creators.creators,
    "Discord": scenes_discord.settled,
    "Activity": scenes_activity.runs,
    "Settings": scenes_settings.settings,
}


def listed(title: str) -> set[str]:
    sequences = {sequence for keys in SHEET[title] for sequence in keys.sequences}
    return {QKeySequence(sequence).toString() for sequence in sequences - BY_HAND}


def bound(widget: QWidget) -> set[str]:
    keys = [shortcut.key() for shortcut in widget.findChildren(QShortcut)]
    actions = {action for part in (widget, *widget.findChildren(QWidget)) for action in part.actions()}
    keys += [action.shortcut() for action in actions | set(widget.findChildren(QAction))]
    return {key.toString() for key in keys if not key.isEmpty()}


@pytest.mark.parametrize("title", PAGES)
def test_a_pages_shortcuts_are_listed(theme: Theme, qtbot: QtBot, title: str) -> None:
    page = PAGES[title](theme)
    qtbot.addWidget(page)
    assert listed(title) == bound(page)


def test_the_windows_shortcuts_are_listed(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(theme, tmp_path / "ui.ini")
    qtbot.addWidget(window)
    assert listed("Everywhere") == bound(window)


def test_every_section_has_its_place() -> None:
    assert sorted(title for titles in COLUMNS for title in titles) == sorted(SHEET)


def test_the_sheet_says_it_all_and_closes_with_escape(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sheet = ShortcutsSheet(theme, window)
    sheet.open()
    texts = [label.text() for label in sheet.findChildren(Label)]
    assert {"Keyboard shortcuts", "Undo the last change", "Ctrl+Z", "Refresh the feed, or stop", "F5"} <= set(texts)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_in_large_text_on_a_small_screen_it_scrolls(theme: Theme, qtbot: QtBot) -> None:
    theme.change(text_size=TextSize.LARGEST)
    sheet = ShortcutsSheet(theme, None)
    qtbot.addWidget(sheet)
    sheet.open()
    assert sheet.height() <= sheet.screen().availableSize().height()
    area = sheet.findChild(QScrollArea)
    assert area is not None
    words = area.widget()
    assert words is not None
    assert words.width() <= area.viewport().width()


def test_the_key_that_opened_it_closes_it(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sheet = ShortcutsSheet(theme, window)
    sheet.open()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    QTest.keyClicks(sheet, "?")
    assert not sheet.isVisible()
