"""The Trending tab over real services and a real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QByteArray, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.scenery import Never, Scenery, on_show
from tests.ui.scenes_trending import page_of, record
from tests.ui.seen import said_by
from tests.waiting import until
from tiktrack_gui.config.environment import Environment
from tiktrack_gui.core.criteria import DEFAULT_WEIGHTS
from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import AllFiltered, CannotWrite, Captcha, Stopped, TikTokError, Unreachable
from tiktrack_gui.core.feed_filter import FeedFilter
from tiktrack_gui.core.models import (
    Creator,
    CreatorSample,
    MeasuredVideo,
    Origin,
    Video,
    VideoCount,
    VideoPage,
    VideoSample,
)
from tiktrack_gui.core.phases import pace
from tiktrack_gui.core.post_request import PostRequest
from tiktrack_gui.core.runs import Outcome
from tiktrack_gui.core.sources import Capability, Source
from tiktrack_gui.core.subjects import About
from tiktrack_gui.services import trending
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.trending import Refresh
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending import stored
from tiktrack_gui.ui.trending.model import Column, nothing
from tiktrack_gui.ui.trending.page import TrendingPage
from tiktrack_gui.ui.window.remedies import Remedy
from tiktrack_gui.words import times
from tiktrack_gui.words.channels import PostPlace


@pytest.fixture
def page(theme: Theme, scene: Scenery, qtbot: QtBot) -> Iterator[TrendingPage]:
    record(scene, samples.videos(13))
    yield from on_show(page_of(theme, scene, scene.tasks), qtbot, height=900)


def items(page: TrendingPage) -> list[MeasuredVideo]:
    return [page._model.item(row) for row in range(page._model.rowCount())]


def shown(page: TrendingPage) -> list[int]:
    return [item.video.id for item in items(page)]


def first(page: TrendingPage) -> MeasuredVideo:
    return items(page)[0]


def test_the_stored_stories_are_there_at_once_fastest_first(page: TrendingPage) -> None:
    velocities = [item.velocity or 0 for item in items(page)]
    assert len(velocities) > 5
    assert velocities == sorted(velocities, reverse=True)
    assert page._states.currentWidget() is page._table


def test_searching_hides_what_does_not_match_and_says_when_nothing_does(page: TrendingPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page._filters._search, "tinypaw")
    assert {item.video.creator.handle for item in items(page)} == {"tinypawclub"}
    qtbot.keyClicks(page._filters._search, " zeppelin")
    assert page._states.currentWidget() is page._states.words
    assert "zeppelin" in page._states.words.accessibleName()
    qtbot.keyClick(page._filters._search, Qt.Key.Key_Escape)
    assert len(shown(page)) > 5


def test_a_higher_threshold_hides_what_is_slower_and_is_kept(page: TrendingPage, scene: Scenery) -> None:
    before = len(shown(page))
    page._filters._threshold.setValue(700)
    assert 0 < len(shown(page)) < before
    assert all((item.velocity or 0) >= 700 for item in items(page))
    assert scene.settings().values.min_velocity == 700


def test_a_threshold_that_cannot_be_saved_is_said_and_is_as_it_was(
    page: TrendingPage, scene: Scenery, qtbot: QtBot
) -> None:
    (scene.folder / "settings.toml.new").mkdir()  # blocks the temporary file that is written first
    before = len(shown(page))
    page._filters._threshold.setValue(700)
    assert page._notices.notice is not None
    assert page._notices.notice.about is CannotWrite
    assert page._filters._threshold.value() == 100
    assert len(shown(page)) == before


async def test_a_refresh_asked_for_while_the_threshold_is_saved_goes_by_it(
    theme: Theme, scene: Scenery, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(theme, scene, tasks)
    qtbot.addWidget(page)
    thresholds: list[float] = []
    monkeypatch.setattr(
        page._refreshes._timers, "refresh_now", lambda: thresholds.append(page._settings.values.min_velocity)
    )
    page._thresholds.choose(700)
    page.refresh()
    assert thresholds == []
    await until(lambda: thresholds)
    assert thresholds == [700]


def test_what_is_counted_is_above_the_present_threshold(
    theme: Theme, page: TrendingPage, scene: Scenery, qtbot: QtBot
) -> None:
    above = [item for item in items(page) if (item.velocity or 0) >= 700]
    counts: list[int] = []
    page.stories_counted.connect(counts.append)
    page._filters._threshold.setValue(700)
    assert counts == [len(above)]
    assert page._figures._figures["passed"].accessibleName() == f"Above threshold {len(above)}"
    again = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(again)
    assert again._figures._figures["passed"].accessibleName().startswith(f"Above threshold {len(above)}")


def test_a_lower_threshold_than_the_last_refresh_had_says_when_it_matters(page: TrendingPage) -> None:
    said = said_by(page._messages)
    page._messages.listen(True)
    for threshold in (700, 100):  # the hidden rows come back
        page._filters._threshold.setValue(threshold)
    assert said == []
    page._filters._threshold.setValue(50)
    assert said == ["Refresh to see slower videos"]
    asked: list[bool] = []
    page._refreshes._timers._round.wake = lambda: asked.append(True)  # type: ignore[method-assign]
    page._messages.accept_offer()
    assert asked == [True]
    page._refreshes._timers.refreshing.emit(True)
    page._filters._threshold.setValue(40)
    page._messages.accept_offer()  # it doesn't stop the one under way
    assert asked == [True, True]


def test_nothing_rising_says_what_it_takes_to_tell(page: TrendingPage) -> None:
    page._filters._kind.choose("rising")
    page._show_matching()
    assert page._states.words.accessibleName() == (
        "No rising videos. Whether a video is rising shows once it was measured twice, at least 10 min apart."
    )


def test_an_empty_table_names_what_empties_it_and_offers_what_helps(page: TrendingPage) -> None:
    everything = len(shown(page))
    page._filters._kind.choose("posted")
    page._show_matching()
    assert "No posted videos" in page._states.words.accessibleName()
    page._states.words._primary.click()
    assert len(shown(page)) == everything
    page._filters._threshold.setValue(900_000)
    assert page._states.words._second.text() == "Change threshold"
    page._states.words._second.click()
    page.activateWindow()
    assert page._filters._threshold is page.focusWidget()


def test_a_refresh_updates_rows_in_place_and_counts_the_stories(
    page: TrendingPage, scene: Scenery, qtbot: QtBot
) -> None:
    selected = first(page)
    page._table.select(selected.video.id)
    newer = [samples.video(0, likes=3_000_000), samples.video(20)]
    run = page._sources.last_run(None)
    assert run is not None
    feed = scene.store.sources.named().result()
    with qtbot.waitSignal(page.stories_counted):
        page._trending.items_changed.emit(tuple(newer))
        page._trending.finished.emit(Refresh(source=feed, run=run, measured=tuple(newer), shortfall=None))
    assert first(page).video.sample.likes == 3_000_000
    assert page._table.selected is not None
    assert page._table.selected.video.id == selected.video.id


def test_the_refresh_button_is_a_stop_button_meanwhile(page: TrendingPage, qtbot: QtBot) -> None:
    page._refreshes._timers.refreshing.emit(True)
    page._trending.progress.emit("Fetching", 30, 50)
    assert page._refresh.accessibleName() == "Stop"
    assert page._progress.accessibleDescription() == "30 of 50"
    page._refreshes._timers.refreshing.emit(False)
    assert page._refresh.accessibleName() == "Refresh"


def test_t_tracks_the_selected_creator(page: TrendingPage, scene: Scenery, qtbot: QtBot) -> None:
    creator = first(page).video.creator
    scene.tiktok.creators[creator.handle] = creator
    said = said_by(page._messages)
    page._messages.listen(True)
    page._table.select(first(page).video.id)
    page._actions.track_selected()
    assert [entry.creator.id for entry in scene.store.creators.tracked().result()] == [creator.id]
    assert said == [f"Tracking @{creator.handle}"]
    assert page._details._creator.accessibleName() == "Show creator"
    page._actions.track_selected()
    assert said[1:] == [f"@{creator.handle} is already tracked"]
    scene.tasks.spawn(scene.creators.untrack([creator.id]), name="untrack")
    assert page._details._creator.accessibleName() == "Track creator"


def test_a_tracked_creator_is_shown_instead(page: TrendingPage, scene: Scenery, qtbot: QtBot) -> None:
    creator = first(page).video.creator
    scene.tiktok.creators[creator.handle] = creator
    page._table.select(first(page).video.id)
    qtbot.mouseClick(page._details._creator, Qt.MouseButton.LeftButton)
    assert [entry.creator.id for entry in scene.store.creators.tracked().result()] == [creator.id]
    with qtbot.waitSignal(page.creator_requested) as asked:
        qtbot.mouseClick(page._details._creator, Qt.MouseButton.LeftButton)
    assert asked.args == [creator.id]


def test_a_threshold_changed_in_the_settings_holds_here_too(page: TrendingPage, scene: Scenery, qtbot: QtBot) -> None:
    before = len(shown(page))
    with qtbot.waitSignal(page.stories_counted):
        scene.tasks.spawn(page._settings.save(min_velocity=700), name="save")
    assert 0 < len(shown(page)) < before
    assert page._filters._threshold.value() == 700


def test_posting_is_asked_for_with_the_creators_handle(page: TrendingPage, qtbot: QtBot) -> None:
    page._table.select(first(page).video.id)
    with qtbot.waitSignal(page.post_requested) as asked:
        qtbot.mouseClick(page._details._post, Qt.MouseButton.LeftButton)
    video = first(page).video
    assert asked.args == [PostRequest(handles=(video.creator.handle,), videos=(video.id,))]


def test_what_is_posted_is_not_posted_again(page: TrendingPage, qtbot: QtBot) -> None:
    said = said_by(page._messages)
    page._messages.listen(True)
    item = first(page)
    page._model.deliver(samples.delivery(item.video.creator.id, DeliveryState.SENT))
    page._table.select(item.video.id)
    with qtbot.assertNotEmitted(page.post_requested):
        page._actions.post_selected()
    assert said == [f"@{item.video.creator.handle} has already been posted"]


def test_copying_puts_the_link_into_the_clipboard(page: TrendingPage, qtbot: QtBot) -> None:
    page._table.select(first(page).video.id)
    qtbot.mouseClick(page._details._copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == first(page).video.url


def select(page: TrendingPage, *rows: int) -> list[MeasuredVideo]:
    """Selects several rows; the last one is the current one."""
    page._table.clearSelection()
    for row in rows:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        page._table.selectionModel().setCurrentIndex(page._model.index(row, Column.VIDEO), flags)
    return [page._model.item(row) for row in rows]


def menu_of(page: TrendingPage) -> list[str]:
    selected = page._table.selected
    assert selected is not None
    page._actions._show_menu(selected, page.mapToGlobal(page.rect().center()))
    page._actions._menu.close()
    return [action.text().split("\t")[0] for action, _ in page._actions._entries]


def two_of_one_creator(page: TrendingPage) -> list[MeasuredVideo]:
    """Three selected videos, the first and the last of the same creator, none posted."""
    ones = [replace(samples.videos(20)[number], passed=True, delivery=None) for number in (14, 15, 16)]
    creator = ones[0].video.creator
    ones[2] = replace(ones[2], video=replace(ones[2].video, creator=creator))
    page._model.hide(nothing)
    page._model.upsert(ones)
    select(page, *(page._model.row_of(item.video.id) or 0 for item in ones))
    return ones


def test_the_details_say_how_many_are_selected_and_show_the_current_one(page: TrendingPage) -> None:
    assert page._details._selected.isHidden()
    current = select(page, 1, 3, 2)[-1]
    assert not page._details._selected.isHidden()
    assert page._details._selected.text() == "3 selected"
    assert page._details.item == current
    select(page, 1)
    assert page._details._selected.isHidden()


def test_the_menu_counts_what_is_selected(page: TrendingPage) -> None:
    select(page, 0)
    assert menu_of(page) == [
        *("Open on TikTok", "Copy link", "Copy row", "Track creator", "Post to Discord", "Measure again"),
        *("Export all shown…", "Hide this creator"),
    ]
    two_of_one_creator(page)
    assert menu_of(page) == [
        *("Open this video on TikTok", "Copy 3 links", "Copy 3 rows", "Track 2 creators", "Post 2 creators to Discord"),
        *("Measure 3 videos again", "Export 3 videos…", "Hide 2 creators"),
    ]


def test_several_links_are_copied_one_per_line(page: TrendingPage) -> None:
    said = said_by(page._messages)
    page._messages.listen(True)
    select(page, 2, 0)
    page._actions.copy_selected()
    links = [page._model.item(row).video.url for row in (0, 2)]
    assert QGuiApplication.clipboard().text() == "\n".join(links)
    assert said == ["2 links copied"]


def test_several_creators_are_posted_each_once(page: TrendingPage, qtbot: QtBot) -> None:
    one, other, _ = two_of_one_creator(page)
    with qtbot.waitSignal(page.post_requested) as asked:
        page._actions.post_selected()
    assert set(asked.args[0].handles) == {one.video.creator.handle, other.video.creator.handle}
    assert (len(asked.args[0].handles), len(asked.args[0].videos)) == (2, 3)
    page._model.deliver(samples.delivery(other.video.creator.id, DeliveryState.SENT, id=99))
    with qtbot.waitSignal(page.post_requested) as asked:
        page._actions.post_selected()
    assert asked.args[0].handles == (one.video.creator.handle,)
    page._model.deliver(samples.delivery(one.video.creator.id, DeliveryState.SENT, id=100))
    said = said_by(page._messages)
    page._messages.listen(True)
    with qtbot.assertNotEmitted(page.post_requested):
        page._actions.post_selected()
    assert said == ["All 2 creators have already been posted"]


def test_stories_are_posted_to_a_chosen_channel_with_the_mouse(page: TrendingPage, qtbot: QtBot) -> None:
    places = (PostPlace(7, "#taking-off", About.CREATOR, True), PostPlace(8, "#finds", About.VIDEO, False))
    page.offer_channels(places)
    select(page, 0, 2)
    videos = tuple(page._model.item(row).video.id for row in (0, 2))
    page._actions._show_menu(first(page), page.mapToGlobal(page.rect().topLeft()))
    menu, within = page._actions._menu, page._actions._post_to
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(within.menuAction()).center())
    qtbot.waitUntil(within.isVisible)
    with qtbot.waitSignal(page.post_requested) as asked:
        place = within.actionGeometry(within.actions()[1]).center()
        QTest.mouseClick(within, Qt.MouseButton.LeftButton, pos=place)
    assert asked.args[0].channel_id == 8
    assert set(asked.args[0].videos) == set(videos)
    menu.close()


def test_the_menu_says_what_the_default_channel_gets(page: TrendingPage) -> None:
    def shown_text() -> str:
        page._actions._show_menu(first(page), page.mapToGlobal(page.rect().center()))
        page._actions._menu.close()
        return next(action.text() for action in page._actions._menu.actions() if "Discord" in action.text())

    select(page, 0, 2)
    assert shown_text() == "Post 2 creators to Discord\tD"
    page.offer_channels((PostPlace(8, "#finds", About.VIDEO, True),))
    assert shown_text() == "Post 2 stories to Discord\tD"


def test_several_creators_are_tracked_until_all_the_others_would_fail(page: TrendingPage, scene: Scenery) -> None:
    items_ = select(page, 0, 1, 2)
    creators = list({item.video.creator.id: item.video.creator for item in items_}.values())
    said = said_by(page._messages)
    page._messages.listen(True)
    for creator in creators:
        scene.tiktok.creators[creator.handle] = creator
    page._actions.track_selected()
    tracked = {entry.creator.id for entry in scene.store.creators.tracked().result()}
    assert tracked == {creator.id for creator in creators}
    number = len(creators)
    assert said == [f"Tracking {number} creators…", f"Tracking {number} creators"]
    page._actions.track_selected()
    assert said[2:] == [f"{number} creators are already tracked"]


def test_creators_that_could_not_be_asked_for_are_offered_again(page: TrendingPage, scene: Scenery) -> None:
    creators = [item.video.creator for item in select(page, 0, 1, 2)]
    scene.tiktok.creators = {creator.handle: Unreachable(Capability.CREATOR) for creator in creators}
    said = said_by(page._messages)
    page._messages.listen(True)
    page._actions.track_selected()
    assert said[-1] == f"Tracking 1 of {len(creators)} creators"  # with the stored numbers
    scene.tiktok.creators = {creator.handle: creator for creator in creators}
    page._messages.act(Unreachable)
    assert len(scene.store.creators.tracked().result()) == len(creators)


def test_several_creators_are_hidden_and_come_back_together(page: TrendingPage) -> None:
    page._messages.listen(True)
    before = shown(page)
    said = said_by(page._messages)
    hidden = {item.video.creator.id for item in select(page, 0, 1, 2)}
    page._actions.hide_selected()
    assert not hidden & {item.video.creator.id for item in items(page)}
    assert said == [f"{len(hidden)} creators are hidden from Trending"]
    page._messages.accept_offer()
    assert shown(page) == before


def test_several_videos_are_measured_again_one_after_the_other(page: TrendingPage, scene: Scenery) -> None:
    said = said_by(page._messages)
    page._messages.listen(True)
    chosen = select(page, 0, 1, 2)
    scene.clock.time += 1200
    scene.tiktok.videos = [item.video for item in chosen]
    page._actions.measure_selected()
    assert sorted(scene.tiktok.asked) == sorted(
        f"video {item.video.id} of {item.video.creator.handle}" for item in chosen
    )
    assert said == ["Measuring 3 videos…", "Measured 3 videos"]


def test_a_sent_delivery_shows_on_its_creators_rows(page: TrendingPage, scene: Scenery) -> None:
    item = first(page)
    delivery = samples.delivery(item.video.creator.id, DeliveryState.SENT, thread_id=77)
    scene.outbox.changed.emit(delivery)
    assert first(page).delivery == delivery


def test_a_refresh_leaves_a_row_posted(page: TrendingPage, scene: Scenery) -> None:
    """The store returns the videos of a refresh together with their creators' deliveries."""
    item = first(page)
    scene.outbox.changed.emit(samples.delivery(item.video.creator.id, DeliveryState.SENT))
    page._trending.items_changed.emit((replace(item, delivery=None),))
    assert first(page).posted is DeliveryState.SENT


