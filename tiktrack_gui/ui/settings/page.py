"""The Settings tab: every setting with its hint and its control. A change applies at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from tiktrack_gui.config.keys import Key
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Tokens
from tiktrack_gui.core.errors import Success
from tiktrack_gui.core.requests import Demand
from tiktrack_gui.services.budget import PER_HOUR
from tiktrack_gui.services.connection import ConnectionTest
from tiktrack_gui.services.onboarding import BrowserChoice
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.settings.autostart import AutostartRow
from tiktrack_gui.ui.settings.backups import BackupRow
from tiktrack_gui.ui.settings.browser import BrowserRow
from tiktrack_gui.ui.settings.connection import ConnectionRow
from tiktrack_gui.ui.settings.database import DatabaseRow
from tiktrack_gui.ui.settings.form import SettingsForm
from tiktrack_gui.ui.settings.rows import KeyRow
from tiktrack_gui.ui.theme.look import CHOICES, look_of
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.tokens.form import TokenForm
from tiktrack_gui.ui.tokens.keeping import TokenKeeping
from tiktrack_gui.ui.widgets.boxes import column, hairline
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.page_header import PageHeader
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.remedies import Remedy
from tiktrack_gui.words import requests
from tiktrack_gui.words.settings import WORDS, fault_of

PAGE = "settings"  # its key
COSTLY = {  # part of a demand
    "trending_limit": "sources",
    "creators_minutes": "creators",
    "posting_minutes": "posting",
    "watched_at_once": "candidates",
}
QUIET = "How TikTrack finds videos, and what it does with them. Changes apply at once."


class SettingsPage(QWidget):
    """The look is saved by the theme's owner, everything else through `SettingChanges`.

    Attributes:
        alerts: The card about alerts, whose signal asks for the choice of news about creators.
        backups: The row about backups, whose signal asks for a restoration.
        diagnostics: The row about the log and the diagnostics, whose signals ask for them.
    """

    def __init__(
        self,
        theme: Theme,
        changes: SettingChanges,
        tokens: Tokens,
        browsers: BrowserChoice,
        data_folder: Path,
        database: DatabaseRow | None,
        backups: BackupRow,
        autostart: AutostartRow | None,
        connection: ConnectionTest,
        demand: Callable[[], Awaitable[Demand]],
        tasks: Tasks,
        messages: Messages,
    ) -> None:
        """database, autostart: None = nothing to say about it. demand: the requests that the settings need."""
        super().__init__()
        self.backups, self._demand = backups, demand
        self._theme, self._changes, self._tasks, self._messages = theme, changes, tasks, messages
        self._settings = settings = changes.settings
        self._browser = BrowserRow(theme, browsers, settings, tasks)
        token = TokenForm(theme, Kind.TIKTOK)
        self._keeping = TokenKeeping(token, Kind.TIKTOK, tokens, tasks)
        login = TokenForm(theme, Kind.PROXY)
        self._keeping_login = TokenKeeping(login, Kind.PROXY, tokens, tasks)
        self._form = SettingsForm(
            theme,
            self._browser,
            token,
            database,
            backups,
            autostart,
            ConnectionRow(theme, connection, tasks),
            login,
            data_folder,
        )
        self.alerts, self.diagnostics = self._form.alerts, self._form.diagnostics
        self._notices = NoticePlace(theme, QUIET)
        self._lay_out()
        self._connect()
        for name, variable in settings.locked.items():
            if name in self._form.rows:
                self._form.rows[name].lock(variable)
        self._show_stored()
        self._browser.look()
        if database is not None:
            database.look()
        backups.look()
        self._weigh()

    def showEvent(self, event: QShowEvent) -> None:
        """Sources and tracked creators, which are changed elsewhere, count, too."""
        super().showEvent(event)
        self._weigh()

    def show_browser(self) -> None:
        """Scrolls to where a browser is chosen or downloaded."""
        self._form.show_browser()

    def show_alerts(self) -> None:
        """Scrolls to what alerts, and when."""
        self._form.show_alerts()

    def show_network(self) -> None:
        """Scrolls to the proxy and the test of the connection."""
        self._form.show_network()

    def _apply(self, name: str) -> None:
        """Applies the value of a row; a text is checked first."""
        changed = self._form.rows[name]
        if name == "browser_path":
            self._tasks.spawn(self._try_out(changed), name="check the browser", finishes=True)
        elif isinstance(changed.value, str) and (fault := fault_of(changed.key, changed.value)):
            changed.show_fault(fault)
            self._changes.refuse(WORDS[name].name, fault, "" if self.isVisible() else "Settings")
        else:
            changed.tidy()
            self._changes.set(name, changed.value)

    async def _try_out(self, changed: KeyRow) -> None:
        path = changed.value
        fault = await self._fault_of(changed.key, path)
        if changed.value != path:  # it was edited meanwhile
            return
        changed.show_fault(fault)
        if fault:
            self._changes.refuse(WORDS[changed.key.name].name, fault, "" if self.isVisible() else "Settings")
        else:
            await self._changes.save({changed.key.name: path})

    async def _fault_of(self, key: Key, path: object) -> str:
        fault = await asyncio.to_thread(fault_of, key, path)
        return fault or (await self._browser.fault_of(Path(str(path))) if path else "")

    def _take_settings(self) -> None:
        """Shows settings that were saved, here or elsewhere."""
        if not self._settings.problems:
            self._messages.succeeded(Success.CLEAN_SETTINGS)
        self._show_stored()
        self._weigh()

    def _weigh(self) -> None:
        self._tasks.spawn(self._warn(), name="weigh the settings")

    async def _warn(self) -> None:
        """Says at the settings that matter for it if they need too many requests."""
        demand = await self._demand()
        said = requests.warning(demand)
        for name, part in COSTLY.items():
            self._form.rows[name].show_warning(said if part in demand.heavy else "")
        is_slow = demand.per_hour is not None and demand.per_hour < PER_HOUR  # the delay leaves room for fewer
        self._form.rows["request_delay"].show_warning(said if is_slow else "")

    def _show_stored(self) -> None:
        for name, one in self._form.rows.items():
            if name not in CHOICES:
                one.show_stored(getattr(self._settings.values, name))
        self._form.alerts.show_dependent()
        self._show_look()

    def _restore(self, names: Sequence[str]) -> None:
        for name in self._form.rows.keys() & set(names):
            self._form.rows[name].restore()

    def _choose_look(self, name: str) -> None:
        """Applies the chosen value of one of the look's fields."""
        chosen = self._form.rows[name].value
        self._theme.set_look(look_of(lambda field: chosen if field == name else getattr(self._theme.look, field)))

    def _show_look(self) -> None:
        for name in CHOICES:
            self._form.rows[name].show_stored(getattr(self._theme.look, name))

    def _show_notice(self) -> None:
        notice = self._messages.notice_on(PAGE)
        if notice is not None and notice.action == Remedy.SHOW_SETTINGS:
            notice = replace(notice, action="")  # they are already shown
        self._notices.show_notice(notice)

    def _lay_out(self) -> None:
        header = PageHeader("Settings", self._notices)
        self.setLayout(column(header, hairline(), (self._form, 1), spacing=0))

    def _connect(self) -> None:
        self._settings.changed.connect(self._take_settings)
        self._changes.failed.connect(self._restore)
        for name, one in self._form.rows.items():
            one.committed.connect(partial(self._choose_look if name in CHOICES else self._apply, name))
        self._theme.changed.connect(self._show_look)
        self._messages.notice_changed.connect(self._show_notice)
        self._notices.acted.connect(self._messages.act)
        self._notices.dismissed.connect(self._messages.settle)
        QShortcut(QKeySequence("Ctrl+Z"), self, self._changes.undo)
