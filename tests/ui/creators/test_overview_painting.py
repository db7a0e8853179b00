"""How the table of the overview is painted: only what has changed, and as Qt would paint every cell of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.ui.hands import drag_away, hover
from tests.ui.scenery import Scenery, scenery
from tests.ui.scenes_creators import FIRST, page_of
from tests.ui.scenes_overview import fill
from tiktrack_gui.ui.creators.overview.columns import OF_FIGURES, Column
from tiktrack_gui.ui.creators.overview.model import OverviewModel
from tiktrack_gui.ui.creators.overview.switch import OVERVIEW
from tiktrack_gui.ui.creators.overview.table import OverviewTable
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictured_table import PicturedTable
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.rows_table import Index, RowsTable

Cell = tuple[int, Column]


@pytest.fixture
def scene() -> Iterator[Scenery]:
    with scenery() as scene:
        fill(scene)
        yield scene


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> CreatorsPage:
    """Shows the overview with all its figures; there is no room for all of its rows."""
    page = page_of(theme, scene, scene.tasks, pictures)
    qtbot.addWidget(page)
    page.resize(1240, 560)
    page.show()
    page.shown()
    page._pane.switch.choose(OVERVIEW)
    qtbot.waitUntil(lambda: not page._view.model._stale)
    QTest.qWaitForWindowExposed(page)
    return page


@pytest.fixture
def table(page: CreatorsPage) -> OverviewTable:
    return page._view.table


@pytest.fixture
def model(page: CreatorsPage) -> OverviewModel:
    return page._view.model


@pytest.fixture
def painted(table: OverviewTable, pictures: Pictures, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[Cell]:
    """The cells that are painted from now on."""
    ground, cells = table._delegate.paint_ground, list[Cell]()

    def noted(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> bool:
        cells.append((index.row(), Column(index.column())))
        return ground(painter, option, index)

    monkeypatch.setattr(table._delegate, "paint_ground", noted)
    settle(table, pictures, qtbot)
    cells.clear()
    return cells


def repaint(table: OverviewTable) -> None:
    """Paints what is due."""
    QCoreApplication.sendEvent(table.window(), QEvent(QEvent.Type.UpdateRequest))


def settle(table: OverviewTable, pictures: Pictures, qtbot: QtBot) -> None:
    """Waits for the avatars that the painted rows have asked for, and paints them."""
    repaint(table)
    qtbot.waitUntil(lambda: not pictures.is_busy)
    QCoreApplication.processEvents()  # those that have arrived
    repaint(table)


def drag_over(table: OverviewTable, model: OverviewModel, place: QPoint) -> None:
    """Drags the first row to a place in the viewport, without letting go."""
    data = model.mimeData([model.index(0, 0)])
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(place, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QGuiApplication.sendEvent(table.viewport(), event)
        assert event.isAccepted()


def picture(table: OverviewTable) -> QImage:
    return table.viewport().grab().toImage()


def test_scrolling_paints_only_the_rows_that_come_into_sight(table: OverviewTable, painted: list[Cell]) -> None:
    last = table.rowAt(table.viewport().height() - 1)
    table.verticalScrollBar().setValue(table.rowHeight(0))
    repaint(table)
    rows = {row for row, _ in painted}
    assert last + 1 in rows
    assert len(rows) <= 2 < last


def test_figures_that_come_paint_only_their_rows(
    table: OverviewTable, model: OverviewModel, painted: list[Cell], page: CreatorsPage
) -> None:
    asked = [entry.tracked.creator for row in (1, 4) if (entry := model.row(row).entry) is not None]
    found = {creator.id: figures for creator in asked if (figures := model._all[creator.id].figures) is not None}
    model.show_figures(asked, found)
    repaint(table)
    assert {row for row, _ in painted} == {1, 4}
    assert {column for _, column in painted} >= set(OF_FIGURES) - hidden(table)
    assert Column.CREATOR not in {column for _, column in painted}


def hidden(table: OverviewTable) -> set[Column]:
    return {column for column in Column if table.isColumnHidden(column)}


def test_many_rows_that_change_are_told_at_once(
    table: OverviewTable, model: OverviewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiktrack_gui.ui.creators.overview.model.STRETCHES", 2)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    model._changed([FIRST, FIRST + 1, FIRST + 5], Column.DAY)
    assert told == [(0, 1), (5, 5)]
    told.clear()
    model._changed([FIRST + 9, FIRST, FIRST + 5], Column.DAY)
    assert told == [(0, 9)]
    told.clear()
    model._changed([], Column.DAY)
    assert told == []


def test_an_avatar_that_arrives_paints_only_the_creators(
    table: OverviewTable, pictures: Pictures, painted: list[Cell]
) -> None:
    pictures.arrived.emit()
    repaint(table)
    assert {column for _, column in painted} == {Column.CREATOR}


def test_rows_that_are_sorted_are_painted_in_their_new_places(
    table: OverviewTable, model: OverviewModel, painted: list[Cell], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = picture(table)
    table.sortByColumn(Column.FOLLOWERS, Qt.SortOrder.DescendingOrder)
    kept = picture(table)
    assert kept != before
    monkeypatch.setattr(PicturedTable, "_paint_rows", RowsTable._paint_rows)
    assert picture(table) == kept


def test_rows_look_as_if_qt_painted_every_cell(
    table: OverviewTable,
    model: OverviewModel,
    pictures: Pictures,
    painted: list[Cell],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table.setFocus()
    table.select([FIRST + 10, FIRST + 11], FIRST + 11)
    table.verticalScrollBar().setValue(10 * table.rowHeight(0))  # where a row is cut, Qt rounds the other way
    hover(table.viewport(), QPoint(200, table.rowViewportPosition(12) + 30))
    settle(table, pictures, qtbot)
    kept = picture(table)
    painted.clear()
    monkeypatch.setattr(PicturedTable, "_paint_rows", RowsTable._paint_rows)
    assert picture(table) == kept
    assert {row for row, _ in painted} == {10, 11, 12, 13, 14}  # the last ones are still to be looked up


def test_a_line_shows_where_dragged_rows_would_go(
    table: OverviewTable, model: OverviewModel, painted: list[Cell], theme: Theme
) -> None:
    before, edge = picture(table), table.rowViewportPosition(3)
    drag_over(table, model, QPoint(200, edge - 2))
    shown = picture(table)
    drag_away(table.viewport())
    changed = [y for y in range(shown.height()) if shown.copy(0, y, 600, 1) != before.copy(0, y, 600, 1)]
    assert changed == [edge]
    assert shown.pixelColor(300, edge) == theme.tokens.text
    assert painted == []
