"""The window's pages: each is built when first opened, and connected to the others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from tiktrack_gui.app import as_set, composition, database, forgetting
from tiktrack_gui.app.alert_pages import AlertPages
from tiktrack_gui.app.connection import connection_test
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.models import Capability
from tiktrack_gui.core.persons import Known
from tiktrack_gui.core.post_request import PostRequest
from tiktrack_gui.core.report import Wanted
from tiktrack_gui.core.requests import a_day
from tiktrack_gui.services.autostart import Autostart
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.timers import Timers
from tiktrack_gui.ui.activity.page import ActivityPage
from tiktrack_gui.ui.campaigns.page import CampaignsPage
from tiktrack_gui.ui.campaigns.services import CampaignServices
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.discord.page import DiscordPage
from tiktrack_gui.ui.discord.services import DiscordServices
from tiktrack_gui.ui.discover.new_candidates import NewCandidates
from tiktrack_gui.ui.discover.page import DiscoverPage
from tiktrack_gui.ui.discover.services import DiscoverServices
from tiktrack_gui.ui.settings.autostart import AutostartRow
from tiktrack_gui.ui.settings.backups import BackupRow
from tiktrack_gui.ui.settings.database import DatabaseRow
from tiktrack_gui.ui.settings.page import SettingsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.page import TrendingPage
from tiktrack_gui.ui.trending.sources import SourcesDialog
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.window.exports import Exports
from tiktrack_gui.ui.window.forget_dialog import ForgetDialog
from tiktrack_gui.ui.window.main_window import SETTINGS, MainWindow
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words.backups import DEMO, ON_A_SERVER
from tiktrack_gui.words.channels import post_places

if TYPE_CHECKING:
    from tiktrack_gui.ui.creators.report_actions import ReportActions


class Pages(QObject):
    """Adds the pages to the window and opens them on request.

    Attributes:
        changes: What the pages change the settings with.
        exports: What exports for the pages.

    Signals:
        restore_wanted: The user wants a backup in the place of the database. arg: its name.
        forget_wanted: The user wants a creator to be forgotten. arg: a ForgetRequest.
        log_wanted: The user wants to see the log.
        diagnostics_wanted: The user wants the diagnostics in the clipboard.
    """

    restore_wanted = Signal(str)
    forget_wanted = Signal(object)
    log_wanted = Signal()
    diagnostics_wanted = Signal()

    def __init__(
        self,
        services: composition.Services,
        real: composition.Foundation,
        timers: Timers,
        autostart: Autostart | None,
        tasks: Tasks,
        theme: Theme,
        pictures: Pictures,
        messages: Messages,
        window: MainWindow,
    ) -> None:
        """real: the foundation of the real data, used by `services` or, during the demo, to be used after it.
        autostart: None during the demo.
        """
        super().__init__()
        self._real = real
        self._services, self._timers, self._autostart, self._tasks = services, timers, autostart, tasks
        self._theme, self._pictures, self._messages, self._window = theme, pictures, messages, window
        self._now = services.foundation.clock.now
        self._trending: TrendingPage | None = None  # None until first opened
        self._reports: ReportActions | None = None  # until the first one is wanted
        self._posting_pages: list[
            TrendingPage | CreatorsPage | DiscoverPage | CampaignsPage
        ] = []  # those that were opened
        self.changes = SettingChanges(services.foundation.settings, tasks, messages)
        self._alerts = AlertPages(
            self, services.alerts, services.trending, services.creators, tasks, theme, messages, window
        )
        self._alerts.setParent(self)
        self.exports = Exports(theme, services.exporting, tasks, messages, window)
        self.exports.setParent(self)
        window.page_changed.connect(self._page_changed)
        services.trending.finished.connect(self._count_soon)
        services.foundation.settings.changed.connect(self._count_soon)
        services.foundation.settings.changed.connect(self._offer_channels_soon)
        services.channels.changed.connect(self._offer_channels_soon)
        self._new_candidates = NewCandidates(
            services.brands, services.rankings, services.discover, tasks, self._is_discovering
        )
        self._new_candidates.setParent(self)  # its counting ends with the pages
        self._new_candidates.counted.connect(self._show_new)

    def show(self) -> None:
        self._window.set_pages(
            {
                "trending": self._build_trending,
                "creators": self._build_creators,
                "discover": self._build_discover,
                "campaigns": self._build_campaigns,
                "discord": self._build_discord,
                "activity": self._build_activity,
                SETTINGS: self._build_settings,
            }
        )
        self._count_soon()
        self._new_candidates.count_soon()

    # Opening

    def trending(self) -> TrendingPage:
        page = self._opened("trending")
        assert isinstance(page, TrendingPage)
        return page

    def discord(self) -> DiscordPage:
        page = self._opened("discord")
        assert isinstance(page, DiscordPage)
        return page

    def creators(self) -> CreatorsPage:
        page = self._opened("creators")
        assert isinstance(page, CreatorsPage)
        return page

    def settings(self) -> SettingsPage:
        page = self._opened(SETTINGS)
        assert isinstance(page, SettingsPage)
        return page

    def show_sources(self) -> None:
        s = self._services
        SourcesDialog(
            self._theme,
            s.source_list,
            s.rounds,
            s.settings.min_velocity,
            s.planning.demand,
            self._tasks,
            self._messages,
            self._now,
            self._window,
        ).open()

    def _opened(self, key: str) -> QWidget:
        self._window.open_page(key)
        return self._window.page(key)

    def _post(self, request: PostRequest) -> None:
        """Posts at once if the user has confirmed the preview; otherwise the Discord page requests attention."""
        page = self._window.page("discord")
        assert isinstance(page, DiscordPage)
        page.post_requested(request)

    def _offer_channels_soon(self) -> None:
        self._tasks.spawn(self._offer_channels(), name="offer the channels")

    async def _offer_channels(self) -> None:
        """Tells the pages which channels there are to post to."""
        places = post_places(await self._services.channels.all())
        for page in self._posting_pages:
            page.offer_channels(places)

    def _page_changed(self, key: str) -> None:
        self._messages.look_at(key)
        page = self._window.page(key)
        if isinstance(page, CreatorsPage):
            page.shown()

    def _open_discord(self) -> None:
        self._window.open_page("discord")

    def _open_link(self, link: str) -> None:
        QDesktopServices.openUrl(QUrl(link))

    def _show_creator(self, creator_id: int) -> None:
        self.creators().select(creator_id)

    # Forgetting

    def _ask_to_forget(self, creator_id: int) -> None:
        self._tasks.spawn(self._open_forget_dialog(creator_id), name="ask whether to forget a creator")

    async def _open_forget_dialog(self, creator_id: int) -> None:
        """Raises StoreError."""
        base = self._services.foundation
        service = forgetting.forgetting(base, self._services.store, await database.place(base))
        known, copies = await service.known_of(creator_id), await service.number_of_copies()
        if known is None:  # since the menu was opened
            return
        dialog = ForgetDialog(self._theme, known, copies, self._window)
        dialog.confirmed.connect(partial(self._forget, base, known, dialog))
        dialog.open()

    def _forget(self, base: composition.Foundation, known: Known, dialog: ForgetDialog, backups: bool) -> None:
        request = forgetting.ForgetRequest(base=base, known=known, backups=backups, dialog=dialog)
        self.forget_wanted.emit(request)

    # The story count; once the Trending page exists, it provides the count

    def _count_soon(self) -> None:
        if self._trending is None:
            self._tasks.spawn(self._count_stories(), name="count the stories")

    async def _count_stories(self) -> None:
        s = self._services
        count = await s.trending.story_count(as_set.criteria(s.settings), s.settings.shown_hours)
        if self._trending is None:
            self._show_count(count)

    def _show_count(self, count: int) -> None:
        self._window.rail.set_badge("trending", count)

    def _show_new(self, count: int) -> None:
        self._window.rail.set_badge("discover", count)

    def _is_discovering(self) -> bool:
        return self._window.key == "discover" and self._window.isVisible()

    # Building

    def _build_trending(self) -> QWidget:
        s = self._services
        page = TrendingPage(
            self._theme,
            self._pictures,
            s.trending,
            s.rounds,
            s.remeasuring,
            self._timers,
            s.creators,
            s.outbox,
            self._tasks,
            self._messages,
            s.foundation.settings,
            self._now,
        )
        page.post_requested.connect(self._post)
        page.creator_requested.connect(self._show_creator)
        page.forget_requested.connect(self._ask_to_forget)
        page.export_requested.connect(self.exports.ask)
        page.stories_counted.connect(self._show_count)
        page.video_missing.connect(self._alerts.video_missing)
        page.sources_requested.connect(self.show_sources)
        self._trending = page
        self._posting_pages.append(page)
        self._offer_channels_soon()
        return page

    def _build_creators(self) -> QWidget:
        s = self._services
        page = CreatorsPage(
            self._theme,
            self._pictures,
            s.creators,
            s.lists,
            s.annotations,
            s.adding,
            s.refreshing,
            s.history_importing,
            self._tasks,
            self._messages,
            self._now,
            self._creators_every,
            s.foundation.budget.time_for,
        )
        page.post_requested.connect(self._post)
        page.open_requested.connect(self._open_link)
        page.forget_requested.connect(self._ask_to_forget)
        page.alerts_requested.connect(self._alerts.choose_kinds)
        page.report_requested.connect(partial(self._report, page))
        page.export_requested.connect(self.exports.ask)
        self._posting_pages.append(page)
        self._offer_channels_soon()
        return page

    def _report(self, page: CreatorsPage, wanted: Wanted, about: str) -> None:
        """Its modules are imported on first use: few sessions make a report."""
        if self._reports is None:
            from tiktrack_gui.ui.creators.report_actions import ReportActions

            self._reports = ReportActions(self._theme, self._services.reporting, self._tasks, self._now, page)
        self._reports.open(wanted, about)

    def _build_discover(self) -> QWidget:
        s = self._services
        page = DiscoverPage(
            self._theme,
            self._pictures,
            DiscoverServices(
                brands=s.brands,
                discover=s.discover,
                rankings=s.rankings,
                audience=s.audience,
                creators=s.creators,
                lists=s.lists,
                adding=s.adding,
                constants=self._constants,
                budget=s.foundation.budget.plan,
                requests_a_day=self._requests_of_a_hashtag,
            ),
            self.changes,
            self._tasks,
            self._messages,
            self._now,
        )
        page.post_requested.connect(self._post)
        page.open_requested.connect(self._open_link)
        page.forget_requested.connect(self._ask_to_forget)
        page.export_requested.connect(self.exports.ask)
        self._posting_pages.append(page)
        self._offer_channels_soon()
        return page

    def _constants(self) -> Constants:
        return as_set.constants(self._services.settings)

    def _requests_of_a_hashtag(self) -> int:
        """Per day, as a source with its usual frequency."""
        return round(a_day(Capability.HASHTAG, self._services.settings.trending_limit))

    def _creators_every(self) -> float:
        return self._services.settings.creators_minutes * MINUTE

    def _build_campaigns(self) -> QWidget:
        s = self._services
        page = CampaignsPage(
            self._theme,
            self._pictures,
            CampaignServices(campaigns=s.campaigns, creators=s.creators),
            self.changes,
            self._tasks,
            self._messages,
            self._now,
        )
        page.post_requested.connect(self._post)
        page.open_requested.connect(self._open_link)
        page.creator_requested.connect(self._show_creator)
        page.forget_requested.connect(self._ask_to_forget)
        page.export_requested.connect(self.exports.ask)
        self._posting_pages.append(page)
        self._offer_channels_soon()
        return page

    def _build_discord(self) -> QWidget:
        s = self._services
        page = DiscordPage(
            self._theme,
            self._pictures,
            DiscordServices(
                channels=s.channels,
                choosing=s.choosing,
                creators=s.creators,
                lists=s.lists,
                outbox=s.outbox,
                posting=s.posting,
                posts=s.posts,
                servers=s.servers,
                sources=s.source_list,
                tokens=s.foundation.tokens,
            ),
            self.changes,
            self._tasks,
            self._messages,
            self._now,
        )
        page.open_requested.connect(self._open_link)
        page.attention_requested.connect(self._open_discord)
        self._timers.posting_planned.connect(page.show_next_run)
        s.trending.finished.connect(page.offer_anew)
        return page

    def _build_activity(self) -> QWidget:
        s = self._services
        page = ActivityPage(
            self._theme,
            s.trending,
            s.outbox,
            s.health,
            s.foundation.budget,
            s.alerts,
            partial(s.planning.look, self._timers),
            self._tasks,
            self._messages,
            self._now,
        )
        page.inbox.settings_wanted.connect(self._alerts.show_settings)
        page.refresh_requested.connect(self._timers.refresh_now)
        self._timers.planned.connect(page.show_next_refresh)
        self._timers.posting_planned.connect(page.look_ahead)
        self._timers.pause_changed.connect(page.look_ahead)
        s.creators.changed.connect(page.look_ahead)
        s.foundation.settings.changed.connect(page.look_ahead)
        page.show_next_refresh(self._timers.next_refresh)
        page.page_requested.connect(self._window.open_page)
        page.export_requested.connect(self.exports.ask)
        return page

    def _build_settings(self) -> QWidget:
        s, base = self._services, self._services.foundation
        keeper = s.backups if s.clients.are_real else None
        backups = BackupRow(
            self._theme,
            keeper,
            ON_A_SERVER if s.clients.are_real else DEMO,
            self._tasks,
            self._messages,
            base.clock.now,
        )
        backups.restore_wanted.connect(self.restore_wanted)
        place = database.shown_place(base) if database.is_url_set(base.settings) else ""
        row = DatabaseRow(self._theme, place, s.space, base.settings, self._tasks) if s.clients.are_real else None
        if row is not None and keeper is not None:
            keeper.changed.connect(row.look)  # once a day, too
        autostart = None
        if self._autostart is not None:
            autostart = AutostartRow(self._theme, self._autostart, self._tasks, self._messages)
        page = SettingsPage(
            self._theme,
            self.changes,
            base.tokens,
            composition.browsers(self._real),
            self._real.folder.root,
            row,
            backups,
            autostart,
            connection_test(self._real),
            s.planning.demand,
            self._tasks,
            self._messages,
        )
        page.alerts.lists_wanted.connect(self._alerts.choose_kinds)
        page.diagnostics.log_wanted.connect(self.log_wanted)
        page.diagnostics.copy_wanted.connect(self.diagnostics_wanted)
        return page
