"""Where alerts lead to, over the real pages: what is there is selected, and what isn't is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from tests.e2e.window import Opened
from tests.services.fakes import creator
from tests.ui import samples, scenes_creators, scenes_trending
from tests.ui.scenery import Scenery, scenery
from tests.ui.scenes_alerts import about
from tests.ui.seen import said_by
from tiktrack_gui.app.alert_pages import AlertPages
from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.core.creator_alerts import story_alert
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.ui.creators.alerts_dialog import ListAlertsDialog
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.settings.page import SettingsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.page import TrendingPage
from tiktrack_gui.ui.window.main_window import MainWindow
from tiktrack_gui.ui.window.messages import Messages

STORY = samples.video(2)


@dataclass
class Built:
    """The pages, which are there from the start."""

    feed: TrendingPage
    people: CreatorsPage

    def trending(self) -> TrendingPage:
        return self.feed

    def creators(self) -> CreatorsPage:
        self.people.shown()
        return self.people

    def settings(self) -> SettingsPage:
        raise AssertionError("nobody asked for the settings")


@dataclass
class Desk:
    scene: Scenery
    pages: Built
    alerts: AlertPages
    messages: Messages
    window: MainWindow
    said: list[str]

    def open(self, alert: Alert) -> None:
        """As a click on its notification does."""
        [stored] = self.scene.store.alerts.add([alert]).result()
        self.scene.tasks.spawn(self.scene.alerts.open(stored.id or 0), name="open an alert")


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with scenery() as scene:
        scenes_trending.record(scene, samples.videos(6))
        for number in (1, 2, 3):
            scene.store.creators.record_creator(creator(number), samples.NOW).result()
            scene.store.creators.track(number, samples.NOW).result()
        trending = Trending(scene.tiktok, scene.store, scene.health, scene.clock)
        window, messages = MainWindow(theme, tmp_path / "ui.ini"), Messages()
        pages = Built(
            scenes_trending.page_of(theme, scene, scene.tasks), scenes_creators.page_of(theme, scene, scene.tasks)
        )
        for widget in (window, pages.feed, pages.people):
            qtbot.addWidget(widget)
        messages.listen(True)
        ours = AlertPages(pages, scene.alerts, trending, scene.creators, scene.tasks, theme, messages, window)
        ours.setParent(window)
        pages.feed.video_missing.connect(ours.video_missing)
        yield Desk(scene, pages, ours, messages, window, said_by(messages))


def test_a_story_is_selected_in_the_feed(desk: Desk) -> None:
    desk.open(story_alert(STORY))
    selected = desk.pages.feed._table.selected
    assert selected is not None
    assert selected.video.id == STORY.video.id
    assert desk.said == []


def test_a_story_that_is_not_stored_any_more_can_be_looked_at_on_tiktok(desk: Desk, opened: Opened) -> None:
    desk.open(replace(story_alert(STORY), video_id=4_242))
    assert desk.said[-1] == "This video isn’t stored any more"
    desk.messages.accept_offer()
    assert opened.urls == [f"{STORY.video.creator.url}/video/4242"]


def test_news_about_a_creator_selects_the_creator(desk: Desk) -> None:
    desk.open(replace(about(Kind.SILENT, 1, samples.NOW), creator_id=3))
    selected = desk.pages.people._pane.list.selected
    assert selected is not None
    assert selected.id == 3


def test_a_creator_who_is_not_tracked_any_more_can_be_looked_at_on_tiktok(desk: Desk, opened: Opened) -> None:
    desk.open(about(Kind.VIRAL, 4, samples.NOW))
    handle = samples.video(4).video.creator.handle
    assert desk.said == [f"@{handle} isn’t tracked any more"]
    desk.messages.accept_offer()
    assert opened.urls == [f"https://www.tiktok.com/@{handle}"]


def test_a_viral_video_that_is_a_story_is_selected_in_the_feed(desk: Desk) -> None:
    desk.open(replace(about(Kind.VIRAL, 2, samples.NOW), video_id=STORY.video.id))
    selected = desk.pages.feed._table.selected
    assert selected is not None
    assert selected.video.id == STORY.video.id
    assert desk.said == []


def test_unread_alerts_are_counted_in_the_rail(desk: Desk) -> None:
    desk.scene.store.alerts.add([about(Kind.SILENT, 1, samples.NOW)]).result()
    desk.scene.tasks.spawn(desk.scene.alerts.plan(), name="look")
    assert desk.window.rail._entries["activity"].accessibleName() == "Activity, 1 unread"


def test_the_choice_of_kinds_opens_over_the_window(desk: Desk) -> None:
    desk.window.show()
    desk.alerts.choose_kinds()
    [dialog] = desk.window.findChildren(ListAlertsDialog)
    assert dialog.isVisible()
    dialog.close()


@pytest.fixture
def opened() -> Iterator[Opened]:
    opened = Opened()
    QDesktopServices.setUrlHandler("https", opened, "open")  # type: ignore[arg-type]  # it only accepts str
    yield opened
    QDesktopServices.unsetUrlHandler("https")
