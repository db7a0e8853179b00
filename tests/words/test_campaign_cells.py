"""Texts of the Campaigns tab."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.samples import NOW, video
from tiktrack_gui.core.campaigns import (
    Advertised,
    BrandAds,
    Campaign,
    CampaignVideo,
    Result,
    Totals,
    totals,
)
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import Creator, VideoSample
from tiktrack_gui.core.pasted_videos import Standing as Pasted
from tiktrack_gui.services.campaign_measuring import Progress
from tiktrack_gui.words import advertisers, campaign_cells, campaign_pages

ENTRY = CampaignVideo(campaign_id=1, video_id=7, handle="ann", cents=10_000)
SAMPLE = VideoSample(at=NOW - HOUR, views=20_000, likes=800, comments=100, shares=100)
VIDEO = replace(video(0).video, sample=SAMPLE, posted_at=NOW - 5 * DAY, caption="Soup\nfor two")
MEASURED = Result(entry=ENTRY, video=VIDEO)
WAITING = Result(entry=ENTRY)


def text(result: Result, column: str) -> str:
    return campaign_cells.cell(result, column, "EUR", NOW).text


def test_a_measured_video() -> None:
    assert text(MEASURED, "VIDEO") == "Soup for two"
    assert text(MEASURED, "VIEWS") == "20K"
    assert text(MEASURED, "ENGAGEMENT") == "5%"
    assert text(MEASURED, "PRICE") == "€100"
    assert text(MEASURED, "CPM") == "€5"
    assert text(MEASURED, "PER_ENGAGEMENT") == "€0.10"
    assert text(MEASURED, "MEASURED") == "1 h"


def test_what_isnt_known_is_a_dash_with_the_reason() -> None:
    for column in ("VIEWS", "ENGAGEMENT", "CPM", "PER_ENGAGEMENT", "USUAL", "POSTED"):
        cell = campaign_cells.cell(WAITING, column, "EUR", NOW)
        assert (cell.text, cell.hint) == ("—", "Not measured yet")
    without = replace(MEASURED, entry=replace(ENTRY, cents=None))
    assert campaign_cells.cell(without, "CPM", "EUR", NOW).hint == "It takes a price"
    assert text(without, "PRICE") == "Add price"
    gift = replace(MEASURED, entry=replace(ENTRY, cents=None, is_gift=True))
    assert text(gift, "PRICE") == "Gift"


def test_a_date_of_another_year_has_the_year() -> None:
    assert campaign_cells.day("2026-10-12", NOW) == "12 Oct"
    assert campaign_cells.day("2025-10-12", NOW) == "12 Oct 2025"


@pytest.mark.parametrize(
    ("results", "key", "shown"),
    [
        ([], "cost", ("—", "", "No video has a price yet")),
        ([MEASURED], "cost", ("€100", "", "Of 1 video")),
        ([MEASURED, WAITING], "views", ("20K", "", "20,000 views of 1 of 2 videos")),
        ([MEASURED, WAITING], "per_thousand", ("€5", "1 of 2", "Of 1 of 2 videos")),
        ([MEASURED], "engagement", ("5%", "", "1,000 likes, comments and shares")),
    ],
)
def test_totals(results: list[Result], key: str, shown: tuple[str, str, str]) -> None:
    assert campaign_cells.total(totals(results), key, "EUR") == shown


def test_the_summary() -> None:
    assert campaign_pages.summary(Totals(), None, None, NOW) == campaign_pages.PURPOSE
    found = totals([MEASURED, WAITING])
    said = campaign_pages.summary(found, 1, NOW + 600, NOW)
    assert said == "1 of 2 videos · 1 of 2 measured, the oldest 1 h ago · next one in 10 min"
    assert campaign_pages.summary(found, None, NOW - 1, NOW).endswith("next one soon")


def test_changes_are_named() -> None:
    campaign = Campaign(name="Launch", currency="EUR")
    assert campaign_pages.removed([WAITING, WAITING], campaign) == "Removed 2 videos from “Launch”"
    assert campaign_pages.priced([WAITING], "€5") == "Price of the video of @ann: €5"
    assert campaign_pages.priced([WAITING], "") == "Removed the price of the video of @ann"
    assert campaign_pages.dated([WAITING], "") == "Removed the date of the video of @ann"
    assert campaign_pages.gifted([WAITING], is_gift=True) == "Marked the video of @ann as a gift"


def test_stages_and_pasted_lists() -> None:
    found = Progress(campaign_id=1, done=2, total=8, handle="ann", seconds=31)
    assert campaign_pages.stage(found) == "3 of 8 · about 31 s left · Measuring @ann"
    links = Progress(campaign_id=1, done=0, total=3, links=True)
    assert campaign_pages.stage(links) == "1 of 3 · Looking up short links"
    numbers = {Pasted.NEW: 2, Pasted.REFUSED: 1}
    assert campaign_pages.pasted(numbers) == "2 to add · 1 can’t be used"


def test_who_advertises() -> None:
    creator = Creator(id=1, handle="ann", name="Ann")
    acme = BrandAds(handle="acme", videos=(1, 2), disclosed=2, since=NOW - 9 * DAY, last=NOW - DAY)
    nobody = BrandAds(handle=None, videos=(3,), disclosed=1, since=NOW - DAY, last=NOW - DAY)
    one = Advertised(creator=creator, known=20, ads=3, since=NOW - 9 * DAY, last=NOW - DAY, brands=(acme, nobody))
    cell = advertisers.brands(one, NOW)
    assert (cell.text, cell.below) == ("@acme 2×", "Nobody mentioned 1×")
    assert advertisers.summary([one], None) == "1 creator advertises for 1 account"
    assert advertisers.summary([], None) == advertisers.PURPOSE
    assert advertisers.searched(one) == "ann Ann acme"
