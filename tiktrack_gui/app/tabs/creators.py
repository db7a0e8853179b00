"""Builds the Creators page, and connects it to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tiktrack_gui.app.as_set import AsSet
from tiktrack_gui.app.pages import Pages
from tiktrack_gui.core.report import Wanted
from tiktrack_gui.ui.creators.page import CreatorsPage

if TYPE_CHECKING:
    from tiktrack_gui.ui.creators.report_actions import ReportActions


def build(pages: Pages) -> CreatorsPage:
    s = pages.services
    page = CreatorsPage(
        pages.theme,
        pages.pictures,
        s.creators,
        s.lists,
        s.annotations,
        s.adding,
        s.refreshing,
        s.history_importing,
        pages.tasks,
        pages.messages,
        pages.now,
        AsSet(s.foundation.settings).creators_every,
        s.foundation.budget.time_for,
    )
    page.post_requested.connect(pages.post)
    page.open_requested.connect(pages.open_link)
    page.forget_requested.connect(pages.ask_to_forget)
    page.alerts_requested.connect(pages.alerts.choose_kinds)
    page.report_requested.connect(Reports(pages, page).open)
    page.export_requested.connect(pages.exports.ask)
    pages.offer_channels_to(page)
    return page


class Reports(QObject):
    """What makes reports is imported for the first one: few sessions make any."""

    def __init__(self, pages: Pages, page: CreatorsPage) -> None:
        super().__init__(page)
        self._pages, self._page = pages, page
        self._actions: ReportActions | None = None

    def open(self, wanted: Wanted, about: str) -> None:
        """about: what it is about, in words."""
        if self._actions is None:
            from tiktrack_gui.ui.creators.report_actions import ReportActions

            pages = self._pages
            self._actions = ReportActions(pages.theme, pages.services.reporting, pages.tasks, pages.now, self._page)
        self._actions.open(wanted, about)
