"""The settings about alerts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.settings.test_page import Desk, desk, tasks
from tiktrack_gui.ui.widgets.fields import TextField
from tiktrack_gui.ui.widgets.segmented import Segmented

__all__ = ["desk", "tasks"]

NAMES = ("alerts_least_score", "alerts_quiet_from", "alerts_quiet_until", "alerts_per_hour")


def usable(desk: Desk) -> list[bool]:
    return [desk.row(name)._control.isEnabled() for name in NAMES]


def field(desk: Desk, name: str) -> TextField:
    control = desk.row(name)._control
    assert isinstance(control, TextField)
    return control


def which(desk: Desk) -> Segmented:
    control = desk.row("alerts")._control
    assert isinstance(control, Segmented)
    return control


def enter(desk: Desk, name: str, text: str) -> None:
    one = field(desk, name)
    one.setFocus()
    one.selectAll()
    QTest.keyClicks(one, text) if text else QTest.keyClick(one, Qt.Key.Key_Delete)
    QTest.keyClick(one, Qt.Key.Key_Return)


def test_the_choice_applies_at_once_and_what_has_no_effect_is_disabled(desk: Desk) -> None:
    assert usable(desk) == [False, True, True, True]
    QTest.mouseClick(which(desk)._buttons["score"], Qt.MouseButton.LeftButton)
    assert desk.stored["alerts"] == {"notify": "score"}
    assert usable(desk) == [True] * 4
    which(desk).focus()
    QTest.keyClick(which(desk)._buttons["score"], Qt.Key.Key_Right)
    assert desk.stored["alerts"] == {"notify": "off"}
    assert usable(desk) == [False] * 4
    desk.undo()
    assert usable(desk) == [True] * 4


def test_the_choices_have_names(desk: Desk) -> None:
    assert [button.text() for button in which(desk)._buttons.values()] == ["All", "By score", "Off"]


def test_a_time_is_read_as_it_is_written_and_shown_in_one_way(desk: Desk) -> None:
    enter(desk, "alerts_quiet_from", "22")
    enter(desk, "alerts_quiet_until", "7.30")
    assert desk.stored["alerts"] == {"quiet_from": "22:00", "quiet_until": "07:30"}
    assert [field(desk, name).text() for name in NAMES[1:3]] == ["22:00", "07:30"]
    assert desk.said == ["Quiet from: 22:00 (was never)", "Quiet until: 07:30 (was never)"]
    enter(desk, "alerts_quiet_from", "")
    assert desk.settings.values.alerts_quiet_from == ""
    assert field(desk, "alerts_quiet_from").placeholderText() == "No quiet time"


def test_what_is_no_time_is_refused_where_it_was_entered(desk: Desk) -> None:
    enter(desk, "alerts_quiet_from", "25:00")
    assert desk.row("alerts_quiet_from").fault == 'Quiet from can’t be "25:00". Write it like 22:00.'
    assert desk.settings.values.alerts_quiet_from == ""
    assert field(desk, "alerts_quiet_from").text() == "25:00"


def test_the_fields_of_times_are_as_wide_as_those_of_numbers(desk: Desk) -> None:
    assert field(desk, "alerts_quiet_from").width() == desk.number("alerts_per_hour").width()


def test_the_inbox_leads_there(desk: Desk, qtbot: QtBot) -> None:
    desk.page.resize(1024, 640)
    desk.page.show_alerts()
    assert desk.page.focusWidget() is which(desk)._buttons["all"]
    qtbot.waitUntil(lambda: _is_in_sight(which(desk), desk.page))


def test_the_choice_of_news_about_creators_is_asked_for(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.page.alerts.lists_wanted):
        QTest.mouseClick(desk.page.alerts._lists, Qt.MouseButton.LeftButton)


def _is_in_sight(widget: QWidget, page: QWidget) -> bool:
    top = widget.mapTo(page, widget.rect().topLeft()).y()
    return top >= 0 and top + widget.height() <= page.height()