def test_trouble_with_data_is_a_bar_whose_button_acts(page: TrendingPage, qtbot: QtBot) -> None:
    wanted: list[Remedy] = []
    page._messages.remedy_wanted.connect(wanted.append)
    page._messages.trouble(Captcha())
    assert page._notices.notice is not None
    assert page._states.currentWidget() is page._table
    qtbot.mouseClick(page._notices._bar._action, Qt.MouseButton.LeftButton)
    assert wanted == [Remedy.OPEN_TIKTOK]
    assert page._notices.notice is None


def test_nothing_moves_when_a_notice_comes(page: TrendingPage) -> None:
    before = page._filters.geometry(), page._states.geometry()
    page._messages.trouble(Captcha())
    QGuiApplication.processEvents()
    assert page._notices.notice is not None
    assert (page._filters.geometry(), page._states.geometry()) == before


def test_what_the_threshold_hides_is_said_and_can_be_looked_at(page: TrendingPage, qtbot: QtBot) -> None:
    everything = len(shown(page))
    assert page._notices._words.text() == ""
    page._filters._threshold.setValue(700)
    fast = len(shown(page))
    counts: list[int] = []
    page.stories_counted.connect(counts.append)
    assert page._notices._words.text() == f"Hidden: {everything - fast} below the threshold"
    qtbot.mouseClick(page._notices._link, Qt.MouseButton.LeftButton)
    assert len(shown(page)) == everything
    assert page._notices._words.text() == f"Also shown: {everything - fast} below the threshold"
    assert page._settings.values.min_velocity == 700
    page._show_all()
    assert counts == [fast]  # a look at them doesn't make them stories
    qtbot.mouseClick(page._notices._link, Qt.MouseButton.LeftButton)
    assert len(shown(page)) == fast


