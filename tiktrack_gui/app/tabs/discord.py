"""Builds the Discord page, and connects it to the others."""

from __future__ import annotations

from tiktrack_gui.app.pages import Pages
from tiktrack_gui.ui.discord.page import DiscordPage
from tiktrack_gui.ui.discord.services import DiscordServices


def build(pages: Pages) -> DiscordPage:
    s = pages.services
    page = DiscordPage(
        pages.theme,
        pages.pictures,
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
        pages.changes,
        pages.tasks,
        pages.messages,
        pages.now,
    )
    page.open_requested.connect(pages.open_link)
    page.attention_requested.connect(pages.open_discord)
    pages.timers.posting_planned.connect(page.show_next_run)
    s.trending.finished.connect(page.offer_anew)
    return page
