"""The Settings tab: every setting with its hint and its control, saved together."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.tokens import Tokens
from tiktrack_gui.core.errors import BadInput, CannotWrite, Success, TikTrackError
from tiktrack_gui.services.onboarding import BrowserChoice
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.settings.backups import BackupRow
from tiktrack_gui.ui.settings.browser import BrowserRow
from tiktrack_gui.ui.settings.form import SettingsForm
from tiktrack_gui.ui.settings.rows import KeyRow
from tiktrack_gui.ui.theme.look import CHOICES, look_of
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.tokens.form import TokenForm
from tiktrack_gui.ui.tokens.keeping import TokenKeeping
from tiktrack_gui.ui.widgets.boxes import column, hairline
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.page_header import PageHeader
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.remedies import Remedy, remedy_for
from tiktrack_gui.words.settings import fault_of

PAGE = "settings"  # its key
QUIET = "The appearance changes at once, everything else when you save"


class SettingsPage(QWidget):
    """The look applies at once, and the theme's owner saves it; everything else is saved by the user.

    Attributes:
        backups: The row about backups, whose signal asks for a restoration.
    """

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        tokens: Tokens,
        browsers: BrowserChoice,
        data_folder: Path,
        database: str,
        backups: BackupRow,
        tasks: Tasks,
        messages: Messages,
    ) -> None:
        super().__init__()
        self.backups = backups
        self._theme, self._settings, self._tasks, self._messages = theme, settings, tasks, messages
        self._browser = BrowserRow(theme, browsers, settings, tasks)
        token = TokenForm(theme, Kind.TIKTOK)
        self._keeping = TokenKeeping(token, Kind.TIKTOK, tokens, tasks)
        self._form = SettingsForm(theme, self._browser, token, backups, data_folder, database)
        self._unsaved = Label("Unsaved changes", "small_label", tone="warn")
        self._discard = Button(theme, "Discard", kind="ghost")
        self._save = Button(theme, "Save", kind="primary", hint="Save (Ctrl+S)")
        self._notices = NoticePlace(theme, QUIET)
        self._lay_out()
        self._connect()
        for name, variable in settings.locked.items():
            if name in self._form.rows:
                self._form.rows[name].lock(variable)
        self._show_stored()
        self._browser.look()
        backups.look()

    def save(self) -> None:
        """Saves all changes, or none if any of them is invalid."""
        if changed := self._changed_rows():
            self._tasks.spawn(self._write(changed), name="save the settings")

    def discard(self) -> None:
        for changed in self._changed_rows():
            changed.discard()

    def show_browser(self) -> None:
        """Scrolls to where a browser is chosen or downloaded."""
        self._form.show_browser()

    async def _write(self, changed: list[KeyRow]) -> None:
        for one in changed:
            one.show_fault(await self._fault_of(one))
        if wrong := [one for one in changed if one.fault]:
            wrong[0].focus()
            return
        values = {one.key.name: one.value for one in changed}
        try:
            await self._settings.save(**values)
        except (BadInput, CannotWrite) as error:
            self._messages.tell(_not_written(error))
            return
        self._messages.succeeded(Success.SETTINGS)
        self._messages.say("Settings saved")

    async def _fault_of(self, changed: KeyRow) -> str:
        fault = await asyncio.to_thread(fault_of, changed.key, changed.value)
        if not fault and changed.key.name == "browser_path" and changed.value:
            fault = await self._browser.fault_of(Path(str(changed.value)))
        return fault

    def _take_settings(self) -> None:
        """Shows settings that were saved, here or elsewhere."""
        if not self._settings.problems:
            self._messages.succeeded(Success.CLEAN_SETTINGS)
        self._show_stored()

    def _changed_rows(self) -> list[KeyRow]:
        return [one for one in self._form.rows.values() if one.is_changed]

    def _show_stored(self) -> None:
        for name, one in self._form.rows.items():
            if name not in CHOICES:
                one.show_stored(getattr(self._settings.values, name))
        self._show_look()
        self._show_unsaved()

    def _show_unsaved(self) -> None:
        unsaved = bool(self._changed_rows())
        self._unsaved.setVisible(unsaved)
        self._discard.setVisible(unsaved)
        self._save.setEnabled(unsaved)

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
        header = PageHeader("Settings", self._notices, self._unsaved, self._discard, self._save)
        self.setLayout(column(header, hairline(), (self._form, 1), spacing=0))

    def _connect(self) -> None:
        self._save.clicked.connect(self.save)
        self._discard.clicked.connect(self.discard)
        self._settings.changed.connect(self._take_settings)
        for name in CHOICES:
            self._form.rows[name].changed.connect(partial(self._choose_look, name))
        for one in self._form.rows.values():
            one.changed.connect(self._show_unsaved)
        self._theme.changed.connect(self._show_look)
        self._messages.notice_changed.connect(self._show_notice)
        self._notices.acted.connect(self._messages.act)
        self._notices.dismissed.connect(self._messages.settle)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)


def _not_written(error: TikTrackError) -> Notice:
    """Returns a notice that leads to the data folder: the settings file can't be written, or has a mistake in it."""
    return Notice(
        about=CannotWrite,
        cause=error.sentence,
        next=error.advice,
        action=remedy_for(CannotWrite),
        pages=frozenset({PAGE}),
    )
