"""The overview of the Creators page over real services and a real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.hands import shortcut
from tests.ui.scenery import Scenery, scenery
from tests.ui.scenes_creators import FIRST, page_of
from tests.ui.scenes_overview import MISSING, NEW, PRIVATE, RENAMED, fill
from tests.ui.seen import texts
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import Blocked, StoreBusy
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.ui.creators.model import DRAGGED
from tiktrack_gui.ui.creators.overview import model as overview_model
from tiktrack_gui.ui.creators.overview.columns import TITLES, Column
from tiktrack_gui.ui.creators.overview.model import OverviewModel
from tiktrack_gui.ui.creators.overview.switch import OVERVIEW, PROFILE
from tiktrack_gui.ui.creators.overview.table import OverviewTable
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.look import TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures

DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scene() -> Iterator[Scenery]:
    with scenery() as scene:
        fill(scene)
        yield scene


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> CreatorsPage:
    """Shows the overview with all its figures."""
    return opened(qtbot, theme, pictures, scene)


def opened(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> CreatorsPage:
    page = page_of(theme, scene, scene.tasks, pictures)
    page._messages.listen(True)
    qtbot.addWidget(page)
    page.resize(1240, 900)
    page.show()
    page.shown()
    page._pane.switch.choose(OVERVIEW)
    qtbot.waitUntil(lambda: not page._view.model._stale)
    return page


def table(page: CreatorsPage) -> OverviewTable:
    return page._view.table


def model(page: CreatorsPage) -> OverviewModel:
    return page._view.model


def order(page: CreatorsPage) -> list[int]:
    """The numbers of the creators, top to bottom; -1 for those that are still to be looked up."""
    ids = [model(page).row(row).id for row in range(model(page).rowCount())]
    return [id_ - FIRST if id_ > 0 else -1 for id_ in ids]


def text(page: CreatorsPage, number: int, column: Column) -> str:
    row = model(page).row_of(FIRST + number)
    assert row is not None
    shown: str = model(page).index(row, column).data()
    return shown


def hint(page: CreatorsPage, number: int, column: Column) -> str:
    row = model(page).row_of(FIRST + number)
    assert row is not None
    said: str = model(page).index(row, column).data(Qt.ItemDataRole.ToolTipRole)
    return said


def selected(page: CreatorsPage) -> list[int]:
    return [entry.id - FIRST for entry in page._pane.list.chosen]


def in_menu(page: CreatorsPage, words: str) -> QAction:
    return next(action for action in page._menu.actions() if action.text().startswith(words))


def test_the_whole_list_is_a_table_with_its_figures(page: CreatorsPage) -> None:
    assert order(page) == [*range(13), -1, -1]
    assert text(page, 0, Column.FOLLOWERS) == "≈ 412K"
    assert text(page, 0, Column.PER_WEEK) == "+2.0%"
    assert text(page, 0, Column.MONTH).startswith("+")
    assert text(page, 0, Column.ENGAGEMENT).endswith("%")
    assert text(page, 0, Column.TOP).endswith("views")
    assert "15 creators, 2 of them to be looked up" in texts(page._view)


def test_what_is_not_known_yet_says_when_it_will_be(page: CreatorsPage) -> None:
    assert text(page, NEW, Column.PER_WEEK) == "—"
    assert "5 more days" in hint(page, NEW, Column.PER_WEEK)
    assert text(page, NEW, Column.DAY) == "—"
    assert "it takes 8" in hint(page, NEW, Column.ENGAGEMENT)


def test_states_are_said(page: CreatorsPage) -> None:
    assert text(page, 0, Column.STATE) == "OK"
    assert text(page, MISSING, Column.STATE) == "Not found"
    assert text(page, PRIVATE, Column.STATE) == "Private"
    assert text(page, RENAMED, Column.STATE) == "Renamed"
    assert "@jonas_weber" in hint(page, RENAMED, Column.STATE)


def test_who_is_still_to_be_looked_up_is_a_row_with_the_reason(page: CreatorsPage) -> None:
    rows = [model(page).row(row) for row in (13, 14)]
    assert [row.name for row in rows] == ["@grandmas.kitchen", "@no.such.baker"]
    assert model(page).index(13, Column.STATE).data() == "Pending"
    assert model(page).index(14, Column.STATE).data() == "Failed"
    assert model(page).cell(14, Column.CREATOR).below == "TikTok found no account with that name."
    assert model(page).index(14, Column.FOLLOWERS).data() == "—"


def test_while_tiktok_blocks_creators_not_measured_since_are_blocked(page: CreatorsPage, scene: Scenery) -> None:
    scene.clock.time += 3_600
    for handle in ("one", "other"):  # a block of one only may concern it alone
        scene.tiktok.creators[handle] = Blocked(Capability.CREATOR)
        scene.tasks.spawn(_asked(scene, handle), name=f"ask for {handle}")
    page._shown.load()
    assert text(page, 0, Column.STATE) == "Blocked"
    assert text(page, MISSING, Column.STATE) == "Not found"


async def _asked(scene: Scenery, handle: str) -> None:
    with pytest.raises(Blocked):
        await scene.creators.check(handle)


def test_the_switch_is_turned_by_a_key_and_back(page: CreatorsPage) -> None:
    shift = CONTROL | Qt.KeyboardModifier.ShiftModifier
    assert table(page).isVisible()
    assert not page._pane.list.isVisible()
    shortcut(page, Qt.Key.Key_O, shift)
    assert page._pane.switch.choice == PROFILE
    assert page._pane.list.isVisible()
    assert not table(page).isVisible()
    assert "Mara Lindqvist" in texts(page._details)
    shortcut(page, Qt.Key.Key_O, shift)
    assert table(page).isVisible()


def test_a_list_sorts_by_a_column_and_unknown_ones_come_last(page: CreatorsPage) -> None:
    table(page).sortByColumn(Column.FOLLOWERS, DOWN)
    assert order(page)[:3] == [3, 9, 7]
    assert order(page)[-2:] == [-1, -1]
    table(page).sortByColumn(Column.FOLLOWERS, UP)
    assert order(page)[0] == 6
    assert order(page)[-2:] == [-1, -1]
    table(page).sortByColumn(Column.PER_WEEK, DOWN)
    assert order(page)[0] == 0
    assert set(order(page)[-4:]) == {-1, 8, NEW}  # the histories of these are too short


def test_changes_over_another_time_come_last(page: CreatorsPage) -> None:
    table(page).sortByColumn(Column.MONTH, DOWN)
    assert set(order(page)[-5:]) == {-1, 8, 10, NEW}
    assert model(page).cell(order(page).index(10), Column.MONTH).below == "in 12 d"


def test_every_column_can_be_sorted_by(page: CreatorsPage) -> None:
    for column in Column:
        for direction in (UP, DOWN):
            table(page).sortByColumn(column, direction)
            assert sorted(order(page)) == [-1, -1, *range(13)]


def test_the_worst_states_are_first(page: CreatorsPage) -> None:
    table(page).sortByColumn(Column.STATE, UP)
    assert order(page)[:3] == [MISSING, PRIVATE, RENAMED]


def test_each_list_keeps_its_order(page: CreatorsPage, scene: Scenery) -> None:
    food = scene.store.lists.create("Food").result()
    scene.store.lists.add(food.id, [FIRST + 2, FIRST + 1, FIRST], samples.NOW).result()
    page._shown.load()
    table(page).sortByColumn(Column.FOLLOWERS, DOWN)
    page._pane.chooser.show_list(food.id)
    page._shown.load()
    assert order(page) == [2, 1, 0]
    assert model(page).is_by_hand
    table(page).sortByColumn(Column.CREATOR, UP)
    assert order(page) == [2, 0, 1]
    page._pane.chooser.show_list(None)
    page._shown.load()
    assert order(page)[:3] == [3, 9, 7]
    page._pane.chooser.show_list(food.id)
    page._shown.load()
    assert order(page) == [2, 0, 1]


def test_orders_columns_and_the_view_are_kept_for_the_next_start(
    page: CreatorsPage, qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    table(page).sortByColumn(Column.FOLLOWERS, DOWN)
    table(page)._columns.show_column(Column.CHECKED, shown=True)
    table(page)._columns.show_column(Column.TREND, shown=False)
    kept = table(page).saveState(), page._pane.switch.saveState()
    second = opened(qtbot, theme, pictures, scene)
    second._pane.switch.choose(PROFILE)
    assert table(second).restoreState(kept[0])
    assert second._pane.switch.restoreState(kept[1])
    assert table(second).isVisible()
    assert order(second)[:3] == [3, 9, 7]
    assert not table(second).isColumnHidden(Column.CHECKED)
    assert table(second).isColumnHidden(Column.TREND)


@pytest.mark.parametrize("state", [b"", b"[]", b"{}", b'{"on": [], "off": [], "sorted": {"all": ["NOBODY", 0]}}'])
def test_what_another_version_kept_changes_nothing(page: CreatorsPage, state: bytes) -> None:
    assert not table(page).restoreState(QByteArray(state))
    assert not page._pane.switch.restoreState(QByteArray(b"else"))
    assert model(page).is_by_hand


def test_the_selection_is_that_of_the_list(page: CreatorsPage) -> None:
    assert selected(page) == [0]
    assert table(page).selected_ids == [FIRST]
    table(page).sortByColumn(Column.FOLLOWERS, DOWN)
    table(page).select([FIRST + 3, FIRST + 7], FIRST + 7)
    assert selected(page) == [3, 7]
    page._pane.switch.choose(PROFILE)
    assert page._pane.list.selected is not None
    assert page._pane.list.selected.id == FIRST + 7
    assert "Nora" in texts(page._details)
    page._pane.list.select(FIRST + 4)
    page._pane.switch.choose(OVERVIEW)
    assert table(page).selected_ids == [FIRST + 4]


def test_a_row_that_is_no_creator_yet_selects_nobody(page: CreatorsPage) -> None:
    pending = model(page).row(13).id
    table(page).select([pending], pending)
    assert table(page).selected_ids == [model(page).row(13).id]
    assert selected(page) == []


def test_enter_and_a_double_click_open_the_profile(page: CreatorsPage, qtbot: QtBot) -> None:
    table(page).setFocus()
    table(page).select([FIRST + 2], FIRST + 2)
    QTest.keyClick(table(page), Qt.Key.Key_Return)
    assert page._pane.switch.choice == PROFILE
    assert "Jonas Weber" in texts(page._details)
    page._pane.switch.choose(OVERVIEW)
    place = table(page).visualRect(model(page).index(1, Column.FOLLOWERS)).center()
    qtbot.mouseClick(table(page).viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table(page).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page._pane.switch.choice == PROFILE
    assert "Tiny Paw Club" in texts(page._details)


def test_who_is_not_looked_up_yet_has_no_profile(page: CreatorsPage) -> None:
    pending = model(page).row(13).id
    table(page).select([pending], pending)
    QTest.keyClick(table(page), Qt.Key.Key_Return)
    assert page._pane.switch.choice == OVERVIEW


def test_actions_work_on_the_selected_rows(page: CreatorsPage, qtbot: QtBot) -> None:
    table(page).select([FIRST + 1, FIRST + 2], FIRST + 2)
    table(page).menu_wanted.emit(QPoint(5, 5))
    assert page._menu.isVisible()
    assert in_menu(page, "Copy links").isEnabled()
    assert in_menu(page, "Post to Discord").isEnabled()
    assert not in_menu(page, "Open profile\tEnter").isEnabled()
    page._menu.close()
    table(page).setFocus()
    shortcut(table(page), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: order(page)[:3] == [0, 3, 4])
    page._undoing.undo()
    assert order(page)[:3] == [0, 1, 2]


def test_creators_are_moved_by_hand_in_my_order_only(page: CreatorsPage) -> None:
    table(page).select([FIRST + 2], FIRST + 2)
    QTest.keyClick(table(page), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(page)[:3] == [0, 2, 1]
    assert table(page).selected_ids == [FIRST + 2]
    QTest.keyClick(table(page), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order(page)[:3] == [0, 1, 2]
    table(page).sortByColumn(Column.FOLLOWERS, DOWN)
    before = order(page)
    QTest.keyClick(table(page), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(page) == before


def test_rows_are_dropped_between_others_in_my_order_only(page: CreatorsPage) -> None:
    data = model(page).mimeData([model(page).index(4, 0), model(page).index(13, 0)])
    assert data.data(DRAGGED).toStdString() == str(FIRST + 4)
    move, nowhere = Qt.DropAction.MoveAction, QModelIndex()
    assert model(page).canDropMimeData(data, move, 1, 0, nowhere)
    model(page).dropMimeData(data, move, 1, 0, nowhere)
    assert order(page)[:3] == [0, 4, 1]
    model(page).dropMimeData(QMimeData(), move, 0, 0, nowhere)
    assert order(page)[:3] == [0, 4, 1]
    table(page).sortByColumn(Column.FOLLOWERS, DOWN)
    assert not model(page).canDropMimeData(data, move, 1, 0, nowhere)


def test_the_filter_applies_to_the_table(page: CreatorsPage, qtbot: QtBot) -> None:
    page._pane._filter.setText("kit")
    assert order(page) == [-1]  # @grandmas.kitchen
    page._pane._filter.setText("jonas")
    assert order(page) == [2]
    page._pane._filter.setText("nobody")
    assert "Nothing matches “nobody”" in texts(page._view)
    page._view._no_match.acted.emit()
    assert len(order(page)) == 15
    assert table(page).isVisible()


def test_only_who_was_measured_again_is_computed_again(page: CreatorsPage, scene: Scenery) -> None:
    asked: list[list[int]] = []
    figures = page._view._lists.figures

    async def counted(creators: list) -> object:  # type: ignore[type-arg]
        asked.append([creator.id for creator in creators])
        return await figures(creators)

    page._view._lists.figures = counted  # type: ignore[method-assign,assignment]
    known = scene.store.creators.find(FIRST + 1).result()
    assert known is not None
    newer = replace(known, sample=CreatorSample(at=samples.NOW + 60, followers=1_000_000, rounded=1))
    scene.store.creators.record_creator(newer, samples.NOW + 60).result()
    page._shown.load()
    scene.tasks.spawn(page._view._fill(), name="fill")
    assert asked == [[FIRST + 1]]
    assert text(page, 1, Column.FOLLOWERS) == "≈ 1M"


def test_what_depends_on_the_time_is_computed_again(page: CreatorsPage, scene: Scenery, qtbot: QtBot) -> None:
    before = text(page, 0, Column.DAY), text(page, 0, Column.CHECKED)
    scene.clock.time += 3 * DAY
    page._time_passed()
    qtbot.waitUntil(lambda: not model(page)._stale)
    assert text(page, 0, Column.DAY) == "—"  # it wasn't measured since
    assert text(page, 0, Column.CHECKED) == "3 d ago"
    assert before[0] != "—"


def test_rows_in_sight_are_computed_first(page: CreatorsPage) -> None:
    model(page).time_passed(compute=True)
    found = model(page).next_wanted([FIRST + 9, FIRST + 3, -1], 4)
    assert [creator.id - FIRST for creator in found] == [9, 3, 0, 1]
    assert [creator.id - FIRST for creator in model(page).next_wanted(range(FIRST, FIRST + 9), 2)] == [0, 1]


def test_of_a_long_list_only_what_is_looked_at_or_sorted_by_is_computed(
    page: CreatorsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview_model, "ALL_UP_TO", 14)
    model(page).time_passed(compute=True)
    assert [creator.id - FIRST for creator in model(page).next_wanted([FIRST + 9], 4)] == [9]
    table(page).sortByColumn(Column.FOLLOWERS, DOWN)
    assert len(model(page).next_wanted([FIRST + 9], 4)) == 1
    table(page).sortByColumn(Column.WEEK, DOWN)
    assert len(model(page).next_wanted([FIRST + 9], 4)) == 4


def test_figures_that_cannot_be_read_are_told(page: CreatorsPage, scene: Scenery) -> None:
    async def failing(_creators: object) -> object:
        raise StoreBusy

    page._view._lists.figures = failing  # type: ignore[method-assign,assignment]
    model(page).time_passed(compute=True)
    scene.tasks.spawn(page._view._fill(), name="fill")
    assert page._view.notices.notice is not None
    assert text(page, 0, Column.PER_WEEK) == "+2.0%"


def test_an_empty_list_says_so(page: CreatorsPage, scene: Scenery) -> None:
    cats = scene.store.lists.create("Cats").result()
    page._shown.load()
    page._pane.chooser.show_list(cats.id)
    page._shown.load()
    assert not page._view.isVisible()
    assert "Nobody on “Cats” yet" in texts(page)


@pytest.mark.parametrize("width", [500, 824, 1_000, 1_240, 1_700])
def test_names_keep_their_room(page: CreatorsPage, width: int) -> None:
    table(page)._columns.show_column(Column.CHECKED, shown=True)
    page.resize(width, 700)
    assert not table(page).isColumnHidden(Column.CHECKED)
    if width >= 824:
        assert table(page).columnWidth(Column.CREATOR) >= 150
    assert all(not table(page).isColumnHidden(column) for column in (Column.PLACE, Column.FOLLOWERS))


def test_columns_have_titles_meanings_and_a_menu(page: CreatorsPage) -> None:
    for column, title in zip(Column, TITLES, strict=True):
        assert model(page).headerData(column, Qt.Orientation.Horizontal) == title
        assert model(page).headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    sorting = [action.text() for action in table(page).sort_menu.actions()]
    assert "My order" in sorting
    assert table(page)._columns.title() in sorting


def test_rows_are_spoken_as_sentences(page: CreatorsPage) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = model(page).index(0, Column.CREATOR).data(role)
    assert spoken == "Mara Lindqvist, @maracooks, ≈ 412K followers, +2.0% per week"
    assert model(page).index(13, Column.CREATOR).data(role) == "@grandmas.kitchen, pending"
    assert model(page).index(0, Column.PLACE).data(role) == "Place 1"
    assert model(page).index(0, Column.TREND).data(role) == "Trend: +2.0%"


def test_the_model_is_one_of_qts(page: CreatorsPage, qtmodeltester: ModelTester, scene: Scenery) -> None:
    qtmodeltester.check(model(page))
    page._pane._filter.setText("a")
    table(page).sortByColumn(Column.ENGAGEMENT, DOWN)
    page._pane._filter.setText("")
    scene.store.creators.untrack([FIRST + 2, FIRST + 3, FIRST + 9]).result()
    page._shown.load()
    qtmodeltester.check(model(page))
    assert 2 not in order(page)


def test_with_large_text_the_switch_is_whole(page: CreatorsPage, theme: Theme) -> None:
    page._pane.switch.choose(PROFILE)
    theme.change(text_size=TextSize.LARGEST)
    QTest.qWait(0)
    assert page._pane.switch.width() >= page._pane.switch.sizeHint().width()
    assert page._pane.switch.geometry().right() < page._pane.width()
