"""The trending table: rows, keys, hidden columns, and pictures that are never loaded while painting."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QColor, QCursor, QFontMetrics, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.hands import hover
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.ui.theme.look import Mode, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.curves import Curves
from tiktrack_gui.ui.trending.filters import has_words, unless
from tiktrack_gui.ui.trending.model import Column, FeedModel, nothing
from tiktrack_gui.ui.trending.table import ALONE, ON_REQUEST, FeedTable
from tiktrack_gui.ui.widgets.pictured_table import PicturedTable
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.rows_table import Index, RowsTable
from tiktrack_gui.ui.widgets.sort_header import SortHeader

Cell = tuple[int, Column]

RIGHT_TO_LEFT = "مطبخ صغير 🍝"


@pytest.fixture
def model() -> FeedModel:
    model = FeedModel(lambda: samples.NOW, Criteria(threshold=samples.THRESHOLD))
    model.upsert(samples.videos())
    return model


@pytest.fixture
def table(theme: Theme, pictures: Pictures, model: FeedModel, qtbot: QtBot) -> FeedTable:
    table = FeedTable(theme, pictures, Curves(), model)
    qtbot.addWidget(table)
    table.resize(1300, 700)
    table.show()
    return table


def at(table: FeedTable, row: int) -> QPoint:
    """The middle of a row, in the viewport."""
    return QPoint(200, table.rowViewportPosition(row) + table.rowHeight(row) // 2)


def reach_by_tab(table: FeedTable, qtbot: QtBot) -> None:
    """Gives the table the focus as Tab does, again if another window became the active one meanwhile."""

    def reached() -> bool:
        table.activateWindow()
        table.clearFocus()  # which the window may have given it as it became the active one
        table.setFocus(Qt.FocusReason.TabFocusReason)
        return table.isActiveWindow() and table.hasFocus() and table.selected_row == 0

    qtbot.waitUntil(reached)


def pixel(table: FeedTable, row: int, x: int = 600) -> QColor:
    """A pixel of a row's background."""
    return table.viewport().grab().toImage().pixelColor(x, table.rowViewportPosition(row) + 3)


def test_a_click_selects_the_whole_row(table: FeedTable, model: FeedModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.video_selected) as selected:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at(table, 2))
    assert selected.args == [model.item(2)]
    assert len(table.selectedIndexes()) == len(Column) - len(ON_REQUEST)
    assert table.selected == model.item(2)


def test_arrow_keys_go_from_row_to_row(table: FeedTable, model: FeedModel) -> None:
    table.select(model.item(0).video.id)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.selected == model.item(1)


def test_the_first_arrow_key_selects_the_row_it_begins_at(table: FeedTable, model: FeedModel) -> None:
    table.setCurrentIndex(model.index(0, 0))  # as focus does, without selecting
    table.clearSelection()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.selected == model.item(0)


def test_enter_opens_the_selected_video(table: FeedTable, model: FeedModel, qtbot: QtBot) -> None:
    table.select(model.item(3).video.id)
    with qtbot.waitSignal(table.video_opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [model.item(3)]


def test_enter_without_a_selection_opens_nothing(table: FeedTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.video_opened):
        QTest.keyClick(table, Qt.Key.Key_Return)


def test_a_double_click_opens_a_video(table: FeedTable, model: FeedModel, qtbot: QtBot) -> None:
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at(table, 1))
    with qtbot.waitSignal(table.video_opened) as opened:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at(table, 1))
    assert opened.args == [model.item(1)]


def test_the_menu_is_asked_for_where_it_is_wanted(table: FeedTable, model: FeedModel, qtbot: QtBot) -> None:
    table.select(model.item(1).video.id)
    with qtbot.waitSignal(table.menu_wanted) as wanted:
        table.customContextMenuRequested.emit(at(table, 1))
    assert wanted.args == [model.item(1), table.viewport().mapToGlobal(at(table, 1))]


def test_asked_for_with_the_keyboard_the_menu_is_on_the_row(table: FeedTable, model: FeedModel, qtbot: QtBot) -> None:
    table.select(model.item(1).video.id)
    with qtbot.waitSignal(table.menu_wanted) as wanted:
        table.customContextMenuRequested.emit(at(table, 3))
    (_, place) = wanted.args
    assert table.rowAt(table.viewport().mapFromGlobal(place).y()) == 1


def test_letters_are_left_to_the_page(table: FeedTable, model: FeedModel) -> None:
    table.select(model.item(0).video.id)
    QTest.keyClicks(table, "5")  # the rank of another row
    assert table.selected == model.item(0)