def test_another_threshold_hides_again_what_was_looked_at(page: TrendingPage) -> None:
    page._filters._threshold.setValue(700)
    page._toggle_hidden()
    page._filters._threshold.setValue(701)
    assert all((item.velocity or 0) >= 701 for item in items(page))


def test_what_the_period_hides_is_said(page: TrendingPage, scene: Scenery) -> None:
    scene.clock.time += 3 * DAY
    page._model.upsert([replace(samples.video(20, likes=3_000_000), found_at=int(scene.clock.time))])
    page._show_all()
    assert len(shown(page)) == 1
    assert page._notices._words.text() == f"Hidden: {page._model.total - 1} found more than 48 h ago"
    page._filters._search.setText("tinypaw")  # a search goes through all
    assert page._notices._words.text() == ""
    page._filters._search.setText("zeppelin")
    assert page._notices._words.text() == ""


def test_the_count_follows_the_time(page: TrendingPage, scene: Scenery, qtbot: QtBot) -> None:
    scene.clock.time += 3 * DAY
    with qtbot.waitSignal(page.stories_counted) as counted:
        page._time_passed()
    assert counted.args == [0] == [page._shown.above]


def test_a_search_that_finds_only_what_is_too_slow_says_so(page: TrendingPage, qtbot: QtBot) -> None:
    page._filters._threshold.setValue(900_000)
    assert page._notices._words.text() == ""  # the empty table says it
    page._filters._search.setText("tinypaw")
    assert "Hidden: " in page._notices._words.text()
    qtbot.mouseClick(page._notices._link, Qt.MouseButton.LeftButton)
    assert {item.video.creator.handle for item in items(page)} == {"tinypawclub"}


