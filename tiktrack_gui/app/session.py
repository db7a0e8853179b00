"""One lifetime of the services behind the window, over demo data or the user's own."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import AsyncExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from tiktrack_gui.app import as_set, composition, demo_alerts, demo_campaign, demo_cycle, demo_discover
from tiktrack_gui.app.alerting import Alerting
from tiktrack_gui.app.autostart_offer import AutostartOffer
from tiktrack_gui.app.clients import demo_clients, open_tiktok, real_clients, tiktok
from tiktrack_gui.app.diagnostics import Diagnostics
from tiktrack_gui.app.foundation import Foundation, autostart, browsers
from tiktrack_gui.app.log_viewer import LogViewer
from tiktrack_gui.app.pages import Pages
from tiktrack_gui.app.tabs import TABS
from tiktrack_gui.config.tokens import WAITING
from tiktrack_gui.core.errors import (
    BrowserUnconfirmed,
    BrowserUnsandboxed,
    FolderKeepsNoModes,
    SettingsUnusable,
    ShowsDemo,
    Stopped,
    TikTrackError,
)
from tiktrack_gui.core.pause import Pause
from tiktrack_gui.core.sources import Source
from tiktrack_gui.host import lock
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.host.private import require_private
from tiktrack_gui.services.onboarding import Onboarding
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.timers import Plan, Timers
from tiktrack_gui.ui.onboarding.dialog import OnboardingDialog
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.window.help_sheet import HelpSheet
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.remedies import Remedy
from tiktrack_gui.ui.window.status import Status
from tiktrack_gui.ui.window.tray import Tray
from tiktrack_gui.words.creators import renamed
from tiktrack_gui.words.sources import slowed

if TYPE_CHECKING:
    from tiktrack_gui.ui.window.main_window import MainWindow
    from tiktrack_gui.ui.window.report_dialog import ReportDialog, Reporter

TIKTOK_WINDOW = "TikTok's window"  # the task's name


class Session(QObject):
    """The services, their timers, and the pages that show them.

    Signals:
        real_data_wanted: The user has seen live videos and wants to switch to real data.
        restore_wanted: The user wants a backup in the place of the database, for which the session must end. arg: its
            name.
        forget_wanted: The user wants a creator to be forgotten, for which the session must end. arg: a ForgetRequest.
    """

    real_data_wanted = Signal()
    restore_wanted = Signal(str)
    forget_wanted = Signal(object)

    def __init__(
        self,
        services: composition.Services,
        tasks: Tasks,
        theme: Theme,
        window: MainWindow,
        tray: Tray,
        messages: Messages,
        reporter: Reporter,
        *,
        real: Foundation,
    ) -> None:
        """real: the foundation of the real data, used by `services` or, during the demo, to be used after it."""
        super().__init__()
        self._real = real
        self._services, self._tasks = services, tasks
        self._theme, self._window, self._tray, self._messages = theme, window, tray, messages
        base = services.foundation
        self._now = base.clock.now
        self._alerting = Alerting(services, tray, window, tasks)
        self.timers = Timers(
            services.rounds,
            services.remeasuring,
            services.refreshing,
            services.adding,
            services.posts,
            services.outbox,
            services.health,
            self._plan,
            base.clock,
            reporter.report,
            services.upkeep if services.clients.are_real else None,
            (*services.works, self._alerting.work),
        )
        self._pictures = Pictures(theme)
        start = autostart(real) if services.clients.are_real else None
        self._offer = None if start is None else AutostartOffer(start, tasks, window, tray, messages, self)
        self._pages = Pages(services, real, self.timers, start, tasks, theme, self._pictures, messages, window)
        self._status = Status(
            window.rail, tray, self.timers, services.trending, self._now, demo=services.foundation is not real
        )
        self._diagnostics = Diagnostics(base.folder, base.secrets, services.store)
        self._logs = LogViewer(theme, window, self._diagnostics, tasks, messages.say)
        self._reporter = reporter
        self._connect()

    @property
    def keeps_running(self) -> bool:
        """Whether closing the window leaves TikTrack in the tray."""
        return self._services.settings.close_to_tray

    @property
    def is_busy(self) -> bool:
        """Whether the pages are still loading data or pictures."""
        return self._tasks.is_busy or self._pictures.is_busy

    async def begin(self) -> None:
        """Shows the pages and starts the timers."""
        base = self._services.foundation
        if base is not self._real:
            await demo_cycle.fill(self._services)
            self._messages.trouble(ShowsDemo())
        self._pages.show(TABS)
        if problems := base.settings.problems:
            self._messages.trouble(SettingsUnusable(problems))
        if self._services.forgot is not None:
            self._messages.trouble(self._services.forgot)
        await self._tell_of_folder()
        self._restore_pause()
        if base is not self._real:
            await demo_alerts.fill(self._services)
            await demo_discover.fill(self._services)
            await demo_campaign.fill(self._services)
        await self._alerting.begin()
        await self.timers.start(self._tasks)

    async def _tell_of_folder(self) -> None:
        """Asks about what the settings of a folder from elsewhere would start, and says once what its disk can't do."""
        folder = self._real.folder
        if path := (await asyncio.to_thread(self._real.settings.unconfirmed)).get("browser_path"):
            self._messages.trouble(BrowserUnconfirmed(path))
        if not await asyncio.to_thread(require_private, folder) and self._window.is_first_time("no permissions"):
            self._messages.trouble(FolderKeepsNoModes(folder.root))

    async def end(self) -> None:
        """Ends the tasks, removes the pages and deletes the parts, so that no signal reaches them any more."""
        await self._tasks.shutdown()
        self._window.set_pages({})
        for part in (self, self._alerting, self._pages, self._status, self.timers, self._logs):
            part.deleteLater()
        self._pictures.close()
        await self._alerting.end()

    def say_outside(self, title: str, body: str) -> None:
        """Shows a desktop notification, for use while the window is hidden or inactive."""
        self._alerting.say(title, body)

    # Connections

    def _connect(self) -> None:
        s = self._services
        self._pictures.wanted.connect(self._fetch_pictures)
        self._tray.refresh_requested.connect(self.timers.refresh_now)
        self._tray.pause_requested.connect(self.timers.pause_for)
        self._tray.resume_requested.connect(self.timers.resume)
        self._messages.remedy_wanted.connect(self._help)
        self._pages.restore_wanted.connect(self.restore_wanted)
        self._pages.forget_wanted.connect(self.forget_wanted)
        self._pages.log_wanted.connect(self._logs.show)
        self._pages.diagnostics_wanted.connect(self._logs.copy)
        self._reporter.opened.connect(self._blank_report)
        self._pages.changes.lost.connect(self._setting_lost)
        self._window.activated.connect(self._status.seen)
        self._window.help_requested.connect(self._show_help)
        self._window.rail.offer_clicked.connect(self._start_onboarding)
        self._theme.changed.connect(self._keep_look)
        self.timers.failed.connect(self._failed)
        self.timers.recovered.connect(self._recovered)
        s.foundation.tokens.on_waiting = partial(self._messages.say, WAITING)
        s.health.overridden.connect(self._messages.say)
        s.trending.clock_is_wrong.connect(self._messages.say)
        self._real.sandbox.lost.connect(self._say_unsandboxed)
        s.creators.renamed.connect(self._say_renamed)
        s.trending.finished.connect(self._mark_seen)
        if self._offer is not None:
            s.trending.finished.connect(self._offer.consider)
        s.rounds.slowed.connect(self._say_slowed)
        s.source_list.changed.connect(self.timers.reconsider)
        s.foundation.settings.changed.connect(self.timers.reconsider)
        s.foundation.settings.changed.connect(s.discovering.figures.reconsider)

    def _say_unsandboxed(self, browser: str) -> None:
        if self._window.is_first_time("no sandbox"):
            is_root = sys.platform != "win32" and os.geteuid() == 0
            self._messages.trouble(BrowserUnsandboxed(browser, is_root=is_root))

    def _blank_report(self, dialog: ReportDialog) -> None:
        work = self._reporter.blank_more(dialog, self._diagnostics.blanked)
        self._tasks.spawn(work, name=f"blank report {id(dialog)}")

    def _say_renamed(self, old: str, new: str) -> None:
        self._messages.say(renamed(old, new))

    def _say_slowed(self, source: Source, due_at: float) -> None:
        self._messages.say(slowed(source, due_at, self._now()))

    def _failed(self, error: TikTrackError) -> None:
        if not isinstance(error, Stopped):
            self._messages.trouble(error, self.timers.refresh_now)

    def _recovered(self, troubles: frozenset[type[TikTrackError]]) -> None:
        self._messages.settle(*troubles)
        self._pictures.forget_failures()

    def _keep_look(self) -> None:
        """Saves changed look options as settings; the look itself has changed already."""
        settings = self._real.settings
        look = asdict(self._theme.look)
        if changed := {name: choice for name, choice in look.items() if choice != getattr(settings.values, name)}:
            self._tasks.spawn(settings.save(**changed), name="keep the look", finishes=True)

    def _setting_lost(self, why: str) -> None:
        """Says it outside if the window was closed with it; otherwise the page says so."""
        if not self._window.isVisible():
            self.say_outside("A setting wasn’t changed", why)

    def _restore_pause(self) -> None:
        """A pause outlives a restart, unless it has ended meanwhile."""
        values = self._real.settings.values
        self.timers.set_pause(as_set.pause(values))
        if values.paused and not self.timers.paused:
            self._keep_pause(None)
        self.timers.pause_changed.connect(self._keep_pause)

    def _keep_pause(self, pause: Pause | None) -> None:
        until = None if pause is None else pause.until  # None removes it from the file
        kept = self._real.settings.save(paused=pause is not None, paused_until=until)
        self._tasks.spawn(kept, name="keep the pause", finishes=True)

    def _fetch_pictures(self, addresses: list[str]) -> None:
        for address in addresses:
            self._tasks.spawn(self._fetch_picture(address), name=f"picture {address}")

    async def _fetch_picture(self, address: str) -> None:
        picture = await self._services.clients.images.fetch(address)
        self._pictures.put(address, picture.data if picture else None)

    def _plan(self) -> Plan:
        return as_set.plan(self._services.settings)

    def _show_help(self) -> None:
        HelpSheet(self._theme, self._window).open()

    def _mark_seen(self) -> None:
        if self._window.isActiveWindow():
            self._status.seen()

    # Remedies

    def _help(self, remedy: Remedy) -> None:
        """Handles the button of a notice."""
        match remedy:
            case Remedy.USE_REAL_DATA:
                self._start_onboarding()
            case Remedy.USE_BROWSER:
                self._tasks.spawn(self._confirm_browser(), name="confirm the browser", finishes=True)
            case Remedy.INSTALL_BROWSER:
                self._pages.settings().show_browser()
            case Remedy.SHOW_NETWORK:
                self._pages.settings().show_network()
            case Remedy.SHOW_SETTINGS:
                self._window.open_settings()
            case Remedy.SET_TOKEN:
                self._pages.discord().edit_token()
            case Remedy.SET_CHANNEL:
                self._pages.discord().edit_channel()
            case Remedy.SHOW_OUTBOX:
                self._pages.discord().show_outbox()
            case Remedy.SHOW_CREATORS:
                self._window.open_page("creators")
            case Remedy.SHOW_SOURCES:
                self._pages.show_sources()
            case Remedy.SHOW_LOG:
                self._logs.show()
            case Remedy.SHOW_DATA:
                self._open_file(self._services.foundation.folder.root)
            case Remedy.CHANGE_THRESHOLD:
                self._pages.trending().focus_threshold()
            case Remedy.OPEN_TIKTOK:
                if not self._tasks.is_running(TIKTOK_WINDOW):  # another click must not close it
                    self._tasks.spawn(self._open_tiktok(), name=TIKTOK_WINDOW)
            case Remedy.START_WITH_COMPUTER:
                if self._offer is not None:
                    self._offer.accept()
            case Remedy.TRY_AGAIN | Remedy.TRY_ANYWAY:
                self.timers.refresh_now()

    def _start_onboarding(self) -> None:
        real = self._real
        onboarding = Onboarding(
            browsers(real),
            partial(tiktok, real),
            partial(open_tiktok, real),
            self._keep_browser,
            real.clock,
        )
        dialog = OnboardingDialog(self._theme, self._pictures, onboarding, self._tasks, self._window)
        dialog.finished_well.connect(self.real_data_wanted)
        dialog.open()

    async def _keep_browser(self, path: str) -> None:
        """Saves the browser path. Raises BadInput, CannotWrite."""
        await self._real.settings.save(browser_path=path)

    async def _confirm_browser(self) -> None:
        if not await self._real.settings.confirm("browser_path"):
            self._messages.say("Couldn’t remember that. Choose the browser in the settings instead")
        self.timers.refresh_now()

    async def _open_tiktok(self) -> None:
        """Shows TikTok until the user closes it, then refreshes. Raises TikTokError."""
        self._messages.say("Accept the cookies or solve the puzzle, then close that window")
        await open_tiktok(self._real)
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
    """Returns a fully started session; its cleanup is pushed onto `closing`.

    Raises TikTrackError if the database can't be opened.
    """
    real = Foundation.read(folder, secrets)
    base = Foundation.read(folder.demo.create(), secrets, demo=True) if is_demo else real
    if is_demo:  # `tiktrack demo --once` also writes there
        closing.enter_context(lock.held(base.folder.lock))
    clients = demo_clients(base) if is_demo else real_clients(base)
    services = await closing.enter_async_context(composition.opened(base, clients))
    tasks = Tasks(partial(_told, messages, reporter))
    session = Session(services, tasks, theme, window, tray, messages, reporter, real=real)
    closing.push_async_callback(session.end)
    await session.begin()
    return session


def _told(messages: Messages, reporter: Reporter, error: BaseException) -> None:
    """Handles an exception from a task: shows a TikTrackError as a notice, reports any other as a bug."""
    if isinstance(error, TikTrackError):
        messages.trouble(error, here=True)
    else:
        reporter.report(error)