def test_the_selection_is_kept_by_video_over_a_filter(table: FeedTable, model: FeedModel) -> None:
    cat = samples.video(1)
    table.select(cat.video.id)
    model.hide(unless(has_words("cat")))
    assert table.selected == cat
    model.hide(nothing)
    assert table.selected == cat


def rows_of(table: FeedTable, *rows: int) -> list[MeasuredVideo]:
    return [table._feed.as_measured(row) for row in rows]


def test_several_rows_are_selected_by_mouse_and_keys(table: FeedTable, qtbot: QtBot) -> None:
    def click(row: int, *keys: Qt.KeyboardModifier) -> None:
        held = keys[0] if keys else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, at(table, row))

    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    click(1)
    click(3, shift)
    assert table.selection == rows_of(table, 1, 2, 3)
    click(5, control)
    click(2, control)
    assert table.selection == rows_of(table, 1, 3, 5)
    click(4)
    assert table.selection == rows_of(table, 4)
    with qtbot.waitSignal(table.video_selected, check_params_cb=lambda item: item == table._feed.item(5)):
        QTest.keyClick(table, Qt.Key.Key_Down, shift)
    assert table.selection == rows_of(table, 4, 5)
    assert table.selected == table._feed.item(5)
    QTest.keyClick(table, Qt.Key.Key_A, control)
    assert len(table.selection) == table.model().rowCount()


def test_an_update_keeps_several_selected_and_the_place_looked_at(table: FeedTable, model: FeedModel) -> None:
    model.upsert(samples.videos(60))
    chosen = [model.item(row).video.id for row in (20, 2, 21)]
    table.select(chosen[0])
    for video_id in chosen[1:]:
        index = model.index(model.row_of(video_id) or 0, Column.VIDEO)
        table.selectionModel().setCurrentIndex(index, ALONE & ~QItemSelectionModel.SelectionFlag.Clear)
    table.verticalScrollBar().setValue(40)  # the current one is out of sight
    model.hide(nothing)
    assert {item.video.id for item in table.selection} == set(chosen)
    assert table.selected is not None
    assert table.selected.video.id == chosen[-1]
    assert table.verticalScrollBar().value() == 40
    model.hide(unless(lambda item: item.video.id != chosen[-1]))
    assert {item.video.id for item in table.selection} == set(chosen[:-1])
    assert table.verticalScrollBar().value() == 40


def test_a_header_sorts_numbers_from_the_largest_and_then_turns_round(table: FeedTable, model: FeedModel) -> None:
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(Column.VIEWS) + 40, 15)
    for reverse in (True, False):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        views = [model.item(row).video.sample.views or 0 for row in range(13)]
        assert views == sorted(views, reverse=reverse)


def test_columns_are_chosen_and_kept_for_the_next_start(
    theme: Theme, pictures: Pictures, table: FeedTable, model: FeedModel, qtbot: QtBot
) -> None:
    assert table.isColumnHidden(Column.SAVES)
    table._columns.aboutToShow.emit()
    action = {action.text(): action for action in table._columns.actions()}
    assert "Video" not in action
    assert action["Views"].isChecked()
    for name in ("Saves", "Views"):
        action[name].trigger()
    table.resize(560, 600)  # a column that was chosen doesn't leave
    assert not table.isColumnHidden(Column.SAVES)
    table.resize(1300, 600)
    assert table.isColumnHidden(Column.VIEWS)
    second = FeedTable(theme, pictures, Curves(), model)
    qtbot.addWidget(second)
    assert second.restoreState(table.saveState())
    assert not second.isColumnHidden(Column.SAVES)
    assert second.isColumnHidden(Column.VIEWS)
    assert not second.restoreState(QByteArray(b'{"on": ["NOSUCH"], "off": []}'))


def in_order(table: FeedTable) -> list[Column]:
    """The shown columns, left to right."""
    header = table.horizontalHeader()
    columns = (Column(header.logicalIndex(place)) for place in range(header.count()))
    return [column for column in columns if not table.isColumnHidden(column)]


