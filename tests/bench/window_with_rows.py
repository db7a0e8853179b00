"""Measures how long the Trending table takes for what is done with all of its rows.

Argument: the data folder. Prints JSON: {action: {"ours": [ms, …], "floor": [ms, …]}}, the floor being the same in a
bare table of as many rows. Each is measured until it is painted, except an update: what it changes is painted with the
next frame, as when scrolling.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget

from tests.bench.bare_rows import NUMBER, TEXT, Rows, table_of
from tests.bench.driven_window import SETTLES, driven
from tiktrack_gui.app.program import Program
from tiktrack_gui.app.session import Session
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.ui.trending.model import Column
from tiktrack_gui.ui.trending.page import TrendingPage
from tiktrack_gui.ui.trending.table import FeedTable
from tiktrack_gui.ui.trending.threshold import ThresholdHistogram
from tiktrack_gui.ui.widgets.fields import SearchField

UPDATED = 100
WORD = "caption 12"
STEP, TURNS = 120, 100  # px of a mouse wheel; down and up again
ROUNDS = {"sort": 16, "type": 2 * len(WORD), "drag": 16, "let_go": 16, "update": 16, "scroll": 300}
SETTLED = 0.02  # s, between two actions

W = TypeVar("W", bound=QWidget)
Times = dict[str, dict[str, list[float]]]


class Ours:
    """The page in the program's window."""

    def __init__(self, program: Program, session: Session) -> None:
        self.window: QWidget = program.window
        self._trending = session._services.trending
        self.table = _child(program.window, FeedTable)
        self._page = _child(program.window, TrendingPage)
        self._search = _child(self._page, SearchField)
        self._histogram = _child(self._page, ThresholdHistogram)
        self.items = [self._page._model.item(row) for row in range(self._page._model.rowCount())]
        self._spread = self.items[:: len(self.items) // UPDATED]

    def sort(self, number: int) -> None:
        column = (Column.SCORE, Column.VIDEO, Column.NOW, Column.VIEWS)[number % 4]
        self.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)

    def type(self, number: int) -> None:
        """Types the word, letter by letter, and deletes it again."""
        place = number % (2 * len(WORD))
        if place < len(WORD):
            QTest.keyClicks(self._search, WORD[place])
        else:
            QTest.keyClick(self._search, Qt.Key.Key_Backspace)

    def drag(self, number: int) -> None:
        x = self._histogram.width() * (1 + number % 8) // 10
        if number % 8 == 0:
            QTest.mousePress(self._histogram, Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
        QTest.mouseMove(self._histogram, QPoint(x, 10))

    def let_go(self, number: int) -> None:
        x = self._histogram.width() * (4 + number % 3) // 10
        QTest.mouseClick(self._histogram, Qt.MouseButton.LeftButton, pos=QPoint(x, 10))

    def update(self, number: int) -> None:
        """New measurements of videos anywhere in the table, which move to other places."""
        self._trending.items_changed.emit(tuple(_grown(item, number) for item in self._spread))

    def scroll(self, number: int) -> None:
        _scroll(self.table, number)


class Bare:
    """The table of lists."""

    def __init__(self, items: list[MeasuredVideo], like: QWidget) -> None:
        self._rows = Rows([(item.velocity, item.video.caption) for item in items])
        self.table = table_of(self._rows, like.size())
        self.window: QWidget = self.table

    def sort(self, number: int) -> None:
        self._rows.sort_by(number % 2, reverse=True)

    def type(self, number: int) -> None:
        word = WORD[: number % len(WORD) + 1]
        self._rows.show_only(lambda row: word in row[TEXT])

    def drag(self, number: int) -> None:
        """A step changes only what is painted."""
        self.table.viewport().update()

    def let_go(self, number: int) -> None:
        self._rows.show_only(lambda row: row[NUMBER] >= number)

    def update(self, number: int) -> None:
        self._rows.change(0, UPDATED - 1)
        self._rows.sort_by(NUMBER, reverse=bool(number % 2))

    def scroll(self, number: int) -> None:
        _scroll(self.table, number)


async def measure(program: Program, session: Session) -> Times:
    ours = Ours(program, session)
    sides: dict[str, Ours | Bare] = {"ours": ours, "floor": Bare(ours.items, ours.table)}
    await asyncio.sleep(SETTLES)
    times: Times = {}
    for name, rounds in ROUNDS.items():
        times[name] = {which: await _timed(side, name, rounds) for which, side in sides.items()}
    return times


async def _timed(side: Ours | Bare, name: str, rounds: int) -> list[float]:
    """Returns the ms that each action took."""
    act: Callable[[int], None] = getattr(side, name)
    times = []
    for number in range(rounds):
        start = time.perf_counter()
        act(number)
        if name != "update":
            QCoreApplication.sendEvent(side.window, QEvent(QEvent.Type.UpdateRequest))
        times.append((time.perf_counter() - start) * 1000)
        await asyncio.sleep(SETTLED)
    return times


def _scroll(table: QTableView, number: int) -> None:
    """Turns the wheel down, and later up again."""
    bar = table.verticalScrollBar()
    bar.setValue(bar.value() + (STEP if number % TURNS < TURNS // 2 else -STEP))


def _grown(item: MeasuredVideo, number: int) -> MeasuredVideo:
    return replace(item, velocity=(item.velocity or 0) + number * 37 % 500, current=None)


def _child(parent: QWidget, kind: type[W]) -> W:
    child = parent.findChild(kind)
    assert isinstance(child, kind)
    return child


if __name__ == "__main__":
    print(json.dumps(driven(Path(sys.argv[1]), measure)))
