"""Builds the Settings page, and connects it to the others."""

from __future__ import annotations

from tiktrack_gui.app import database
from tiktrack_gui.app.connection import connection_test
from tiktrack_gui.app.foundation import browsers
from tiktrack_gui.app.pages import Pages
from tiktrack_gui.ui.settings.autostart import AutostartRow
from tiktrack_gui.ui.settings.backups import BackupRow
from tiktrack_gui.ui.settings.database import DatabaseRow
from tiktrack_gui.ui.settings.page import SettingsPage
from tiktrack_gui.words.backups import DEMO, ON_A_SERVER


def build(pages: Pages) -> SettingsPage:
    s, base = pages.services, pages.services.foundation
    keeper = s.backups if s.clients.are_real else None
    backups = BackupRow(
        pages.theme,
        keeper,
        ON_A_SERVER if s.clients.are_real else DEMO,
        pages.tasks,
        pages.messages,
        base.clock.now,
    )
    backups.restore_wanted.connect(pages.restore_wanted)
    place = database.shown_place(base) if database.is_url_set(base.settings) else ""
    row = DatabaseRow(pages.theme, place, s.space, base.settings, pages.tasks) if s.clients.are_real else None
    if row is not None and keeper is not None:
        keeper.changed.connect(row.look)  # once a day, too
    autostart = None
    if pages.autostart is not None:
        autostart = AutostartRow(pages.theme, pages.autostart, pages.tasks, pages.messages)
    page = SettingsPage(
        pages.theme,
        pages.changes,
        base.tokens,
        browsers(pages.real),
        pages.real.folder.root,
        row,
        backups,
        autostart,
        connection_test(pages.real),
        s.planning.demand,
        pages.tasks,
        pages.messages,
    )
    page.alerts.lists_wanted.connect(pages.alerts.choose_kinds)
    page.diagnostics.log_wanted.connect(pages.log_wanted)
    page.diagnostics.copy_wanted.connect(pages.diagnostics_wanted)
    return page
