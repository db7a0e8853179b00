"""The profile as of a moment: slider, calendar, timeline and measurements, over a real store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator, video
from tests.ui import samples
from tests.ui.scenery import Scenery
from tests.ui.scenes_creators import LONG_BIO, page_of
from tests.ui.seen import texts
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.links import web_link
from tiktrack_gui.core.models import CreatorCount, CreatorSample, VideoPage
from tiktrack_gui.ui.creators.as_of_bar import HINT
from tiktrack_gui.ui.creators.header import Bio, language
from tiktrack_gui.ui.creators.measurements import COLUMNS, Measurements, MeasurementsModel
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import profiles as words
from tiktrack_gui.words import times

NOW = int(samples.NOW)
DAYS_AGO = (40, 39, 38, 10, 9, 1, 0)  # with a gap


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> CreatorsPage:
    """Creator 1, renamed 10 days ago, with a video posted 39 days ago and measured twice."""
    for days in DAYS_AGO:
        at = NOW - days * DAY
        handle = "before" if days > 10 else "after"
        sample = CreatorSample(at=at, followers=9_000 - 20 * days, following=10, likes=1_000, videos=20)
        scene.store.creators.record_creator(
            replace(creator(1), handle=handle, bio=f"{handle}!", sample=sample), at
        ).result()
    scene.store.creators.track(1, NOW - 39 * DAY).result()
    for days, likes in ((38, 100), (0, 900)):
        seen = replace(video(77, likes, by=replace(creator(1), handle="after", sample=None)), posted_at=NOW - 39 * DAY)
        seen = replace(seen, sample=replace(seen.sample, at=NOW - days * DAY))
        scene.store.creators.record_creator_videos(VideoPage(videos=(seen,)), NOW).result()
    page = page_of(theme, scene, scene.tasks, pictures)
    qtbot.addWidget(page)
    page.resize(1240, 900)
    page.show()
    page.shown()
    return page


def press(page: CreatorsPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page._details._bar._slider, key)


def ago(page: CreatorsPage) -> float | None:
    moment = page._details.moment
    return None if moment is None else (NOW - moment) / DAY


def test_the_arrows_go_from_measurement_to_measurement_and_the_profile_goes_with_them(page: CreatorsPage) -> None:
    details = page._details
    assert "@after" in texts(details)
    press(page, *(Qt.Key.Key_Left,) * 4)
    assert ago(page) == 38
    shown = texts(details)
    assert "@before" in shown
    assert "before!" in shown
    assert "8,240" in shown
    assert "+20 in 24 h" in shown
    assert "Measured then" in shown
    assert details._bar.property("surface") == "past"
    press(page, Qt.Key.Key_Right)
    assert ago(page) == 10
    assert "@after" in texts(details)


def test_in_a_gap_it_says_how_long_before_it_was_measured(page: CreatorsPage) -> None:
    page._details._bar._choose(NOW - 30 * DAY)
    shown = texts(page._details)
    assert "Measured 8 d earlier" in shown
    assert "@before" in shown
    assert page._details._bar._date.accessibleName() == words.as_of(NOW - 30 * DAY)


def test_the_other_keys_leap_a_week_to_the_beginning_and_to_now(page: CreatorsPage) -> None:
    press(page, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert ago(page) == 14
    press(page, Qt.Key.Key_PageUp)
    assert ago(page) == 7
    press(page, Qt.Key.Key_Home)
    assert ago(page) == 40
    press(page, Qt.Key.Key_Left)
    assert ago(page) == 40
    press(page, Qt.Key.Key_End)
    assert ago(page) is None
    press(page, Qt.Key.Key_Right)
    assert ago(page) is None


def test_a_button_leads_back_to_now(page: CreatorsPage) -> None:
    back = next(button for button in page._details.findChildren(QPushButton) if button.text() == words.BACK)
    assert not back.isVisible()
    press(page, Qt.Key.Key_Home)
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert ago(page) is None
    assert "@after" in texts(page._details)
    assert "9,000" in texts(page._details)


def test_videos_are_those_posted_until_then_with_the_counts_of_then(page: CreatorsPage) -> None:
    videos = page._details._videos
    assert [one.video.sample.likes for one in videos._videos] == [900]
    page._details._bar._choose(NOW - 20 * DAY)
    assert [one.video.sample.likes for one in videos._videos] == [100]
    page._details._bar._choose(NOW - 39 * DAY + 60)
    assert [(one.video.sample.likes, one.video.sample.views) for one in videos._videos] == [(None, None)]
    page._details._bar._choose(NOW - 40 * DAY)
    assert list(videos._videos) == []


def test_a_day_of_the_calendar_leads_to_its_last_measurement_or_its_end(page: CreatorsPage) -> None:
    bar = page._details._bar
    local = QDate.fromString(times.local(NOW - 9 * DAY).date().isoformat(), Qt.DateFormat.ISODate)
    bar._calendar.day_chosen.emit(local)
    assert ago(page) == 9
    bar._calendar.day_chosen.emit(local.addDays(-6))  # in the gap
    assert page._details.moment == local.addDays(-5).startOfDay().toSecsSinceEpoch() - 1


def test_the_slider_is_pressed_and_dragged_with_the_mouse(page: CreatorsPage) -> None:
    slider = page._details._bar._slider
    y = slider.height() // 2
    place = QPoint(slider.width() // 2, y)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    half_way = ago(page)
    assert half_way is not None
    assert half_way == pytest.approx(20, abs=1)
    assert "Measured 18 d earlier" in texts(page._details)
    for x in range(place.x(), 0, -10):
        at = QPointF(x, y)
        no, left, keys = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        move = QMouseEvent(QEvent.Type.MouseMove, at, slider.mapToGlobal(at), no, left, keys)
        QApplication.sendEvent(slider, move)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(0, y))
    reached = ago(page)
    assert reached is not None
    assert reached == pytest.approx(40, abs=1)
    assert "@before" in texts(page._details)


def test_a_click_on_a_day_of_the_calendar_leads_there(page: CreatorsPage, qtbot: QtBot) -> None:
    bar = page._details._bar
    QTest.mouseClick(bar._date, Qt.MouseButton.LeftButton)
    days = bar._calendar.days
    qtbot.waitUntil(days.isVisible)
    wanted = times.local(NOW - 9 * DAY)
    days.setCurrentPage(wanted.year, wanted.month)
    view = days.findChild(QTableView)
    assert view is not None
    cells = [view.model().index(row, column) for row in range(1, 7) for column in range(7)]
    first = next(number for number, cell in enumerate(cells) if str(cell.data()) == "1")
    place = view.visualRect(cells[first + wanted.day - 1]).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: not days.isVisible())
    assert ago(page) == 9


def test_screen_readers_are_told_the_moment_and_the_keys(page: CreatorsPage) -> None:
    press(page, Qt.Key.Key_Home)
    said = page._details._bar._slider.accessibleDescription()
    assert said.startswith("As of ")
    assert HINT in said


def test_the_plot_marks_the_moment(page: CreatorsPage) -> None:
    press(page, Qt.Key.Key_Left, Qt.Key.Key_Left)
    canvas = page._details._plot._canvas
    assert canvas is not None
    assert canvas._moment.isVisible()
    assert canvas._moment.value() == NOW - 9 * DAY
    press(page, Qt.Key.Key_End)
    assert not canvas._moment.isVisible()


def test_the_timeline_tells_what_changed_until_then(page: CreatorsPage) -> None:
    shown = texts(page._details._timeline)
    assert "@before → @after" in shown
    assert "“before!” → “after!”" in shown
    press(page, Qt.Key.Key_Home)
    shown = texts(page._details._timeline)
    assert "@before → @after" not in shown
    assert "First seen" in shown


def test_a_refresh_leaves_the_moment(page: CreatorsPage) -> None:
    press(page, Qt.Key.Key_Home)
    page._shown.load()
    assert ago(page) == 40
    assert "@before" in texts(page._details)


def test_all_measurements_are_listed_newest_first_and_copied_as_text(page: CreatorsPage, theme: Theme) -> None:
    history = page._details._history
    assert history is not None
    dialog = Measurements(theme, history.creator, history.samples, page)
    table = dialog.table
    assert dialog.model.rowCount() == len(DAYS_AGO)
    assert dialog.model.record(0).at == NOW
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    headings, row = QGuiApplication.clipboard().text().split("\n")
    assert headings.split("\t") == [column.title for column in COLUMNS]
    assert row.split("\t")[1:] == ["8,980", "10", "1,000", "20", "Video list", "Exact"]
    dialog.deleteLater()


def test_the_model_of_measurements_keeps_qts_rules(qtmodeltester: ModelTester, theme: Theme) -> None:
    model = MeasurementsModel(lambda: 0.0)
    model.setParent(theme)  # which outlives the test
    qtmodeltester.check(model)
    model.show_all([CreatorSample(at=at, followers=at) for at in (1, 2, 3)])
    assert [model.record(row).at for row in range(3)] == [3, 2, 1]


def test_what_is_not_exact_is_said_of_each_count() -> None:
    sample = CreatorSample(at=1, followers=45_700, likes=2_200_000_000, videos=12, rounded=1, repaired=4)
    assert words.exactness(sample) == "Followers ± 50, likes at least"
    assert words.exactness(CreatorSample(at=1, videos=12, rounded=CreatorCount.FOLLOWERS)) == "Exact"


def test_a_long_bio_is_cut_until_more_is_wanted(qtbot: QtBot, theme: Theme) -> None:
    bio = Bio(theme)
    qtbot.addWidget(bio)
    bio.resize(400, 200)
    bio.show_bio(words.bio("\n\n".join([LONG_BIO] * 20)), web_link("linktr.ee/mara"))
    bio.show()
    low = bio._words.height()
    QTest.mouseClick(bio._more, Qt.MouseButton.LeftButton)
    assert bio._words.height() > 2 * low
    assert bio.minimumSizeHint().width() <= 400
    opened: list[str] = []
    bio.link_opened.connect(opened.append)
    QTest.mouseClick(bio._open, Qt.MouseButton.LeftButton)
    assert opened == ["https://linktr.ee/mara"]


@pytest.mark.parametrize(("code", "name"), [("en", "English"), ("pt-BR", "Portuguese"), ("qqq", "qqq"), (None, "")])
def test_languages_are_named(code: str | None, name: str) -> None:
    assert language(code) == name
