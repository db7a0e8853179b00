"""What would be posted now, used by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.hands import activate
from tests.ui.scenes_discord_message import decisions
from tests.ui.seen import texts
from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.core.subjects import About
from tiktrack_gui.ui.discord.upcoming import Upcoming
from tiktrack_gui.ui.discord.upcoming_rows import ROW, Column, UpcomingDelegate, UpcomingModel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, pictures: Pictures) -> Upcoming:
    panel = Upcoming(theme, pictures)
    qtbot.addWidget(panel)
    panel.resize(680, 640)
    panel.show()
    activate(panel)
    return panel


def shown(panel: Upcoming) -> list[Decision]:
    return panel._model.shown


def click(panel: Upcoming, row: int) -> None:
    place = panel._table.visualRect(panel._model.index(row, 0)).center()
    QTest.mouseClick(panel._table.viewport(), LEFT, pos=place)


def test_they_are_listed_with_why_not(panel: Upcoming) -> None:
    found = decisions(12)
    panel.show_decisions(list(reversed(found)), samples.NOW)
    assert [one.refusal is None for one in shown(panel)] == [True] * 5 + [False] * 7
    assert [one.waits for one in shown(panel)][5:8] == [True] * 3
    assert "5 would be posted now, 3 wait, 4 left out." in texts(panel)
    spoken = [panel._model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(12)]
    assert "Mara Lindqvist, @maracooks: Would be posted now" in spoken
    assert "Tiny Paw Club, @tinypawclub: Would be posted again now" in spoken
    assert "Ilya Marsh, @ilyadraws: Posted on 12 Oct 2026" in spoken


def test_the_filter_leaves_the_others_out(panel: Upcoming) -> None:
    panel.show_decisions(decisions(12), samples.NOW)
    QTest.mouseClick(panel._filter._buttons["posted"], LEFT)
    assert [one.refusal is None or one.waits for one in shown(panel)] == [True] * 8
    panel._filter._buttons["posted"].setFocus()
    QTest.keyClick(panel._filter._buttons["posted"], Key.Key_Right)
    assert all(one.refusal and not one.waits for one in shown(panel))
    assert len(shown(panel)) == 4


def test_one_is_posted_opened_and_copied(qtbot: QtBot, panel: Upcoming) -> None:
    panel.show_decisions(decisions(12), samples.NOW)
    assert not panel._foot.isVisible()
    click(panel, 1)
    assert "Tiny Paw Club: Would be posted again now" in texts(panel)
    with qtbot.waitSignal(panel.post_wanted) as posted:
        QTest.mouseClick(panel._post, LEFT)
    assert posted.args == [shown(panel)[1]]
    with qtbot.waitSignal(panel.opened) as opened:
        QTest.mouseClick(panel._open, LEFT)
    assert opened.args == ["https://www.tiktok.com/@tinypawclub"]
    QTest.mouseClick(panel._copy, LEFT)
    assert QGuiApplication.clipboard().text().splitlines()[1].startswith("Tiny Paw Club\t@tinypawclub\t2.1M\t87\tWould")


def test_all_of_it_works_by_keyboard(qtbot: QtBot, panel: Upcoming) -> None:
    panel.show_decisions(decisions(12, About.VIDEO), samples.NOW)
    panel._refresh.setFocus()
    QTest.keyClick(panel._refresh, Key.Key_Tab)
    assert panel._table.hasFocus()
    QTest.keyClick(panel._table, Key.Key_Down)
    with qtbot.waitSignal(panel.opened) as opened:
        QTest.keyClick(panel._table, Key.Key_Return)
    assert opened.args == [f"https://www.tiktok.com/@tinypawclub/video/{samples.video(1).video.id}"]
    QTest.keyClick(panel._table, Key.Key_A, CTRL)
    assert "12 selected" in texts(panel)
    assert not panel._post.isEnabled()
    QTest.keyClick(panel._table, Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 13
    assert lines[0] == "Name\tHandle\tFollowers\tScore\tPosted\tLink"
    QTest.keyClick(panel._table, Key.Key_Home)
    QTest.keyClick(panel._table, Key.Key_Tab)
    assert panel._post.hasFocus()
    with qtbot.waitSignal(panel.post_wanted) as posted:
        QTest.keyClick(panel._post, Key.Key_Return)
    assert posted.args == [shown(panel)[0]]


def test_the_menu_has_the_same_actions(qtbot: QtBot, panel: Upcoming) -> None:
    panel.show_decisions(decisions(12), samples.NOW)
    click(panel, 0)
    panel._table.customContextMenuRequested.emit(QPoint(20, 20))
    assert [action.text() for action in panel._menu.actions()] == ["Post this one now", "Open on TikTok", "Copy"]
    with qtbot.waitSignal(panel.post_wanted):
        QTest.keyClick(panel._menu, Key.Key_Down)
        QTest.keyClick(panel._menu, Key.Key_Return)


def test_why_nothing_can_be_posted_is_said(panel: Upcoming) -> None:
    panel.show_decisions(decisions(3), samples.NOW)
    panel.allow_posting(False, "Connect a bot first")
    click(panel, 0)
    assert not panel._post.isEnabled()
    assert panel._post.toolTip() == "Connect a bot first"


def test_the_selection_stays_with_its_row(panel: Upcoming) -> None:
    panel.show_decisions(decisions(12), samples.NOW)
    click(panel, 4)
    selected = panel.selected
    assert selected is not None
    panel.show_decisions(decisions(12)[3:], samples.NOW)
    assert panel.selected is not None
    assert panel.selected.subject == selected.subject
    panel._filter.choose("refused")
    assert panel.selected is None
    assert not panel._foot.isVisible()


def test_it_is_looked_again_without_hiding_what_is_there(qtbot: QtBot, panel: Upcoming) -> None:
    panel.show_decisions(decisions(3), samples.NOW)
    with qtbot.waitSignal(panel.refresh_wanted):
        QTest.mouseClick(panel._refresh, LEFT)
    panel.show_loading()
    assert panel._table.isVisible()
    assert not panel._refresh.isEnabled()
    panel.fail(StoreError())
    assert panel._table.isVisible()
    assert str(StoreError()) in texts(panel)
    panel.show_decisions(decisions(3), samples.NOW)
    assert str(StoreError()) not in texts(panel)


def test_each_state_says_what_to_do(qtbot: QtBot, panel: Upcoming) -> None:
    panel.show_loading()
    assert not panel._table.isVisible()
    assert not panel._filter.isEnabled()
    panel.fail(StoreError())
    assert StoreError().sentence.removesuffix(".") in texts(panel)
    with qtbot.waitSignal(panel.refresh_wanted):
        QTest.mouseClick(panel._states.words._primary, LEFT)
    panel.show_decisions([], samples.NOW)
    assert "No candidates yet" in texts(panel)
    panel.show_decisions(decisions(4, posted=-9), samples.NOW)
    panel._filter.choose("posted")
    assert "Nothing would be posted now" in texts(panel)
    QTest.mouseClick(panel._states.words._primary, LEFT)
    assert len(shown(panel)) == 4
    assert panel._table.hasFocus()


def test_columns_leave_where_there_is_no_room(panel: Upcoming, qtbot: QtBot) -> None:
    panel.show_decisions(decisions(3), samples.NOW)
    assert not panel._table.isColumnHidden(Column.FOLLOWERS)
    panel.resize(440, 640)
    qtbot.waitUntil(lambda: panel._table.isColumnHidden(Column.FOLLOWERS))
    assert not panel._table.isColumnHidden(Column.SCORE)


def test_a_row_that_was_painted_is_not_painted_again(
    panel: Upcoming, pictures: Pictures, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.show_decisions(decisions(5_000), samples.NOW)
    qtbot.waitUntil(lambda: not pictures.is_busy)
    panel._table.viewport().repaint()
    painted: list[int] = []
    paint = UpcomingDelegate.paint

    def watched(self: UpcomingDelegate, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painted.append(index.row())
        paint(self, painter, option, index)

    monkeypatch.setattr(UpcomingDelegate, "paint", watched)
    last = panel._table.rowAt(panel._table.viewport().height() - 1)
    panel._table.verticalScrollBar().setValue(4 * ROW)
    panel._table.viewport().repaint()
    assert painted
    assert min(painted) > last - 1


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = UpcomingModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(decisions(30), frozenset())
    model.show(decisions(30, About.VIDEO), frozenset(("posted",)))  # type: ignore[arg-type]
    model.show([], frozenset())
    assert tester.model() is model
