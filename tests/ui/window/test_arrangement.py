"""The user's column widths and splitter positions survive restarts and theme changes, per text size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.ui.theme.look import Mode, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.curves import Curves
from tiktrack_gui.ui.trending.model import Column, FeedModel
from tiktrack_gui.ui.trending.table import WIDTHS, FeedTable
from tiktrack_gui.ui.widgets.boxes import column, framed
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.window.main_window import MainWindow


class Start:
    """One session of the window, with a page that has a table and a splitter."""

    def __init__(self, theme: Theme, pictures: Pictures, state: Path, qtbot: QtBot) -> None:
        self.model = FeedModel(lambda: samples.NOW, Criteria(threshold=samples.THRESHOLD))
        self.model.upsert(samples.videos())
        self.table = FeedTable(theme, pictures, Curves(), self.model)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.setObjectName("parts")
        self.parts.addWidget(self.table)
        self.parts.addWidget(Label("below"))
        self.page = framed("page", column(self.parts))
        self.window = MainWindow(theme, state)
        qtbot.addWidget(self.window)
        self.window.resize(1600, 900)
        self.window.set_pages({"trending": lambda: self.page})
        self.window.show()

    @property
    def scores(self) -> list[int]:
        scores = (self.model.item(row).score for row in range(self.model.rowCount()))
        return [score.value for score in scores if score is not None]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "ui.ini"


@pytest.fixture
def start(theme: Theme, pictures: Pictures, state: Path, qtbot: QtBot) -> Callable[[], Start]:
    """Starts sessions that exist until the end of the test."""
    starts: list[Start] = []

    def again() -> Start:
        starts.append(Start(theme, pictures, state, qtbot))
        return starts[-1]

    return again


def test_columns_order_and_parts_are_as_the_user_left_them(start: Callable[[], Start]) -> None:
    first = start()
    assert first.scores != sorted(first.scores)
    first.table.setColumnWidth(Column.VELOCITY, 222)
    first.table.sortByColumn(Column.SCORE, Qt.SortOrder.AscendingOrder)
    first.parts.setSizes([400, 300])
    sizes = first.parts.sizes()
    first.window.close()
    second = start()
    assert second.table.columnWidth(Column.VELOCITY) == 222
    assert second.scores == sorted(second.scores)
    assert second.parts.sizes() == sizes


def test_a_column_that_left_for_want_of_room_comes_back_with_it(start: Callable[[], Start]) -> None:
    first = start()
    first.window.resize(first.window.minimumSize())
    assert first.table.isColumnHidden(Column.TREND)
    first.window.close()
    assert not start().table.isColumnHidden(Column.TREND)


def test_a_change_of_colours_leaves_the_columns_alone(start: Callable[[], Start], theme: Theme) -> None:
    table = start().table
    table.setColumnWidth(Column.VELOCITY, 222)
    theme.change(appearance=Mode.DARK)
    assert table.columnWidth(Column.VELOCITY) == 222
    theme.change(text_size=TextSize.LARGEST)
    assert table.columnWidth(Column.VELOCITY) != 222


def test_other_columns_than_there_are_now_are_none_to_restore(start: Callable[[], Start], state: Path) -> None:
    first = start()
    first.table.setColumnWidth(Column.VELOCITY, 222)
    first.window.close()
    text = state.read_text(encoding="utf-8")
    more = text.replace(f"Trending%20videos%20{len(Column)}", f"Trending%20videos%20{100 * len(Column)}")
    assert len(more) > len(text)  # QSettings may not read a file of the same size again that is as new as the last one
    state.write_text(more, encoding="utf-8")
    assert start().table.columnWidth(Column.VELOCITY) != 222


@pytest.mark.parametrize("kept", ["rubbish", "@ByteArray(rubbish)", "@Invalid()"])
def test_what_cannot_be_understood_changes_nothing(start: Callable[[], Start], state: Path, kept: str) -> None:
    state.write_text(f"[arrangement]\nnormal\\Trending%20videos%20{len(Column)}={kept}\n", encoding="utf-8")
    table = start().table
    assert table.columnWidth(Column.VELOCITY) == WIDTHS[Column.VELOCITY]
    assert table.horizontalHeader().sortIndicatorSection() == Column.NOW
