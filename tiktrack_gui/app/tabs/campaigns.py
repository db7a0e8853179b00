"""Builds the Campaigns page, and connects it to the others."""

from __future__ import annotations

from tiktrack_gui.app.pages import Pages
from tiktrack_gui.ui.campaigns.page import CampaignsPage
from tiktrack_gui.ui.campaigns.services import CampaignServices


def build(pages: Pages) -> CampaignsPage:
    s = pages.services
    page = CampaignsPage(
        pages.theme,
        pages.pictures,
        CampaignServices(campaigns=s.campaigns, creators=s.creators),
        pages.changes,
        pages.tasks,
        pages.messages,
        pages.now,
    )
    page.post_requested.connect(pages.post)
    page.open_requested.connect(pages.open_link)
    page.creator_requested.connect(pages.show_creator)
    page.forget_requested.connect(pages.ask_to_forget)
    page.export_requested.connect(pages.exports.ask)
    pages.offer_channels_to(page)
    return page
