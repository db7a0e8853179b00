"""The notice bar and the toast."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tiktrack_gui.core.errors import NoBrowser, StoreBusy
from tiktrack_gui.ui.theme.look import Mode
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import toast
from tiktrack_gui.ui.widgets.boxes import framed
from tiktrack_gui.ui.widgets.notice_bar import Notice, NoticeBar
from tiktrack_gui.ui.widgets.toast import Toast

NOTICE = Notice(
    about=NoBrowser,
    cause="No <browser> was found.",
    next="Install one & try again.",
    level="error",
    action="Install",
    details="Looked in 7 places.",
)


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> NoticeBar:
    bar = NoticeBar(theme)
    qtbot.addWidget(bar)
    bar.resize(800, 44)
    return bar


def test_a_notice_says_cause_and_what_is_next(bar: NoticeBar) -> None:
    bar.show_notice(NOTICE)
    assert bar.isVisible()
    assert bar.accessibleName() == "No <browser> was found. Install one & try again."
    assert "No &lt;browser&gt; was found." in bar._words.text()


def test_without_a_notice_there_is_no_bar(bar: NoticeBar) -> None:
    assert not bar.isVisible()
    bar.show_notice(NOTICE)
    bar.show_notice(None)
    assert not bar.isVisible()
    assert bar.notice is None


def test_its_button_says_which_notice_it_is_of(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice(NOTICE)
    with qtbot.waitSignal(bar.acted) as acted:
        QTest.keyClick(bar._action, Qt.Key.Key_Space)
    assert acted.args == [NoBrowser]
    assert bar._action.accessibleName() == "Install"


def test_a_notice_can_be_dismissed(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice(NOTICE)
    with qtbot.waitSignal(bar.dismissed) as dismissed:
        QTest.keyClick(bar._close, Qt.Key.Key_Space)
    assert dismissed.args == [NoBrowser]
    assert not bar.isVisible()


def test_details_are_shown_on_demand(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice(NOTICE)
    assert not bar._details.isVisible()
    QTest.keyClick(bar._more, Qt.Key.Key_Space)
    assert bar._details.isVisible()
    bar.show_notice(NOTICE)
    assert not bar._details.isVisible()


def test_buttons_without_a_purpose_are_not_there(bar: NoticeBar) -> None:
    bar.show_notice(Notice(about=StoreBusy, cause="The database is busy."))
    assert not bar._action.isVisible()
    assert not bar._more.isVisible()


@pytest.mark.parametrize("level", ["error", "warn", "info"])
def test_each_level_has_its_own_ground(bar: NoticeBar, theme: Theme, level: str) -> None:
    bar.show_notice(Notice(about=NoBrowser, cause="Something", level=level))
    ground = {"error": "bad_soft", "warn": "warn_soft", "info": "accent_soft"}[level]
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        assert bar.grab().toImage().pixelColor(bar.width() // 2, 4) == theme.color(ground)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    page = framed("page")
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    return page


def test_a_toast_stands_at_the_bottom_centre_of_its_page(theme: Theme, page: QWidget) -> None:
    said = Toast(theme, page)
    said.say("Posted to #trend-watch", action="Open")
    assert abs(said.geometry().center().x() - 300) <= 1
    assert said.geometry().bottom() == 400 - toast.BOTTOM - 1
    page.resize(800, 500)
    assert abs(said.geometry().center().x() - 400) <= 1


def test_a_toast_goes_by_itself(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    said = Toast(theme, page)
    said._timer.setInterval(10)
    said.say("Saved")
    assert said.isVisible()
    qtbot.waitUntil(lambda: not said.isVisible())


def test_a_toast_waits_while_the_pointer_is_on_it(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    said = Toast(theme, page)
    said._timer.setInterval(10)
    said.say("Stopped tracking @somebody", action="Undo")
    middle = QPointF(said.rect().center())
    QApplication.sendEvent(said, QEnterEvent(middle, middle, middle))
    assert not said._timer.isActive()
    QApplication.sendEvent(said, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not said.isVisible())


def test_a_toasts_button_acts_and_closes_it(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    said = Toast(theme, page)
    said.say("Posted", action="Open")
    with qtbot.waitSignal(said.acted):
        QTest.mouseClick(said._action, Qt.MouseButton.LeftButton)
    assert not said.isVisible()


def test_a_new_toast_replaces_the_old(theme: Theme, page: QWidget) -> None:
    said = Toast(theme, page)
    said.say("First, with many words to be wide", action="Open")
    wide = said.width()
    said.say("Second")
    assert said.width() < wide
    assert not said._action.isVisible()
    assert said.accessibleName() == "Second"
