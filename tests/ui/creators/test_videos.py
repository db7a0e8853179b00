"""The videos of a creator below the plot: a grid that never scrolls by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator, video
from tests.ui import samples
from tests.ui.seen import texts
from tiktrack_gui.core.as_of import History
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import Video, VideoSample
from tiktrack_gui.core.rated_videos import rated
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.ui.creators.details import PLOT_HEIGHT, CreatorDetails
from tiktrack_gui.ui.creators.model import Entry
from tiktrack_gui.ui.creators.video_list import VIDEO_ROLE, VideosModel
from tiktrack_gui.ui.theme.look import TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures

NOW = samples.NOW
ROOMY, NARROW = (928, 900), (512, 640)  # the right pane at 1440 × 900 and at 1024 × 640


def seen(number: int) -> list[Video]:
    made = (video(100 + day, by=creator(1), at=NOW) for day in range(number))
    return [replace(one, posted_at=int(NOW) - day * DAY) for day, one in enumerate(made)]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, theme: Theme) -> None:
    model = VideosModel(theme)  # which outlives the test
    qtmodeltester.check(model)
    for number in (5, 5, 0, 3):
        model.show(rated(seen(number)), NOW)
        assert model.rowCount() == number


@pytest.fixture
def details(theme: Theme, pictures: Pictures, qtbot: QtBot) -> Callable[..., CreatorDetails]:
    def make(number: int, size: tuple[int, int] = ROOMY) -> CreatorDetails:
        details = CreatorDetails(theme, pictures)
        qtbot.addWidget(details)
        details.resize(*size)
        show(details, 1, number)
        with qtbot.waitExposed(details):
            details.show()
        settle()
        return details

    return make


def settle() -> None:
    """Each layout asks the one around it for room with an event of its own."""
    for _ in range(5):
        QApplication.processEvents()


def show(details: CreatorDetails, creator_id: int, number: int) -> None:
    details.show_creator(Entry(tracked=TrackedCreator(creator=creator(creator_id), state="active")), NOW)
    details.show_history(History(creator=creator(creator_id)), seen(number), NOW, DAY)
    details.show_videos_now()


def places(details: CreatorDetails) -> list[tuple[int, int]]:
    """The column and the row of each video that is shown."""
    view = details._videos._list
    rects = [view.visualRect(view.model().index(row, 0)) for row in range(view.model().rowCount())]
    assert all(view.viewport().rect().contains(rect) for rect in rects)
    return [(rect.x() // rect.width(), rect.y() // rect.height()) for rect in rects]


def press_more(details: CreatorDetails) -> None:
    QTest.mouseClick(details._videos._more, Qt.MouseButton.LeftButton)
    settle()


def test_six_are_shown_in_two_columns(details: Callable[..., CreatorDetails]) -> None:
    page = details(20)
    assert places(page) == [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (1, 2)]
    assert page._plot.height() >= PLOT_HEIGHT == 300
    assert page._videos._count.text() == "20 of 20"


def test_where_there_is_less_room_three_are_shown_in_one(details: Callable[..., CreatorDetails], theme: Theme) -> None:
    assert places(details(20, NARROW)) == [(0, 0), (0, 1), (0, 2)]
    page = details(20, (720, 900))
    assert len(places(page)) == 6
    theme.change(text_size=TextSize.LARGEST)
    settle()
    assert places(page) == [(0, 0), (0, 1), (0, 2)]


@pytest.mark.parametrize(("number", "shown"), [(1, [(0, 0)]), (3, [(0, 0), (0, 1), (0, 2)])])
def test_few_have_the_whole_width_and_no_button(
    details: Callable[..., CreatorDetails], number: int, shown: list[tuple[int, int]]
) -> None:
    page = details(number)
    assert places(page) == shown
    assert not page._videos._more.isVisible()


def test_all_are_shown_if_wanted_and_the_page_scrolls(details: Callable[..., CreatorDetails]) -> None:
    page = details(21)
    press_more(page)
    assert len(places(page)) == 21
    assert page._videos._list.verticalScrollBar().maximum() == 0
    assert page.verticalScrollBar().maximum() > 0
    assert page._videos._more.accessibleName() == "Show fewer"
    press_more(page)
    assert len(places(page)) == 6


def test_another_creator_begins_with_few_again_and_the_same_one_stays(details: Callable[..., CreatorDetails]) -> None:
    page = details(21)
    press_more(page)
    show(page, 1, 20)
    assert len(places(page)) == 20
    show(page, 2, 20)
    assert len(places(page)) == 6


def test_the_arrow_keys_go_through_all_of_them_and_the_page_follows(details: Callable[..., CreatorDetails]) -> None:
    page = details(40)
    press_more(page)
    view = page._videos._list
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    for key, row in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 3), (Qt.Key.Key_Left, 2), (Qt.Key.Key_End, 39)):
        QTest.keyClick(view, key)
        assert view.currentIndex().row() == row
    shown = view.visualRect(view.currentIndex())
    top = view.viewport().mapTo(page.viewport(), shown.topLeft()).y()
    assert 0 <= top <= page.viewport().height() - shown.height()


def test_the_wheel_over_the_videos_is_left_to_the_page(details: Callable[..., CreatorDetails]) -> None:
    """Qt passes on what isn't accepted, but only if it comes from a real wheel."""
    page = details(40)
    press_more(page)
    view = page._videos._list.viewport()
    at = QPoint(20, 20)
    turned = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, turned)
    assert not turned.isAccepted()


