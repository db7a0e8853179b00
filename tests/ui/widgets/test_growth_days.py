"""Marked days on the growth plot: lines and labels, their cards by mouse and keyboard, and in pictures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.hands import hover
from tests.ui.seen import texts
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.ui.theme.look import Mode, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.growth_canvas import GrowthCanvas
from tiktrack_gui.ui.widgets.growth_marks import DayMark
from tiktrack_gui.ui.widgets.growth_plot import GrowthPlot

CTRL = Qt.KeyboardModifier.ControlModifier
HISTORY = samples.growth(90, 1_000_000)
END = HISTORY[-1].at
SAID = "Growing faster since then. Followers per week: +1.2% before, +3.1% after."


def mark(days: int, label: str, said: str = "") -> DayMark:
    at = END - days * DAY
    return DayMark(at=at, label=label, day=f"{days} d ago", said=said)


@pytest.fixture
def plot(theme: Theme, qtbot: QtBot) -> GrowthPlot:
    """Without videos. The range shows the last 30 days."""
    plot = GrowthPlot(theme)
    qtbot.addWidget(plot)
    plot.resize(900, 500)
    plot.show()
    plot.show_samples(HISTORY, 21_600)
    plot.mark_days((mark(60, "Idea"), mark(20, "Contacted"), mark(10, "Posted", SAID)))
    QApplication.processEvents()  # layouts settle
    return plot


def canvas(plot: GrowthPlot) -> GrowthCanvas:
    assert plot._canvas is not None
    return plot._canvas


def labels(plot: GrowthPlot) -> list[str]:
    """Those that can be seen, oldest first."""
    items = zip(canvas(plot)._days.marks, canvas(plot)._days._items, strict=True)
    return [one.label for one, item in items if item.label.isVisible() and item.line.isVisible()]


def place_of(plot: GrowthPlot, at: float, share: float = 0.9) -> QPoint:
    """Where a time is in the canvas, so far down its height."""
    shown = canvas(plot)
    bottom, top = shown._view.viewRange()[1]
    spot = shown._view.mapViewToScene(QPointF(at, top - share * (top - bottom)))
    place: QPoint = shown.mapFromScene(spot)
    return place


def test_days_in_sight_are_marked(plot: GrowthPlot) -> None:
    assert labels(plot) == ["Contacted", "Posted"]
    plot._range.choose("90")
    assert labels(plot) == ["Idea", "Contacted", "Posted"]
    plot.mark_days(())
    assert labels(plot) == []


def test_the_mouse_near_a_line_says_what_is_known_of_the_day(plot: GrowthPlot, qtbot: QtBot) -> None:
    shown = canvas(plot)
    hover(shown.viewport(), place_of(plot, END - 10 * DAY))
    assert shown._day_card.isVisible()
    assert "Posted" in texts(shown._day_card)
    assert SAID in texts(shown._day_card)
    assert SAID in shown.accessibleDescription()
    assert shown.rect().contains(shown._day_card.geometry())

    def is_left() -> bool:
        """pyqtgraph passes over moves in quick succession."""
        hover(shown.viewport(), place_of(plot, END - 14 * DAY))
        return not shown._day_card.isVisible()

    qtbot.waitUntil(is_left)
    assert shown._card.isVisible()


def test_control_and_arrows_go_from_mark_to_mark(plot: GrowthPlot) -> None:
    shown = canvas(plot)
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(shown, key, CTRL)
        seen.append(shown._days.marks[shown._day].label if shown._day is not None else None)
    assert seen == ["Posted", "Contacted", "Contacted", "Posted"]
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shown._day is None
    assert not shown._day_card.isVisible()


def test_videos_and_days_are_reached_in_the_order_of_time(plot: GrowthPlot) -> None:
    shown = canvas(plot)
    plot.show_samples(HISTORY, 21_600, samples.posts(90, 8))
    start, end = shown.shown_times
    posts = [one.at for one in shown._posts.marks]
    wanted = sorted([*posts, *(one.at for one in shown._days.marks if start <= one.at <= end)])
    assert posts
    reached = []
    for _ in wanted:
        QTest.keyClick(shown, Qt.Key.Key_Left, CTRL)
        at = shown._posts.marks[shown._post].at if shown._post is not None else shown._days.marks[shown._day or 0].at
        reached.append(at)
    assert reached == wanted[::-1]


def test_labels_of_close_days_do_not_cover_each_other(plot: GrowthPlot, theme: Theme) -> None:
    plot.mark_days([mark(12 - number, f"Status number {number}") for number in range(6)])
    items = [one.label for one in canvas(plot)._days._items if one.label.isVisible()]
    assert 1 < len(items) < 6
    boxes = [item.mapRectToScene(item.boundingRect()) for item in items]
    for number, box in enumerate(boxes):
        assert not any(box.adjusted(1, 3, -1, -3).intersects(other) for other in boxes[number + 1 :])
    assert all(one.line.isVisible() for one in canvas(plot)._days._items)
    theme.change(text_size=TextSize.LARGEST)
    assert len([one for one in canvas(plot)._days._items if one.label.isVisible()]) <= len(items)


def test_a_label_at_the_right_edge_stays_within_the_plot(plot: GrowthPlot) -> None:
    plot.mark_days((mark(0, "Waiting for an answer"),))
    item = canvas(plot)._days._items[0].label
    right = canvas(plot)._view.sceneBoundingRect().right()
    assert item.mapRectToScene(item.boundingRect()).right() <= right + 1


def test_an_old_day_is_reached_by_moving_there(plot: GrowthPlot) -> None:
    for _ in range(6):
        QTest.keyClick(canvas(plot), Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert "Idea" in labels(plot)


def test_marks_follow_the_theme_and_come_before_the_first_drawing(theme: Theme, qtbot: QtBot) -> None:
    plot = GrowthPlot(theme)
    qtbot.addWidget(plot)
    plot.mark_days((mark(10, "Posted", SAID),))
    plot.resize(900, 500)
    plot.show_samples(HISTORY, 21_600)
    plot.show()
    QApplication.processEvents()
    assert labels(plot) == ["Posted"]
    before = plot.grab().toImage()
    plot.mark_days(())
    assert plot.grab().toImage() != before
    theme.set_mode(Mode.DARK)
    plot.mark_days((mark(10, "Posted", SAID),))
    assert canvas(plot)._days._items[0].label.color == theme.tokens.text2


def test_a_name_is_never_markup(plot: GrowthPlot) -> None:
    plot.mark_days((mark(10, "<b>bold</b>", "<i>x</i>"),))
    canvas(plot)._day_at(0)
    assert "<b>bold</b>" in texts(canvas(plot)._day_card)
    assert canvas(plot)._days._items[0].label.textItem.toPlainText() == "<b>bold</b>"


def test_a_picture_of_the_chart_has_the_marks(plot: GrowthPlot) -> None:
    from tiktrack_gui.ui.widgets.growth_picture import as_image, as_svg

    with_marks, svg = as_image(plot._recorded(2)), as_svg(plot._recorded(1))
    plot.mark_days(())
    assert as_image(plot._recorded(2)) != with_marks
    assert as_svg(plot._recorded(1)) != svg
