"""Buttons, segments, switches and fields: usable by keyboard and mouse, each with a name for screen readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tiktrack_gui.ui.theme.look import Look, Mode, Motion
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.fields import IconField, NumberField, SearchField, TextField
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.ui.widgets.switch import Switch

SPACE, ENTER, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape


Shown = Callable[[QWidget], QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Puts a control on a page in an active window, so that it can be focused."""
    pages = []

    def show(widget: QWidget) -> QWidget:
        page = framed("page", column(widget, None, margins=(16, 16, 16, 16)))
        qtbot.addWidget(page)
        pages.append(page)  # pytest-qt doesn't keep a reference
        page.resize(400, 200)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show


@pytest.mark.parametrize("kind", ["primary", "secondary", "ghost", "danger", "link"])
@pytest.mark.parametrize("key", [SPACE, ENTER])
def test_a_button_is_pressed_with_the_space_bar_and_with_enter(
    theme: Theme, qtbot: QtBot, kind: str, key: Qt.Key, shown: Shown
) -> None:
    button = Button(theme, "Send test message", icon="send", kind=kind)
    shown(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)
    assert button.accessibleName() == "Send test message"


def test_an_icon_button_is_pressed_with_enter(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    button = IconButton(theme, "x", "Close")
    shown(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, ENTER)


def test_a_click_leaves_the_focus_where_it_was(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Refresh")
    assert not button.focusPolicy() & Qt.FocusPolicy.ClickFocus
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.addWidget(button)


def test_a_control_is_32_pixels_high(theme: Theme, shown: Shown) -> None:
    controls: list[QWidget] = [
        Button(theme, "Refresh", icon="refresh-cw"),
        IconButton(theme, "x", "Close"),
        Segmented({"a": "A", "b": "B"}, "Letter"),
        SearchField(theme, "Search"),
        NumberField("Number", 0, 10),
        Switch(theme, "On"),
    ]
    for control in controls:
        page = shown(control)
        assert control.height() == 32, type(control).__name__
        page.close()


def test_the_focus_can_be_seen(theme: Theme, qtbot: QtBot) -> None:
    for make in (
        lambda: Button(theme, "Refresh"),
        lambda: IconButton(theme, "x", "Close"),
        lambda: Switch(theme, "On"),
    ):
        control: QWidget = make()
        other = Button(theme, "Other")
        page = framed("page", column(control, other, margins=(16, 16, 16, 16)))
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        other.setFocus(Qt.FocusReason.TabFocusReason)
        without = control.grab().toImage()
        control.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(control.hasFocus)
        assert control.grab().toImage() != without


def test_an_icon_button_names_itself_and_its_shortcut(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, "pause", "Pause", shortcut="Ctrl+P")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Pause", "Pause (Ctrl+P)")
    button.set_icon("play", "Resume")
    assert (button.accessibleName(), button.toolTip()) == ("Resume", "Resume (Ctrl+P)")


def test_icons_of_buttons_follow_the_theme(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Open", icon="external-link")
    qtbot.addWidget(button)
    light = button.icon().pixmap(16, 16).toImage()
    theme.set_mode(Mode.DARK)
    assert button.icon().pixmap(16, 16).toImage() != light


def test_segments_are_chosen_with_the_arrow_keys(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    segmented = Segmented({"all": "All", "rising": "Rising", "posted": "Posted"}, "Show")
    shown(segmented)
    first = segmented._buttons["all"]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(first.hasFocus)
    with qtbot.waitSignal(segmented.chosen) as chosen:
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert chosen.args == ["rising"]
    assert segmented.choice == "rising"
    assert segmented._buttons["rising"].accessibleName() == "Show: Rising"


def test_tab_comes_to_the_segment_that_holds(theme: Theme, shown: Shown) -> None:
    segmented = Segmented({"all": "All", "rising": "Rising", "posted": "Posted"}, "Show")
    shown(segmented)
    segmented.choose("posted")
    reachable = [key for key, button in segmented._buttons.items() if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reachable == ["posted"]


def test_choosing_what_is_chosen_says_nothing(theme: Theme, qtbot: QtBot) -> None:
    segmented = Segmented({"all": "All", "rising": "Rising"}, "Show")
    qtbot.addWidget(segmented)
    with qtbot.assertNotEmitted(segmented.chosen):
        segmented.choose("all")


def test_no_segments_text_is_clipped(theme: Theme, shown: Shown) -> None:
    segmented = Segmented({"short": "A", "long": "Videos that were not posted"}, "Show")
    shown(segmented)
    button = segmented._buttons["long"]
    assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()) + 16


def test_a_switch_is_a_check_box_that_space_toggles(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    switch = Switch(theme, "Close to tray")
    shown(switch)
    off = switch.grab().toImage()
    with qtbot.waitSignal(switch.toggled):
        QTest.keyClick(switch, SPACE)
    assert switch.isChecked()
    assert switch.grab().toImage() != off


def test_a_switch_slides_where_motion_is_wanted(qapp: QApplication, qtbot: QtBot, tmp_path: Path, shown: Shown) -> None:
    switch = Switch(Theme(qapp, tmp_path, Look(animations=Motion.ON)), "Close to tray")
    shown(switch)
    switch.setChecked(True)
    assert switch._place == 0.0
    qtbot.waitUntil(lambda: switch._place == 1.0)


def test_a_switch_answers_to_a_click_anywhere_on_it(theme: Theme, shown: Shown) -> None:
    switch = Switch(theme, "Close to tray")
    shown(switch)
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(36, 16))
    assert switch.isChecked()


def test_escape_clears_a_search(theme: Theme, shown: Shown) -> None:
    field = SearchField(theme, "Search captions and creators")
    shown(field)
    QTest.keyClicks(field, "pasta")
    assert field.text() == "pasta"
    assert field.accessibleName() == "Search captions and creators"
    QTest.keyClick(field, ESCAPE)
    assert field.text() == ""


def test_a_search_offers_to_clear_only_what_is_there(theme: Theme, shown: Shown) -> None:
    field = SearchField(theme, "Search")
    shown(field)
    assert len(field.actions()) == 1
    field.setText("pasta")
    assert len(field.actions()) == 2
    field.setText("")
    assert len(field.actions()) == 1


def test_a_wrong_entry_is_marked(theme: Theme, shown: Shown) -> None:
    field = IconField(theme, "hash", "Channel", "Channel")
    shown(field)
    right = field.grab().toImage()
    field.set_invalid(True)
    assert field.grab().toImage() != right


def test_a_number_is_committed_with_enter(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    field = NumberField("Threshold", 0, 1_000_000, before="≥ ", after="/min")
    field.set_value(100)
    shown(field)
    field.selectAll()
    with qtbot.assertNotEmitted(field.committed):
        QTest.keyClicks(field, "2500")
    with qtbot.waitSignal(field.committed) as committed:
        QTest.keyClick(field, ENTER)
    assert committed.args == [2500.0]
    assert field.text() == "≥ 2,500/min"


def test_steps_with_the_arrows_are_committed_together_once_they_pause(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    field = NumberField("Every", 10, 600)
    field.set_value(15)
    shown(field)
    with qtbot.waitSignal(field.committed) as committed:
        for _ in range(3):
            QTest.keyClick(field, Qt.Key.Key_Up)
        field.set_value(20)  # changed elsewhere meanwhile
    assert committed.args == [18.0]


def test_escape_restores_the_number_that_counts(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    field = NumberField("Limit", 5, 500, after=" videos")
    field.set_value(20)
    shown(field)
    with qtbot.assertNotEmitted(field.committed):
        field.selectAll()
        QTest.keyClicks(field, "9000")
        field.set_value(30)  # changed elsewhere: what is being typed stays
        assert field.text() == "9000 videos"
        QTest.keyClick(field, ESCAPE)
        assert (field.text(), field.property("invalid")) == ("30 videos", "false")
        QTest.keyClick(field, ENTER)
    with qtbot.waitSignal(field.committed) as committed:  # the value from before the change counts as another one
        field.selectAll()
        QTest.keyClicks(field, "20")
        QTest.keyClick(field, ENTER)
    assert committed.args == [20.0]


def test_a_text_is_committed_with_enter_or_by_leaving_it(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    field, other = TextField(theme, "globe", "Detected automatically", "Browser"), Button(theme, "Other")
    shown(field).layout().addWidget(other)  # type: ignore[union-attr]
    other.show()
    field.set_value("chrome")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, " edge ")
    with qtbot.waitSignal(field.committed) as committed:
        other.setFocus()
    assert committed.args == ["edge"]
    assert field.text() == " edge "  # not in use yet
    field.set_value("edge")
    assert not field.is_edited


def test_a_text_that_stands_for_another_gives_way_to_it_while_the_field_is_used(theme: Theme, shown: Shown) -> None:
    field, other = TextField(theme, "hash", "Channel", "Channel"), Button(theme, "Other")
    shown(field).layout().addWidget(other)  # type: ignore[union-attr]
    other.show()
    other.setFocus()
    field.set_value("123", display="#trends")
    assert field.text() == "#trends"
    field.setFocus()
    assert field.text() == "123"
    QTest.keyClicks(field, "4")
    QTest.keyClick(field, ESCAPE)
    assert (field.text(), field.value) == ("123", "123")
    other.setFocus()
    assert field.text() == "#trends"


def test_a_number_that_is_set_is_not_announced(theme: Theme, qtbot: QtBot) -> None:
    field = NumberField("Threshold", 0, 1_000_000)
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.committed):
        field.set_value(300)
    assert field.value() == 300


def test_a_number_with_decimals_reads_short(theme: Theme, qtbot: QtBot) -> None:
    field = NumberField("Delay", 0, 60, after=" s", decimals=2)
    qtbot.addWidget(field)
    field.set_value(4.5)
    assert field.text() == "4.5 s"


@pytest.mark.parametrize("language", ["en_US", "de_DE", "fr_CH"])
@pytest.mark.parametrize(
    ("typed", "decimals", "meant"),
    [("0.15", 2, 0.15), ("0,15", 2, 0.15), ("1,500", 2, 1500), ("1500.5", 2, 1500.5), ("12,500", 0, 12_500)],
)
def test_a_number_is_understood_as_people_write_it_whatever_the_language(
    theme: Theme, shown: Shown, language: str, typed: str, decimals: int, meant: float
) -> None:
    usual = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        field = NumberField("Number", 0, 1_000_000, before="≥ ", after="/min", decimals=decimals)
        shown(field)
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, ENTER)
    finally:
        QLocale.setDefault(usual)
    assert field.value() == meant


@pytest.mark.parametrize(("typed", "becomes"), [("100000", 500), ("3", 5), ("0", 5), ("1,000", 500), ("50", 50)])
def test_a_number_out_of_bounds_becomes_the_nearest_bound(
    theme: Theme, shown: Shown, qtbot: QtBot, typed: str, becomes: int
) -> None:
    field = NumberField("Limit", 5, 500, after=" videos")
    field.set_value(20)
    shown(field)
    assert field.toolTip() == "From 5 to 500"
    field.selectAll()
    QTest.keyClicks(field, typed)
    assert typed in field.text()
    QTest.keyClick(field, ENTER)
    assert (field.value(), field.text()) == (becomes, f"{becomes} videos")


def test_the_bounds_are_named_while_a_number_is_out_of_them(theme: Theme, shown: Shown, qtbot: QtBot) -> None:
    field = NumberField("Limit", 5, 500)
    shown(field)
    field.selectAll()
    for typed in ("501", "4"):
        field.selectAll()
        QTest.keyClicks(field, typed)
        qtbot.waitUntil(QToolTip.isVisible)
        assert QToolTip.text() == "From 5 to 500"
        assert field.property("invalid") == "true"
    QTest.keyClick(field, Qt.Key.Key_2)
    assert field.property("invalid") == "false"
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_number_that_became_a_bound_is_not_marked_any_more(theme: Theme, shown: Shown, qtbot: QtBot) -> None:
    field = NumberField("Limit", 5, 500)
    shown(field)
    field.selectAll()
    QTest.keyClicks(field, "9000")
    outside = field.grab().toImage()
    QTest.keyClick(field, ENTER)
    assert field.property("invalid") == "false"
    assert field.grab().toImage() != outside
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_tooltip_says_what_a_number_means_and_what_it_can_be(theme: Theme, qtbot: QtBot) -> None:
    field = NumberField("Limit", 5, 500, hint="Videos fetched per run")
    qtbot.addWidget(field)
    assert field.toolTip() == "Videos fetched per run\nFrom 5 to 500"


def test_scrolling_the_page_does_not_change_a_number(theme: Theme, shown: Shown) -> None:
    field = NumberField("Threshold", 0, 1000)
    shown(field)
    field.set_value(100)
    QApplication.sendEvent(field, wheel())
    assert field.value() == 100


def test_a_settings_row_names_and_explains_its_control(theme: Theme, qtbot: QtBot) -> None:
    switch = Switch(theme, "")
    row = SettingRow(theme, "Close to tray", "Keep running in the tray", switch)
    qtbot.addWidget(row)
    assert switch.accessibleName() == "Close to tray"
    assert switch.accessibleDescription() == "Keep running in the tray"


def test_a_locked_setting_says_why(theme: Theme, qtbot: QtBot) -> None:
    field: Any = NumberField("", 1, 500)
    row = SettingRow(theme, "Videos per run", "", field)
    qtbot.addWidget(row)
    row.lock("Fixed by TIKTOK_TRENDING_LIMIT")
    assert not field.isEnabled()
    assert field.accessibleDescription() == "Fixed by TIKTOK_TRENDING_LIMIT"


def wheel() -> QWheelEvent:
    return QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
