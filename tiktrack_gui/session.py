"""One life of the services behind the window: over demo data, or over the user's own."""

from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from tiktrack_gui import app, demo
from tiktrack_gui.core.errors import Stopped, TikTrackError
from tiktrack_gui.logs import Secrets
from tiktrack_gui.paths import DataFolder
from tiktrack_gui.services.onboarding import Onboarding
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.timers import Plan, Timers
from tiktrack_gui.services.trending import Refresh
from tiktrack_gui.ui.activity_page import ActivityPage
from tiktrack_gui.ui.creators_page import CreatorsPage
from tiktrack_gui.ui.discord_page import DiscordPage
from tiktrack_gui.ui.messages import Messages
from tiktrack_gui.ui.onboarding_dialog import OnboardingDialog
from tiktrack_gui.ui.remedies import Remedy, demo_data
from tiktrack_gui.ui.settings_page import SettingsPage
from tiktrack_gui.ui.status import Status
from tiktrack_gui.ui.theme import Theme
from tiktrack_gui.ui.tray import Notifier, Tray, TrayNotifier
from tiktrack_gui.ui.trending_page import TrendingPage
from tiktrack_gui.ui.widgets.pictures import Pictures

if TYPE_CHECKING:
    from tiktrack_gui.ui.main_window import MainWindow
    from tiktrack_gui.ui.report_dialog import Reporter