def test_trouble_without_data_fills_the_page(theme: Theme, scene: Scenery, qtbot: QtBot) -> None:
    page = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(page)
    page.show()
    wanted: list[Remedy] = []
    page._messages.remedy_wanted.connect(wanted.append)
    page._messages.trouble(Captcha())
    assert page._notices.notice is None
    assert page._states.currentWidget() is page._states.words
    page._states.words.acted.emit()
    assert wanted == [Remedy.OPEN_TIKTOK]


def test_a_run_that_failed_before_is_said_and_counts_as_no_refresh(theme: Theme, scene: Scenery, qtbot: QtBot) -> None:
    trouble = Unreachable()
    record(scene, (), outcome=Outcome.FAILED, error_kind=trouble.kind, message=str(trouble), fetched=0)
    page = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(page)
    page.show()
    assert page._sources.last_run(None) is None
    assert trouble.sentence in page._states.words.accessibleName()
    assert page._states.words._primary.text() == Remedy.TRY_AGAIN
    assert page._figures._figures["last"].accessibleName() == "Last refresh —"


def test_a_trouble_of_now_outlives_one_of_an_earlier_session(theme: Theme, scene: Scenery, qtbot: QtBot) -> None:
    record(scene, (), outcome=Outcome.FAILED, error_kind=Unreachable.kind, message=str(Unreachable()), fetched=0)
    page = page_of(theme, scene, Never())
    qtbot.addWidget(page)
    page._messages.trouble(Captcha())
    scene.tasks.spawn(page._load(), name="the store answers late")
    notice = page._messages.notice_on("trending")
    assert notice is not None
    assert notice.about is Captcha


