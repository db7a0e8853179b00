"""The records table: whole rows by mouse and keyboard, hidden columns, coloured marks."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.hands import hover
from tiktrack_gui.ui.theme.look import Mode, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.records_model import Column, RecordsModel
from tiktrack_gui.ui.widgets.records_table import ROW, RecordsTable
from tiktrack_gui.ui.widgets.records_view import RecordsView


@dataclass(frozen=True)
class Note:
    id: int


COLUMNS: tuple[Column[Note], ...] = (
    Column(title="Name", text=lambda note, now: f"Note {note.id}", width=200, is_main=True),
    Column(title="State", text=lambda note, now: "", mark=lambda note, now: ("circle-check", "ok"), width=100),
    Column(title="More", text=lambda note, now: "more", leaves_below=500),
    Column(title="Rest", text=lambda note, now: "rest"),
)


@pytest.fixture
def model() -> RecordsModel[Note]:
    model = RecordsModel(COLUMNS, lambda note: note.id, lambda: 0.0, 100)
    model.upsert([Note(number) for number in range(1, 6)])
    return model


@pytest.fixture
def table(theme: Theme, model: RecordsModel[Note], qtbot: QtBot) -> RecordsTable:
    table = RecordsTable(theme, model, "Notes")
    qtbot.addWidget(table)
    table.resize(800, 400)
    table.show()
    return table


def at(table: RecordsTable, row: int) -> QPoint:
    return QPoint(300, table.rowViewportPosition(row) + ROW // 2)


def ground(table: RecordsTable, row: int) -> QColor:
    return table.viewport().grab().toImage().pixelColor(390, table.rowViewportPosition(row) + 3)


def test_a_column_without_text_leaves_its_room_to_the_others(theme: Theme, qtbot: QtBot) -> None:
    columns: tuple[Column[Note], ...] = (
        Column(title="Name", text=lambda note, now: f"Note {note.id}"),
        Column(title="Error", text=lambda note, now: "wrong" if note.id == 2 else "", leaves_if_empty=True),
    )
    view = RecordsView(theme, RecordsModel(columns, lambda note: note.id, lambda: 0.0, 100), "Notes", {})
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.show()
    view.upsert([Note(1)])
    assert view.table.isColumnHidden(1)
    assert view.table.columnWidth(0) > 700
    view.upsert([Note(2)])
    assert not view.table.isColumnHidden(1)


def test_a_click_selects_the_whole_row(table: RecordsTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.record_selected) as selected:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at(table, 1))
    assert selected.args == [Note(4)]
    assert len(table.selectedIndexes()) == len(COLUMNS)


def test_arrow_keys_go_from_row_to_row(table: RecordsTable) -> None:
    table.select(5)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.selected == Note(4)


def test_the_way_down_begins_at_the_top(table: RecordsTable) -> None:
    table.setFocus()
    assert table.selected is None
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.selected == Note(5)


def test_home_and_end_go_to_the_first_row_and_the_last(table: RecordsTable) -> None:
    ends = []
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(table, key)
        ends.append(table.selected)
    assert ends == [Note(1), Note(5)]


def test_the_selected_row_and_the_one_under_the_mouse_are_tinted(table: RecordsTable, theme: Theme) -> None:
    table.select(5)
    hover(table.viewport(), at(table, 2))
    assert [ground(table, row) for row in range(3)] == [
        theme.tokens.selected,
        theme.tokens.surface,
        theme.tokens.hover,
    ]


def test_nothing_is_selected_at_first_nor_after_a_search(table: RecordsTable, model: RecordsModel[Note]) -> None:
    assert table.selected is None
    table.select(5)
    model.show_matching("note 1")
    assert table.selected is None


def test_columns_leave_when_there_is_no_room(table: RecordsTable) -> None:
    assert not table.isColumnHidden(2)
    table.resize(480, 400)
    assert table.isColumnHidden(2)
    assert not table.isColumnHidden(3)


def test_larger_type_takes_wider_columns(table: RecordsTable, theme: Theme) -> None:
    theme.change(text_size=TextSize.LARGEST)
    assert [table.columnWidth(number) for number in (0, 1)] == [260, 130]


def test_a_mark_has_its_colour_in_both_themes(table: RecordsTable, theme: Theme) -> None:
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        image = table.viewport().grab().toImage()
        x = table.columnViewportPosition(1) + 12
        across = [image.pixelColor(x + dx, ROW // 2) for dx in range(17)]
        assert min(distance(color, theme.tokens.ok) for color in across) < 12


def distance(one: QColor, other: QColor) -> int:
    """The maximum difference of two colours over the channels; not exact, since edges blend with the background."""
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue()))
