"""The rail: navigation and status."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.scenery import DESTINATIONS
from tiktrack_gui.core.pause import PauseLength
from tiktrack_gui.ui.theme.look import Mode, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.nav_rail import NavRail


@pytest.fixture
def rail(theme: Theme, qtbot: QtBot) -> NavRail:
    rail = NavRail(theme, DESTINATIONS)
    qtbot.addWidget(rail)
    rail.resize(200, 600)
    rail.select("trending")
    rail.show()
    rail.activateWindow()
    return rail


def test_a_click_leads_somewhere(rail: NavRail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.mouseClick(rail._entries["creators"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["creators"]
    assert rail._entries["creators"].isChecked()
    assert not rail._entries["trending"].isChecked()


def test_the_space_bar_leads_somewhere(rail: NavRail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.keyClick(rail._entries["discord"], Qt.Key.Key_Space)
    assert chosen.args == ["discord"]


def test_showing_where_one_is_leads_nowhere(rail: NavRail, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rail.chosen):
        rail.select("activity")
    assert rail._entries["activity"].isChecked()


def test_a_page_that_is_not_in_the_list_leaves_none_chosen(rail: NavRail) -> None:
    rail.select("settings")
    assert not any(entry.isChecked() for entry in rail._entries.values())
    rail.select("trending")
    assert rail._entries["trending"].isChecked()


def test_a_badge_counts_and_is_read_aloud(rail: NavRail) -> None:
    entry = rail._entries["trending"]
    rail.set_badge("trending", 1284)
    assert entry._badge.isVisible()
    assert entry._badge.text() == "1,284"
    assert entry.accessibleName() == "Trending, 1,284 new"
    rail.set_badge("trending", 0)
    assert not entry._badge.isVisible()
    assert entry.accessibleName() == "Trending"


def test_a_page_that_needs_attention_is_marked_and_says_so(rail: NavRail) -> None:
    entry = rail._entries["creators"]
    rail.set_badge("creators", 2)
    rail.set_attention("creators", "bad")
    assert entry._dot.isVisible()
    assert entry.accessibleName() == "Creators, 2 new, needs attention"
    rail.set_attention("creators", "")
    assert not entry._dot.isVisible()
    assert entry.accessibleName() == "Creators, 2 new"


def test_settings_that_need_attention_are_marked(rail: NavRail) -> None:
    before = rail._settings.grab().toImage()
    rail.set_attention("settings", "warn")
    assert rail._settings.grab().toImage() != before
    assert rail._settings.accessibleName() == "Settings, needs attention"
    rail.set_attention("settings", "")
    assert rail._settings.grab().toImage() == before
    assert rail._settings.accessibleName() == "Settings"


def test_the_state_is_in_words_beside_its_dot(rail: NavRail) -> None:
    before = rail._dot.grab().toImage()
    rail.set_state("Cannot reach TikTok", "Next try in 5 min", "bad")
    assert rail._state.text() == "Cannot reach TikTok"
    assert rail._detail.text() == "Next try in 5 min"
    assert rail._dot.grab().toImage() != before


def test_an_offer_below_the_state_fits_one_line_and_is_reached_by_keys(
    rail: NavRail, theme: Theme, qtbot: QtBot
) -> None:
    rail.set_state("Demo data")
    rail.offer("Use my real data")
    for size in TextSize:
        theme.change(text_size=size)
        rail.grab()
        assert rail._state.height() < 2 * rail._state.fontMetrics().height()
        assert rail._offer.width() >= rail._offer.sizeHint().width()
    focus(rail, "activity", qtbot)
    assert press(rail, Qt.Key.Key_Down) == "Use my real data"
    with qtbot.waitSignal(rail.offer_clicked):
        press(rail, Qt.Key.Key_Return)
    rail.offer("")
    assert not rail._offer.isVisible()


def test_help_is_a_button_too(rail: NavRail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.help_clicked):
        QTest.mouseClick(rail._help, Qt.MouseButton.LeftButton)
    assert rail._help.geometry().right() < rail.width()


def test_pause_asks_for_how_long(rail: NavRail, qtbot: QtBot) -> None:
    QTest.mouseClick(rail._pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(rail._pause_menu.isVisible)
    with qtbot.waitSignal(rail.pause_requested) as asked:
        QTest.keyClick(rail._pause_menu, Qt.Key.Key_Down)
        QTest.keyClick(rail._pause_menu, Qt.Key.Key_Return)
    assert asked.args == [PauseLength.HOUR]


def test_one_click_resumes(rail: NavRail, qtbot: QtBot) -> None:
    rail.set_paused(True)
    assert rail._pause.accessibleName() == "Resume"
    with qtbot.waitSignal(rail.resume_requested):
        QTest.mouseClick(rail._pause, Qt.MouseButton.LeftButton)
    assert not rail._pause_menu.isVisible()


def test_the_colours_go_round(rail: NavRail, theme: Theme, qtbot: QtBot) -> None:
    seen = []
    for _ in range(3):
        QTest.mouseClick(rail._mode, Qt.MouseButton.LeftButton)
        seen.append((theme.mode, rail._mode.accessibleName()))
    assert seen == [
        (Mode.DARK, "Theme: dark"),
        (Mode.SYSTEM, "Theme: system"),
        (Mode.LIGHT, "Theme: light"),
    ]


def test_the_rail_is_one_stop_of_tab(theme: Theme, qtbot: QtBot) -> None:
    window, rail, other = QWidget(), NavRail(theme, DESTINATIONS), Button(theme, "Other")
    qtbot.addWidget(window)
    window.setLayout(row(rail, other))
    rail.select("creators")
    window.show()
    window.activateWindow()
    other.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(other.hasFocus)
    QTest.keyClick(other, Qt.Key.Key_Tab)
    assert rail._entries["creators"].hasFocus()
    QTest.keyClick(rail._entries["creators"], Qt.Key.Key_Tab)
    assert other.hasFocus()


def focus(rail: NavRail, key: str, qtbot: QtBot) -> None:
    rail.select(key)
    entry = rail._entries.get(key, rail._settings)
    entry.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(entry.hasFocus)


def press(rail: NavRail, key: Qt.Key) -> str:
    """Presses the key; returns the name of the widget focused then."""
    QTest.keyClick(rail.focusWidget(), key)
    focused = rail.focusWidget()
    assert focused is not None
    return focused.accessibleName()


def test_arrows_home_and_end_go_through_the_rail_and_open_nothing(rail: NavRail, qtbot: QtBot) -> None:
    focus(rail, "trending", qtbot)
    with qtbot.assertNotEmitted(rail.chosen):
        names = ["Creators", "Discover", "Campaigns", "Discord", "Activity"]
        names += ["Pause", "Theme: light", "Settings", "Help", "Help"]
        down = [press(rail, Qt.Key.Key_Down) for _ in names]
        assert down == names
        assert press(rail, Qt.Key.Key_Home) == "Trending"
        assert press(rail, Qt.Key.Key_End) == "Help"
        assert press(rail, Qt.Key.Key_Left) == "Settings"
        assert press(rail, Qt.Key.Key_Up) == "Theme: light"
    assert rail._entries["trending"].isChecked()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_what_the_arrows_came_to_is_opened(rail: NavRail, qtbot: QtBot, key: Qt.Key) -> None:
    focus(rail, "trending", qtbot)
    press(rail, Qt.Key.Key_Down)
    with qtbot.waitSignal(rail.chosen) as chosen:
        press(rail, key)
    assert chosen.args == ["creators"]


@pytest.mark.parametrize(("key", "stop"), [("discord", "Discord"), ("settings", "Settings")])
def test_tab_comes_back_to_the_page_that_is_open(rail: NavRail, qtbot: QtBot, key: str, stop: str) -> None:
    focus(rail, "trending", qtbot)
    press(rail, Qt.Key.Key_End)
    rail.select(key)
    reachable = [
        button.accessibleName()
        for button in (*rail._entries.values(), rail._pause, rail._mode, rail._settings, rail._help)
        if button.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert reachable == [stop]