def refreshed(page: TrendingPage, scene: Scenery, handle: str, *, trouble: AllFiltered | None = None) -> None:
    source = scene.store.sources.named(handle).result()
    run = record(scene, samples.videos(2), source_id=source.id)
    page._trending.finished.emit(Refresh(source=source, run=run, measured=(), shortfall=None, trouble=trouble))


def of(error: TikTokError, handle: str) -> TikTokError:
    error.source = handle
    return error


def test_a_trouble_of_a_source_is_settled_by_that_source_alone(page: TrendingPage, scene: Scenery) -> None:
    add_tag(page, scene)
    page._messages.trouble(of(Captcha(Capability.TRENDING), "trending"))
    page._messages.trouble(of(Captcha(Capability.HASHTAG), "#pasta"))
    assert page._notices.notice is not None
    assert page._notices.notice.cause == f"#pasta: {Captcha.sentence}"
    refreshed(page, scene, "trending")
    assert page._notices.notice.source == "#pasta"
    page._messages.trouble(of(Captcha(Capability.TRENDING), "trending"))
    assert page._notices.notice.cause == Captcha.sentence
    refreshed(page, scene, "#pasta")
    assert page._notices.notice.source == "trending"
    refreshed(page, scene, "trending")
    assert page._notices.notice is None


def test_the_last_refresh_says_which_source_it_was(page: TrendingPage, scene: Scenery) -> None:
    last = page._figures._figures["last"]
    assert last.accessibleName() == "Last refresh 1 min ago"
    add_tag(page, scene)
    refreshed(page, scene, "#pasta")
    scene.clock.time += 60
    refreshed(page, scene, "trending")
    page._filters.source.restoreState(QByteArray(b"#pasta"))
    assert last.accessibleName() == "Last refresh 2 min ago #pasta"
    page._filters.source.choose_all()
    assert "Trending feed" in last.accessibleName() or "#pasta" in last.accessibleName()


def test_a_hashtag_without_anything_new_is_no_news(page: TrendingPage, scene: Scenery) -> None:
    add_tag(page, scene)
    refreshed(page, scene, "#pasta", trouble=AllFiltered(2, 100))
    assert page._notices.notice is None
    refreshed(page, scene, "trending", trouble=AllFiltered(2, 100))
    assert page._notices.notice is not None


def test_the_figures_are_those_of_the_last_refresh_that_went_well(theme: Theme, scene: Scenery, qtbot: QtBot) -> None:
    record(scene, samples.videos(3))
    record(scene, (), outcome=Outcome.FAILED, error_kind=Unreachable.kind, message=str(Unreachable()), fetched=0)
    page = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(page)
    assert page._figures._figures["fetched"].accessibleName() == "Fetched 13 3 passed"
    assert page._messages.notice_on("trending") is None


def test_only_what_was_found_lately_is_shown_and_counted(
    theme: Theme, page: TrendingPage, scene: Scenery, qtbot: QtBot
) -> None:
    before = len(shown(page))
    counts: list[int] = []
    page.stories_counted.connect(counts.append)
    scene.clock.time += 3 * DAY
    page._show_all()
    assert shown(page) == []
    assert "Nothing found in the last 48 hours" in page._states.words.accessibleName()
    assert counts == [0]
    qtbot.keyClicks(page._filters._search, "tinypaw")
    assert shown(page)  # a search goes through all
    page._filters.clear_query()
    page._empty.act()
    assert len(shown(page)) == before
    assert counts[-1] == before
    assert scene.settings().values.shown_hours == 0


def test_the_median_is_of_all_that_was_measured(theme: Theme, scene: Scenery, qtbot: QtBot) -> None:
    record(scene, samples.videos(3), median_velocity=8.3)
    page = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(page)
    assert page._figures._figures["median"].accessibleName() == "Median velocity 8.3/min"
    record(scene, samples.videos(3), median_velocity=None)  # as of an earlier version
    page = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(page)
    assert page._figures._figures["median"].accessibleName() == "Median velocity —"


def test_details_of_a_video_that_is_filtered_out_have_its_new_values(page: TrendingPage) -> None:
    slow = items(page)[-1]
    page._table.select(slow.video.id)
    page._filters._threshold.setValue(5_000)
    assert page._model.row_of(slow.video.id) is None
    page._panel.show(slow)  # as the panel goes on showing it
    page._measured((replace(slow, velocity=4_321.0),))
    assert page._details.item is not None
    assert page._details.item.velocity == 4_321
    page._measured((replace(slow, velocity=1.0, passed=False, reason="Below the threshold (1/min < 100/min)"),))
    assert page._details.item.video.id == slow.video.id
    assert page._details._reason.text() == "Below the threshold (1/min < 5,000/min)"  # today's


def test_a_story_is_measured_again_on_request(page: TrendingPage, scene: Scenery, qtbot: QtBot) -> None:
    said = said_by(page._messages)
    page._messages.listen(True)
    story = items(page)[0]
    page._table.select(story.video.id)
    scene.clock.time += 1200
    likes = (story.video.sample.likes or 0) + 500_000
    sample = replace(story.video.sample, at=int(scene.clock.time), likes=likes, rounded=0)
    scene.tiktok.videos = [replace(story.video, sample=sample)]
    qtbot.mouseClick(page._details._measure, Qt.MouseButton.LeftButton)
    shown = page._model.known(story.video.id)
    assert shown is not None
    assert shown.video.sample.likes == likes
    assert shown.current is not None
    assert page._details._measured.text() == "measured just now"
    assert said[-1].startswith("Measured: ")
    scene.tiktok.videos = []
    page._actions.measure_selected()
    assert said[-1] == "TikTok doesn’t show this video any more"
    assert page._details._measured.text() == "gone, noticed just now"
    assert "gone" in str(page._model.data(page._model.index(0, Column.NOW)))


