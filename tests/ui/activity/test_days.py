"""The bars above the runs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.runs import DayOfRuns
from tiktrack_gui.ui.activity.days import MARGIN, DaysOfRuns
from tiktrack_gui.ui.theme.look import Mode, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.words.activity import day_of_runs

FIRST = 1_790_035_200
WIDTH = 900


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> DaysOfRuns:
    strip = DaysOfRuns(theme)
    qtbot.addWidget(strip)
    strip.resize(WIDTH, strip.sizeHint().height())
    strip.show_days(days(30))
    with qtbot.waitExposed(strip):
        strip.show()
    return strip


def days(number: int, **last: int) -> list[DayOfRuns]:
    """Equal days but the last one."""
    usual = {"runs": 48, "fetched": 2_400, "passed": 620, "failed": 0}
    made = [DayOfRuns(start=FIRST + day * DAY, **usual) for day in range(number - 1)]
    return [*made, DayOfRuns(start=FIRST + number * DAY, **usual | last)]


def picture(strip: DaysOfRuns) -> QImage:
    return strip.grab().toImage()


def height_of(color: QColor, strip: DaysOfRuns, day: int) -> int:
    """How many pixels of a day’s bar have that colour."""
    image = picture(strip)
    x = round(MARGIN + (day + 0.5) * (WIDTH - 2 * MARGIN) / 30)
    wanted = QColor(color).name()
    return sum(QColor(image.pixel(x, y)).name() == wanted for y in range(strip.height()))


def test_the_bars_are_as_high_as_their_numbers(strip: DaysOfRuns, theme: Theme) -> None:
    accent = theme.tokens.accent
    assert height_of(accent, strip, 29) == height_of(accent, strip, 3) > 0
    strip.show_days(days(30, passed=1_240))
    assert height_of(accent, strip, 29) == pytest.approx(2 * height_of(accent, strip, 3), abs=1)
    strip.show_days(days(30, passed=0))
    assert height_of(accent, strip, 29) == 0


def test_a_day_with_few_can_be_seen(strip: DaysOfRuns, theme: Theme) -> None:
    strip.show_days(days(30, fetched=1, passed=1))
    assert height_of(theme.tokens.accent, strip, 29) >= 1


def test_a_day_with_failures_is_marked_above_its_bar(strip: DaysOfRuns, theme: Theme) -> None:
    before = picture(strip)
    strip.show_days(days(30, failed=1))
    after = picture(strip)
    slot = (WIDTH - 2 * MARGIN) / 30
    changed = {
        int((x - MARGIN) / slot)
        for x in range(round(MARGIN), round(WIDTH - MARGIN))
        for y in range(strip.height() // 3, strip.height())  # below the legend
        if before.pixel(x, y) != after.pixel(x, y)
    }
    assert changed == {29}
    assert "1 failed" in strip.accessibleName()


def test_every_day_has_a_tooltip(strip: DaysOfRuns) -> None:
    shown = days(30, failed=3)
    strip.show_days(shown)
    for x, day in ((0, 0), (round(MARGIN) + 1, 0), (WIDTH // 2 + 1, 15), (WIDTH - round(MARGIN) - 1, 29), (WIDTH, 29)):
        assert strip.day_at(x) == day
    at = QPoint(WIDTH - 30, 50)
    QApplication.sendEvent(strip, QHelpEvent(QHelpEvent.Type.ToolTip, at, strip.mapToGlobal(at)))
    assert day_of_runs(shown[29]) in QToolTip.text()


def test_the_name_has_the_sums(strip: DaysOfRuns) -> None:
    assert strip.accessibleName() == "Last 30 days: 1,440 runs, 72,000 fetched, 18,600 passed"


def test_without_runs_there_is_nothing_to_show(strip: DaysOfRuns) -> None:
    assert strip.has_runs
    strip.show_days([DayOfRuns(start=FIRST)])
    assert not strip.has_runs
    picture(strip)


def test_the_strip_follows_the_theme(strip: DaysOfRuns, theme: Theme) -> None:
    light, height = picture(strip), strip.sizeHint().height()
    theme.set_mode(Mode.DARK)
    assert picture(strip) != light
    theme.change(text_size=TextSize.LARGEST)
    assert strip.sizeHint().height() > height
