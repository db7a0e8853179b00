"""The toast."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import toast
from tiktrack_gui.ui.widgets.boxes import framed
from tiktrack_gui.ui.widgets.toast import Toast


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
