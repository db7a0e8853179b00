"""Alerts around the window: the desktop's notifications, what a click on one opens, and the tray's mute."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtGui import QAction

from tests import dunst as daemon
from tests.dunst import Dunst
from tests.e2e.window import Driver, Window
from tests.store.examples import FIRST_CREATOR, HOUR, NOW, a_creator, a_run, a_video, measured
from tests.waiting import until
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.services.alerts import Alerts
from tiktrack_gui.services.trending import Refresh
from tiktrack_gui.store import Store
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.trending.page import TrendingPage
from tiktrack_gui.ui.trending.table import FeedTable

pytestmark = pytest.mark.desktop


def alerts_of(window: Window) -> Alerts:
    return window.session._services.alerts


async def found(window: Window, *numbers: int) -> list[MeasuredVideo]:
    """As if a refresh had just found these stories."""
    services = window.session._services
    now = int(services.foundation.clock.now())
    stories = [measured(a_video(number, at=now, posted_at=now - HOUR)) for number in numbers]
    source = await services.source_list.find("trending")
    recorded = await services.store.runs.record_run(a_run(stories, at=now, source_id=source.id), stories)
    refresh = Refresh(source=source, run=recorded.run, measured=recorded.measured, shortfall=None)
    services.trending.items_changed.emit(recorded.measured)
    services.trending.finished.emit(refresh)
    return list(recorded.measured)


def tray_entry(window: Window, beginning: str) -> QAction:
    entries = window.program.tray._menu.actions()
    return next(one for one in entries if one.isVisible() and one.text().startswith(beginning))


def test_a_click_on_a_notification_opens_the_window_on_its_video(real: Driver, dunst: Dunst) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        window.main.open_page("creators")
        window.main.hide()
        [story] = await found(window, 7)
        await daemon.until_displayed(1)
        assert alerts_of(window).unread == 1
        await asyncio.to_thread(daemon.call, "action", "0")
        await until(lambda: window.main.isVisible() and window.main.key == "trending")
        await until(lambda: window.the(FeedTable).selected is not None)
        selected = window.the(FeedTable).selected
        assert selected is not None
        assert selected.video.id == story.video.id
        await until(lambda: alerts_of(window).unread == 0)
        assert not window.faults

    real(user)
    assert dunst.next_title() == "New story by @creator7"


def test_a_video_that_a_filter_hides_is_shown_nevertheless(real: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        first = window.stories[0].video
        page = window.the(TrendingPage)
        window.write("Search captions and creators", "nothing has these words")
        await until(lambda: not window.stories)
        page.select(first.id)
        await until(lambda: window.stories)
        selected = window.the(FeedTable).selected
        assert selected is not None
        assert selected.video.id == first.id
        page.select(12_345)
        await until(lambda: "This video isn’t stored any more" in window.words)

    real(user)


def test_a_click_on_a_creators_alert_opens_its_profile(real: Driver) -> None:
    with Store(real.folder.database) as store:
        for number in (1, 2):
            store.creators.record_creator(a_creator(number), NOW).result()
            store.creators.track(FIRST_CREATOR + number, NOW).result()
        facts = {"handle": "creator2", "number": 10_000, "followers": 12_300, "rounded": True}
        alert = Alert(key="a", kind=Kind.ROUND_NUMBER, at=NOW, creator_id=FIRST_CREATOR + 2, facts=facts)
        [stored] = store.alerts.add([alert]).result()

    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        window.session._alerting._clicked(stored.id)
        await until(lambda: window.main.key == "creators")
        page = window.the(CreatorsPage)
        await until(lambda: page._pane.list.selected is not None)
        selected = page._pane.list.selected
        assert selected is not None
        assert selected.tracked.creator.id == FIRST_CREATOR + 2
        assert alerts_of(window).unread == 0

    real(user)


@pytest.mark.parametrize("is_story", [True, False])
def test_a_viral_video_opens_on_trending_if_it_is_a_story_else_on_its_creator(real: Driver, is_story: bool) -> None:
    with Store(real.folder.database) as store:
        store.creators.track(FIRST_CREATOR + 1, NOW).result()
        video = a_video(1 if is_story else 50).id
        facts = {"handle": "creator1", "views": 90_000, "times": 9.0, "caption": ""}
        alert = Alert(key="a", kind=Kind.VIRAL, at=NOW, creator_id=FIRST_CREATOR + 1, video_id=video, facts=facts)
        [stored] = store.alerts.add([alert]).result()

    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        window.main.open_page("discord")
        window.session._alerting._clicked(stored.id)
        await until(lambda: window.main.key == ("trending" if is_story else "creators"))
        if is_story:
            await until(lambda: window.the(FeedTable).selected is not None)
        else:
            await until(lambda: window.the(CreatorsPage)._pane.list.selected is not None)

    real(user)


def test_while_the_window_is_active_nothing_is_told_but_kept(real: Driver, dunst: Dunst) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        await window.active()
        await found(window, 7)
        await until(lambda: alerts_of(window).unread == 1)
        window.main.hide()
        await until(lambda: not window.main.isActiveWindow())
        await found(window, 8, 9)
        await daemon.until_displayed(1)
        assert alerts_of(window).unread == 3

    real(user)
    assert dunst.next_title() in (
        "2 new stories: @creator8 and @creator9",
        "2 new stories: @creator9 and @creator8",
    )


def test_alerts_are_muted_in_the_tray_for_an_hour_and_unmuted(real: Driver, dunst: Dunst) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        window.main.hide()
        tray_entry(window, "Mute alerts for an hour").trigger()
        await until(lambda: alerts_of(window).muted_until is not None)
        until_when = alerts_of(window).muted_until
        assert until_when is not None
        assert abs(until_when - SystemClock().now() - HOUR) < 120
        await found(window, 7)
        await until(lambda: alerts_of(window).unread == 1)
        tray_entry(window, "Unmute alerts (muted until ").trigger()
        await until(lambda: alerts_of(window).muted_until is None)
        assert tray_entry(window, "Mute alerts for an hour").isVisible()
        await found(window, 8)
        await daemon.until_displayed(1)
        assert alerts_of(window).unread == 2

    real(user)
    assert dunst.next_title() == "New story by @creator8"


def test_a_mute_outlives_a_restart(real: Driver) -> None:
    with Store(real.folder.database) as store:
        store.alerts.mute(int(SystemClock().now()) + HOUR).result()

    async def user(window: Window) -> None:
        await until(lambda: alerts_of(window).muted_until is not None)
        assert tray_entry(window, "Unmute alerts (muted until ").isVisible()

    real(user)