class Session(QObject):
    """The services, their timers, and the pages that show them.

    Signals:
        real_data_wanted: The user has seen live videos and wants the real thing.
    """

    real_data_wanted = Signal()

    def __init__(
        self,
        services: app.Services,
        tasks: Tasks,
        theme: Theme,
        window: MainWindow,
        tray: Tray,
        messages: Messages,
        reporter: Reporter,
        *,
        is_demo: bool,
    ) -> None:
        super().__init__()
        self._services, self._tasks, self._is_demo = services, tasks, is_demo
        self._theme, self._window, self._tray, self._messages = theme, window, tray, messages
        base = services.foundation
        self._now = base.clock.now
        self.timers = Timers(
            services.trending,
            services.creators,
            services.posting,
            services.outbox,
            self._plan,
            base.clock,
            reporter.report,
        )
        self._pictures = Pictures(theme)
        self._status = Status(window.rail, tray, self.timers, services.trending, self._now)
        self._notifier = self._make_notifier()
        self._connect()

    @property
    def keeps_running(self) -> bool:
        """Whether closing the window leaves TikTrack in the tray."""
        return self._services.settings.close_to_tray

    async def begin(self) -> None:
        """Shows the pages and starts the timers."""
        if self._is_demo:
            await demo.fill(self._services)
            self._messages.tell(demo_data())
        self._window.set_pages(
            {
                "trending": self._trending_page,
                "creators": self._creators_page,
                "discord": self._discord_page,
                "activity": self._activity_page,
                "settings": self._settings_page,
            }
        )
        for problem in self._services.foundation.settings.problems:
            self._messages.say(problem)
        self.timers.start(self._tasks)

    def end(self) -> None:
        self._status.deleteLater()
        self._pictures.close()

    def hidden_to_tray(self, first_time: bool) -> None:
        if first_time:
            self._notify("TikTrack goes on in the tray", "Quit it from the menu of its icon there.")

    # Pages

    def _trending_page(self) -> QWidget:
        s = self._services
        page = TrendingPage(
            self._theme,
            self._pictures,
            s.trending,
            self.timers,
            s.creators,
            s.outbox,
            self._tasks,
            self._messages,
            s.foundation.settings,
            self._now,
        )
        page.post_requested.connect(self._post)
        page.stories_counted.connect(partial(self._window.rail.set_badge, "trending"))
        return page

    def _creators_page(self) -> QWidget:
        page = CreatorsPage(
            self._theme, self._pictures, self._services.creators, self._tasks, self._messages, self._now
        )
        page.post_requested.connect(self._post)
        return page

    def _discord_page(self) -> QWidget:
        s = self._services
        return DiscordPage(
            self._theme,
            s.posting,
            s.outbox,
            s.creators,
            s.foundation.settings,
            s.foundation.tokens,
            self._tasks,
            self._messages,
            self._now,
        )

    def _activity_page(self) -> QWidget:
        s = self._services
        page = ActivityPage(
            self._theme,
            s.trending,
            s.outbox,
            s.health,
            s.foundation.budget,
            self._tasks,
            self._messages,
            self._now,
        )
        page.refresh_requested.connect(self.timers.refresh_now)
        page.page_requested.connect(self._window.open_page)
        return page

    def _settings_page(self) -> QWidget:
        base = self._services.foundation
        page = SettingsPage(
            self._theme,
            base.settings,
            base.tokens,
            app.browsers(base),
            base.folder.root,
            self._tasks,
            self._messages,
        )
        page.changed.connect(self.timers.reconsider)
        return page

    # Connections

    def _connect(self) -> None:
        s = self._services
        self._pictures.wanted.connect(self._fetch_pictures)
        self._tray.refresh_requested.connect(self.timers.refresh_now)
        self._tray.pause_toggled.connect(self.timers.set_paused)
        self._messages.remedy_wanted.connect(self._help)
        self._window.shown.connect(self._status.seen)
        self._theme.changed.connect(self._keep_appearance)
        self.timers.failed.connect(self._failed)
        self.timers.recovered.connect(self._recovered)
        s.health.overridden.connect(self._messages.say)
        s.trending.finished.connect(self._tell_of_stories)

    def _failed(self, error: TikTrackError) -> None:
        if not isinstance(error, Stopped):
            self._messages.trouble(error, self.timers.refresh_now)

    def _recovered(self) -> None:
        self._pictures.forget_failures()

    def _keep_appearance(self) -> None:
        settings = self._services.foundation.settings
        if "appearance" not in settings.locked and settings.values.appearance != self._theme.mode:
            self._tasks.spawn(asyncio.to_thread(settings.change, appearance=self._theme.mode), name="keep appearance")

    def _fetch_pictures(self, addresses: list[str]) -> None:
        for address in addresses:
            self._tasks.spawn(self._fetch_picture(address), name=f"picture {address}")

    async def _fetch_picture(self, address: str) -> None:
        picture = await self._services.clients.images.fetch(address)
        self._pictures.put(address, picture.data if picture else None)

    def _post(self, handle: str) -> None:
        self._window.open_page("discord")
        page = self._window.page("discord")
        assert isinstance(page, DiscordPage)
        page.post(handle)

    def _plan(self) -> Plan:
        values = self._services.settings
        return Plan(
            limit=values.trending_limit,
            criteria=app.criteria(values),
            rules=app.posting_rules(values),
            trending_every=values.trending_minutes * 60,
            creators_every=values.creators_minutes * 60,
            posting_every=values.posting_minutes * 60,
            posting=values.posting,
            channel_id=values.channel_id,
        )

    # Notifications

    def _make_notifier(self) -> Notifier:
        if sys.platform != "linux":
            return TrayNotifier(self._tray, self._window.present)
        from tiktrack_gui.clients.notifications import DesktopNotifications
        from tiktrack_gui.ui.resources import resource

        return DesktopNotifications(self._window.present, resource("app/tiktrack-64.png"))

    def _tell_of_stories(self, refresh: Refresh) -> None:
        if refresh.run.saved and self._services.settings.notifications and not self._window.isActiveWindow():
            best = refresh.stories[0]
            title = "1 new story" if refresh.run.saved == 1 else f"{refresh.run.saved} new stories"
            self._notify(title, f"@{best.video.creator.handle}: {best.reason}")

    def _notify(self, title: str, body: str) -> None:
        self._tasks.spawn(self._notifier.notify(title, body), name="notification")

    # Remedies

    def _help(self, remedy: Remedy) -> None:
        """The button of a notice was pressed."""
        match remedy:
            case Remedy.USE_REAL_DATA:
                self._start_onboarding()
            case Remedy.INSTALL_BROWSER | Remedy.SHOW_SETTINGS:
                self._window.open_settings()
            case Remedy.SET_TOKEN | Remedy.SET_CHANNEL | Remedy.SHOW_OUTBOX:
                self._window.open_page("discord")
            case Remedy.SHOW_CREATORS:
                self._window.open_page("creators")
            case Remedy.SHOW_LOG:
                self._open_file(self._services.foundation.folder.log)
            case Remedy.SHOW_DATA:
                self._open_file(self._services.foundation.folder.root)
            case Remedy.CHANGE_THRESHOLD:
                self._change_threshold()
            case Remedy.OPEN_TIKTOK:
                self._tasks.spawn(self._open_tiktok(), name="open TikTok")
            case Remedy.TRY_AGAIN | Remedy.TRY_ANYWAY:
                self.timers.refresh_now()

    def _change_threshold(self) -> None:
        self._window.open_page("trending")
        page = self._window.page("trending")
        assert isinstance(page, TrendingPage)
        page.focus_threshold()

    def _start_onboarding(self) -> None:
        base = self._services.foundation
        onboarding = Onboarding(
            app.browsers(base),
            partial(app.tiktok, base),
            partial(app.tiktok_window, base),
            self._keep_browser,
            base.clock,
        )
        dialog = OnboardingDialog(self._theme, self._pictures, onboarding, self._tasks, self._window)
        dialog.finished_well.connect(self.real_data_wanted)
        dialog.open()

    def _keep_browser(self, path: str) -> None:
        self._services.foundation.settings.change(browser_path=path)

    async def _open_tiktok(self) -> None:
        """Raises TikTokError."""
        self._messages.say("Accept cookies or solve the puzzle there, then close that window")
        await app.tiktok_window(self._services.foundation)
        self.timers.refresh_now()

    @staticmethod
    def _open_file(path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


async def begin(
    theme: Theme,
    window: MainWindow,
    tray: Tray,
    messages: Messages,
    reporter: Reporter,
    folder: DataFolder,
    secrets: Secrets,
    closing: AsyncExitStack,
    *,
    is_demo: bool,
) -> Session:
    """A session with everything started; what has to be taken down again is pushed onto `closing`.

    Raises TikTrackError when the database cannot be opened.
    """
    base = app.foundation(folder, secrets)
    if is_demo:
        base = replace(base, folder=folder.demo.create())
    clients = app.demo_clients(base) if is_demo else app.real_clients(base)
    services = await closing.enter_async_context(app.opened(base, clients))
    tasks = Tasks(partial(_told, messages, reporter))
    closing.push_async_callback(tasks.shutdown)
    session = Session(services, tasks, theme, window, tray, messages, reporter, is_demo=is_demo)
    closing.callback(session.end)
    await session.begin()
    return session


def _told(messages: Messages, reporter: Reporter, error: BaseException) -> None:
    """What a task raised: the world's faults go into the notice bar, ours into the report."""
    if isinstance(error, TikTrackError):
        messages.trouble(error)
    else:
        reporter.report(error)
