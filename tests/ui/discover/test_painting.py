"""The table of candidates as it is drawn: thousands scroll smoothly, and nothing depends on colour alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.core.discovery_rows import NOW
from tests.ui.discover.test_model import BRAND, constants, now, rows
from tiktrack_gui.core.discovery.ranking import Show, rank
from tiktrack_gui.ui.discover.columns import Column
from tiktrack_gui.ui.discover.model import CandidatesModel
from tiktrack_gui.ui.discover.table import CandidatesTable
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.rows_by_id import Index

MANY = 5_000


@pytest.fixture
def table(theme: Theme, pictures: Pictures, qtbot: QtBot) -> Iterator[CandidatesTable]:
    model = CandidatesModel(now, constants)
    model.show(rank(BRAND, rows(MANY), NOW).only(Show.ALL))
    table = CandidatesTable(theme, pictures, model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(1240, 700)
    table.show()
    QApplication.processEvents()
    yield table


def picture(table: CandidatesTable) -> QImage:
    return table.viewport().grab().toImage()


def test_of_many_only_those_in_sight_are_put_into_words(table: CandidatesTable) -> None:
    picture(table)
    model = table._keyed
    assert model.rowCount() == MANY
    assert len({creator_id for creator_id, _ in model._cells}) < 30


def test_scrolling_paints_only_the_rows_that_come_into_sight(
    table: CandidatesTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    paint = table._delegate.paint

    def noted(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painted.append(index.row())
        paint(painter, option, index)

    monkeypatch.setattr(table._delegate, "paint", noted)
    picture(table)
    painted.clear()
    picture(table)
    assert painted == []  # copied
    table.verticalScrollBar().setValue(table.rowHeight(0))
    picture(table)
    assert 0 < len(set(painted)) <= 4


def test_every_row_can_be_drawn_in_both_densities(table: CandidatesTable, theme: Theme) -> None:
    for compact in (False, True):
        theme.change(compact_rows=compact)
        for place in range(0, MANY * table.rowHeight(0), 173 * table.rowHeight(0)):
            table.verticalScrollBar().setValue(place)
            assert not picture(table).isNull()


def test_confidence_is_a_word_and_dots_not_a_colour(table: CandidatesTable) -> None:
    assert {table._keyed.cell(place, Column.FIT).below for place in range(MANY)} <= {
        "low",
        "medium",
        "high",
        "nothing known",
    }


def test_the_heights_have_room_for_three_reasons_and_a_caution(table: CandidatesTable, theme: Theme) -> None:
    assert table.rowHeight(0) == 72
    theme.change(compact_rows=True)
    assert table.rowHeight(0) == 44