def test_dragging_the_threshold_says_what_it_would_flag_and_writes_nothing(page: TrendingPage) -> None:
    page.resize(1500, 900)
    histogram = page._filters.histogram
    assert histogram.isVisible()
    threshold = page._settings.values.min_velocity
    histogram.dragged.emit(2_000.0)
    assert "the last 7 days would have flagged" in page._notices._words.text()
    assert (page._settings.values.min_velocity, page._model.threshold) == (threshold, threshold)
    histogram.chosen.emit(2_000.0)
    assert (page._settings.values.min_velocity, page._model.threshold) == (2_000, 2_000)
    assert page._filters._threshold.value() == 2_000
    page.resize(700, 900)
    assert not histogram.isVisible()


def test_where_nothing_is_fast_enough_the_fastest_tenth_is_offered(page: TrendingPage, qtbot: QtBot) -> None:
    page._filters.choose_threshold(1_000_000)
    assert page._model.rowCount() == 0
    button = page._states.words._primary
    assert button.text().strip().startswith("Show the fastest tenth (≥ ")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page._settings.values.min_velocity == page._thresholds.backtest.top_tenth()
    assert 0 < page._model.rowCount() < 13


def test_a_filter_that_nothing_fits_is_cleared_by_the_empty_page(page: TrendingPage, qtbot: QtBot) -> None:
    page._filters.panel.set_filter(FeedFilter(sound="no such sound"))
    assert page._model.rowCount() == 0
    qtbot.mouseClick(page._states.words._primary, Qt.MouseButton.LeftButton)
    assert page._filters.panel.filter == FeedFilter()
    assert page._model.rowCount() == 13


def add_tag(page: TrendingPage, scene: Scenery, *found: MeasuredVideo, own: float | None = None) -> Source:
    """A hashtag as a source, with what it found."""
    tag = scene.store.sources.add("#pasta", "#pasta", None, samples.NOW).result()
    scene.store.sources.change(replace(tag, min_velocity=own)).result()
    recorded = record(scene, found, source_id=tag.id)
    stored = {item.video.id: item for item in scene.store.stories.feed().result()}
    page._trending.items_changed.emit(tuple(stored[item.video.id] for item in found if item.video.id in stored))
    assert recorded.source_id == tag.id
    page._sources_changed()
    return tag


def test_with_one_source_there_is_nothing_to_choose(page: TrendingPage) -> None:
    assert page._filters.source.isHidden()
    page._table.select(first(page).video.id)
    assert page._details._found_by.isHidden()


def test_all_sources_are_shown_or_one(page: TrendingPage, scene: Scenery, qtbot: QtBot) -> None:
    before = shown(page)
    extra = replace(samples.videos(14)[13], passed=True, delivery=None)
    add_tag(page, scene, extra)
    choice = page._filters.source
    assert [choice.itemText(place) for place in range(choice.count())] == ["All sources", "Trending feed", "#pasta"]
    assert set(shown(page)) == {*before, extra.video.id}
    qtbot.keyClicks(choice, "#")
    choice.activated.emit(choice.currentIndex())
    assert shown(page) == [extra.video.id]
    page._table.select(extra.video.id)
    assert page._details._found_by.text().replace("\u200b", "") == "Found by #pasta"
    kept = choice.saveState()
    choice.choose_all()
    choice.restoreState(kept)
    assert shown(page) == [extra.video.id]


def test_a_source_that_found_nothing_says_so_and_all_are_a_click_away(
    page: TrendingPage, scene: Scenery, qtbot: QtBot
) -> None:
    before = shown(page)
    add_tag(page, scene)
    page._filters.source.restoreState(QByteArray(b"#pasta"))
    assert page._states.words.accessibleName().startswith("Nothing shown here was found by #pasta")
    qtbot.mouseClick(page._states.words._primary, Qt.MouseButton.LeftButton)
    assert shown(page) == before


def test_when_the_chosen_source_is_removed_all_are_shown(page: TrendingPage, scene: Scenery) -> None:
    before = shown(page)
    tag = add_tag(page, scene)
    page._filters.source.restoreState(QByteArray(b"#pasta"))
    assert shown(page) == []
    scene.store.sources.remove(tag.id, samples.NOW).result()
    page._sources_changed()
    assert shown(page) == before
    assert page._filters.source.currentText() == "All sources"
    add_tag(page, scene)  # it comes back
    assert shown(page) == before
    page._filters.source.restoreState(QByteArray(b"#nosuch"))
    assert page._filters.source.saveState() == b""


def test_what_is_hidden_of_the_chosen_source_is_said(page: TrendingPage, scene: Scenery) -> None:
    fast, slow = replace(samples.videos(14)[13], passed=True), replace(samples.videos(15)[14], passed=True)
    add_tag(page, scene, fast, slow)
    page._filters.source.restoreState(QByteArray(b"#pasta"))
    page._filters._threshold.setValue(100_000)
    assert page._model.rowCount() == 0
    assert page._notices._words.text() == "Hidden: 2 below the threshold"


def test_what_a_source_finds_by_its_own_threshold_is_shown_and_counted(page: TrendingPage, scene: Scenery) -> None:
    above = page._shown.above
    page._filters._threshold.setValue(100_000)
    assert page._shown.above == 0
    slow = replace(samples.videos(14)[13], passed=True, delivery=None)
    tag = add_tag(page, scene, slow, own=0.5)
    assert shown(page) == [slow.video.id]
    assert "Below the threshold" not in first(page).reason
    counted = page._trending.story_count(page._model.criteria, 48)
    assert scene.tasks._loop.run_until_complete(counted) == page._shown.above == 1
    scene.store.sources.change(replace(tag, min_velocity=None)).result()
    page._sources_changed()
    assert shown(page) == []
    page._filters._threshold.setValue(100)
    assert page._shown.above >= above


def test_a_hidden_creator_leaves_the_feed_and_comes_back(page: TrendingPage, scene: Scenery, qtbot: QtBot) -> None:
    page._messages.listen(True)
    story = first(page)
    page._table.select(story.video.id)
    above = page._shown.above
    page._actions.hide_selected()
    assert page._model.row_of(story.video.id) is None
    assert page._shown.above == above - 1
    assert "1 of hidden creators" in page._shown.hidden(0).words
    counted = page._trending.story_count(page._model.criteria, 48)
    assert scene.tasks._loop.run_until_complete(counted) == above - 1
    page._messages.accept_offer()
    assert page._model.row_of(story.video.id) is not None
    page._actions.hide_selected()
    page._filters.panel.unhide_wanted.emit()
    assert page._shown.above == above


