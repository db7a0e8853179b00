"""The rail: where to go and how things stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.scenery import DESTINATIONS
from tiktrack_gui.ui.look import Mode
from tiktrack_gui.ui.theme import Theme
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
    with qtbot.waitSignal(rail.chosen, timeout=1000) as chosen:
        QTest.mouseClick(rail._entries["creators"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["creators"]
    assert rail._entries["creators"].isChecked()
    assert not rail._entries["trending"].isChecked()


def test_the_space_bar_leads_somewhere(rail: NavRail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.chosen, timeout=1000) as chosen:
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


def test_the_state_is_in_words_beside_its_dot(rail: NavRail) -> None:
    before = rail._dot.grab().toImage()
    rail.set_state("Cannot reach TikTok", "Next try in 5 min", "bad")
    assert rail._state.text() == "Cannot reach TikTok"
    assert rail._detail.text() == "Next try in 5 min"
    assert rail._dot.grab().toImage() != before


def test_pause_becomes_resume(rail: NavRail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.pause_clicked, timeout=1000):
        QTest.mouseClick(rail._pause, Qt.MouseButton.LeftButton)
    rail.set_paused(True)
    assert rail._pause.accessibleName() == "Resume"


def test_the_colours_go_round(rail: NavRail, theme: Theme, qtbot: QtBot) -> None:
    seen = []
    for _ in range(3):
        QTest.mouseClick(rail._mode, Qt.MouseButton.LeftButton)
        seen.append((theme.mode, rail._mode.accessibleName()))
    assert seen == [
        (Mode.DARK, "Colours: dark"),
        (Mode.SYSTEM, "Colours: the system's"),
        (Mode.LIGHT, "Colours: light"),
    ]
