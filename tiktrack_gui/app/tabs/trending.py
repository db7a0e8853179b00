"""Builds the Trending page, and connects it to the others."""

from __future__ import annotations

from tiktrack_gui.app.pages import Pages
from tiktrack_gui.ui.trending.page import TrendingPage


def build(pages: Pages) -> TrendingPage:
    s = pages.services
    page = TrendingPage(
        pages.theme,
        pages.pictures,
        s.trending,
        s.rounds,
        s.remeasuring,
        pages.timers,
        s.creators,
        s.outbox,
        pages.tasks,
        pages.messages,
        s.foundation.settings,
        pages.now,
    )
    page.post_requested.connect(pages.post)
    page.creator_requested.connect(pages.show_creator)
    page.forget_requested.connect(pages.ask_to_forget)
    page.export_requested.connect(pages.exports.ask)
    page.video_missing.connect(pages.alerts.video_missing)
    page.sources_requested.connect(pages.show_sources)
    pages.let_count(page)
    pages.offer_channels_to(page)
    return page