def test_the_filter_hides_and_says_so(page: TrendingPage) -> None:
    shown = page._model.rowCount()
    page._filters.panel.set_filter(FeedFilter(min_views=1_000_000))
    left = page._model.rowCount()
    assert 0 < left < shown
    assert all((item.video.sample.views or 0) >= 1_000_000 for item in items(page))
    assert page._shown.hidden(0).filtered == shown - left
    assert "filtered out" in page._shown.hidden(0).words
    page._toggle_hidden()
    assert page._model.rowCount() == shown


def test_everything_measured_has_what_never_passed(page: TrendingPage, scene: Scenery) -> None:
    slow = replace(samples.video(30, likes=10), passed=False, found_at=None)
    record(scene, [slow])
    shown, above = page._model.rowCount(), page._shown.above
    page._filters.panel.set_filter(FeedFilter(everything=True))
    assert page._model.rowCount() == shown + 1
    assert page._model.row_of(slow.video.id) is not None
    assert page._shown.above == above
    page._filters.panel.clear()
    assert page._model.rowCount() == shown


@pytest.fixture
def cut_page(theme: Theme, scene: Scenery, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[TrendingPage]:
    """Holds four of thirteen stories, those of the newest run."""
    monkeypatch.setattr(trending, "MOST_STORIES", 4)
    monkeypatch.setattr(stored, "TYPING", 0)
    record(scene, samples.videos(13), finished_at=samples.NOW - 600)
    record(scene, samples.videos(4))
    yield from on_show(page_of(theme, scene, scene.tasks), qtbot, height=900)


def test_what_is_not_loaded_is_said(cut_page: TrendingPage) -> None:
    assert shown(cut_page) == [
        item.video.id for item in sorted(samples.videos(4), key=lambda item: -(pace(item) or 0.0))
    ]
    assert cut_page._notices._words.text() == "Hidden: 9 measured before the rest"
    assert not cut_page._notices._link.isVisible()


def test_a_filter_finds_what_was_not_loaded(cut_page: TrendingPage) -> None:
    views = {item.video.id: item.video.sample.views or 0 for item in samples.videos(13)}
    least = max(views[item.video.id] for item in samples.videos(13)[4:])
    wanted = {video_id for video_id, number in views.items() if number >= least}
    assert len(wanted) <= 4
    cut_page._filters.panel.set_filter(FeedFilter(min_views=least))
    assert set(shown(cut_page)) == wanted
    assert "measured before" not in cut_page._notices._words.text()
    cut_page._filters.panel.clear()
    assert cut_page._notices._words.text() == "Hidden: 9 measured before the rest"


def test_a_search_finds_what_was_not_loaded_once_the_keys_rest(cut_page: TrendingPage, qtbot: QtBot) -> None:
    last = samples.video(12).video
    qtbot.keyClicks(cut_page._filters._search, last.creator.handle)
    assert cut_page._states.currentWidget() is not cut_page._states.words, "it is still being looked for"
    qtbot.waitUntil(lambda: shown(cut_page) == [last.id])
    qtbot.keyClicks(cut_page._filters._search, " zeppelin")
    qtbot.waitUntil(lambda: cut_page._states.currentWidget() is cut_page._states.words)


def test_slow_videos_are_all_searched_too(cut_page: TrendingPage, scene: Scenery, qtbot: QtBot) -> None:
    slow = [replace(samples.video(number, likes=10), passed=False, found_at=None) for number in range(30, 40)]
    record(scene, slow)
    cut_page._filters.panel.set_filter(FeedFilter(everything=True))
    assert cut_page._model.rowCount() == 8
    assert cut_page._notices._words.text() == "Hidden: 15 measured before the rest"
    for item in (slow[0], slow[9]):
        cut_page._filters._search.setText(item.video.creator.handle)
        qtbot.waitUntil(lambda wanted=item.video.id: shown(cut_page) == [wanted])  # type: ignore[misc]


def test_a_story_that_became_slow_is_hidden_but_not_forgotten(page: TrendingPage) -> None:
    story = items(page)[0]
    slow = replace(story, velocity=50.0, current=None, passed=False, reason="Below the threshold (50/min < 100/min)")
    page._measured_again(slow)
    assert page._model.row_of(story.video.id) is None
    page._filters._threshold.setValue(40)
    assert page._model.row_of(story.video.id) is not None
    shown = page._model.known(story.video.id)
    assert shown is not None
    assert shown.reason.startswith("Reaches beyond")


def test_a_stopped_refresh_is_no_trouble(page: TrendingPage) -> None:
    page._refreshes._timers.failed.emit(Stopped())
    assert page._notices.notice is None


def test_the_details_hide_where_there_is_no_room_until_asked_for(page: TrendingPage) -> None:
    page._table.select(first(page).video.id)
    assert page._details.isVisible()
    page.resize(1024, 640)
    assert not page._details.isVisible()
    page.toggle_details()
    assert page._details.isVisible()


def test_the_age_is_the_same_in_the_table_and_in_the_details(page: TrendingPage, scene: Scenery) -> None:
    item = first(page)
    page._table.select(item.video.id)
    for later in (0, 25 * 3600):
        scene.clock.time += later
        page._time_passed()
        age = page._model.index(0, Column.AGE).data()
        assert page._details._author.text().endswith(f"·  {age}")


def test_every_control_has_a_name(page: TrendingPage) -> None:
    for control in (
        page._refresh,
        page._panel_button,
        page._filters._search,
        page._filters._threshold,
        page._table,
        page._filters._kind,
    ):
        assert control.accessibleName()


def test_a_threshold_the_environment_fixes_is_shown_as_fixed(
    theme: Theme, scene: Scenery, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed = scene.settings(Environment({"TIKTOK_MIN_ENGAGEMENT_VELOCITY": "250"}))
    monkeypatch.setattr(scene, "settings", lambda: fixed)
    page = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(page)
    assert page._filters._threshold.value() == 250
    assert not page._filters._threshold.isEnabled()
    assert "TIKTOK_MIN_ENGAGEMENT_VELOCITY" in page._filters._threshold.toolTip()


def test_a_row_of_hashtags_leaves_the_details_as_wide_as_they_are(page: TrendingPage) -> None:
    item = first(page)
    caption, sound = "#fyp" * 60, "東京" * 40
    page._panel.show(replace(item, video=replace(item.video, caption=caption, sound=sound)))
    QGuiApplication.processEvents()
    assert page._details._followers.geometry().right() < page._details.width()
    assert caption.startswith(page._details._caption.text().replace("\u200b", "").removesuffix("…"))


def record_others(scene: Scenery, creator: Creator, count: int) -> None:
    """Videos of the creator, the number of their views from 100,000 on, measured three days after they were posted."""
    others = [
        Video(
            id=number,
            creator=creator,
            posted_at=samples.NOW - (10 + number) * DAY,
            sample=VideoSample(at=samples.NOW - (7 + number) * DAY, views=100_001 + number),
        )
        for number in range(count)
    ]
    scene.store.creators.record_creator_videos(VideoPage(videos=tuple(others)), samples.NOW).result()


def test_the_views_are_compared_with_the_usual_ones(page: TrendingPage, scene: Scenery) -> None:
    item = first(page)
    page._table.select(item.video.id)
    compared = page._details._compared
    assert compared.accessibleName() == "Compared: not enough known: 0\xa0videos"
    record_others(scene, item.video.creator, 9)
    page._trending.items_changed.emit((item,))  # somebody measured
    assert compared.accessibleName() == "Compared: ≈ 46× usual"
    assert "Usual: 100,005 views (9 videos, last measured between" in compared.toolTip()


def test_numbers_say_where_and_when_they_were_read(page: TrendingPage) -> None:
    item = first(page)
    followers = CreatorSample(at=samples.NOW - 7200, followers=4_321, origin=Origin.PROFILE_PAGE)
    creator = replace(item.video.creator, sample=followers)
    page._panel.show(replace(item, video=replace(item.video, creator=creator)))
    details = page._details
    assert details._origins.text() == "From a video list, just now; followers from the profile page, 2 h ago"
    assert details._followers.toolTip() == f"4,321\nFrom the profile page, {times.exact_time(followers.at)}"
    assert details._facts[VideoCount.VIEWS].toolTip() == (
        f"≈ 4,600,000\nFrom a video list, {times.exact_time(samples.NOW)}"
    )


def test_saves_and_hashtags_are_in_the_details(page: TrendingPage) -> None:
    item = first(page)
    page._table.select(item.video.id)
    assert page._details._hashtags.isHidden()
    sample = replace(item.video.sample, saves=1_284)
    hashtags = ("pasta", "<b>", *("fyp" * 9 + str(number) for number in range(40)))
    page._panel.show(replace(item, video=replace(item.video, sample=sample, hashtags=hashtags)))
    assert page._details._facts[VideoCount.SAVES].accessibleName() == "Saves: 1,284"
    assert page._details._hashtags.text().startswith("#pasta #<b> #fyp")
    assert page._details._hashtags.text().endswith("…")
    assert "#pasta #&lt;b&gt;" in page._details._hashtags.toolTip()
    QGuiApplication.processEvents()
    assert page._details._hashtags.geometry().right() < page._details.width()


def test_weights_that_are_changed_elsewhere_hold_at_once(page: TrendingPage, scene: Scenery) -> None:
    page._table.select(first(page).video.id)
    before = page._details._parts.accessibleName()
    assert "Velocity: 98% × " in before
    weights = {f"score_{name}": float(name == "freshness") for name in DEFAULT_WEIGHTS}
    scene.tasks.spawn(page._settings.save(**weights), name="save")
    freshness = first(page).score
    assert freshness is not None
    assert freshness.value == round(100 * freshness.parts["freshness"])
    assert page._details._score.text() == f"Score {freshness.value}"
    assert page._details._parts.accessibleName().endswith(f"Score: {freshness.value} of 100 points")


def test_the_score_in_the_details_ages_with_the_one_in_the_table(page: TrendingPage, scene: Scenery) -> None:
    page._table.select(first(page).video.id)
    before = page._details._score.text()
    scene.clock.time += 40 * 3600
    page._time_passed()
    assert page._details._score.text() == f"Score {page._model.index(0, Column.SCORE).data()}" != before


def test_the_smallest_window_has_room_for_the_details(page: TrendingPage) -> None:
    page._table.select(first(page).video.id)
    page.resize(1024 - 200, 640)  # without the rail
    page.toggle_details()
    assert page.minimumSizeHint().width() <= 1024 - 200


def test_details_without_a_selected_video_are_the_topmosts(page: TrendingPage) -> None:
    assert page._table.selected is None
    page.toggle_details()
    assert page._details.isVisible()
    assert page._table.selected == first(page)
    page.toggle_details()
    assert not page._details.isVisible()


def test_an_empty_table_offers_no_details(page: TrendingPage) -> None:
    assert page._panel_button.isEnabled()
    page._filters._search.setText("zeppelin")
    assert not page._panel_button.isEnabled()


def test_the_refresh_button_stays_as_wide_while_it_stops(page: TrendingPage) -> None:
    before = page._refresh.geometry()
    page._refreshes._timers.refreshing.emit(True)
    QGuiApplication.processEvents()
    assert page._refresh.geometry() == before


def test_what_helps_has_the_focus_where_there_is_nothing_else(theme: Theme, scene: Scenery, qtbot: QtBot) -> None:
    page = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    assert page.focusWidget() is page._states.words._primary
    page._model.upsert([samples.video(1)])
    page._show_all()
    assert page.focusWidget() is page._table
