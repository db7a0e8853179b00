"""A model of rows by ID that sorts and filters in place."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tiktrack_gui.ui.widgets.keyed_model import FEW, Headings, Key, KeyedModel
from tiktrack_gui.words.overview import Cell

Item = tuple[int, str, int | None]  # ID, name, number


class Column(IntEnum):
    NAME = 0
    NUMBER = 1


HEADINGS = Headings(
    kind=Column,
    titles=("Name", "Number"),
    meanings={Column.NAME: "What it is called", Column.NUMBER: "How many"},
    left={Column.NAME},
    rising={Column.NAME},
)


class Items(KeyedModel[Item]):
    def __init__(self, headings: Headings = HEADINGS) -> None:
        super().__init__(headings)

    def id_of_item(self, item: Item) -> int:
        return item[0]

    def made(self, item: Item, column: int) -> Cell:
        return Cell(text=item[1]) if column == Column.NAME else Cell(text=str(item[2]), hint="<b>exactly</b>")

    def key(self, item: Item, column: int) -> Key:
        return item[1] if column == Column.NAME else item[2]

    def searched(self, item: Item) -> str:
        return item[1]

    def sentence(self, item: Item) -> str:
        return f"{item[1]}, {item[2]}"


@pytest.fixture
def model(qapp: QApplication) -> Items:
    model = Items()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.put([(1, "plum", 5), (2, "apple", None), (3, "pear", 9), (4, "fig", 5)])
    return model


def shown(model: Items) -> list[int]:
    return [model.id_of(row) for row in range(model.rowCount())]


def test_unknown_values_come_last_in_both_orders_and_equal_ones_as_given(model: Items) -> None:
    model.sort(Column.NUMBER, Qt.SortOrder.DescendingOrder)
    assert shown(model) == [3, 1, 4, 2]
    model.sort(Column.NUMBER)
    assert shown(model) == [1, 4, 3, 2]


def test_rows_that_stay_are_followed(model: Items) -> None:
    model.sort(Column.NAME)
    pear = QPersistentModelIndex(model.index(model.row_of(3) or 0, 0))
    model.put([(3, "a pear", 1), (5, "date", 2), (1, "plum", 7)])
    assert shown(model) == [3, 5, 1]
    assert pear.row() == 0
    assert model.index(0, 0).data() == "a pear"
    assert model.total == 3
    assert model.find(2) is None


def test_a_search_takes_every_word(model: Items) -> None:
    model.show_only("P L")
    assert shown(model) == [2, 1]
    assert model.is_narrowed
    assert model.find(3) is not None
    model.show_only("")
    assert sorted(shown(model)) == [1, 2, 3, 4]


def test_many_rows_go_and_come_at_once(model: Items) -> None:
    many = [(number, "even" if number % 2 == 0 else "odd", number) for number in range(1, 4 * FEW)]
    model.put_others(many)
    model.sort(Column.NUMBER)
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.show_only("even")
    assert len(resets) == 1
    assert all(number % 2 == 0 for number in shown(model))
    model.show_only("")
    assert shown(model) == list(range(1, 4 * FEW))


def test_what_is_said_of_a_cell(model: Items) -> None:
    first = model.index(model.row_of(1) or 0, Column.NAME)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "plum, 5"
    number = model.index(model.row_of(1) or 0, Column.NUMBER)
    assert number.data(Qt.ItemDataRole.AccessibleTextRole) == "Number: 5"
    assert "&lt;b&gt;" in number.data(Qt.ItemDataRole.ToolTipRole)
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(Column.NUMBER, horizontal, Qt.ItemDataRole.ToolTipRole) == "How many"
    usual = model.headerData(Column.NUMBER, horizontal, Qt.ItemDataRole.InitialSortOrderRole)
    assert usual == Qt.SortOrder.DescendingOrder


def test_a_subject_that_is_not_the_first_column_speaks_for_the_row(qapp: QApplication) -> None:
    model = Items(replace(HEADINGS, subject=Column.NUMBER, spoken={Column.NAME: "What it is called"}))
    model.put([(1, "plum\ncherry", 5)])
    name, number = (model.index(0, column) for column in Column)
    assert number.data(Qt.ItemDataRole.AccessibleTextRole) == "plum\ncherry, 5"
    assert name.data(Qt.ItemDataRole.AccessibleTextRole) == "What it is called: plum; cherry"
    assert name.data() == "plum · cherry"
