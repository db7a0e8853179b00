"""Two parts side by side if there is room, else stacked."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import framed, hairline, row
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.side_by_side import SideBySide


@pytest.fixture
def parts() -> tuple[Label, Label, QFrame]:
    return Label("left"), Label("right"), hairline("vertical")


@pytest.fixture
def around(theme: Theme, parts: tuple[Label, Label, QFrame], qtbot: QtBot) -> QFrame:
    left, right, line = parts
    for part in (left, right):
        part.setFixedSize(100, 20)
    around = framed("page", row(SideBySide(row(left), row(right), line=line)))
    qtbot.addWidget(around)
    around.resize(300, 60)
    around.show()
    return around


def test_where_there_is_room_they_are_side_by_side(around: QFrame, parts: tuple[Label, Label, QFrame]) -> None:
    left, right, line = parts
    assert left.x() < line.x() < right.x()
    assert left.y() == right.y()


def test_where_there_is_none_they_are_one_below_the_other(
    around: QFrame, parts: tuple[Label, Label, QFrame], qtbot: QtBot
) -> None:
    left, right, line = parts
    around.resize(150, 60)
    qtbot.waitUntil(lambda: left.x() == right.x())
    assert left.y() < right.y()
    assert not line.isVisible()


def test_the_line_between_them_needs_room_too(around: QFrame, parts: tuple[Label, Label, QFrame], qtbot: QtBot) -> None:
    left, right, _ = parts
    around.resize(210, 60)  # enough for both without it
    qtbot.waitUntil(lambda: left.y() < right.y())


def test_a_part_that_grows_turns_them_too(around: QFrame, parts: tuple[Label, Label, QFrame], qtbot: QtBot) -> None:
    left, right, _ = parts
    right.setFixedSize(250, 20)
    qtbot.waitUntil(lambda: left.y() < right.y())
    right.setFixedSize(100, 20)
    qtbot.waitUntil(lambda: left.y() == right.y())
