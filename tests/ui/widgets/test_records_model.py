"""The records model: newest first, updated in place, searchable by text, dropping the oldest."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.records_model import MARK_ROLE, STRONG_ROLE, Column, RecordsModel

NOW = 1000.0


@dataclass(frozen=True)
class Note:
    id: int
    text: str
    at: int = 0


COLUMNS: tuple[Column[Note], ...] = (
    Column(title="Text", text=lambda note, now: note.text, mark=lambda note, now: ("info", "ok")),
    Column(
        title="Age",
        text=lambda note, now: f"{now - note.at:.0f}",
        hint=lambda note, now: f"since {note.at}",
        is_number=True,
    ),
)


@pytest.fixture
def model(qtmodeltester: ModelTester) -> RecordsModel[Note]:
    model = RecordsModel(COLUMNS, lambda note: note.id, lambda: NOW, 5)
    qtmodeltester.check(model, force_py=True)
    return model


def texts(model: RecordsModel[Note]) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_newest_stands_on_top_in_whatever_order_they_come(model: RecordsModel[Note]) -> None:
    model.upsert([Note(2, "two"), Note(1, "one")])
    model.upsert([Note(4, "four")])
    model.upsert([Note(3, "three")])
    assert texts(model) == ["four", "three", "two", "one"]


def test_a_known_record_changes_in_place(model: RecordsModel[Note]) -> None:
    model.upsert([Note(1, "one"), Note(2, "two")])
    kept = QPersistentModelIndex(model.index(1, 0))
    changes: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changes.append((first.row(), last.row())))
    model.upsert([Note(1, "first")])
    assert changes == [(1, 1)]
    assert kept.data() == "first"
    assert texts(model) == ["two", "first"]


def test_the_oldest_beyond_the_limit_are_forgotten(model: RecordsModel[Note]) -> None:
    model.upsert([Note(number, str(number)) for number in range(1, 8)])
    assert texts(model) == ["7", "6", "5", "4", "3"]
    assert model.total == 5


def test_every_word_must_be_in_the_record(model: RecordsModel[Note]) -> None:
    model.upsert([Note(1, "red apple"), Note(2, "Green apple"), Note(3, "green pear")])
    model.show_matching(" Apple green ")
    assert texts(model) == ["Green apple"]
    assert model.total == 3
    model.show_matching("")
    assert model.rowCount() == 3


def test_only_what_passes_is_shown_also_after_it_changed(model: RecordsModel[Note]) -> None:
    model.upsert([Note(1, "red apple"), Note(2, "green pear"), Note(3, "green apple"), Note(4, "red pear")])
    model.show_matching("apple")
    model.show_passing(lambda note: note.text.startswith("green"))
    assert texts(model) == ["green apple"]
    model.upsert([Note(1, "green apples"), Note(2, "green pears"), Note(3, "eaten apple")])
    assert texts(model) == ["green apples"]
    model.upsert([Note(5, "red apple"), Note(3, "green apple")])
    assert texts(model) == ["green apple", "green apples"]
    model.show_passing(None)
    assert texts(model) == ["red apple", "green apple", "green apples"]


def test_what_arrives_during_a_search_is_shown_only_if_it_matches(model: RecordsModel[Note]) -> None:
    model.upsert([Note(1, "apple")])
    model.show_matching("apple")
    model.upsert([Note(2, "pear"), Note(3, "apple pie")])
    assert texts(model) == ["apple pie", "apple"]
    assert model.row_of(2) is None
    assert model.row_of(1) == 1


def test_a_hidden_oldest_is_forgotten_too(model: RecordsModel[Note]) -> None:
    model.upsert([Note(number, "apple" if number > 1 else "pear") for number in range(1, 6)])
    model.show_matching("apple")
    model.upsert([Note(6, "apple")])
    assert model.total == 5
    assert model.rowCount() == 5


def test_the_columns_say_what_is_shown(model: RecordsModel[Note]) -> None:
    model.upsert([Note(1, "one", at=400)])
    age = model.index(0, 1)
    assert (age.data(), age.data(Qt.ItemDataRole.ToolTipRole)) == ("600", tooltips.plain("since 400"))
    assert age.data(Qt.ItemDataRole.AccessibleTextRole) == "Age: 600"
    assert model.index(0, 0).data(MARK_ROLE) == ("info", "ok")
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) is None
    assert age.data(MARK_ROLE) is None
    orientation = Qt.Orientation.Horizontal
    assert [model.headerData(number, orientation) for number in range(2)] == ["Text", "Age"]
    alignment = model.headerData(1, orientation, Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & Qt.AlignmentFlag.AlignRight


def test_an_index_of_nothing_says_nothing(model: RecordsModel[Note]) -> None:
    assert model.data(QModelIndex()) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_what_is_to_stand_out_says_so(qtmodeltester: ModelTester) -> None:
    columns: tuple[Column[Note], ...] = (
        Column(title="Text", text=lambda note, now: note.text, is_strong=lambda note, now: note.at > now - 10),
        Column(title="Rest", text=lambda note, now: "rest"),
    )
    model = RecordsModel(columns, lambda note: note.id, lambda: NOW, 5)
    qtmodeltester.check(model, force_py=True)
    model.upsert([Note(1, "old", 100), Note(2, "new", 999)])
    strong = [[model.index(row, column).data(STRONG_ROLE) for column in range(2)] for row in range(2)]
    assert strong == [[True, False], [False, False]]
