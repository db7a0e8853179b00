"""The growth plot is zoomed and moved by wheel, touchpad, mouse and keyboard, and shows the videos on the line."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tiktrack_gui.core.baseline import views_per_video
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import CreatorSample, Video
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.growth_canvas import GrowthCanvas
from tiktrack_gui.ui.widgets.growth_menu import LOG, LOG_IMPOSSIBLE
from tiktrack_gui.ui.widgets.growth_plot import GrowthPlot
from tiktrack_gui.ui.widgets.growth_posts import Posts
from tiktrack_gui.words import growth as words

NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def plot(theme: Theme, qtbot: QtBot) -> GrowthPlot:
    plot = GrowthPlot(theme)
    qtbot.addWidget(plot)
    plot.resize(800, 500)
    plot.show()
    plot.show_samples(samples.growth(90, 1_000_000), 21_600, samples.posts(90, 60))
    QApplication.processEvents()  # layouts settle
    return plot


def canvas(plot: GrowthPlot) -> GrowthCanvas:
    assert plot._canvas is not None
    return plot._canvas


def turn(shown: GrowthCanvas, turned: QPoint, pixels: QPoint = QPoint(), held: Qt.KeyboardModifier = NONE) -> bool:  # noqa: B008
    """Turns the wheel over the middle of the plot; returns whether that did something."""
    middle = QPointF(shown.rect().center())
    event = QWheelEvent(
        middle, middle, pixels, turned, Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False
    )
    shown.wheelEvent(event)
    return event.isAccepted()


def width(shown: GrowthCanvas) -> float:
    left, right = shown.shown_times
    return right - left


def test_the_wheel_zooms_where_the_mouse_is(plot: GrowthPlot) -> None:
    shown = canvas(plot)
    before = width(shown)
    pointed = shown._view.mapSceneToView(shown.mapToScene(shown.rect().center())).x()
    assert turn(shown, QPoint(0, 120))
    assert width(shown) < before
    assert shown._view.mapSceneToView(shown.mapToScene(shown.rect().center())).x() == pytest.approx(pointed, abs=HOUR)
    assert turn(shown, QPoint(0, -120))
    assert width(shown) == pytest.approx(before, rel=0.01)


def test_where_all_is_shown_the_wheel_scrolls_the_page(plot: GrowthPlot) -> None:
    plot._range.choose("all")
    assert not turn(canvas(plot), QPoint(0, -120))


@pytest.mark.parametrize(
    ("turned", "pixels", "held"),
    [
        (QPoint(120, 0), QPoint(), NONE),
        (QPoint(0, 120), QPoint(), SHIFT),
        (QPoint(40, 2), QPoint(40, 2), NONE),  # a touchpad
    ],
)
def test_the_wheel_across_moves(plot: GrowthPlot, turned: QPoint, pixels: QPoint, held: Qt.KeyboardModifier) -> None:
    shown = canvas(plot)
    before, left = width(shown), shown.shown_times[0]
    assert turn(shown, turned, pixels, held)
    assert shown.shown_times[0] < left
    assert width(shown) == pytest.approx(before)


def test_a_touchpad_moves_the_line_with_the_fingers(plot: GrowthPlot) -> None:
    shown = canvas(plot)
    left = shown.shown_times[0]
    turn(shown, QPoint(30, 0), QPoint(30, 0))
    assert left - shown.shown_times[0] == pytest.approx(30 * width(shown) / shown._view.width(), rel=0.01)


def test_a_pinch_zooms_where_the_fingers_are(plot: GrowthPlot) -> None:
    shown = canvas(plot)
    before = width(shown)
    middle = QPointF(shown._view.sceneBoundingRect().center())
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2, middle,
        middle, QPointF(shown.mapToGlobal(middle)), 0.25, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(shown.viewport(), pinch)
    assert width(shown) == pytest.approx(before / 1.25, rel=0.01)


def test_it_zooms_and_moves_by_keyboard_within_limits(plot: GrowthPlot) -> None:
    shown = canvas(plot)
    points = shown._points
    assert points is not None
    whole = shown.shown_times
    for _ in range(60):
        QTest.keyClick(shown, Qt.Key.Key_Plus)
    assert width(shown) == pytest.approx(HOUR)
    QTest.keyClick(shown, Qt.Key.Key_0)
    assert shown.shown_times == pytest.approx(whole)
    for _ in range(30):
        QTest.keyClick(shown, Qt.Key.Key_Left, SHIFT)
    assert shown.shown_times[0] == pytest.approx(points[0].at)
    assert width(shown) == pytest.approx(whole[1] - whole[0])
    for _ in range(60):
        QTest.keyClick(shown, Qt.Key.Key_Minus)
    assert shown.shown_times[0] == pytest.approx(points[0].at)
    assert shown.shown_times[1] >= points[-1].at
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.shown_times == pytest.approx(whole)


def test_home_and_end_go_to_the_ends_of_the_line(plot: GrowthPlot) -> None:
    shown = canvas(plot)
    points = shown._points
    assert points is not None
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert shown._card._value.text() == f"{points[0].value:,} followers"
    assert shown.shown_times[0] <= points[0].at <= shown.shown_times[1]
    QTest.keyClick(shown, Qt.Key.Key_End)
    assert shown._card._value.text() == f"{points[-1].value:,} followers"
    assert shown.shown_times[0] <= points[-1].at <= shown.shown_times[1]


def test_dragging_moves_the_line(plot: GrowthPlot) -> None:
    shown = canvas(plot)
    left = shown.shown_times[0]
    start = shown.rect().center()
    QTest.mousePress(shown.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 9):
        QTest.mouseMove(shown.viewport(), start + QPoint(step * 15, 0))
        QApplication.processEvents()
    QTest.mouseRelease(shown.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(120, 0))
    assert shown.shown_times[0] < left


def test_each_video_has_a_place_on_the_line(plot: GrowthPlot) -> None:
    plot._range.choose("all")
    shown = canvas(plot)
    marks = shown._posts.marks
    assert sum(len(mark.videos) for mark in marks) == 60
    assert any(len(mark.videos) > 1 for mark in marks)
    _, drawn = shown._line.getData()
    for mark in marks:
        assert drawn.min() <= mark.drawn <= drawn.max()
    for _ in range(12):
        shown.zoom(0.5, marks[3].at)
    assert all(len(mark.videos) == 1 for mark in shown._posts.marks)


def test_the_line_is_drawn_for_the_size_that_the_plot_gets(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: list[int] = []
    monkeypatch.setattr(Posts, "redraw", lambda _posts, _start, _end, width, _places: widths.append(width))
    plot = GrowthPlot(theme)
    qtbot.addWidget(plot)
    plot.show_samples(samples.growth(90, 1_000_000), 21_600, samples.posts(90, 60))
    plot.resize(800, 500)
    plot.show()
    QApplication.processEvents()  # the layouts settle, after the line was drawn for the first time
    assert len(set(widths)) > 1
    assert widths[-1] == canvas(plot)._columns()


def test_a_video_shows_its_card_and_opens(plot: GrowthPlot, qtbot: QtBot) -> None:
    shown = canvas(plot)
    mark = shown._posts.marks[3]
    spot = shown._spot_of(mark.at, mark.drawn)
    QTest.mouseMove(shown.viewport(), spot)
    qtbot.waitUntil(shown._post_card.isVisible)
    assert not shown._card.isVisible()
    assert shown.rect().contains(shown._post_card.geometry())
    assert "usual" in shown._post_card._views.text()
    with qtbot.waitSignal(plot.video_opened) as opened:
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened.args == [mark.videos[0]]


def test_videos_are_reached_and_opened_by_keyboard(plot: GrowthPlot, qtbot: QtBot) -> None:
    shown = canvas(plot)
    QTest.keyClick(shown, Qt.Key.Key_Left, CTRL)
    QTest.keyClick(shown, Qt.Key.Key_Left, CTRL)
    video = shown._posts.marks[-2].videos[0]
    assert words.posted(video) in shown.accessibleDescription()
    with qtbot.waitSignal(plot.video_opened) as opened:
        QTest.keyClick(shown, Qt.Key.Key_Return)
    assert opened.args == [video]
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown._post_card.isVisible()


def test_a_caption_is_never_markup(plot: GrowthPlot) -> None:
    shown = canvas(plot)
    shown._posts.marks[0] = replace(
        shown._posts.marks[0], videos=(replace(shown._posts.marks[0].videos[0], caption="<b>bold</b>\n" * 200),)
    )
    shown._post_at(0)
    assert shown._post_card._caption.textFormat() is Qt.TextFormat.PlainText
    assert shown.rect().contains(shown._post_card.geometry())


def test_the_last_views_per_video_are_those_of_the_figure_above(plot: GrowthPlot) -> None:
    videos = samples.posts(90, 60)
    plot._count.choose("views")
    points = canvas(plot)._points
    usual = views_per_video(videos)
    assert points is not None
    assert usual.median is not None
    assert abs(points[-1].value - usual.median) <= points[-1].margin
    assert canvas(plot).accessibleName() == "Views per video over time"


def test_too_few_videos_for_views_are_said_in_words(plot: GrowthPlot) -> None:
    few: list[Video] = samples.posts(90, 5)
    plot.show_samples(samples.growth(90, 1_000_000), 21_600, few)
    plot._count.choose("views")
    assert "So far: 5." in plot._words.text()


def test_a_logarithmic_axis_has_equal_steps_for_equal_factors(plot: GrowthPlot) -> None:
    plot.show_samples([CreatorSample(at=samples.NOW + day * DAY, followers=10 * 2**day) for day in range(16)])
    plot._menu.log.setChecked(True)
    _, drawn = canvas(plot)._line.getData()
    steps = {round(float(after - before), 6) for before, after in pairwise(drawn)}
    assert len(steps) == 1
    axis = canvas(plot).getPlotItem().getAxis("right")
    labels = [label for _, label in axis.labels(*canvas(plot)._view.viewRange()[1], 400)]
    assert labels == ["10", "100", "1,000", "10K", "100K"]


def test_a_logarithmic_axis_is_not_offered_for_zero(plot: GrowthPlot) -> None:
    plot._menu.log.setChecked(True)
    assert plot._menu.log.text() == LOG
    plot.show_samples([CreatorSample(at=samples.NOW + day * DAY, followers=day) for day in range(16)])
    assert not plot._menu.log.isEnabled()
    assert plot._menu.log.text() == LOG_IMPOSSIBLE
    assert not canvas(plot)._values.is_log