def ids(details: CreatorDetails) -> list[int]:
    model = details._videos._model
    return [model.data(model.index(row), VIDEO_ROLE).id for row in range(model.rowCount())]


def with_views(views: Sequence[int], ago: int = 0) -> list[Video]:
    """The newest first, each measured five days after it was posted, the newest one `ago` days before now."""
    made = []
    for number, count in enumerate(views):
        at = int(NOW) - (ago + 5 * number) * DAY
        sample = VideoSample(at=at, likes=count // 20, comments=count // 50, shares=count // 100, views=count)
        one = video(100 + number, by=creator(1), at=NOW)
        made.append(replace(one, caption=f"Video {number}", posted_at=at - 5 * DAY, sample=sample))
    return made


def show_views(details: CreatorDetails, views: Sequence[int], total: int | None = None, ago: int = 0) -> None:
    known = creator(1)
    assert known.sample is not None
    known = replace(known, sample=replace(known.sample, videos=total))
    details.show_creator(Entry(tracked=TrackedCreator(creator=known, state="active")), NOW)
    details.show_history(History(creator=known), with_views(views, ago), NOW, DAY)
    details.show_videos_now()
    settle()


def sort(details: CreatorDetails, name: str) -> None:
    """Opens the menu and chooses in it, as a hand does."""
    QTest.mouseClick(details._videos._sort, Qt.MouseButton.LeftButton)
    menu = details._videos._orders
    assert menu.isVisible()
    action = next(action for action in menu.actions() if action.text() == name)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    settle()


def test_the_top_video_is_that_with_the_most_views_of_those_seen(details: Callable[..., CreatorDetails]) -> None:
    page = details(3)
    show_views(page, (900, 52_000, *[10_000] * 9), total=293)
    assert page._videos._top.isVisible()
    said = texts(page._videos._top)
    assert "Top of the 11 videos seen" in said
    assert "Video 1" in said
    assert "52K views · 5.2× usual · 8% engagement" in said
    show_views(page, (900, 52_000), total=2)
    assert "Top video" in texts(page._videos._top)
    show_views(page, (900,))
    assert not page._videos._top.isVisible()


def test_numbers_that_are_not_fresh_say_when_they_were_measured(details: Callable[..., CreatorDetails]) -> None:
    page = details(3)
    show_views(page, (900, 52_000), ago=9)
    assert "52K views · 8% engagement · measured 14 d ago" in texts(page._videos._top)
    model = page._videos._model
    assert "measured 9 d ago" in model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    show_views(page, (900, 52_000), ago=0)
    assert "measured" not in model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)


