"""The threshold's line over the histogram: dragged, moved by key, and what it says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tiktrack_gui.core.backtest import Backtest
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.threshold import ThresholdHistogram

MEASURED = [(number % 7, 1.5**number) for number in range(20)]


@pytest.fixture
def histogram(theme: Theme, qtbot: QtBot) -> ThresholdHistogram:
    widget = ThresholdHistogram(theme)
    qtbot.addWidget(widget)
    widget.show_backtest(Backtest(7, MEASURED))
    widget.show_threshold(100)
    widget.resize(132, 32)
    widget.show()
    return widget


def test_dragging_tells_on_the_way_and_chooses_at_the_end(histogram: ThresholdHistogram, qtbot: QtBot) -> None:
    dragged: list[float] = []
    chosen: list[float] = []
    histogram.dragged.connect(dragged.append)
    histogram.chosen.connect(chosen.append)
    left, right = QPoint(30, 16), QPoint(120, 16)
    QTest.mousePress(histogram, Qt.MouseButton.LeftButton, pos=left)
    histogram.show_threshold(7)  # such as by another page: the hand on the line comes first
    QTest.mouseMove(histogram, right)
    assert chosen == []
    assert dragged == sorted(dragged)
    QTest.mouseRelease(histogram, Qt.MouseButton.LeftButton, pos=right)
    assert chosen == dragged[-1:]
    assert 2_000 < chosen[0] < 10_000
    before = chosen[:]
    QTest.mouseMove(histogram, left)
    assert chosen == before


@pytest.mark.parametrize(
    ("key", "start", "expected"),
    [
        (Qt.Key.Key_Right, 100, 110),
        (Qt.Key.Key_Left, 100, 91),
        (Qt.Key.Key_Up, 0, 1),
        (Qt.Key.Key_Down, 1, 0),
        (Qt.Key.Key_Down, 0, 0),
        (Qt.Key.Key_Right, 3, 4),
    ],
)
def test_arrow_keys_move_it_by_a_tenth(
    histogram: ThresholdHistogram, qtbot: QtBot, key: Qt.Key, start: float, expected: float
) -> None:
    histogram.show_threshold(start)
    with qtbot.waitSignal(histogram.chosen) as chosen:
        QTest.keyClick(histogram, key)
    assert chosen.args == [expected]


def test_it_says_what_would_have_been_flagged(histogram: ThresholdHistogram) -> None:
    reached = [velocity for _, velocity in MEASURED if velocity >= 100]
    words = f"At 100/min, the last 7 days would have flagged {len(reached)} of 20 videos, of 7 creators"
    assert histogram.toolTip() == words
    assert histogram.accessibleName() == f"Minimum velocity. {words}"
    histogram.show_threshold(1e6)
    assert histogram.toolTip().endswith("would have flagged 0 of 20 videos")


def test_bars_that_reach_the_line_have_the_accent(histogram: ThresholdHistogram, theme: Theme) -> None:
    histogram.show_threshold(0)
    every = histogram.grab().toImage()
    histogram.show_threshold(1e6)
    none = histogram.grab().toImage()

    def accents(image: object) -> int:
        assert hasattr(image, "pixelColor")
        return sum(image.pixelColor(x, 28) == theme.tokens.accent for x in range(132))

    assert accents(every) > 20
    assert accents(none) == 0
