"""The window's pages and what connects them. Each is built when first opened, by its module of `app.tabs`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from tiktrack_gui.app import as_set, composition, database, forgetting
from tiktrack_gui.app.alert_pages import AlertPages
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.core.persons import Known
from tiktrack_gui.core.post_request import PostRequest
from tiktrack_gui.services.autostart import Autostart
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.timers import Timers
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.discord.page import DiscordPage
from tiktrack_gui.ui.discover.new_candidates import NewCandidates
from tiktrack_gui.ui.settings.page import SettingsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.page import TrendingPage
from tiktrack_gui.ui.trending.sources import SourcesDialog
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.window.exports import Exports
from tiktrack_gui.ui.window.forget_dialog import ForgetDialog
from tiktrack_gui.ui.window.main_window import SETTINGS, MainWindow
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words.channels import PostPlace, post_places


class Posts(Protocol):
    """A page from which can be posted."""

    def offer_channels(self, places: Sequence[PostPlace]) -> None: ...


class Pages(QObject):
    """Adds the pages to the window and opens them on request.

    Attributes:
        now: UTC epoch seconds.
        alerts: Where alerts lead to.
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
        real: Foundation,
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
        self.services, self.real, self.timers, self.autostart, self.tasks = services, real, timers, autostart, tasks
        self.theme, self.pictures, self.messages, self.window = theme, pictures, messages, window
        self.now = services.foundation.clock.now
        self._has_counting_page = False
        self._posting_pages: list[Posts] = []  # those that were opened
        self.changes = SettingChanges(services.foundation.settings, tasks, messages)
        self.alerts = AlertPages(
            self, services.alerts, services.trending, services.creators, tasks, theme, messages, window
        )
        self.alerts.setParent(self)
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

    def show(self, tabs: Mapping[str, Callable[[Pages], QWidget]]) -> None:
        """tabs: what builds the page of each key in the rail."""
        self.window.set_pages({key: partial(build, self) for key, build in tabs.items()})
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
        s = self.services
        SourcesDialog(
            self.theme,
            s.source_list,
            s.rounds,
            s.settings.min_velocity,
            s.planning.demand,
            self.tasks,
            self.messages,
            self.now,
            self.window,
        ).open()

    def _opened(self, key: str) -> QWidget:
        self.window.open_page(key)
        return self.window.page(key)

    def post(self, request: PostRequest) -> None:
        """Posts at once if the user has confirmed the preview; otherwise the Discord page requests attention."""
        page = self.window.page("discord")
        assert isinstance(page, DiscordPage)
        page.post_requested(request)

    def offer_channels_to(self, page: Posts) -> None:
        """Tells the page now, and whenever they change, which channels there are to post to."""
        self._posting_pages.append(page)
        self._offer_channels_soon()

    def _offer_channels_soon(self) -> None:
        self.tasks.spawn(self._offer_channels(), name="offer the channels")

    async def _offer_channels(self) -> None:
        places = post_places(await self.services.channels.all())
        for page in self._posting_pages:
            page.offer_channels(places)

    def _page_changed(self, key: str) -> None:
        self.messages.look_at(key)
        page = self.window.page(key)
        if isinstance(page, CreatorsPage):
            page.shown()

    def open_discord(self) -> None:
        self.window.open_page("discord")

    def open_link(self, link: str) -> None:
        QDesktopServices.openUrl(QUrl(link))

    def show_creator(self, creator_id: int) -> None:
        self.creators().select(creator_id)

    # Forgetting

    def ask_to_forget(self, creator_id: int) -> None:
        self.tasks.spawn(self._open_forget_dialog(creator_id), name="ask whether to forget a creator")

    async def _open_forget_dialog(self, creator_id: int) -> None:
        """Raises StoreError."""
        base = self.services.foundation
        service = forgetting.forgetting(base, self.services.store, await database.place(base))
        known, copies = await service.known_of(creator_id), await service.number_of_copies()
        if known is None:  # since the menu was opened
            return
        dialog = ForgetDialog(self.theme, known, copies, self.window)
        dialog.confirmed.connect(partial(self._forget, base, known, dialog))
        dialog.open()

    def _forget(self, base: Foundation, known: Known, dialog: ForgetDialog, backups: bool) -> None:
        request = forgetting.ForgetRequest(base=base, known=known, backups=backups, dialog=dialog)
        self.forget_wanted.emit(request)

    # The story count; once the Trending page exists, it provides the count

    def let_count(self, page: TrendingPage) -> None:
        """From now on, the page counts the stories."""
        self._has_counting_page = True
        page.stories_counted.connect(self._show_count)

    def _count_soon(self) -> None:
        if not self._has_counting_page:
            self.tasks.spawn(self._count_stories(), name="count the stories")

    async def _count_stories(self) -> None:
        s = self.services
        count = await s.trending.story_count(as_set.criteria(s.settings), s.settings.shown_hours)
        if not self._has_counting_page:
            self._show_count(count)

    def _show_count(self, count: int) -> None:
        self.window.rail.set_badge("trending", count)

    def _show_new(self, count: int) -> None:
        self.window.rail.set_badge("discover", count)

    def _is_discovering(self) -> bool:
        return self.window.key == "discover" and self.window.isVisible()
