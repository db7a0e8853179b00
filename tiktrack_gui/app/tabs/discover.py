"""Builds the Discover page, and connects it to the others."""

from __future__ import annotations

from functools import partial

from tiktrack_gui.app.as_set import AsSet
from tiktrack_gui.app.composition import Services
from tiktrack_gui.app.pages import Pages
from tiktrack_gui.core.requests import a_day
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.ui.discover.page import DiscoverPage
from tiktrack_gui.ui.discover.services import DiscoverServices


def build(pages: Pages) -> DiscoverPage:
    s = pages.services
    page = DiscoverPage(
        pages.theme,
        pages.pictures,
        DiscoverServices(
            brands=s.brands,
            discover=s.discover,
            rankings=s.rankings,
            audience=s.audience,
            creators=s.creators,
            lists=s.lists,
            annotations=s.annotations,
            adding=s.adding,
            constants=AsSet(s.foundation.settings).constants,
            budget=s.foundation.budget.plan,
            requests_a_day=partial(_requests_of_a_hashtag, s),
        ),
        pages.changes,
        pages.tasks,
        pages.messages,
        pages.now,
    )
    page.post_requested.connect(pages.post)
    page.open_requested.connect(pages.open_link)
    page.forget_requested.connect(pages.ask_to_forget)
    page.creator_requested.connect(pages.show_creator)
    page.export_requested.connect(pages.exports.ask)
    pages.offer_channels_to(page)
    return page


def _requests_of_a_hashtag(services: Services) -> int:
    """Per day, as a source with its usual frequency."""
    return round(a_day(Capability.HASHTAG, services.settings.trending_limit))
