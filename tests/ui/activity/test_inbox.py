"""The inbox over the real service and store: by mouse and by keyboard, in all its states."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import activate, shortcut
from tests.ui.scenery import Never, Scenery
from tests.ui.scenes_activity import page_of
from tests.ui.scenes_alerts import alerts, many
from tests.ui.seen import said_by
from tests.waiting import until
from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.errors import StoreBusy
from tiktrack_gui.services.alerts import Alerts
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.activity.page import CHOICES, ActivityPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.nav_rail import Destination, NavRail
from tiktrack_gui.ui.widgets.records_model import MARK_ROLE, STRONG_ROLE
from tiktrack_gui.ui.window.arrangement import keep, restore
from tiktrack_gui.ui.window.rail_marks import UnreadMark
from tiktrack_gui.words import inbox as words

Open = Callable[..., ActivityPage]


@pytest.fixture
def open_page(theme: Theme, scene: Scenery, qtbot: QtBot) -> Open:
    def opened(fill: Callable[[Scenery], None] | None = many, *, loads: bool = True) -> ActivityPage:
        if fill is not None:
            fill(scene)
        page = page_of(theme, scene, scene.tasks if loads else Never())
        page.show_inbox()
        page._messages.listen(True)
        qtbot.addWidget(page)
        page.resize(1240, 800)
        with qtbot.waitExposed(page):
            page.show()
        page.setFocus()  # as the window does
        return page

    return opened


@pytest.fixture
def page(open_page: Open) -> ActivityPage:
    return open_page()


class Opened:
    """What the window was asked to show."""

    def __init__(self, service: Alerts) -> None:
        self.alerts: list[Alert] = []
        service.opened.connect(self.alerts.append)


def listed(page: ActivityPage) -> list[Alert]:
    model = page.inbox.view.model
    return [model.record(row) for row in range(model.rowCount())]


def unread(page: ActivityPage) -> list[int | None]:
    return [alert.id for alert in listed(page) if not alert.is_read]


def cells(page: ActivityPage, row: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[object]:
    model = page.inbox.view.model
    return [model.index(row, column).data(role) for column in range(model.columnCount())]


def shown(page: ActivityPage) -> str:
    """The text in place of the table."""
    current = page.inbox.view._states.currentWidget()
    return current.accessibleName() if current is not None and current is not page.inbox.view.table else ""


def press(page: ActivityPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    activate(page)
    QTest.keyClick(page.focusWidget(), key, modifiers)


def place(page: ActivityPage, row: int) -> QPoint:
    table = page.inbox.view.table
    return QPoint(200, table.rowViewportPosition(row) + 10)


def double_click(page: ActivityPage, row: int) -> None:
    viewport = page.inbox.view.table.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place(page, row))
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place(page, row))


def add(scene: Scenery, new: Sequence[Alert]) -> list[Alert]:
    """Another program over the same database found something, which is seen at the next look."""
    stored: list[Alert] = scene.store.alerts.add(new).result()
    scene.tasks.spawn(scene.alerts.plan(), name="look what others did")
    return stored


def test_the_inbox_comes_first() -> None:
    assert list(CHOICES) == ["inbox", "runs", "deliveries"]


def test_the_newest_are_on_top_and_the_unread_ones_stand_out(page: ActivityPage) -> None:
    assert [alert.at for alert in listed(page)] == sorted((alert.at for alert in alerts()), reverse=True)
    assert cells(page, 1)[0] == "@tinypawclub has a viral video"
    assert str(cells(page, 1)[1]).startswith("≈ 5.2M views, ≈ 6.3× usual")
    assert cells(page, 1)[3] == "Unread"
    assert cells(page, 1, STRONG_ROLE)[0] is True
    assert cells(page, 1, MARK_ROLE)[0] == ("flame", "accent_text")
    assert cells(page, 13)[0] == "@subwaysketches is now @ilyadraws"
    assert cells(page, 13)[3] == ""
    assert cells(page, 13, STRONG_ROLE)[0] is False
    assert cells(page, 13, MARK_ROLE)[0] == ("user", "text3")
    assert cells(page, 13, MARK_ROLE)[3] is None


def test_how_many_are_unread_is_said_everywhere(page: ActivityPage, theme: Theme, scene: Scenery, qtbot: QtBot) -> None:
    rail = NavRail(theme, [Destination(key="activity", text="Activity", icon="activity")])
    qtbot.addWidget(rail)
    UnreadMark(rail, scene.alerts).setParent(rail)
    assert page._choice._buttons["inbox"].text() == "Inbox · 8"
    assert page._notices._words.text() == "8 unread · 14 alerts"
    assert rail._entries["activity"].accessibleName() == "Activity, 8 unread"
    press(page, Qt.Key.Key_Home)
    press(page, Qt.Key.Key_Space)
    assert page._choice._buttons["inbox"].text() == "Inbox · 7"
    assert page._notices._words.text() == "7 unread · 14 alerts"
    assert rail._entries["activity"].accessibleName() == "Activity, 7 unread"
    page.inbox._mark_all()
    assert page._choice._buttons["inbox"].text() == "Inbox"
    assert page._notices._words.text() == "14 alerts"
    assert rail._entries["activity"].accessibleName() == "Activity"


def test_space_marks_a_row_as_read_and_again_as_unread(page: ActivityPage) -> None:
    before = unread(page)
    press(page, Qt.Key.Key_Home)
    press(page, Qt.Key.Key_Space)
    assert unread(page) == before[1:]
    press(page, Qt.Key.Key_Space)
    assert unread(page) == before
    assert page.inbox.view.table.selected.id == before[0]


def test_of_several_rows_all_become_the_same(page: ActivityPage) -> None:
    before = unread(page)
    for _ in range(6):
        press(page, Qt.Key.Key_Down)
    for _ in range(2):
        press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = [alert.is_read for alert in page.inbox.view.table.chosen]
    assert len(chosen) == 3
    assert set(chosen) == {True, False}
    press(page, Qt.Key.Key_Space)
    assert [alert.is_read for alert in page.inbox.view.table.chosen] == [True] * 3
    press(page, Qt.Key.Key_Space)
    assert [alert.is_read for alert in page.inbox.view.table.chosen] == [False] * 3
    assert len(unread(page)) > len(before)
    assert page.inbox.view._story._title.text() == "3 alerts selected"


def test_enter_shows_what_an_alert_is_about_and_marks_it_as_read(page: ActivityPage, scene: Scenery) -> None:
    opened = Opened(scene.alerts)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    wanted = page.inbox.view.table.selected
    assert wanted.kind is Kind.VIRAL
    press(page, Qt.Key.Key_Return)
    assert [alert.id for alert in opened.alerts] == [wanted.id]
    assert wanted.id not in unread(page)


def test_a_double_click_does_so_too(page: ActivityPage, scene: Scenery) -> None:
    opened = Opened(scene.alerts)
    double_click(page, 5)
    assert [alert.kind for alert in opened.alerts] == [Kind.ROUND_NUMBER]
    assert opened.alerts[0].id not in unread(page)


def test_a_menu_offers_both(page: ActivityPage, scene: Scenery) -> None:
    opened, menu = Opened(scene.alerts), page.inbox._menu
    QTest.mouseClick(page.inbox.view.table.viewport(), Qt.MouseButton.LeftButton, pos=place(page, 0))
    page.inbox.view.table.customContextMenuRequested.emit(place(page, 0))
    assert menu.isVisible()
    assert [action.text() for action in menu.actions()] == ["Open\tEnter", "Mark as read\tSpace"]
    menu.actions()[1].trigger()
    menu.close()
    page.inbox.view.table.customContextMenuRequested.emit(place(page, 0))
    assert menu.actions()[1].text() == "Mark as unread\tSpace"
    menu.actions()[0].trigger()
    menu.close()
    assert len(opened.alerts) == 1
    page.inbox.view.table.selectAll()
    page.inbox.view.table.customContextMenuRequested.emit(place(page, 0))
    assert not menu.actions()[0].isEnabled()
    menu.close()


def test_all_are_marked_as_read_and_that_can_be_undone(page: ActivityPage) -> None:
    before, said = unread(page), said_by(page._messages)
    QTest.mouseClick(page.inbox._all_read, Qt.MouseButton.LeftButton)
    assert unread(page) == []
    assert said == ["Marked 8 alerts as read"]
    assert not page.inbox._all_read.isEnabled()
    shortcut(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert unread(page) == before
    assert said[1:] == ["Undone"]
    QTest.mouseClick(page.inbox._all_read, Qt.MouseButton.LeftButton)
    page._messages.accept_offer()  # the toast's button
    assert unread(page) == before


def test_by_keyboard_the_focus_goes_on_to_the_table(page: ActivityPage) -> None:
    activate(page)
    page._search.setFocus()
    press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.inbox._all_read
    press(page, Qt.Key.Key_Return)
    assert unread(page) == []
    assert page.focusWidget() is page.inbox.view.table


def test_tab_goes_from_the_search_over_the_buttons_to_the_table(page: ActivityPage) -> None:
    activate(page)
    page._choice.focus()
    order: list[QWidget | None] = []
    for _ in range(5):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        order.append(page.focusWidget())
    inbox = page.inbox
    assert order == [page._search, inbox._unread_only, inbox._all_read, inbox._bell, inbox.view.table]
    assert [bool(widget and widget.accessibleName()) for widget in order] == [True] * 5


def test_what_comes_meanwhile_appears_on_top_and_stays_unread(page: ActivityPage, scene: Scenery) -> None:
    press(page, Qt.Key.Key_Home)
    chosen = page.inbox.view.table.selected
    new = replace(alerts()[-1], key="story:new", at=int(scene.clock.now()))
    [stored] = add(scene, [new])
    assert listed(page)[0].id == stored.id
    assert page.inbox.view.table.selected == chosen
    before = unread(page)
    [later] = scene.store.alerts.add([replace(new, key="story:later")]).result()
    page.inbox._mark_all()  # it isn't listed yet
    assert unread(page) == [later.id]
    assert len(before) == 9


def test_the_bell_mutes_for_an_hour_and_ends_that(page: ActivityPage, scene: Scenery) -> None:
    assert page.inbox._bell.accessibleName() == words.MUTE
    QTest.mouseClick(page.inbox._bell, Qt.MouseButton.LeftButton)
    assert scene.alerts.muted_until == int(scene.clock.now()) + HOUR
    assert page.inbox._bell.accessibleName().startswith("Unmute alerts (muted until ")
    assert " · Muted until " in page._notices._words.text()
    assert page._notices._link.text() == "Unmute"
    QTest.mouseClick(page._notices._link, Qt.MouseButton.LeftButton)
    assert scene.alerts.muted_until is None
    assert page._notices._link.isHidden()
    activate(page)
    page.inbox._bell.setFocus()
    press(page, Qt.Key.Key_Return)
    assert scene.alerts.muted_until is not None
    page._choice.choose("runs")
    assert page._notices._link.isHidden()
    page.show_inbox()
    scene.clock.time += HOUR + 1
    scene.tasks.spawn(scene.alerts.work_due(), name="the mute is over")
    assert page.inbox._bell.accessibleName() == words.MUTE
    assert page._notices._words.text() == "8 unread · 14 alerts"


def test_its_tools_are_there_only_with_it(page: ActivityPage) -> None:
    assert page.inbox.tools.isVisible()
    page._choice.choose("runs")
    assert not page.inbox.tools.isVisible()


def test_the_search_looks_through_the_alerts(page: ActivityPage) -> None:
    shortcut(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page._search, "viral tinypaw")
    assert [alert.kind for alert in listed(page)] == [Kind.VIRAL]
    QTest.keyClicks(page._search, " pasta")
    assert shown(page).startswith("Nothing matches “viral tinypaw pasta”")
    QTest.mouseClick(page.inbox.view._states.words._primary, Qt.MouseButton.LeftButton)
    assert len(listed(page)) == 14
    page._search.setText("unread")
    assert len(listed(page)) == 8


def test_only_the_unread_ones_are_shown_by_mouse_or_key(page: ActivityPage) -> None:
    everything, new = listed(page), unread(page)
    page.inbox.view.table.selectRow(0)
    QTest.mouseClick(page.inbox._unread_only, Qt.MouseButton.LeftButton, pos=QPoint(10, 16))
    assert [alert.id for alert in listed(page)] == new
    assert page.inbox.view.table.selected.id == new[0]  # as before
    press(page, Qt.Key.Key_U)
    assert listed(page) == everything
    activate(page)
    page.inbox._unread_only.setFocus()
    press(page, Qt.Key.Key_Return)
    assert [alert.id for alert in listed(page)] == new
    assert page._notices._words.text() == "8 unread · 14 alerts"
    page._search.setText("viral")
    assert [alert.kind for alert in listed(page)] == [Kind.VIRAL]


def test_a_hidden_row_is_not_selected_any_more(page: ActivityPage) -> None:
    table = page.inbox.view.table
    table.selectRow(13)
    assert page.inbox.view._story.isVisible()
    press(page, Qt.Key.Key_U)
    assert table.selected is None
    assert not page.inbox.view._story.isVisible()


def test_what_was_read_leaves_the_unread_ones_and_the_next_is_selected(page: ActivityPage) -> None:
    said, table, new = said_by(page._messages), page.inbox.view.table, unread(page)
    press(page, Qt.Key.Key_U)
    press(page, Qt.Key.Key_Home)
    press(page, Qt.Key.Key_Space)
    assert [alert.id for alert in listed(page)] == new[1:]
    assert table.selected.id == new[1]
    press(page, Qt.Key.Key_End)
    press(page, Qt.Key.Key_Space)
    assert table.selected.id == new[-2]
    assert said == ["Marked 1 alert as read"] * 2
    shortcut(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [alert.id for alert in listed(page)] == new[1:]
    shortcut(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [alert.id for alert in listed(page)] == new


def test_where_everything_is_read_all_can_be_shown(page: ActivityPage) -> None:
    press(page, Qt.Key.Key_U)
    page.inbox._all_read.setFocus()
    press(page, Qt.Key.Key_Return)
    words_shown = page.inbox.view._states.words
    assert shown(page) == "Everything is read. Alerts you haven’t read yet appear here."
    assert page.focusWidget() is words_shown._primary
    page._search.setText("viral")
    assert shown(page).startswith("Nothing matches “viral”")
    QTest.mouseClick(words_shown._primary, Qt.MouseButton.LeftButton)
    assert shown(page).startswith("Everything is read")
    words_shown._primary.setFocus()
    press(page, Qt.Key.Key_Return)
    assert len(listed(page)) == 14
    assert not page.inbox._unread_only.isChecked()
    assert page.focusWidget() is page.inbox.view.table


def test_that_only_unread_ones_are_shown_is_remembered(
    page: ActivityPage, theme: Theme, scene: Scenery, qtbot: QtBot, tmp_path: Path
) -> None:
    state = QSettings(str(tmp_path / "ui.ini"), QSettings.Format.IniFormat)
    press(page, Qt.Key.Key_U)
    keep(page, state, theme.look.text_size)
    later = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(later)
    restore(later, state, theme.look.text_size)
    assert later.inbox._unread_only.isChecked()
    assert len(listed(later)) == 8
    assert not later.inbox._unread_only.restoreState(QByteArray(b"something else"))
    assert later.inbox._unread_only.isChecked()


def test_an_empty_inbox_has_nothing_to_filter(open_page: Open, scene: Scenery) -> None:
    page = open_page(None)
    assert not page.inbox._unread_only.isVisible()
    press(page, Qt.Key.Key_U)
    assert not page.inbox._unread_only.isChecked()
    add(scene, alerts()[-1:])
    assert page.inbox._unread_only.isVisible()


def test_the_whole_story_of_a_row_is_told(page: ActivityPage) -> None:
    story = page.inbox.view._story
    assert not story.isVisible()
    page.inbox.view.table.selectRow(1)
    assert story._title.text() == "@tinypawclub has a viral video"
    assert "Notification at " in story._text.text()
    page.inbox.view.table.selectRow(0)
    assert story._text.text().endswith(words.NOT_TOLD)


async def test_that_a_notification_appeared_is_said_once_it_did(theme: Theme, scene: Scenery, qtbot: QtBot) -> None:
    failed: list[BaseException] = []
    tasks, appears = Tasks(failed.append), asyncio.Event()

    async def notify(_new: Sequence[Alert]) -> bool:
        await appears.wait()
        return True

    page = page_of(theme, scene, tasks)
    qtbot.addWidget(page)
    page.show_inbox()
    scene.alerts.tell_with(notify)
    tasks.spawn(scene.alerts._add([alerts()[-1]]), name="find")
    await until(lambda: len(listed(page)) == 1)  # before the desktop is done
    page.inbox.view.table.selectRow(0)
    assert page.inbox.view._story._text.text().endswith(words.NOT_TOLD)
    appears.set()
    await until(lambda: "Notification at " in page.inbox.view._story._text.text())
    await tasks.shutdown()
    assert failed == []


def test_without_alerts_the_settings_are_offered(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(None)
    assert shown(page).startswith("No alerts yet.")
    assert not page.inbox._all_read.isVisible()
    assert page._notices._words.text() == ""
    with qtbot.waitSignal(page.inbox.settings_wanted):
        QTest.mouseClick(page.inbox.view._states.words._primary, Qt.MouseButton.LeftButton)


def test_until_they_are_read_their_shape_is_shown(open_page: Open) -> None:
    assert shown(open_page(None, loads=False)) == "Loading"


def test_what_cannot_be_read_is_said_and_tried_again(
    open_page: Open, scene: Scenery, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(_unread_only: bool = False) -> list[Alert]:
        raise StoreBusy

    many(scene)
    with monkeypatch.context() as locked:
        locked.setattr(scene.alerts, "inbox", busy)
        page = open_page(None)
        assert shown(page) == str(StoreBusy())
    QTest.mouseClick(page.inbox.view._states.words._primary, Qt.MouseButton.LeftButton)
    assert len(listed(page)) == 14
    with monkeypatch.context() as locked:
        locked.setattr(scene.alerts, "inbox", busy)
        page.inbox.load()
        assert shown(page) == ""  # they are still there
        assert page._notices.notice is not None


def test_the_newest_200_are_listed(open_page: Open, scene: Scenery) -> None:
    some = alerts()[-1]

    def fill(scene: Scenery) -> None:
        new = [replace(some, key=f"story:{number}", at=some.at - number) for number in range(205)]
        scene.store.alerts.add(new).result()

    page = open_page(fill)
    assert page._notices._words.text() == "The newest 200 alerts"
    add(scene, [replace(some, key="story:newer", at=some.at + 1)])
    assert len(listed(page)) == 200
    assert listed(page)[0].key == "story:newer"


def test_a_click_elsewhere_than_on_a_row_opens_nothing(page: ActivityPage, scene: Scenery) -> None:
    opened = Opened(scene.alerts)
    page._search.setText("viral")
    QTest.mouseDClick(page.inbox.view.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 300))
    QApplication.processEvents()
    assert opened.alerts == []
