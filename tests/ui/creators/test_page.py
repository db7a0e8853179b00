"""The Creators page over real services and a real store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator, video
from tests.ui import samples
from tests.ui.hands import shortcut
from tests.ui.scenery import Never, Scenery
from tests.ui.scenes_creators import page_of
from tests.ui.seen import said_by, texts
from tests.waiting import until
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import Blocked, NotFound, StoreBusy, StoreError, TikTokError, Unreachable
from tiktrack_gui.core.models import Creator, CreatorSample, VideoPage
from tiktrack_gui.core.post_request import PostRequest
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.subjects import About
from tiktrack_gui.core.tracked import CreatorState, TrackedCreator
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.creators.video_list import DATE_ROLE
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.window.remedies import Remedy
from tiktrack_gui.words.channels import PostPlace
from tiktrack_gui.words.growth import NOTHING

Widget = TypeVar("Widget", bound=QWidget)


@pytest.fixture
def make(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> Callable[[Tasks | None], CreatorsPage]:
    """Makes and shows a page; without `tasks`, all work is done immediately."""

    def make(tasks: Tasks | None = None) -> CreatorsPage:
        page = page_of(theme, scene, tasks or scene.tasks, pictures)
        page._messages.listen(True)
        qtbot.addWidget(page)
        page.resize(1240, 900)
        page.show()
        page.shown()
        return page

    return make


def measured(number: int, followers: int = 50_000, *, at: float = samples.NOW) -> Creator:
    return creator(number, followers, at=at)


def track(scene: Scenery, *numbers: int) -> None:
    """Tracks the creators with these numbers, measured now and known to TikTok."""
    for number in numbers:
        scene.store.creators.record_creator(measured(number), samples.NOW).result()
        scene.store.creators.track(number, samples.NOW + number).result()
        scene.tiktok.creators[f"creator{number}"] = measured(number)


def names(page: CreatorsPage) -> list[str]:
    return [page._model.entry(row).tracked.creator.handle for row in range(page._model.rowCount())]


def named(widget: QWidget, kind: type[Widget], name: str) -> Widget:
    return next(found for found in widget.findChildren(kind) if found.accessibleName() == name)


def activate(qtbot: QtBot, page: CreatorsPage) -> None:
    """Activates the window, because shortcuts only work in the active one."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page._pane.list.setFocus()


def type_creator(page: CreatorsPage, text: str) -> None:
    page.add()
    QTest.keyClicks(page._pane.add._field, text)
    QTest.keyClick(page._pane.add._field, Qt.Key.Key_Return)


