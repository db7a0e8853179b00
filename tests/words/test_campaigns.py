"""Texts about campaigns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.services.fakes import creator
from tiktrack_gui.core.baseline import Comparison, ViewsPerVideo
from tiktrack_gui.core.campaigns import Advertised, BrandAds, CampaignVideo, Cost, Count, Result, Totals, Usual, totals
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.models import Video, VideoSample
from tiktrack_gui.core.pasted_videos import pasted_videos
from tiktrack_gui.services.campaign_measuring import Measured, Progress
from tiktrack_gui.words import campaigns as words

NOW = 1_790_000_000
ID = 7_431_111_222_233_344_455


def a_result(views: int | None = 10_000, *, ago: int = 20 * MINUTE, **entry: Any) -> Result:
    sample = VideoSample(at=NOW - ago, likes=500, comments=50, shares=50, views=views)
    video = Video(id=ID, creator=creator(1), posted_at=NOW - 9 * DAY, sample=sample)
    return Result(entry=CampaignVideo(campaign_id=1, video_id=ID, **entry), video=video)


@pytest.mark.parametrize(
    ("cents", "currency", "said"),
    [
        (15_000, "USD", "$150"),
        (9_950, "EUR", "€99.50"),
        (123_456_700, "GBP", "£1,234,567"),
        (125_050, "CHF", "CHF 1,250.50"),
        (120_000, "JPY", "¥1,200"),
        (1_234.56, "USD", "$12.35"),
        (5, "USD", "$0.05"),
        (2.44, "USD", "$0.024"),
        (9.99, "USD", "$0.100"),
        (0.04, "USD", "< $0.001"),
        (12, "JPY", "< ¥1"),
        (0, "USD", "$0"),
    ],
)
def test_money(cents: float, currency: str, said: str) -> None:
    assert words.money(cents, currency) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, "—"),
        (Cost(cents=1_235), "$12.35"),
        (Cost(cents=1_235, rounded=True), "≈ $12.35"),
        (Cost(cents=1_235, rounded=True, at_most=True), "≤ $12.35"),
        (Cost(cents=0.01, rounded=True), "< $0.001"),
    ],
)
def test_a_cost_says_how_exact_it_is(found: Cost | None, said: str) -> None:
    assert words.cost(found, "USD") == said


def test_prices_gifts_and_dates() -> None:
    entry = CampaignVideo(campaign_id=1, video_id=ID)
    assert [words.price(one, "USD") for one in (
        entry, replace(entry, cents=5_000), replace(entry, cents=5_000, is_gift=True), replace(entry, is_gift=True)
    )] == ["—", "$50", "$50 gift", "gift"]  # fmt: skip
    assert [words.price_entered(replace(entry, cents=cents)) for cents in (None, 5_000, 5_050)] == ["", "50", "50.50"]
    assert [words.agreed(replace(entry, agreed_on=on)) for on in (None, "2026-10-02", "someday")] == [
        *("—", "2 Oct 2026", "someday"),
    ]


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (a_result(), "measured 20 min ago"),
        (a_result(trouble="blocked"), "measured 20 min ago; last try: blocked"),
        (Result(entry=CampaignVideo(campaign_id=1, video_id=ID)), "not measured yet"),
        (
            Result(entry=CampaignVideo(campaign_id=1, video_id=ID, trouble="region_locked", tried_at=NOW - HOUR)),
            "not in your region, tried 1 h ago",
        ),
    ],
)
def test_how_a_video_is_doing(result: Result, said: str) -> None:
    assert words.standing(result, NOW) == said
    assert words.standing_explained(result)


def test_one_that_isnt_there_is_not_tried_for_ever() -> None:
    entry = CampaignVideo(campaign_id=1, video_id=ID, trouble="not_found", failures=2, tried_at=NOW)
    assert "tries again" in words.standing_explained(Result(entry=entry))
    assert "Check the link" in words.standing_explained(Result(entry=replace(entry, failures=3)))
    blocked = replace(entry, failures=3, trouble="changed")
    assert "tries again" in words.standing_explained(Result(entry=blocked))


def test_a_gone_video_says_since_when() -> None:
    result = a_result()
    assert result.video is not None
    gone = replace(result, video=replace(result.video, gone_at=NOW - 2 * DAY))
    assert words.standing(gone, NOW) == "gone, noticed 2 d ago"


@pytest.mark.parametrize(
    ("usual", "short", "long"),
    [
        (None, "—", "Known once the video was measured"),
        (Usual(views=ViewsPerVideo(videos=3)), "—", "Not enough known: 3 videos of the creator"),
        (
            Usual(views=ViewsPerVideo(videos=1), age=5 * HOUR),
            "—",
            "Not enough known: 1 video of the creator measured at about that age (5 h)",
        ),
        (
            Usual(
                views=ViewsPerVideo(median=12_400, videos=12, rounded=True, since=NOW, until=NOW),
                age=5 * HOUR,
                times=Comparison(ratio=2.3, rounded=True),
            ),
            "≈ 2.3× usual",
            "Usual: ≈ 12,400 views at 5 h (12 videos, ",
        ),
    ],
)
def test_against_the_usual_views(usual: Usual | None, short: str, long: str) -> None:
    assert words.usual(usual) == short
    assert words.usual_explained(usual).startswith(long)
    assert words.usual_explained(usual).endswith(words.USUAL_HINT)


def test_the_total_says_of_how_many_it_is() -> None:
    some = totals([a_result(cents=10_000), a_result(cents=5_000, is_gift=True), a_result(), a_result(ago=2 * DAY)])
    assert words.summary(some, "EUR", NOW) == (
        "4 videos · €150, €50 of it gifts · 40K views · 6% engagement · measured, the oldest 2 d ago"
    )
    assert words.of_total(some) == "2 of 4 videos"
    assert words.of_total(totals([a_result(cents=1)])) == ""
    assert words.summary(totals([a_result(cents=1)]), "EUR", NOW).endswith("measured 20 min ago")
    assert words.summary(Totals(), "EUR", NOW) == words.NO_VIDEOS
    waiting = totals([a_result(), Result(entry=CampaignVideo(campaign_id=1, video_id=1))])
    assert words.measured_when(waiting, NOW) == "1 of 2 measured, the oldest 20 min ago"
    assert words.measured_when(Totals(videos=3), NOW) == "not measured yet"
    assert words.number(Count(number=48_200, rounded=True)) == "≈ 48.2K"


def test_how_far_measuring_is() -> None:
    assert words.stage(Progress(campaign_id=1, done=2, total=9, handle="ann", seconds=40)) == (
        "Measuring @ann’s video 3/9, done in about 40 s"
    )
    assert words.stage(Progress(campaign_id=1, done=0, total=2)) == "Measuring a video 1/2"
    assert words.stage(Progress(campaign_id=1, done=0, total=2, links=True)) == "Following short link 1/2"
    assert words.measured(Measured(measured=7)) == "Measured 7 videos"
    assert words.measured(Measured(measured=1, gone=2)) == "Measured 1 video, 2 are gone"
    assert [words.will_take(seconds) for seconds in (0, 170)] == ["", "Takes about 3 min"]


def test_what_becomes_of_pasted_entries() -> None:
    text = f"{ID} 150 gift 2026-10-02\n{ID}\n{ID + 1}\nhello"
    assert [words.pasted(one, "USD") for one in pasted_videos(text, "USD", {ID + 1})] == [
        "New, $150, gift, 2026-10-02",
        "The same as entry 1",
        "Already in the campaign",
        "“hello” isn’t a link to a TikTok video. Copy the link with TikTok’s Share button.",
    ]


def test_who_advertises_for_whom() -> None:
    def ads(handle: str | None, number: int, disclosed: int) -> BrandAds:
        return BrandAds(handle=handle, videos=tuple(range(number)), disclosed=disclosed, since=NOW, last=NOW)

    many = (ads("acme", 3, 2), ads("soda", 1, 0), ads("tea", 1, 1), ads(None, 1, 1))
    one = Advertised(creator=creator(1), known=140, ads=6, since=NOW - 40 * DAY, last=NOW - 3 * DAY, brands=many)
    assert words.for_whom(one) == "@acme 3× (1 not labeled), @soda 1× (not labeled), @tea 1× and 1 more"
    assert words.brand(many[3]) == "nobody mentioned"
    assert words.advertised(one, NOW).startswith("6 of 140 known videos advertise, since ")
    assert words.advertised(one, NOW).endswith(", the latest 3 d ago")
    assert words.advertised(replace(one, ads=1, known=1), NOW) == "1 of 1 known video advertises, posted 3 d ago"
