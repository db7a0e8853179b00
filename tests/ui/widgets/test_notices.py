"""The place of a page's notices, and the bar in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.seen import texts
from tiktrack_gui.core.errors import NoBrowser, StoreBusy
from tiktrack_gui.ui.theme.look import Mode, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.page_header import PageHeader

NOTICE = Notice(
    about=NoBrowser,
    cause="No <browser> was found.",
    next="Install one & try again.",
    level="error",
    action="Install",
)


@pytest.fixture
def place(theme: Theme, qtbot: QtBot) -> NoticePlace:
    place = NoticePlace(theme)
    qtbot.addWidget(place)
    place.resize(800, place.height())
    place.show()
    return place


def test_a_notice_says_cause_and_what_is_next(place: NoticePlace) -> None:
    place.show_notice(NOTICE)
    assert texts(place).strip() == "No <browser> was found.\nInstall one & try again."
    assert place._bar.accessibleName() == "No <browser> was found. Install one & try again."


def test_the_place_is_as_high_with_a_notice_as_without(place: NoticePlace) -> None:
    place.say("Measured 2 h ago", action="Show all")
    heights = {place.height()}
    place.show_notice(replace(NOTICE, next="and on " * 80))
    heights.add(place.height())
    place.show_notice(None)
    heights.add(place.height())
    assert heights == {40}


def test_the_place_grows_with_the_text(place: NoticePlace, theme: Theme) -> None:
    for size in TextSize:
        theme.change(text_size=size)
        place.show_notice(NOTICE)
        place.resize(place.sizeHint())
        assert place.height() >= max(place._bar.minimumSizeHint().height(), 40 if size.scale >= 1 else 36)


def test_without_a_notice_the_quiet_line_is_there(place: NoticePlace, qtbot: QtBot) -> None:
    place.say("38 below the threshold", action="Show all")
    place.show_notice(NOTICE)
    assert "38" not in texts(place)
    place.show_notice(None)
    assert texts(place) == "38 below the threshold"
    assert place.notice is None
    with qtbot.waitSignal(place.quiet_acted):
        QTest.mouseClick(place._link, Qt.MouseButton.LeftButton)
    place.say("Nothing to do")
    assert not place._link.isVisible()


def test_its_button_says_which_notice_it_is_of(place: NoticePlace, qtbot: QtBot) -> None:
    place.show_notice(NOTICE)
    with qtbot.waitSignal(place.acted) as acted:
        QTest.keyClick(place._bar._action, Qt.Key.Key_Space)
    assert acted.args == [NoBrowser]
    assert place._bar._action.accessibleName() == "Install"


def test_a_notice_can_be_dismissed(place: NoticePlace, qtbot: QtBot) -> None:
    place.show_notice(NOTICE)
    with qtbot.waitSignal(place.dismissed) as dismissed:
        QTest.keyClick(place._bar._close, Qt.Key.Key_Space)
    assert dismissed.args == [NoBrowser]


def test_what_does_not_fit_is_in_the_tooltip_and_behind_details(place: NoticePlace, qtbot: QtBot) -> None:
    bar, long = place._bar, replace(NOTICE, next="Install one. " * 30)
    place.show_notice(NOTICE)
    assert not bar._more.isVisible()
    place.show_notice(long)
    assert long.next.strip() in bar.toolTip()
    QTest.mouseClick(bar._more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(bar._details.isVisible)
    assert texts(bar._details) == f"{long.cause}\n{long.next}"
    QTest.keyClick(bar._details, Qt.Key.Key_Escape)
    assert not bar._details.isVisible()


def test_more_room_leaves_nothing_to_be_said_behind_details(place: NoticePlace, qtbot: QtBot) -> None:
    place.show_notice(replace(NOTICE, next="Install one. " * 8))
    place.resize(400, place.height())
    assert place._bar._more.isVisible()
    place.resize(1600, place.height())
    assert not place._bar._more.isVisible()


def test_details_close_with_their_notice(place: NoticePlace) -> None:
    place.show_notice(replace(NOTICE, details="Looked in 7 places."))
    QTest.keyClick(place._bar._more, Qt.Key.Key_Space)
    assert "Looked in 7 places." in texts(place._bar._details)
    place.show_notice(None)
    assert not place._bar._details.isVisible()


def test_buttons_without_a_purpose_are_not_there(place: NoticePlace) -> None:
    place.show_notice(Notice(about=StoreBusy, cause="The database is busy.", lasting=True))
    assert not place._bar._action.isVisible()
    assert not place._bar._more.isVisible()
    assert not place._bar._close.isVisible()


@pytest.mark.parametrize("level", ["error", "warn", "info"])
def test_each_level_has_its_own_ground(place: NoticePlace, theme: Theme, level: str) -> None:
    place.show_notice(Notice(about=NoBrowser, cause="Something", level=level))
    ground = {"error": "bad_soft", "warn": "warn_soft", "info": "accent_soft"}[level]
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        assert place._bar.grab().toImage().pixelColor(place._bar.width() // 2, 4) == theme.color(ground)


def test_the_quiet_line_is_near_the_title(theme: Theme, qtbot: QtBot) -> None:
    place = NoticePlace(theme)
    place.say("8 videos")
    header = PageHeader("Campaigns", place, QPushButton("Add"))
    qtbot.addWidget(header)
    header.resize(800, header.sizeHint().height())
    header.show()
    title, line = (label for label in header.findChildren(Label) if label.text() in ("Campaigns", "8 videos"))
    assert 0 <= line.mapTo(header, line.rect().topLeft()).y() - title.geometry().bottom() <= 8 + 1
    place.show_notice(NOTICE)
    assert place._bar.height() == place.height()
