"""The help lists exactly the shortcuts that exist, and all that the numbers mean."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import (
    scenes_activity,
    scenes_campaigns,
    scenes_creators,
    scenes_discord,
    scenes_discover,
    scenes_settings,
    scenes_trending,
)
from tests.ui.seen import texts
from tiktrack_gui.ui.creators import figures as creator_figures
from tiktrack_gui.ui.theme.look import TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending import figures
from tiktrack_gui.ui.widgets import score_parts
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.window.help_sheet import COLUMNS, NUMBERS, SHEET, HelpSheet
from tiktrack_gui.ui.window.main_window import MINIMUM, MainWindow
from tiktrack_gui.words import measures

BY_HAND = {
    "Return",
    "Menu",
    "Up",
    "Down",
    "Shift+Up",
    "Shift+Down",
    "Ctrl+A",
    "Alt+Up",
    "Alt+Down",
    "Ctrl+Return",
}  # keys of tables, the rail or a note’s field, not shortcuts
PAGES: dict[str, Callable[[Theme], QWidget]] = {
    "Trending": scenes_trending.full,
    "Creators": scenes_creators.creators,
    "Discover": scenes_discover.full,
    "Campaigns": scenes_campaigns.full,
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
    keys += [key for action in actions | set(widget.findChildren(QAction)) for key in action.shortcuts()]
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
    assert sorted(title for titles in NUMBERS for title in titles) == sorted(measures.EXPLAINED)


def test_the_sheet_says_it_all_and_closes_with_escape(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sheet = HelpSheet(theme, window)
    sheet.open()
    texts = [label.text() for label in sheet.findChildren(Label)]
    assert {"Help", "Undo the last change", "Ctrl+Z", "Refresh the feed, or stop", "F5"} <= set(texts)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_in_large_text_on_a_small_screen_it_scrolls(theme: Theme, qtbot: QtBot) -> None:
    theme.change(text_size=TextSize.LARGEST)
    sheet = HelpSheet(theme, None)
    qtbot.addWidget(sheet)
    sheet.open()
    assert sheet.height() <= sheet.screen().availableSize().height()
    assert sheet.width() <= MINIMUM.width()
    for part in ("keys", "numbers"):
        sheet._part.choose(part)
        area = sheet._shown.currentWidget()
        assert isinstance(area, QScrollArea)
        words = area.widget()
        assert words is not None
        assert sheet.rect().contains(area.mapTo(sheet, area.rect().topRight()))
        qtbot.waitUntil(partial(_fits, words, area))  # once it has made room for its scroll bar


def _fits(words: QWidget, area: QScrollArea) -> bool:
    return words.width() <= area.viewport().width()


def test_the_help_says_what_the_numbers_mean(theme: Theme, qtbot: QtBot) -> None:
    sheet = HelpSheet(theme, None)
    qtbot.addWidget(sheet)
    sheet.show()
    assert measures.SCORE not in texts(sheet)
    numbers = next(button for button in sheet.findChildren(QPushButton) if button.text() == "What the numbers mean")
    QTest.mouseClick(numbers, Qt.MouseButton.LeftButton)
    assert {measures.SCORE, *measures.SCORE_PARTS.values(), *measures.CREATOR.values()} <= set(texts(sheet).split("\n"))


def test_the_numbers_are_called_as_on_their_pages() -> None:
    named = {"Velocity", "Now", "Compared", "Score", "State", *figures.CAPTIONS.values()}
    assert set(measures.EXPLAINED["Trending"]) == named
    figures_of_creators = creator_figures.COUNTS | creator_figures.RATES
    assert set(measures.EXPLAINED["Creators"]) == {"Engagement", *figures_of_creators.values()}
    assert set(measures.EXPLAINED["Parts of the score"]) == set(score_parts.NAMES.values())


def test_the_key_that_opened_it_closes_it(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sheet = HelpSheet(theme, window)
    sheet.open()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    QTest.keyClicks(sheet, "?")
    assert not sheet.isVisible()
