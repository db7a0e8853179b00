"""Where alerts lead to: the video or the creator they are about, and the choice of what alerts."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.core.list_names import ALL
from tiktrack_gui.services.alerts import Alerts
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.ui.creators.alerts_dialog import ListAlertsDialog
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.settings.page import SettingsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.page import TrendingPage
from tiktrack_gui.ui.window.main_window import MainWindow
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.rail_marks import UnreadMark
from tiktrack_gui.words import inbox as words


class Openable(Protocol):
    """Opens pages of the window, and returns them."""

    def trending(self) -> TrendingPage: ...

    def creators(self) -> CreatorsPage: ...

    def settings(self) -> SettingsPage: ...


class AlertPages(QObject):
    """Follows `Alerts.opened`, which a notification and the inbox emit, and marks unread alerts in the rail."""

    def __init__(
        self,
        pages: Openable,
        alerts: Alerts,
        trending: Trending,
        creators: Creators,
        tasks: Tasks,
        theme: Theme,
        messages: Messages,
        window: MainWindow,
    ) -> None:
        super().__init__()
        self._pages, self._alerts, self._trending, self._creators = pages, alerts, trending, creators
        self._tasks, self._theme, self._messages, self._window = tasks, theme, messages, window
        self._sought: Alert | None = None  # whose video is to be selected in the feed
        UnreadMark(window.rail, alerts).setParent(self)
        alerts.opened.connect(self._show)

    def choose_kinds(self, list_id: int | None = None, name: str = ALL) -> None:
        """Opens the choice of the news about the creators on a list; None = about all who are tracked."""
        dialog = ListAlertsDialog(self._theme, self._alerts, list_id, name, self._tasks, self._window)
        dialog.settings_wanted.connect(self.show_settings)
        dialog.open()

    def show_settings(self) -> None:
        self._pages.settings().show_alerts()

    def video_missing(self, video_id: int) -> None:
        """The feed doesn't have a video that was asked for; TikTok may."""
        sought, self._sought = self._sought, None
        self._messages.say(words.VIDEO_GONE)
        if sought is not None and sought.video_id == video_id and sought.creator_id is not None:
            self._tasks.spawn(self._offer_video(sought.creator_id, video_id), name="offer a video that isn't there")

    def _show(self, alert: Alert) -> None:
        self._tasks.spawn(self._show_what(alert), name="show what an alert is about")

    async def _show_what(self, alert: Alert) -> None:
        """Shows the video if it is a story, else the creator. Raises StoreError."""
        video = alert.video_id
        is_story = video is not None and await self._trending.story(video) is not None
        if video is not None and (is_story or alert.kind is Kind.STORY):
            self._sought = alert
            self._pages.trending().select(video)
        elif alert.creator_id is not None:
            await self._show_creator(alert, alert.creator_id)

    async def _offer_video(self, creator_id: int, video_id: int) -> None:
        """Raises StoreError."""
        for creator in await self._creators.stored([creator_id]):
            self._messages.say(words.VIDEO_GONE, words.ON_TIKTOK, partial(_open, f"{creator.url}/video/{video_id}"))

    async def _show_creator(self, alert: Alert, creator_id: int) -> None:
        """A viral video is selected among the creator's others. Raises StoreError."""
        tracked = {one.creator.id for one in await self._creators.tracked()}
        if creator_id in tracked:
            self._pages.creators().select(creator_id, alert.video_id)
            return
        for creator in await self._creators.stored([creator_id]):
            self._messages.say(words.untracked(creator), words.ON_TIKTOK, partial(_open, creator.url))


def _open(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))
