"""Alerts in the real window: the inbox, what its rows and a notification lead to, and what alerts at all."""

from __future__ import annotations

import asyncio
import tomllib

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests import dunst as daemon
from tests.dunst import Dunst
from tests.e2e.test_window_life import closed
from tests.e2e.window import Driver, Window
from tests.lookalikes.tiktok import TikTokLookalike
from tests.waiting import until
from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.core.creator_alerts import story_alert
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store
from tiktrack_gui.ui.creators.alerts_dialog import ListAlertsDialog
from tiktrack_gui.ui.creators.list import CreatorsList
from tiktrack_gui.ui.creators.lists import ListChooser
from tiktrack_gui.ui.trending.table import FeedTable
from tiktrack_gui.ui.widgets.records_table import RecordsTable

pytestmark = [pytest.mark.desktop]


def stories(folder: DataFolder) -> list[MeasuredVideo]:
    with Store(folder.database) as store:
        return list(store.stories.feed().result())


def prepare(folder: DataFolder) -> tuple[MeasuredVideo, int]:
    """One alert about a story, and a newer one about its creator, who is tracked. Returns story and creator's ID."""
    story = stories(folder)[0]
    creator, new = story.video.creator, story_alert(story)
    facts = {"handle": creator.handle, "number": 10_000, "followers": 10_000}
    passed = Alert(key="round:1", kind=Kind.ROUND_NUMBER, at=new.at + 1, creator_id=creator.id, facts=facts)
    with Store(folder.database) as store:
        store.creators.track(creator.id, new.at).result()
        store.alerts.add([new, passed]).result()
    return story, creator.id


def badge(window: Window) -> str:
    return window.main.rail._entries["activity"].accessibleName()


def inbox(window: Window) -> RecordsTable:
    return window.the(RecordsTable, "Inbox")


def texts(table: RecordsTable) -> list[str]:
    return [table.model().index(row, 0).data() for row in range(table.model().rowCount())]


def test_the_inbox_leads_to_what_its_alerts_are_about(real: Driver) -> None:
    story, creator_id = prepare(real.folder)
    handle = story.video.creator.handle

    async def user(window: Window) -> None:
        await window.active()
        await until(lambda: badge(window) == "Activity, 2 unread")
        window.keys("Ctrl+6")
        await until(lambda: window.find(RecordsTable, "Inbox"))
        await until(lambda: texts(inbox(window)) == [f"@{handle} passed 10,000 followers", f"New story by @{handle}"])
        for key in ("Down", "Down", "Return"):  # by keyboard to the story
            window.keys(key)
        await until(lambda: window.main.key == "trending")
        table = window.the(FeedTable)
        await until(lambda: table.selected is not None and table.selected.video.id == story.video.id)
        await until(lambda: badge(window) == "Activity, 1 unread")
        window.keys("Ctrl+6")
        place = QPoint(100, inbox(window).rowViewportPosition(0) + 10)  # by mouse to the creator
        for act in (QTest.mouseClick, QTest.mouseDClick):
            act(inbox(window).viewport(), Qt.MouseButton.LeftButton, pos=place)
        await until(lambda: window.main.key == "creators")
        await until(lambda: window.find(CreatorsList))
        shown = window.the(CreatorsList)
        await until(lambda: shown.selected is not None and shown.selected.id == creator_id)
        await until(lambda: badge(window) == "Activity")

    real(user)
    with Store(real.folder.database, read_only=True) as store:
        assert store.alerts.inbox(True).result() == []


def test_rows_are_marked_and_all_at_once_with_a_way_back(real: Driver) -> None:
    prepare(real.folder)

    async def user(window: Window) -> None:
        await window.active()
        window.keys("Ctrl+6")
        await until(lambda: window.find(RecordsTable, "Inbox") and len(texts(inbox(window))) == 2)
        window.keys("Down")
        window.keys("Space")
        await until(lambda: badge(window) == "Activity, 1 unread")
        window.press("Mark all as read")
        await until(lambda: badge(window) == "Activity")
        window.press("Undo")
        await until(lambda: badge(window) == "Activity, 1 unread")
        window.press("Mute alerts for an hour")
        await until(lambda: "Muted until " in window.words)
        window.press("Unmute")
        await until(lambda: "Muted until " not in window.words)

    real(user)


def test_what_alerts_is_chosen_in_the_settings_and_for_each_list(real: Driver) -> None:
    prepare(real.folder)

    async def user(window: Window) -> None:
        await window.active()
        window.keys("Ctrl+2")
        await until(lambda: window.find(CreatorsList) and window.the(CreatorsList).model().rowCount() == 1)
        window.press("Lists")
        menu = window.the(ListChooser)._menu
        action = next(action for action in menu.actions() if action.text() == "Alerts…")
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        await until(lambda: window.find(ListAlertsDialog))
        dialog = window.the(ListAlertsDialog)
        await until(dialog._switches[Kind.SILENT].isVisible)
        window.press("Silence", dialog)
        window.press("Alert settings", dialog)
        await until(lambda: window.main.key == "settings")
        await window.active()
        window.press("Notifications: By score")
        services = window.session._services
        await until(lambda: services.settings.alerts == "score")
        assert Kind.SILENT in await services.alerts.wanted(None)

    real(user)
    assert tomllib.loads(real.folder.settings.read_text("utf-8"))["alerts"] == {"notify": "score"}


@pytest.mark.browser
def test_a_click_on_a_notification_opens_the_window_on_its_video(
    without_demo: Driver, with_tiktok: TikTokLookalike, dunst: Dunst
) -> None:
    async def user(window: Window) -> None:
        await until(lambda: "Nothing new" in window.trouble)
        await window.session._services.foundation.settings.save(min_velocity=0)
        await closed(window)
        assert await asyncio.to_thread(dunst.next_title) == "TikTrack is still running in the tray"
        window.session.timers.refresh_now()
        await daemon.until_displayed(1)
        kept = await window.session._services.alerts.inbox()
        assert len(kept) == 28
        await until(lambda: badge(window) == "Activity, 28 unread")
        await asyncio.to_thread(daemon.call, "action", "0")
        await until(window.main.isVisible)
        assert window.main.key == "trending"
        table = window.the(FeedTable)
        await until(lambda: table.selected is not None)
        [read] = [alert for alert in await window.session._services.alerts.inbox() if alert.is_read]
        assert table.selected is not None
        assert table.selected.video.id == read.video_id
        await until(lambda: badge(window) == "Activity, 27 unread")

    without_demo(user)
