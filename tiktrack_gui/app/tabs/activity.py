"""Builds the Activity page, and connects it to the others."""

from __future__ import annotations

from functools import partial

from tiktrack_gui.app.pages import Pages
from tiktrack_gui.ui.activity.page import ActivityPage


def build(pages: Pages) -> ActivityPage:
    s = pages.services
    page = ActivityPage(
        pages.theme,
        s.trending,
        s.outbox,
        s.health,
        s.foundation.budget,
        s.alerts,
        partial(s.planning.look, pages.timers),
        pages.tasks,
        pages.messages,
        pages.now,
    )
    page.inbox.settings_wanted.connect(pages.alerts.show_settings)
    page.refresh_requested.connect(pages.timers.refresh_now)
    pages.timers.planned.connect(page.show_next_refresh)
    pages.timers.posting_planned.connect(page.look_ahead)
    pages.timers.pause_changed.connect(page.look_ahead)
    s.creators.changed.connect(page.look_ahead)
    s.foundation.settings.changed.connect(page.look_ahead)
    page.show_next_refresh(pages.timers.next_refresh)
    page.page_requested.connect(pages.window.open_page)
    page.export_requested.connect(pages.exports.ask)
    return page
