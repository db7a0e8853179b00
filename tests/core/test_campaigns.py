"""What campaigns cost and brought: cases computed by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from tests.services.fakes import creator
from tiktrack_gui.core.baseline import ENOUGH, ViewsPerVideo, is_about, views_at_age
from tiktrack_gui.core.campaigns import (
    CampaignVideo,
    Cost,
    Count,
    Result,
    Standing,
    compared,
    parse_date,
    totals,
)
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.models import Video, VideoCount, VideoSample

POSTED = 1_790_000_000
VIEWS, LIKES = VideoCount.VIEWS.value, VideoCount.LIKES.value


def a_video(number: int = 1, *, age: int = 10 * DAY, posted_at: int = POSTED, **counts: int | None) -> Video:
    """A video measured so long after it was posted."""
    sample = replace(VideoSample(at=posted_at + age), **counts)  # type: ignore[arg-type]
    return Video(id=number, creator=creator(1), posted_at=posted_at, sample=sample)


def result(
    cents: int | None, video: Video | None = None, *, is_gift: bool = False, trouble: str | None = None
) -> Result:
    entry = CampaignVideo(campaign_id=1, video_id=1, cents=cents, is_gift=is_gift, trouble=trouble)
    return Result(entry=entry, video=video)


@dataclass(frozen=True)
class Case:
    """A video with its price, and what comes of it."""

    cents: int | None
    views: int | None
    likes: int | None
    comments: int | None
    shares: int | None
    cpm: Cost | None
    per_engagement: Cost | None
    rate: float | None
    rounded: int = 0
    repaired: int = 0


CASES = {
    "exact": Case(15_000, 50_001, 2_500, 300, 200, Cost(cents=15_000_000 / 50_001), Cost(cents=5.0), 3_000 / 50_001),
    # €150 for 50,000 views: 150 / 50 = €3.00; for 2,500 + 300 + 200 = 3,000: 150 / 3,000 = 5 ct; 3,000 / 50,000 = 6 %
    "plain": Case(15_000, 50_000, 2_500, 300, 200, Cost(cents=300.0), Cost(cents=5.0), 0.06),
    "rounded views": Case(
        15_000, 50_000, 2_500, 300, 200, Cost(cents=300.0, rounded=True), Cost(cents=5.0), 0.06, rounded=VIEWS
    ),
    "an exact count that was carried": Case(
        15_000, 50_012, 2_500, 300, 200, Cost(cents=15_000_000 / 50_012), Cost(cents=5.0), 3_000 / 50_012, rounded=VIEWS
    ),
    "rounded likes": Case(
        # 20,000 / (19,000 + 600 + 400) = 1 ct
        20_000, 200_000, 19_000, 600, 400, Cost(cents=100.0), Cost(cents=1.0, rounded=True), 0.1, rounded=LIKES
    ),
    "views of at least 2.15 billion": Case(
        # 100,000,000 × 1,000 / 2,150,000,000 = 46.5 ct at most; no rate, as the views aren't known
        100_000_000, 2_150_000_000, 10, 0, 0, Cost(cents=100_000_000_000 / 2_150_000_000, at_most=True),
        Cost(cents=10_000_000.0), None, repaired=VIEWS
    ),
    "likes of at least that": Case(
        # 1,000 / (3,000,000,000 + 0 + 0)
        1_000, 4_000_000_000, 3_000_000_000, 0, 0, Cost(cents=0.00025),
        Cost(cents=1_000 / 3_000_000_000, at_most=True), None, repaired=LIKES
    ),
    "shares aren't known": Case(5_000, 10_000, 900, 100, None, Cost(cents=500.0), Cost(cents=5.0, at_most=True), None),
    "nobody looked": Case(15_000, 0, 0, 0, 0, None, None, None),
    "nobody reacted": Case(15_000, 1_000, 0, 0, 0, Cost(cents=15_000.0), None, 0.0),
    "for free": Case(0, 1_000, 50, 0, 0, Cost(cents=0.0), Cost(cents=0.0), 0.05),
    "no price": Case(None, 1_000, 50, 0, 0, None, None, 0.05),
    "no views known": Case(1_000, None, 50, 0, 0, None, Cost(cents=20.0), None),
    "one cent for a thousand": Case(1, 1_000, 1, 0, 0, Cost(cents=1.0), Cost(cents=1.0), 0.001),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("is_gift", [False, True])
def test_what_a_video_cost(case: Case, is_gift: bool) -> None:
    """A gift counts at its value, as money does."""
    video = a_video(
        views=case.views, likes=case.likes, comments=case.comments, shares=case.shares,
        rounded=case.rounded, repaired=case.repaired,
    )  # fmt: skip
    found = result(case.cents, video, is_gift=is_gift)
    assert found.per_thousand == case.cpm
    assert found.per_engagement == case.per_engagement
    assert found.engagement_rate == (None if case.rate is None else pytest.approx(case.rate))
    assert found.standing is Standing.MEASURED


def test_a_total_is_of_the_sums_not_a_mean_of_the_ratios() -> None:
    """€100 + €50 for 10,000 + 40,000 views: 15,000 / 50 = €3.00; the mean of €10.00 and €1.25 would be €5.63."""
    found = totals(
        [
            result(10_000, a_video(views=10_000, likes=400, comments=50, shares=50)),
            result(5_000, a_video(views=40_000, likes=800, comments=150, shares=50), is_gift=True),
        ]
    )
    assert found.per_thousand == Cost(cents=300.0)
    assert found.per_engagement == Cost(cents=10.0)  # 15,000 / (500 + 1,000)
    assert found.engagement_rate == pytest.approx(0.03)  # 1,500 / 50,000; the mean of 5 % and 2.5 % would be 3.75 %
    assert (found.cents, found.gift_cents, found.priced, found.gifts, found.counted) == (15_000, 5_000, 2, 1, 2)
    assert (found.views, found.likes) == (Count(number=50_000), Count(number=1_200))
    assert (found.comments, found.shares, found.engagement) == tuple(Count(number=n) for n in (200, 100, 1_500))


def test_the_cost_of_all_is_of_those_that_are_priced_and_measured() -> None:
    """Views that weren't paid for don't make the others cheaper, nor does a price nothing was measured for yet."""
    found = totals(
        [
            result(10_000, a_video(views=20_000, likes=1_000, comments=0, shares=0)),
            result(None, a_video(views=80_000, likes=9_000, comments=0, shares=0)),
            result(99_000),
            result(None, trouble="not_found"),
        ]
    )
    assert (found.videos, found.priced, found.measured, found.counted) == (4, 2, 2, 1)
    assert found.per_thousand == Cost(cents=500.0)
    assert found.per_engagement == Cost(cents=10.0)
    assert (found.cents, found.views) == (109_000, Count(number=100_000))
    assert found.engagement_rate == pytest.approx(0.1)


def test_what_was_paid_for_no_views_counts_in_the_total() -> None:
    found = totals([result(10_000, a_video(views=0, likes=0)), result(10_000, a_video(views=10_000, likes=0))])
    assert found.per_thousand == Cost(cents=2_000.0)  # €200 for 10,000
    assert found.counted == 2


def test_a_sum_is_as_exact_as_its_parts() -> None:
    rounded = a_video(views=50_000, likes=10, comments=1, shares=1, rounded=VIEWS)
    exact = a_video(views=9_000, likes=10, comments=1, shares=1)
    unknown = a_video(views=None, likes=10, comments=1, shares=1)
    assert totals([result(1, rounded), result(1, exact)]).views == Count(number=59_000, rounded=True)
    assert totals([result(1, exact), result(1, unknown)]).views == Count(number=9_000, at_least=True)
    assert totals([result(100, exact), result(100, unknown)]).per_thousand == Cost(cents=100 / 9)  # the known one's


def test_nothing_comes_of_nothing() -> None:
    found = totals([])
    assert (found.videos, found.cents, found.views, found.per_thousand, found.measured_from) == (
        0,
        None,
        None,
        None,
        None,
    )
    waiting = result(100)
    assert (waiting.standing, waiting.views, waiting.per_thousand) == (Standing.WAITING, None, None)
    assert result(100, trouble="blocked").standing is Standing.FAILED
    seen = a_video()  # in a feed, without counts
    assert (result(100, seen).standing, result(100, seen).measured_at) == (Standing.WAITING, None)


def test_a_gone_video_keeps_what_it_brought() -> None:
    gone = result(10_000, replace(a_video(views=20_000, likes=0, comments=0, shares=0), gone_at=POSTED + 11 * DAY))
    found = totals([gone])
    assert gone.standing is Standing.GONE
    assert (found.gone, found.measured, found.per_thousand) == (1, 1, Cost(cents=500.0))


def test_when_it_was_measured_is_from_the_oldest_to_the_newest() -> None:
    found = totals([result(1, a_video(age=age, views=1)) for age in (5 * DAY, 2 * DAY, 3 * DAY)])
    assert (found.measured_from, found.measured_to) == (POSTED + 2 * DAY, POSTED + 5 * DAY)


# Against the creator's usual


def others(*views: int | None, age: int) -> list[Video]:
    return [
        a_video(100 + number, age=age, posted_at=POSTED - number * DAY, views=count)
        for number, count in enumerate(views)
    ]


EIGHT = (100, 200, 300, 400, 600, 700, 800, 900)  # median: (400 + 600) / 2


@pytest.mark.parametrize(
    ("age", "theirs", "median", "known"),
    [
        (10 * HOUR, others(*EIGHT, age=10 * HOUR), 500, 8),
        (10 * HOUR, others(*EIGHT, age=12 * HOUR + HOUR // 2), 500, 8),  # a quarter more
        (10 * HOUR, others(*EIGHT, age=7 * HOUR + HOUR // 2), 500, 8),
        (10 * HOUR, others(*EIGHT, age=12 * HOUR + HOUR // 2 + 1), None, 0),
        (10 * HOUR, others(*EIGHT, age=5 * DAY), None, 0),  # settled ones have more
        (10 * HOUR, others(*EIGHT[:7], age=10 * HOUR), None, 7),
        (10 * HOUR, others(*EIGHT, None, age=10 * HOUR), 500, 8),
        (10 * HOUR, others(*EIGHT, *[700] * 22, 9_999, age=10 * HOUR), 700, 30),  # the newest 30
        (0, others(*EIGHT, age=0), 500, 8),
    ],
)
def test_the_usual_views_at_an_age(age: int, theirs: list[Video], median: int | None, known: int) -> None:
    found = views_at_age(theirs, age)
    assert (found.median, found.videos) == (median, known)


def test_ads_pinned_videos_and_the_video_itself_are_not_usual() -> None:
    theirs = others(*EIGHT, age=10 * HOUR)
    for changed in (replace(theirs[0], ad=True), replace(theirs[0], pinned=True)):
        assert views_at_age([changed, *theirs[1:]], 10 * HOUR).videos == ENOUGH - 1
    assert views_at_age(theirs, 10 * HOUR, without=theirs[0].id).videos == ENOUGH - 1


@pytest.mark.parametrize(
    ("age", "usual", "ratio", "at_age"),
    [
        (10 * HOUR, ViewsPerVideo(median=500, videos=8), 3.0, 10 * HOUR),
        (47 * HOUR, ViewsPerVideo(median=3_000, videos=8), 0.5, 47 * HOUR),
        (48 * HOUR, ViewsPerVideo(median=750, videos=9), 2.0, None),
        (10 * HOUR, ViewsPerVideo(videos=7), None, 10 * HOUR),
        (-5, ViewsPerVideo(videos=0), None, 0),  # TikTok's clock and ours
    ],
)
def test_a_video_is_compared_with_them(age: int, usual: ViewsPerVideo, ratio: float | None, at_age: int | None) -> None:
    found = compared(a_video(age=age, views=1_500), usual)
    assert (found.times and found.times.ratio, found.age, found.views) == (ratio, at_age, usual)


def test_about_an_age_is_a_quarter_more_or_less() -> None:
    assert is_about(75, 100)
    assert is_about(125, 100)
    assert not is_about(74.9, 100)
    assert not is_about(125.1, 100)


def test_a_date_is_written_as_iso() -> None:
    for text in (" 2026-11-30 ", "30.11.2026", "30 Nov 2026", "2026/11/30", "11/30/2026"):
        assert parse_date(text) == "2026-11-30"
    for wrong in ("2026-02-30", "soon", "11/12/2026", "2026-W48", "20261130", "0001-01-01", "30 Nov"):
        with pytest.raises(BadInput, match=wrong):
            parse_date(wrong)