def test_columns_are_moved_with_the_mouse_and_by_keyboard_and_stay_so(
    theme: Theme, pictures: Pictures, table: FeedTable, model: FeedModel, qtbot: QtBot
) -> None:
    header = table.horizontalHeader()
    before = in_order(table)
    middle = {column: header.sectionViewportPosition(column) + header.sectionSize(column) // 2 for column in before}
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle[Column.AGE], 15))
    for x in (middle[Column.AGE] - 20, middle[Column.SCORE], middle[Column.SCORE] - 20):
        QTest.mouseMove(header.viewport(), QPoint(x, 15))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle[Column.SCORE] - 20, 15))
    assert in_order(table).index(Column.AGE) < in_order(table).index(Column.SCORE)

    header.setFocus()
    QTest.keyClick(header, Qt.Key.Key_Home)
    QTest.keyClick(header, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert in_order(table)[:3] == [Column.RANK, Column.VIEWS, Column.VIDEO]
    QTest.keyClick(header, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(header, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert in_order(table)[:3] == [Column.RANK, Column.VIDEO, Column.VIEWS], "the rank stays first"

    second = FeedTable(theme, pictures, Curves(), model)
    qtbot.addWidget(second)
    second.resize(table.size())
    assert second.horizontalHeader().restoreState(header.saveState())
    assert in_order(second) == in_order(table) != before
    assert second.horizontalHeader().sectionsMovable()
    second._columns.triggered.emit(second._columns.usual)
    assert in_order(second) == before


@pytest.mark.parametrize(
    ("width", "count"),
    [
        (1300, 0),
        (1100, 1),
        (1030, 2),
        (950, 3),
        (880, 4),
        (800, 5),
        (640, 6),
        (560, 7),
        (430, 8),
    ],
)
def test_columns_leave_when_there_is_no_room(table: FeedTable, width: int, count: int) -> None:
    """The least important ones first; rank, caption and velocity stay."""
    wide = (Column.LIKES, Column.POSTED, Column.STATE, Column.TREND)
    leaving = (*wide, Column.AGE, Column.VIEWS, Column.SCORE, Column.NOW)
    table.resize(width, 600)
    assert {column for column in Column if table.isColumnHidden(column)} == set(leaving[:count]) | ON_REQUEST


def test_selected_and_hovered_rows_are_tinted_across(table: FeedTable, theme: Theme, model: FeedModel) -> None:
    table.select(model.item(1).video.id)
    hover(table.viewport(), at(table, 3))
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        assert pixel(table, 0) == theme.tokens.surface
        assert pixel(table, 1) == theme.tokens.selected
        assert pixel(table, 1, x=1) == theme.tokens.accent
        assert pixel(table, 3) == theme.tokens.hover


def test_below_the_rows_is_the_ground(table: FeedTable, theme: Theme, model: FeedModel) -> None:
    model.hide(unless(has_words("cat")))
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        below = table.viewport().grab().toImage().pixelColor(600, table.viewport().height() - 5)
        assert below == theme.tokens.surface


@pytest.fixture
def painted(
    table: FeedTable, model: FeedModel, pictures: Pictures, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> list[Cell]:
    """The cells that are painted from now on, in a table of many rows that is on the screen."""
    model.upsert(samples.videos(200))
    QTest.qWaitForWindowExposed(table)
    ground, cells = table._delegate.paint_ground, list[Cell]()

    def noted(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> bool:
        cells.append((index.row(), Column(index.column())))
        return ground(painter, option, index)

    monkeypatch.setattr(table._delegate, "paint_ground", noted)
    qtbot.waitUntil(lambda: bool(cells))
    settle(table, pictures, qtbot)
    cells.clear()
    return cells


def repaint(table: FeedTable) -> None:
    """Paints what is due."""
    QCoreApplication.sendEvent(table, QEvent(QEvent.Type.UpdateRequest))


def settle(table: FeedTable, pictures: Pictures, qtbot: QtBot) -> None:
    """Waits for the pictures that the painted rows have asked for, and paints them."""
    qtbot.waitUntil(lambda: not pictures.is_busy)
    QCoreApplication.processEvents()  # those that have arrived
    repaint(table)


def test_scrolling_paints_only_the_rows_that_come_into_sight(table: FeedTable, painted: list[Cell]) -> None:
    last = table.rowAt(table.viewport().height() - 1)
    table.verticalScrollBar().setValue(table.rowHeight(0))
    repaint(table)
    rows = {row for row, _ in painted}
    assert last + 1 in rows
    assert len(rows) <= 2 < last


def test_scrolling_under_the_mouse_paints_no_more(table: FeedTable, painted: list[Cell]) -> None:
    QCursor.setPos(table.viewport().mapToGlobal(table.viewport().rect().center()))
    painted.clear()
    for turn in range(1, 4):
        table.verticalScrollBar().setValue(turn * table.rowHeight(0))
        repaint(table)
    assert len({row for row, _ in painted}) <= 4


def test_a_curve_that_arrives_paints_its_cell_only(table: FeedTable, model: FeedModel, painted: list[Cell]) -> None:
    shown, far_below = (model.item(row).video.id for row in (2, 150))
    table._delegate._curves.put({shown: (), far_below: ()})
    repaint(table)
    assert painted == [(2, Column.TREND)]


def test_a_row_that_comes_back_is_not_painted_again(table: FeedTable, painted: list[Cell]) -> None:
    bar = table.verticalScrollBar()
    for place in (2 * table.rowHeight(0), 0):
        painted.clear()
        bar.setValue(place)
        repaint(table)
    assert painted == []


def test_what_was_covered_is_not_painted_again(table: FeedTable, painted: list[Cell]) -> None:
    table.viewport().update()
    repaint(table)
    assert painted == []


def test_the_next_rows_are_painted_while_there_is_time(
    table: FeedTable, pictures: Pictures, painted: list[Cell], qtbot: QtBot
) -> None:
    bar, height, last = table.verticalScrollBar(), table.rowHeight(0), table.rowAt(table.viewport().height() - 1)
    bar.setValue(height)
    repaint(table)
    qtbot.waitUntil(lambda: {last + 2, last + 3, last + 4} <= {row for row, _ in painted})
    settle(table, pictures, qtbot)
    painted.clear()
    bar.setValue(3 * height)
    repaint(table)
    assert {column for _, column in painted} <= {Column.VIDEO}  # whose pictures have arrived since


def test_a_row_that_changed_out_of_sight_is_painted_again(
    table: FeedTable, model: FeedModel, painted: list[Cell]
) -> None:
    bar, (first, *_) = table.verticalScrollBar(), (model.item(row) for row in range(3))
    bar.setValue(4 * table.rowHeight(0))
    repaint(table)
    model.upsert([replace(first, velocity=12_345.0)])
    painted.clear()
    bar.setValue(0)
    repaint(table)
    assert (0, Column.VELOCITY) in painted
    assert {row for row, _ in painted} == {0}


def test_pictures_of_rows_are_bounded(table: FeedTable, model: FeedModel, painted: list[Cell]) -> None:
    in_sight = table.viewport().height() // table.rowHeight(0)
    for row in range(0, model.rowCount(), 2):
        table.verticalScrollBar().setValue(row * table.rowHeight(0))
        repaint(table)
    assert {row for row, _ in painted} >= set(range(30, model.rowCount()))
    assert len(table._row_pictures) <= 2 * (in_sight + 2)


def test_rows_look_as_if_qt_painted_every_cell(
    table: FeedTable,
    model: FeedModel,
    pictures: Pictures,
    painted: list[Cell],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def picture() -> QImage:
        return table.viewport().grab().toImage()

    shown = model.item(2)
    model.upsert([replace(shown, video=replace(shown.video, caption=f"{RIGHT_TO_LEFT} — recipe in bio " * 9))])
    table.setFocus()
    for row, how in (
        (1, ALONE),
        (3, QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows),
    ):
        table.selectionModel().setCurrentIndex(model.index(row, Column.VIDEO), how)
    hover(table.viewport(), at(table, 4))
    table.verticalScrollBar().setValue(table.rowHeight(0))  # where a row is cut, Qt rounds half a pixel the other way
    repaint(table)
    settle(table, pictures, qtbot)
    kept = picture()
    painted.clear()
    monkeypatch.setattr(PicturedTable, "_paint_rows", RowsTable._paint_rows)
    assert picture() == kept
    assert {row for row, _ in painted} >= {1, 3, 4}


def test_rows_are_close_together_on_demand(table: FeedTable, theme: Theme) -> None:
    assert table.rowHeight(0) == 64
    theme.change(compact_rows=True)
    assert table.rowHeight(0) == 44
    table.viewport().grab()
    theme.change(text_size=TextSize.LARGEST)
    assert table.rowHeight(0) >= 2 * QFontMetrics(theme.font(13)).height()


def test_pictures_are_asked_for_after_painting_and_only_those_in_sight(
    theme: Theme, model: FeedModel, qtbot: QtBot
) -> None:
    model.upsert(samples.videos(200))
    cache = Pictures(theme)
    table = FeedTable(theme, cache, Curves(), model)
    qtbot.addWidget(table)
    table.resize(1000, 500)
    asked: list[str] = []
    cache.wanted.connect(asked.extend)
    table.show()
    table.viewport().grab()
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    rows_in_sight = -(-table.viewport().height() // 64)
    assert 0 < len(asked) <= 2 * rows_in_sight
    cache.close()


def test_a_picture_appears_in_its_row(table: FeedTable, qtbot: QtBot) -> None:
    def picture() -> QImage:
        return table.viewport().grab().toImage().copy(50, 8, 50, 48)

    before = picture()
    qtbot.waitUntil(lambda: picture() != before)


def test_the_selected_row_is_framed_while_the_table_has_the_focus(table: FeedTable, theme: Theme, qtbot: QtBot) -> None:
    def above() -> QColor:
        return table.viewport().grab().toImage().pixelColor(600, table.rowViewportPosition(0))

    reach_by_tab(table, qtbot)
    qtbot.waitUntil(lambda: above() == theme.tokens.focus)
    table.clearFocus()
    assert above() == theme.tokens.selected


def test_of_several_selected_rows_the_current_one_is_framed(table: FeedTable, theme: Theme, qtbot: QtBot) -> None:
    def above(row: int) -> QColor:
        return table.viewport().grab().toImage().pixelColor(600, table.rowViewportPosition(row))

    reach_by_tab(table, qtbot)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selection == rows_of(table, 0, 1)
    assert (above(0), above(1)) == (theme.tokens.selected, theme.tokens.focus)


def header_of(table: FeedTable, qtbot: QtBot) -> SortHeader:
    """The table's header, focused as by Tab."""
    header = table.horizontalHeader()
    assert isinstance(header, SortHeader)
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    header.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(header.hasFocus)
    return header


def test_tab_comes_to_the_headings_and_then_to_the_rows(table: FeedTable, qtbot: QtBot) -> None:
    header = header_of(table, qtbot)
    QTest.keyClick(header, Qt.Key.Key_Tab)
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Backtab)
    assert header.hasFocus()
    QTest.keyClick(header, Qt.Key.Key_Down)
    assert table.hasFocus()


def test_headings_are_gone_through_and_sorted_by_with_keys(table: FeedTable, model: FeedModel, qtbot: QtBot) -> None:
    header = header_of(table, qtbot)
    before = header.grab().toImage()
    QTest.keyClick(header, Qt.Key.Key_Left)
    QTest.keyClick(header, Qt.Key.Key_Left)
    assert header.accessibleName() == "Sort by Likes"
    assert header.grab().toImage() != before
    for key, reverse in ((Qt.Key.Key_Return, True), (Qt.Key.Key_Space, False)):
        QTest.keyClick(header, key)
        likes = [model.item(row).video.sample.likes or 0 for row in range(13)]
        assert likes == sorted(likes, reverse=reverse)
    assert header.accessibleName() == "Sort by Likes: sorted"


def test_headings_end_at_both_sides_and_those_that_left_are_passed_over(table: FeedTable, qtbot: QtBot) -> None:
    header = header_of(table, qtbot)
    table.resize(880, 600)
    names = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End):
        QTest.keyClick(header, key)
        names.append(header.accessibleName().removeprefix("Sort by "))
    assert names == ["Video", "Video", "Views", "Velocity", "Age"]


def test_the_menu_sorts_and_shows_by_what(table: FeedTable, model: FeedModel, qtbot: QtBot) -> None:
    def choose(title: str) -> None:
        table.sort_menu.aboutToShow.emit()
        next(action for action in table.sort_menu.actions() if action.text() == title).trigger()

    def checked() -> list[str]:
        table.sort_menu.aboutToShow.emit()
        return [action.text() for action in table.sort_menu.actions() if action.isChecked()]

    assert checked() == ["Now"]
    choose("Age")
    assert checked() == ["Age"]
    ages = [model.item(row).video.posted_at for row in range(13)]
    assert ages == sorted(ages, reverse=True)
    choose("Reverse order")
    assert checked() == ["Age", "Reverse order"]
    choose("Age")  # chosen again: no change
    assert checked() == ["Age", "Reverse order"]
    choose("Reverse order")
    assert checked() == ["Age"]


def test_the_headings_have_the_menu_too(table: FeedTable, qtbot: QtBot) -> None:
    header = header_of(table, qtbot)
    header.customContextMenuRequested.emit(QPoint(20, 10))
    assert table.sort_menu.isVisible()
    heading = table.sort_menu.actions()[0]
    assert (heading.text(), heading.isVisible(), heading.isEnabled()) == ("Sort by", True, False)
    table.sort_menu.close()
    assert not heading.isVisible()  # in a row's menu, the entry that leads to it says so


def test_the_table_has_a_name(table: FeedTable) -> None:
    assert table.accessibleName() == "Trending videos"