def test_the_first_creator_is_shown_with_its_figures(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    scene.store.creators.record_creator(measured(1, 9_000, at=samples.NOW - 28 * DAY), samples.NOW - 28 * DAY).result()
    scene.store.creators.record_creator(measured(1, 9_900), samples.NOW).result()
    scene.store.creators.track(1, samples.NOW).result()
    shown = texts(make()._details)
    assert "Creator 1" in shown
    assert "9,900" in shown
    assert "+10.0%" in shown
    assert "+900" in shown
    assert "Measured just now" in shown


def test_the_change_of_a_shorter_time_is_said_to_be_one(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    scene.store.creators.record_creator(measured(1, 9_000, at=samples.NOW - 12 * DAY), samples.NOW - 12 * DAY).result()
    track(scene, 1)
    assert "in 12 d" in texts(make()._details)


def test_seconds_say_nothing_about_growth(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    scene.store.creators.record_creator(measured(1, 9_000, at=samples.NOW - 26), samples.NOW).result()
    scene.store.creators.record_creator(measured(1, 9_001), samples.NOW).result()
    scene.store.creators.track(1, samples.NOW).result()
    page = make()
    assert figure(page, "growth") == "28-day growth — too soon to tell"
    assert figure(page, "followers") == "Followers 9,001"
    assert page._model.entry(0).growth is None


def test_a_change_within_the_rounding_is_not_given_as_one(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    for at in (samples.NOW - 28 * DAY, samples.NOW):
        sample = CreatorSample(at=at, followers=2_400_000, rounded=1)
        scene.store.creators.record_creator(replace(measured(1), sample=sample), at).result()
    scene.store.creators.track(1, samples.NOW).result()
    page = make()
    assert "No measurable change" in texts(page._details)
    assert "≈ 2.4M" in texts(page._details)


def posted(scene: Scenery, number: int, *, measured_ago: int = 0) -> None:
    """That many videos of creator 1, five days apart, each measured five days after it was posted."""
    at = samples.NOW - measured_ago * DAY
    seen = [video(77 + day, likes=1000 + day, by=measured(1, at=at), at=at - 5 * day * DAY) for day in range(number)]
    page = VideoPage(videos=tuple(replace(one, posted_at=one.sample.at - 5 * DAY) for one in seen))
    scene.store.creators.record_creator_videos(page, samples.NOW).result()


def figure(page: CreatorsPage, key: str) -> str:
    figures = page._details._figures
    return (figures.counts._figures | figures.rates._figures)[key].accessibleName()


def test_views_per_video_and_posts_per_week_are_those_of_the_videos_seen(
    make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    old = CreatorSample(at=samples.NOW - 28 * DAY, followers=9_000, videos=16)
    scene.store.creators.record_creator(replace(measured(1), sample=old), old.at).result()
    track(scene, 1)  # 20 videos now
    posted(scene, 9)
    page = make()
    assert figure(page, "views") == "Views per video 10K"
    assert figure(page, "posts") == "Posts per week 1.25"
    assert "all of them seen by TikTrack" in page._details._figures.rates._figures["posts"].toolTip()
    assert figure(page, "likes") == "Likes 1,000"


def test_what_is_not_known_of_the_videos_says_why(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1)
    posted(scene, 3)
    page = make()
    assert figure(page, "views") == "Views per video —"
    assert "Not enough known: 3 videos" in page._details._figures.rates._figures["views"].toolTip()
    assert figure(page, "posts") == "Posts per week —"


def test_old_views_say_when_they_were_measured(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1)
    posted(scene, 8, measured_ago=20)
    page = make()
    assert figure(page, "views").endswith("measured 20 d ago")


def test_a_creator_can_be_sought_before_the_list_was_read(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1, 2, 3)
    page = make(Never())
    page.select(2)
    page._shown._tasks = scene.tasks
    page.shown()
    assert page._pane.list.selected is not None
    assert page._pane.list.selected.id == 2
    page._pane.list.select(3)
    page.shown()
    assert page._pane.list.selected.id == 3


def test_videos_that_were_seen_are_listed_and_open(
    qtbot: QtBot, make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    track(scene, 1)
    seen = video(77, by=measured(1), at=samples.NOW)
    scene.store.creators.record_creator_videos(VideoPage(videos=(seen,)), samples.NOW).result()
    page = make()
    videos = page._details._videos._list
    videos.setCurrentIndex(videos.model().index(0, 0))
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(videos, Qt.Key.Key_Return)
    assert opened.args == [seen.url]


def test_how_many_of_a_creators_videos_were_seen_is_said(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1)
    sample = CreatorSample(at=samples.NOW + 60, followers=50_000, videos=2_930)
    seen = replace(measured(1), sample=sample)
    scene.store.creators.record_creator(seen, samples.NOW + 60).result()
    page = make()
    assert page._details._videos._count.text() == ""
    videos = VideoPage(videos=(video(77, by=seen, at=samples.NOW),))
    scene.store.creators.record_creator_videos(videos, samples.NOW).result()
    page.shown()
    assert page._details._videos._count.text() == "1 of 2,930"


def test_a_history_that_is_still_read_is_not_said_to_be_empty(
    make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    track(scene, 1, 2)
    page = make()
    page._profiles._tasks = Never()
    other = next(entry for entry in map(page._model.entry, range(2)) if page._details._entry != entry)
    page._pane.list.select(other.id)
    said = texts(page._details)
    assert other.tracked.creator.handle in said
    assert NOTHING not in said
    assert "None yet" not in said


def test_without_creators_the_page_says_how_to_begin(make: Callable[..., CreatorsPage]) -> None:
    page = make()
    assert "No creators yet" in texts(page)
    QTest.mouseClick(named(page, QPushButton, "Track a creator"), Qt.MouseButton.LeftButton)
    assert page._pane.add._field.isVisible()


@pytest.mark.parametrize(
    "text",
    [
        "@creator1",
        "https://www.tiktok.com/@Creator1?lang=en",
        "https://www.tiktok.com/@creator1/video/7311222333444555666",
        "https://vm.tiktok.com/ZM1abc/",
    ],
)
def test_a_handle_or_a_link_is_tracked_and_selected(
    make: Callable[..., CreatorsPage], scene: Scenery, text: str
) -> None:
    track(scene, 2)
    scene.tiktok.creators["creator1"] = measured(1)
    scene.tiktok.destinations = {"https://vm.tiktok.com/ZM1abc/": "https://www.tiktok.com/@creator1?_t=1"}
    page = make()
    said = said_by(page._messages)
    type_creator(page, text)
    assert names(page) == ["creator2", "creator1"]
    assert page._pane.list.selected == page._model.find(1)
    assert said == ["Tracking @creator1"]
    assert not page._pane.add.isVisible()


def type_creators(page: CreatorsPage, text: str) -> None:
    """Types a list, and agrees with what was read from it."""
    type_creator(page, text)
    dialog = page._adding.reading.dialog
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def look_up(scene: Scenery) -> None:
    """As the timer does."""
    scene.tasks.spawn(scene.adding.look_up_waiting(), name="timer")


def test_those_kept_are_tracked_in_their_order_and_the_others_are_named_with_their_reason(
    make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    for number in (1, 2):
        scene.tiktok.creators[f"creator{number}"] = measured(number)
    page = make()
    type_creators(page, "@creator2, @creator9, @creator8, @creator1")
    strip = page._pane.pending
    look_up(scene)
    assert names(page) == ["creator2", "creator1"]
    assert "2 creators couldn’t be tracked:" in texts(strip)
    assert "@creator9: TikTok found no account" in texts(strip)
    assert not strip._work.isVisible()
    page = make()  # as after a restart
    strip = page._pane.pending
    assert "@creator8: TikTok found no account" in texts(strip)

    scene.tiktok.creators["creator9"] = measured(9)
    QTest.mouseClick(strip._retry, Qt.MouseButton.LeftButton)
    look_up(scene)
    assert names(page) == ["creator2", "creator9", "creator1"], "where it was given"
    assert texts(strip).strip().startswith("@creator8: TikTok found no account")
    QTest.mouseClick(strip._forget, Qt.MouseButton.LeftButton)
    assert not strip.isVisible()


def test_those_that_wait_can_be_stopped(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    page = make()
    type_creators(page, "@creator1, @creator2")
    QTest.mouseClick(page._pane.pending._stop, Qt.MouseButton.LeftButton)
    assert not page._pane.pending.isVisible()
    look_up(scene)
    assert (names(page), scene.tiktok.asked) == ([], [])


@pytest.mark.parametrize(
    ("text", "part"),
    [("no such name!", "isn’t a valid TikTok handle"), ("creator9", "found no account or post with that name")],
)
def test_what_cannot_be_tracked_is_said_beside_the_field(
    make: Callable[..., CreatorsPage], scene: Scenery, text: str, part: str
) -> None:
    scene.tiktok.creators["creator9"] = NotFound(Capability.CREATOR)
    page = make()
    type_creator(page, text)
    assert part in texts(page._pane.add)
    assert page._messages.notice_on("creators") is None
    assert page._pane.add._field.text() == text
    QTest.keyClick(page._pane.add._field, Qt.Key.Key_Backspace)
    assert part not in texts(page._pane.add)


def test_trouble_with_tiktok_is_a_notice_and_the_text_stays(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    scene.tiktok.creators["creator1"] = Unreachable(Capability.CREATOR)
    page = make()
    type_creator(page, "creator1")
    assert page._notices.notice is not None
    assert page._notices.notice.about is Unreachable
    assert page._pane.add._field.text() == "creator1"


def test_without_creators_a_notice_fills_the_page_beside_what_to_do(make: Callable[..., CreatorsPage]) -> None:
    wanted: list[Remedy] = []
    page = make()
    page._messages.remedy_wanted.connect(wanted.append)
    page._messages.trouble(Blocked(Capability.CREATOR))
    words = page._states.words
    assert page._states.currentWidget() is words
    assert Blocked(Capability.CREATOR).sentence in words.accessibleName()
    words._second.click()
    assert page._pane.add.isVisible()
    words._primary.click()
    assert wanted == [Remedy.OPEN_TIKTOK]
    assert "No creators yet" in words.accessibleName()


def test_trouble_with_the_feed_is_not_said_here(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1)
    page = make()
    page._messages.trouble(Blocked(Capability.TRENDING))
    assert page._notices.notice is None
    assert page._notices._words.text().startswith("Measured ")


async def test_looking_a_creator_up_can_be_given_up(
    make: Callable[..., CreatorsPage], scene: Scenery, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = Hanging()
    monkeypatch.setattr(scene.tiktok, "creator", hanging)
    page = make(tasks)
    type_creator(page, "creator1")
    await until(lambda: hanging.asked)
    assert "Looking for creator1" in texts(page._pane.add)
    QTest.keyClick(page._pane.add._field, Qt.Key.Key_Escape)
    await until(lambda: hanging.cancelled)
    assert not page._pane.add.isVisible()


def test_a_refresh_measures_all_and_says_so(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1, 2)
    page = make()
    said = said_by(page._messages)
    scene.clock.time += 3600
    for number in (1, 2):
        scene.tiktok.creators[f"creator{number}"] = measured(number, 60_000, at=scene.clock.now())
    page.refresh()
    assert said == ["Refreshed 2 of 2 creators"]
    assert "60K" in texts(page._details)


def test_one_creator_is_refreshed_from_its_own_button(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1, 2)
    page = make()
    scene.tiktok.asked.clear()
    QTest.mouseClick(named(page, QToolButton, "Refresh this creator"), Qt.MouseButton.LeftButton)
    assert scene.tiktok.asked == ["creator creator1"]


@pytest.mark.parametrize("error", [Unreachable(Capability.CREATOR), Blocked(Capability.CREATOR)])
def test_trouble_while_refreshing_is_a_notice(
    make: Callable[..., CreatorsPage], scene: Scenery, error: TikTokError
) -> None:
    track(scene, 1)
    scene.tiktok.creators["creator1"] = error
    page = make()
    page.refresh()
    assert page._notices.notice is not None
    assert page._notices.notice.cause == error.sentence


def test_a_later_success_takes_the_notice_away(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1)
    scene.tiktok.creators["creator1"] = Unreachable(Capability.CREATOR)
    page = make()
    page.refresh()
    scene.tiktok.creators["creator1"] = measured(1)
    page.refresh()
    assert page._notices.notice is None


def test_one_that_tiktok_no_longer_knows_says_so_and_keeps_its_numbers(
    make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    track(scene, 1)
    scene.tiktok.creators["creator1"] = NotFound(Capability.CREATOR)
    page = make()
    for _ in range(3):
        scene.clock.time += HOUR
        page.refresh()
    assert page._model.entry(0).tracked.state == CreatorState.MISSING
    assert "no longer finds @creator1" in texts(page._details)
    assert "≈" in texts(page._details) or "50K" in texts(page._details)
    assert page._messages.notice_on("creators") is None


def test_a_refresh_says_which_are_missing_and_how_to_look_again(
    make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    track(scene, 1, 2, 3)
    page = make()
    said = said_by(page._messages)
    for number in (1, 2, 3):
        scene.tiktok.creators[f"creator{number}"] = NotFound(Capability.CREATOR)
        for _ in range(3):
            scene.clock.time += HOUR
            page._refreshing._refresh((f"creator{number}",))
        page.refresh()
    assert said[-1].startswith("All 3 tracked creators are missing")
    assert [words for words in said if "2 missing" in words]
    scene.tiktok.creators["creator2"] = measured(2)
    page._refreshing._refresh(("creator2",))
    assert said[-1] == "Refreshed @creator2"
    assert page._model.entry(1).tracked.state == CreatorState.ACTIVE


def test_a_renamed_one_is_shown_under_its_new_name_and_that_is_said(
    make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    track(scene, 1)
    page = make()
    said = said_by(page._messages)
    scene.tiktok.creators = {"anew": replace(measured(1), handle="anew")}
    page.refresh()
    assert said[-1] == "Refreshed @anew. @creator1 is now @anew"
    assert "@anew" in texts(page._details)


def test_a_stranger_under_the_handle_is_not_shown_as_the_tracked_one(
    make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    track(scene, 1)
    page = make()
    said = said_by(page._messages)
    scene.tiktok.creators = {"creator1": replace(measured(2, 12), handle="creator1")}
    page.refresh()
    assert page._model.entry(0).tracked.state == CreatorState.HANDLE_TAKEN
    assert "@creator1 is somebody else now" in texts(page._details)
    assert "50K" in texts(page._details)
    page._adding._add("creator1")
    assert said[-1].startswith("Tracking @creator1. @creator1 is another account now")
    assert [page._model.entry(row).tracked.creator.id for row in range(2)] == [1, 2]


async def test_a_refresh_shows_how_far_it_is_and_can_be_stopped(
    make: Callable[..., CreatorsPage], scene: Scenery, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    track(scene, 1, 2)
    hanging = Hanging()
    monkeypatch.setattr(scene.tiktok, "creator", hanging)
    page = make(tasks)
    await until(lambda: page._model.total == 2)
    page.refresh()
    await until(lambda: hanging.asked)
    assert "1 of 2 · about 9 s left · Refreshing @creator1" in texts(page._pane)
    page.refresh()  # refreshing again changes nothing
    QTest.mouseClick(named(page, QToolButton, "Stop refreshing"), Qt.MouseButton.LeftButton)
    await until(lambda: hanging.cancelled)
    await until(lambda: not page._pane._stage.isVisible())
    assert hanging.asked == 1
    assert named(page, QToolButton, "Refresh all creators").isEnabled()


def test_the_header_says_who_it_is(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    known = replace(measured(1, 400), name="Mara", verified=True, private=True, language="en")
    scene.store.creators.record_creator(known, samples.NOW - 9 * DAY).result()
    scene.store.creators.track(1, samples.NOW).result()
    page = make()
    header = page._details._header
    assert header._verified.isVisible()
    assert header._private.isVisible()
    assert header._name.accessibleName() == "Mara, verified, private"
    assert "English · First seen 12 Oct 2026" in header._about.text()


def test_a_filter_without_a_match_can_be_cleared(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1, 2)
    page = make()
    QTest.keyClicks(page._pane._filter, "pasta")
    assert "Nothing matches “pasta”" in texts(page._pane)
    assert "Creator 1" in texts(page._details)  # the details stay open
    QTest.mouseClick(named(page, QPushButton, "Clear filter"), Qt.MouseButton.LeftButton)
    assert names(page) == ["creator1", "creator2"]


def test_list_and_figures_say_the_same_growth_over_the_same_time(
    make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    scene.store.creators.record_creator(measured(1, 40_000, at=samples.NOW - 28 * DAY), samples.NOW - 28 * DAY).result()
    track(scene, 1, 2)
    page = make()
    assert "2 creators\n28-day growth" in texts(page._pane)
    assert page._model.index(0).data().endswith("+25.0% in 28 d")
    assert figure(page, "growth") == "28-day growth +25.0% +10K"
    QTest.keyClicks(page._pane._filter, "creator2")
    assert "1 of 2 creators" in texts(page._pane)


def test_tracking_stops_and_can_be_taken_back_in_its_place(
    qtbot: QtBot, make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    track(scene, 1, 2, 3)
    page = make()
    activate(qtbot, page)
    page.select(2)
    QTest.keyClick(page._pane.list, Qt.Key.Key_Delete)
    assert names(page) == ["creator1", "creator3"]
    assert "Stopped tracking @creator2" in texts(page._toast)
    QTest.mouseClick(named(page._toast, QPushButton, "Undo"), Qt.MouseButton.LeftButton)
    assert names(page) == ["creator1", "creator2", "creator3"]


def test_all_removals_can_be_taken_back_after_the_toast_too(
    qtbot: QtBot, make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    track(scene, 1, 2, 3)
    page = make()
    activate(qtbot, page)
    for number in (2, 3):
        page.select(number)
        QTest.keyClick(page._pane.list, Qt.Key.Key_Delete)
    page._toast.hide()
    assert names(page) == ["creator1"]
    for expected in (["creator1", "creator3"], ["creator1", "creator2", "creator3"]):
        QTest.keyClick(page._pane.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert names(page) == expected
    assert "Tracking @creator2 again" in texts(page._toast)
    QTest.keyClick(page._pane.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(names(page)) == 3


def test_the_last_one_gone_leaves_an_empty_page(
    qtbot: QtBot, make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    track(scene, 1)
    page = make()
    activate(qtbot, page)
    QTest.keyClick(page._pane.list, Qt.Key.Key_Delete)
    assert "No creators yet" in texts(page)


def test_a_key_asks_to_post_the_selected_creators(
    qtbot: QtBot, make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    track(scene, 1, 2, 3)
    page = make()
    activate(qtbot, page)
    page.select(2)
    with qtbot.waitSignal(page.post_requested) as asked:
        shortcut(page._pane.list, Qt.Key.Key_D)
    assert asked.args == [PostRequest(handles=("creator2",))]
    page._pane.list.selectAll()
    with qtbot.waitSignal(page.post_requested) as asked:
        shortcut(page._pane.list, Qt.Key.Key_D)
    assert asked.args == [PostRequest(handles=("creator1", "creator2", "creator3"))]


def test_the_selected_creators_are_posted_to_a_chosen_channel_by_keyboard(
    qtbot: QtBot, make: Callable[..., CreatorsPage], scene: Scenery
) -> None:
    track(scene, 1, 2, 3)
    page = make()
    activate(qtbot, page)
    places = [PostPlace(7, "#taking-off", About.CREATOR, True), PostPlace(8, "#r&d", About.CREATOR, False)]
    page.offer_channels(places[:1])
    assert not page._menu.post_to.menuAction().isVisible()
    page.offer_channels(places)
    assert page._menu.post_to.menuAction().isVisible()
    page._pane.list.selectAll()
    page._menu.open_at(page.mapToGlobal(page.rect().center()))
    page._menu.setActiveAction(page._menu.post_to.menuAction())
    QTest.keyClick(page._menu, Qt.Key.Key_Right)
    qtbot.waitUntil(page._menu.post_to.isVisible)
    assert page._menu.post_to.activeAction().text() == "#taking-off"
    QTest.keyClick(page._menu.post_to, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.post_requested) as asked:
        QTest.keyClick(page._menu.post_to, Qt.Key.Key_Return)
    assert asked.args == [PostRequest(handles=("creator1", "creator2", "creator3"), channel_id=8)]


def test_the_menu_copies_the_link(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1)
    page = make()
    next(action for action in page._menu.actions() if action.text() == "Copy link").trigger()
    assert QGuiApplication.clipboard().text() == "https://www.tiktok.com/@creator1"


def test_the_menu_names_the_key_that_opens_the_profile(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1)
    page = make()
    action = next(action for action in page._menu.actions() if action.text().startswith("Open profile"))
    assert action.text() == "Open profile\tEnter"
    assert action.shortcut().isEmpty()
    opened: list[str] = []
    page.open_requested.connect(opened.append)
    action.trigger()
    assert opened == ["https://www.tiktok.com/@creator1"]


def test_enter_opens_the_profile(qtbot: QtBot, make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1)
    page = make()
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(page._pane.list, Qt.Key.Key_Return)
    assert opened.args == ["https://www.tiktok.com/@creator1"]


@pytest.mark.parametrize(
    ("key", "modifier", "name"),
    [
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier, "Creator to track"),
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier, "Filter creators"),
    ],
)
def test_a_shortcut_goes_to_its_field(
    qtbot: QtBot,
    make: Callable[..., CreatorsPage],
    scene: Scenery,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    name: str,
) -> None:
    track(scene, 1)
    page = make()
    activate(qtbot, page)
    QTest.keyClick(page, key, modifier)
    focused = page.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == name


def test_a_store_that_cannot_be_read_is_said_and_asked_again(
    make: Callable[..., CreatorsPage], scene: Scenery, monkeypatch: pytest.MonkeyPatch
) -> None:
    track(scene, 1)
    monkeypatch.setattr(scene.creators, "tracked", Failing(StoreBusy()))
    page = make()
    assert StoreBusy.sentence in texts(page)
    monkeypatch.undo()
    QTest.mouseClick(named(page, QPushButton, "Try again"), Qt.MouseButton.LeftButton)
    assert names(page) == ["creator1"]


def test_every_control_has_a_name(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1)
    page = make()
    controls = [*page.findChildren(QPushButton), *page.findChildren(QToolButton), *page.findChildren(QListView)]
    own = [control for control in controls if control.isVisible() and not isinstance(control.parent(), QLineEdit)]
    assert own
    assert [control for control in own if not control.accessibleName()] == []


class Hanging:
    """A stub for a TikTok request that never gets a response."""

    def __init__(self) -> None:
        self.asked = 0
        self.cancelled = False

    async def __call__(self, handle: str, known: Creator | None) -> Creator:
        self.asked += 1
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        raise AssertionError("it never ends by itself")


class Failing:
    """A stub for a store that can't be read."""

    def __init__(self, error: StoreError) -> None:
        self._error = error

    async def __call__(self) -> list[TrackedCreator]:
        raise self._error


def test_a_video_of_another_year_says_which(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    track(scene, 1)
    old = replace(video(7, by=measured(1), at=samples.NOW), posted_at=int(samples.NOW) - 700 * DAY)
    scene.store.creators.record_creator_videos(VideoPage(videos=(old,)), samples.NOW).result()
    model = make()._details._videos._model
    assert model.data(model.index(0), DATE_ROLE).endswith(" 2024")


def test_the_page_gives_its_focus_to_the_list_once_there_are_creators(
    make: Callable[..., CreatorsPage], scene: Scenery, qtbot: QtBot
) -> None:
    page = make()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    assert page.hasFocus()
    track(scene, 1)
    page.shown()
    assert page._pane.list.hasFocus()
    assert page._pane.list.selectedIndexes()  # not only current, which isn't visible


def test_a_mention_by_somebody_else_is_named_beside_the_jump(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    for day in range(20, -1, -1):
        at = samples.NOW - day * DAY
        followers = 50_000 - 10 * day + (4_000 if day < 5 else 0)
        scene.store.creators.record_creator(measured(1, followers, at=at), int(at)).result()
    scene.store.creators.track(1, samples.NOW).result()
    posted_at = samples.NOW - 5 * DAY
    mention = replace(video(posted_at << 32, by=measured(7)), caption="With @Creator1!", posted_at=posted_at)
    page = make()
    assert "no video seen by TikTrack explains it" in texts(page._details._moves)
    scene.store.creators.record_creator_videos(VideoPage(videos=(mention,)), samples.NOW).result()
    page.shown()
    assert "@creator7 mentioned them the day before" in texts(page._details._moves)
    assert "at the same time +4,0" in texts(page._details._moves)


def test_a_creators_place_is_said_and_goes_with_the_creator(make: Callable[..., CreatorsPage], scene: Scenery) -> None:
    for number in range(1, 23):
        scene.store.creators.record_creator(
            measured(number, 40_000, at=samples.NOW - 28 * DAY), samples.NOW - 28 * DAY
        ).result()
        scene.store.creators.record_creator(measured(number, 40_000 + 100 * number), samples.NOW).result()
    scene.store.creators.record_creator(measured(90, 7), samples.NOW).result()
    for number in (20, 90):
        scene.store.creators.track(number, samples.NOW + number).result()
    page = make()
    assert "Grows faster than 90% of 21 creators with" in page._details._peers.text()
    page.select(90)
    assert not page._details._peers.isVisible(), "there is nobody of like size"