def test_they_are_sorted_by_what_is_chosen(details: Callable[..., CreatorDetails]) -> None:
    page = details(3)
    show_views(page, (900, 52_000, 700, *[800] * 8))
    assert ids(page)[:3] == [100, 101, 102]
    sort(page, "Most views")
    assert ids(page)[:3] == [101, 100, 103]
    assert page._videos._sort.accessibleName() == "Order of the videos: Most views"
    show_views(page, (900, 700, 99_000, *[800] * 8))  # the choice stays
    assert ids(page)[:3] == [102, 100, 103]
    sort(page, "Newest")
    assert ids(page)[:3] == [100, 101, 102]


def test_a_video_is_copied_by_key_button_and_menu(details: Callable[..., CreatorDetails], qtbot: QtBot) -> None:
    page = details(3)
    show_views(page, (900, 52_000, 700))
    view = page._videos._list
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    view.setFocus()
    view.setCurrentIndex(view.model().index(2, 0))
    with qtbot.waitSignal(page.video_copy_wanted) as copied:
        QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args[0].id == 102
    with qtbot.waitSignal(page.video_copy_wanted) as copied:
        QTest.mouseClick(page._videos._top._copy, Qt.MouseButton.LeftButton)
    assert copied.args[0].id == 101
    with qtbot.waitSignal(page.video_opened) as opened:
        QTest.mouseClick(page._videos._top._open, Qt.MouseButton.LeftButton)
    assert opened.args[0].id == 101
    view.customContextMenuRequested.emit(view.visualRect(view.model().index(0, 0)).center())
    assert view._menu.isVisible()
    action = view._menu.actions()[0]
    with qtbot.waitSignal(page.video_opened) as opened:
        QTest.mouseClick(view._menu, Qt.MouseButton.LeftButton, pos=view._menu.actionGeometry(action).center())
    assert opened.args[0].id == 100


def test_the_creator_is_posted_from_its_videos_too(details: Callable[..., CreatorDetails], qtbot: QtBot) -> None:
    page = details(3)
    show_views(page, (900, 52_000, 700))
    with qtbot.waitSignal(page.post_wanted) as posted:
        QTest.mouseClick(page._videos._top._post, Qt.MouseButton.LeftButton)
    assert posted.args[0].id == page.creator_id
    view = page._videos._list
    view.customContextMenuRequested.emit(view.visualRect(view.model().index(0, 0)).center())
    action = next(one for one in view._menu.actions() if one.text().startswith("Post the creator"))
    with qtbot.waitSignal(page.post_wanted):
        QTest.mouseClick(view._menu, Qt.MouseButton.LeftButton, pos=view._menu.actionGeometry(action).center())


def test_where_there_is_little_room_whole_figures_are_left_out(details: Callable[..., CreatorDetails]) -> None:
    page = details(3, (330, 640))
    show_views(page, (900, 52_000, *[10_000] * 9), ago=30)
    figures = page._videos._top._figures
    assert figures.text() in ("52K views · 5.2× usual · measured 35 d ago", "52K views · measured 35 d ago")
    assert figures.fontMetrics().horizontalAdvance(figures.text()) <= figures.width()


def test_a_video_that_is_sought_is_selected_once_it_is_there(details: Callable[..., CreatorDetails]) -> None:
    page = details(20)
    wanted = seen(20)[14].id
    page.seek_video(2, wanted)
    show(page, 1, 20)  # another creator's videos are there first
    assert not page._videos._list.currentIndex().isValid()
    page.seek_video(1, wanted)
    show(page, 1, 20)
    settle()
    assert len(places(page)) == 20  # it isn't among the first
    assert page._videos._list.currentIndex().data(VIDEO_ROLE).id == wanted
    assert page.focusWidget() is page._videos._list
    show(page, 2, 20)
    show(page, 1, 20)
    assert page._videos._sought is None


def test_a_video_that_is_not_among_them_is_given_up(details: Callable[..., CreatorDetails]) -> None:
    page = details(5)
    page.seek_video(1, 4_242)
    show(page, 1, 5)
    assert not page._videos._list.currentIndex().isValid()
    assert page._videos._sought is None
