"""Measuring on request: how far it is, how long it takes, how it is stopped, and how it went."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.store.examples import a_run, measured
from tests.ui import samples
from tests.ui.campaigned import FIRST_CREATOR, MADE, a_video, track_all, video_id
from tests.ui.campaigns.test_page import cell, press
from tests.ui.hands import activate, shortcut
from tests.ui.scenery import Scenery
from tests.ui.seen import said_by
from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.core.errors import Unreachable
from tiktrack_gui.core.models import Video, VideoPage
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.campaign_measuring import Progress
from tiktrack_gui.ui.campaigns.advertisers import Column as AdvertiserColumn
from tiktrack_gui.ui.campaigns.columns import Column
from tiktrack_gui.ui.campaigns.measure_actions import MEASURE
from tiktrack_gui.ui.campaigns.page import ADVERTISERS, CampaignsPage

MEASURED = [number for number, one in enumerate(MADE) if not one.gone]


@pytest.fixture(autouse=True)
def no_others(scene: Scenery) -> None:
    """The creators’ other videos, which are read for what they usually get."""
    scene.tiktok.pages = {one.handle: VideoPage(videos=()) for one in MADE}


@pytest.fixture
def said(page: CampaignsPage) -> list[str]:
    page._messages.listen(True)
    page._messages.look_at("campaigns")
    return said_by(page._messages)


def test_all_videos_are_measured_now(page: CampaignsPage, scene: Scenery, said: list[str], qtbot: QtBot) -> None:
    scene.tiktok.videos = [a_video(number, views=500_000) for number in MEASURED]
    told: list[Progress] = []
    page._services.campaigns.progress.connect(told.append)
    press(page, "Measure now")
    assert [one.done for one in told] == [*range(len(MADE)), len(MADE)]
    assert told[0].seconds > 0
    assert said[-1] == "Measured 7 videos, 1 is gone"
    assert not page._measuring.is_measuring
    assert page._header.measure.text().strip() == "Measure now"
    qtbot.waitUntil(lambda: cell(page, 6, Column.VIEWS) == "≈ 500K")


def test_only_those_selected_are_measured_by_key(page: CampaignsPage, scene: Scenery, said: list[str]) -> None:
    scene.tiktok.videos = [a_video(number) for number in MEASURED]
    activate(page)
    page._table.select([video_id(0), video_id(1)])
    page._table.setFocus()
    shortcut(page._table, Qt.Key.Key_M)
    assert said[-1] == "Measured 2 videos"
    assert len([one for one in scene.tiktok.asked if one.startswith("video ")]) == 2


def test_it_says_how_far_it_is_and_is_stopped(page: CampaignsPage, campaign: Campaign) -> None:
    page._measuring._set_measuring(True)
    page._measuring._show(Progress(campaign_id=campaign.id or 0, done=2, total=8, handle="brothlab", seconds=31))
    assert page._header.stage.text() == "3 of 8 · about 31 s left · Measuring @brothlab"
    assert page._header.progress.accessibleDescription() == "2 of 8"
    assert page._header.measure.text().strip() == "Stop"
    cancelled: list[str] = []

    def cancel(name: str) -> bool:
        cancelled.append(name)
        return True

    page._measuring._tasks.cancel = cancel  # type: ignore[method-assign]
    shortcut(page, Qt.Key.Key_F5)
    assert cancelled == [MEASURE]
    page._measuring._set_measuring(False)
    assert not page._header.stage.isVisible()


def test_what_the_next_one_would_meet_is_a_trouble(page: CampaignsPage, scene: Scenery, said: list[str]) -> None:
    async def away(_handle: str, _video_id: int) -> Video:
        raise Unreachable(Capability.VIDEO)

    scene.tiktok.video = away  # type: ignore[method-assign, assignment]
    press(page, "Measure now")
    assert said == []
    notice = page._notices.notice
    assert notice is not None
    assert notice.about is Unreachable
    assert not page._measuring.is_measuring


def test_a_measurement_by_the_timer_is_shown(page: CampaignsPage, scene: Scenery, qtbot: QtBot) -> None:
    scene.tiktok.videos = [a_video(7, views=1_234)]
    scene.tasks.spawn(page._services.campaigns.measuring.work_due(), name="the timer")
    qtbot.waitUntil(lambda: cell(page, 7, Column.VIEWS) == "1,234")


def test_without_videos_there_is_nothing_to_measure(page: CampaignsPage, campaign: Campaign) -> None:
    page._list.select((campaign.id or 0) + 1)
    assert not page._header.measure.isEnabled()
    shortcut(page, Qt.Key.Key_F5)
    assert not page._measuring.is_measuring


def measured_now(views: int) -> Video:
    """The fourth video of the campaign."""
    found = a_video(3, views=views)
    return replace(found, sample=replace(found.sample, at=samples.NOW))


def test_what_another_part_measured_is_shown_within_a_minute(page: CampaignsPage, scene: Scenery, qtbot: QtBot) -> None:
    before = page._notices._words.text()
    again = measured(measured_now(9_876))
    scene.store.runs.record_run(a_run([again]), [again]).result()
    assert cell(page, 3, Column.VIEWS) == "9,312"
    page._ages.timeout.emit()
    qtbot.waitUntil(lambda: cell(page, 3, Column.VIEWS) == "9,876")
    assert cell(page, 3, Column.MEASURED) == "just now"
    assert page._notices._words.text() == before  # the oldest measurement is another one's


def test_a_refreshed_creators_videos_are_shown_anew(page: CampaignsPage, scene: Scenery, qtbot: QtBot) -> None:
    scene.store.creators.record_creator_videos(VideoPage(videos=(measured_now(9_877),)), samples.NOW).result()
    scene.tasks.spawn(scene.creators.announce(), name="a refresh")
    qtbot.waitUntil(lambda: cell(page, 3, Column.VIEWS) == "9,877")


def test_who_advertises_is_read_again_within_a_minute(page: CampaignsPage, scene: Scenery, qtbot: QtBot) -> None:
    track_all(scene.store)
    page._switch.choose(ADVERTISERS)
    model = page._advertisers.model
    qtbot.waitUntil(lambda: model.total == 6)
    ad = replace(a_video(0), id=video_id(0) + 77, ad=True)
    scene.store.creators.record_creator_videos(VideoPage(videos=(ad,)), samples.NOW).result()
    page._ages.timeout.emit()
    qtbot.waitUntil(lambda: model.cell(model.row_of(FIRST_CREATOR) or 0, AdvertiserColumn.ADS).text == "5")
