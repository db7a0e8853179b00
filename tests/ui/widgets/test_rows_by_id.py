"""The order of rows by ID: they come, go and move in place, and selections follow them."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from tiktrack_gui.ui.widgets.rows_by_id import Index, RowsById, in_order, stretches


class Numbers(RowsById):
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return str(self.id_of(index.row())) if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def model(qtmodeltester: ModelTester) -> Numbers:
    model = Numbers()
    qtmodeltester.check(model, force_py=True)
    model._append([3, 1, 4, 15, 9, 2])
    return model


def test_rows_that_stand_together_go_at_once(model: Numbers) -> None:
    gone: list[tuple[int, int]] = []
    model.rowsRemoved.connect(lambda _parent, first, last: gone.append((first, last)))
    kept = QPersistentModelIndex(model.index(4, 1))
    model._drop({1, 4, 2, 77})
    assert model._order == [3, 15, 9]
    assert gone == [(5, 5), (1, 2)]
    assert (kept.row(), kept.data()) == (2, "9")
    assert [model.row_of(id_) for id_ in (3, 15, 9, 1)] == [0, 1, 2, None]


def test_rows_move_with_what_points_at_them(model: Numbers) -> None:
    kept = QPersistentModelIndex(model.index(0, 1))
    model._reorder(sorted(model._order))
    assert (kept.row(), kept.column(), kept.data()) == (2, 1, "3")


@pytest.mark.parametrize(("descending", "order"), [(False, [4, 2, 3, 1, 5]), (True, [2, 3, 4, 1, 5])])
def test_unknown_ones_come_last_and_equal_ones_as_they_were(descending: bool, order: list[int]) -> None:
    assert in_order([1, 2, 3, 4, 5], {1: None, 2: 8, 3: 8, 4: 1, 5: None}, descending=descending) == order


def test_stretches_are_ranges() -> None:
    assert stretches([]) == []
    assert stretches([0, 1, 2, 5, 7, 8]) == [range(3), range(5, 6), range(7, 9)]
