"""Discover's definitions, computed by hand: viral videos, what came after them, jumps, quality."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.core.discovery_posts import BAKER, START, as_shown, at, daily, followed, others, post
from tiktrack_gui.core.discovery import quality
from tiktrack_gui.core.discovery.after import after
from tiktrack_gui.core.discovery.compute import creator_figures
from tiktrack_gui.core.discovery.constants import DEFAULTS, Constants
from tiktrack_gui.core.discovery.figures import After, CreatorFigures, Gained, Jump, Trend, Viral
from tiktrack_gui.core.discovery.jumps import newest_jump
from tiktrack_gui.core.discovery.virality import viral_videos
from tiktrack_gui.core.models import Creator, CreatorSample, Video, VideoCount

EIGHT = others(*[2_000] * 8)  # the usual views are 2,000
SEVEN = others(*[2_000] * 7)  # too few for usual views
VIEWS, REPAIRED = VideoCount.VIEWS.value, {"repaired": VideoCount.VIEWS.value}
UNKNOWN = Trend.UNKNOWN


def viral(views: int, times: float, known: int, **more: Any) -> Viral:
    return Viral(video_id=1, posted_at=START, views=views, times=times, known=known, **more)


# max(10,000, 5 × the usual views of the other videos); with fewer than 8 of them, max(10,000, 5 × followers)
VIRAL: dict[str, tuple[Video, list[Video], list[CreatorSample], Viral | None]] = {
    # max(10,000, 5 × 2,000) = 10,000; 10,000 / 2,000 = 5
    "at both limits": (post(1, 0, 10_000), EIGHT, [], viral(10_000, 5, 8)),
    "one view less": (post(1, 0, 9_999), EIGHT, [], None),
    # 5 × 1,000 = 5,000, but 10,000 is the minimum
    "many times the usual, but few views": (post(1, 0, 9_000), others(*[1_000] * 8), [], None),
    # 5 × 3,000 = 15,000
    "enough views, but not 5 × the usual": (post(1, 0, 14_999), others(*[3_000] * 8), [], None),
    # of the other eight, (4,000 + 5,000) / 2 = 4,500 is usual, 5 × 4,500 = 22,500; with itself it would be 5,000
    "the video itself isn’t among the usual": (
        post(1, 0, 22_500),
        others(1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000),
        [],
        viral(22_500, 5, 8),
    ),
    # the newest 30 others have 2,000, older ones 90,000: 12,000 / 2,000 = 6
    "only the newest 30 others are usual": (
        post(1, 0, 12_000),
        others(*[2_000] * 30, *[90_000] * 30),
        [],
        viral(12_000, 6, 30),
    ),
    # five hours old: its own views needn’t have settled; 11,000 / 2,000 = 5.5
    "a young one": (post(1, 0, 11_000, seen=5 / 24), EIGHT, [], viral(11_000, 5.5, 8)),
    # 7 others are too few: 5 × 4,000 followers = 20,000; 20,000 / 4,000 = 5
    "by the followers": (post(1, 0, 20_000), SEVEN, [followed(0, 4_000)], viral(20_000, 5, 7, provisional=True)),
    "by the followers, one view less": (post(1, 0, 19_999), SEVEN, [followed(0, 4_000)], None),
    # 5 × 3 = 15 views aren’t viral: 10,000 is the minimum here, too; 12,000 / 3 = 4,000
    "three followers, 20 views": (post(1, 0, 20), [], [followed(0, 3)], None),
    "three followers, 12,000 views": (
        post(1, 0, 12_000),
        [],
        [followed(0, 3)],
        viral(12_000, 4_000, 0, provisional=True),
    ),
    # 2,000 a day before it was posted, 30,000 three weeks later: 12,000 / 2,000 = 6
    "followers gained since don’t count against it": (
        post(1, 0, 12_000),
        SEVEN,
        [followed(-1, 2_000), followed(21, 30_000)],
        viral(12_000, 6, 7, provisional=True),
    ),
    # 12,300 is rounded: 61,500 / 12,300 = 5
    "rounded followers": (
        post(1, 0, 61_500),
        [],
        [as_shown(0, 12_345)],
        viral(61_500, 5, 0, provisional=True, rounded=True),
    ),
    "followers only known as a lower bound": (post(1, 0, 99_000), SEVEN, [followed(0, 4_000, repaired=1)], None),
    "neither usual views nor followers": (post(1, 0, 99_000), SEVEN, [followed(0, None)], None),
    # 52,000 is rounded: 52,000 / 2,000 = 26
    "rounded views": (post(1, 0, 52_000, sample={"rounded": VIEWS}), EIGHT, [], viral(52_000, 26, 8, rounded=True)),
    # at least 2,147,484,000 / 2,000 = 1,073,742
    "views that are a lower bound": (
        post(1, 0, 2_147_484_000, sample=REPAIRED),
        EIGHT,
        [],
        viral(2_147_484_000, 1_073_742, 8, rounded=True),
    ),
    # the usual views may be many more than 2,000, whatever the followers say
    "usual views that are a lower bound": (
        post(1, 0, 99_000),
        [post(100 + day, -day, 2_000, sample=REPAIRED) for day in range(1, 9)],
        [followed(0, 1_000)],
        None,
    ),
    # max(10,000, 5 × 0) = 10,000; of no views, it is times one
    "nobody saw the others": (post(1, 0, 10_000), others(*[0] * 8), [], viral(10_000, 10_000, 8)),
    "an ad, whose views may be bought": (post(1, 0, 99_000, ad=True), EIGHT, [], None),
    # creators pin what went well: 99,000 / 2,000 = 49.5
    "a pinned one": (post(1, 0, 99_000, pinned=True), EIGHT, [], viral(99_000, 49.5, 8)),
    "one that is gone": (post(1, 0, 99_000, gone_at=at(5)), EIGHT, [], None),
    "unknown views": (post(1, 0, None), EIGHT, [], None),
}


@pytest.mark.parametrize("case", VIRAL)
def test_a_viral_video(case: str) -> None:
    video, known, samples, expected = VIRAL[case]
    assert viral_videos([video, *known], samples, DEFAULTS, START) == (() if expected is None else (expected,))


def test_the_constants_are_settings() -> None:
    videos = [post(1, 0, 6_000), *EIGHT]
    assert not viral_videos(videos, [], Constants(viral_views=5_000), START)  # 6,000 / 2,000 = 3
    assert viral_videos(videos, [], Constants(viral_views=5_000, viral_times=3), START) == (viral(6_000, 3, 8),)


def test_of_two_viral_ones_neither_hides_the_other() -> None:
    # without the one, (2,000 + 2,000) / 2; the other one is far above the middle of 9
    found = viral_videos([post(2, 1, 80_000), post(1, 0, 40_000), *EIGHT], [], DEFAULTS, START)
    assert [(one.video_id, one.times, one.known) for one in found] == [(2, 40, 9), (1, 20, 9)]


# Followers gained by day +7 and +30: the change between measurements near these days
GAINED: dict[str, tuple[list[CreatorSample], Gained | None, Gained | None]] = {
    # 12,007 − 10,003 = 2,004; 15,009 − 10,003 = 5,006
    "measured on each day": (
        [followed(0, 10_003), followed(7, 12_007), followed(30, 15_009)],
        Gained(amount=2_004, margin=0),
        Gained(amount=5_006, margin=0),
    ),
    # 15,800 − 12,300 = 3,500, each ± 50
    "rounded": ([as_shown(0, 12_310), as_shown(7, 15_790)], Gained(amount=3_500, margin=100), None),
    # 900 − 1,000: lost ones
    "lost": ([followed(0, 1_000), followed(7, 900)], Gained(amount=-100, margin=0), None),
    "as far off as may be": (
        [followed(-1.5, 100), followed(8, 700), followed(32, 900)],
        Gained(amount=600, margin=0),
        Gained(amount=800, margin=0),
    ),
    "6 h late is still the beginning": ([followed(0.25, 100), followed(6, 700)], Gained(amount=600, margin=0), None),
    "too early a beginning": ([followed(-1.51, 100), followed(7, 700)], None, None),
    "too late a beginning": ([followed(0.26, 100), followed(7, 700), followed(30, 900)], None, None),
    "too late an end": ([followed(0, 100), followed(8.01, 700), followed(32.01, 900)], None, None),
    # the nearest one: 650 − 100
    "of two near the day the nearer one": (
        [followed(0, 100), followed(6.5, 600), followed(7.25, 650)],
        Gained(amount=550, margin=0),
        None,
    ),
    # of equal ones only the first and the last are stored: on day 0, it was 100 as on day −9 and +3
    "measured between two equal ones": (
        [followed(-9, 100), followed(3, 100), followed(7, 400)],
        Gained(amount=300, margin=0),
        None,
    ),
    "a lower bound": ([followed(0, 100), followed(7, 700, repaired=1)], None, None),
    "unknown in between": (
        [followed(0, 100), followed(6.9, None), followed(7.2, 300)],
        Gained(amount=200, margin=0),
        None,
    ),
    "nothing measured": ([], None, None),
    "one sample": ([followed(7, 700)], None, None),
}


@pytest.mark.parametrize("case", GAINED)
def test_followers_gained_by_day_7_and_30(case: str) -> None:
    samples, week, month = GAINED[case]
    found = after(samples, [START])
    assert (found.week, found.month, found.trend) == (week, month, UNKNOWN)
    assert found.since == (samples[0].at if samples else None)


# From day +3 on: the share per week, its interval, the number of measurements, and what that means
TREND: dict[str, tuple[list[CreatorSample], Trend, tuple[float, float, float] | None, int]] = {
    # twice as many each day: every slope is ln 2 a day, 2⁷ − 1 = 127 a week; 7 measurements over 6 days
    "growing": (daily(3, [1_000 * 2**day for day in range(7)]), Trend.GROWING, (127, 127, 127), 7),
    # half as many each day: 2⁻⁷ − 1 = −0.9921875
    "fading": (daily(3, [64_000 // 2**day for day in range(7)]), Trend.FADING, (-0.9921875,) * 3, 7),
    # between equal ones it was measured as well, and counts every six hours: 6 × 4 + 1 = 25
    "flat": ([followed(3, 5_000), followed(9, 5_000)], Trend.FLAT, (0, 0, 0), 25),
    # up and down: of 21 slopes, 6 are below 0, 9 are 0 (median), 6 above. n = 7, ties of 4 and 3:
    # σ² = (7·6·19 − 4·3·13 − 3·2·11) / 18 = 32; (21 ± 1.96·5.657) / 2 = 4.96 and 16.04: the 5th and the 17th, one day
    # up or down apart at least: ln 2 / day is the steepest, the 5th from either end is that of 3 days, ln 2 / 3;
    # 2^(±7/3) − 1 = 4.0397 and −0.8016
    "around zero": (
        daily(3, [1_000, 2_000, 1_000, 2_000, 1_000, 2_000, 1_000]),
        Trend.FLAT,
        (0, 2 ** (-7 / 3) - 1, 2 ** (7 / 3) - 1),
        7,
    ),
    # the rush until day +3 doesn’t count: from then on, 9,000
    "a rush, then nothing": (
        [*daily(0, [1_000, 4_000, 7_000]), followed(3, 9_000), followed(9, 9_000)],
        Trend.FLAT,
        (0, 0, 0),
        25,
    ),
    "six measurements are too few": (daily(3, range(100, 106)), UNKNOWN, None, 6),
    "less than five days are too few": (
        [followed(3 + day / 2, 100 + round(2 * day)) for day in range(10)],
        UNKNOWN,
        None,
        10,
    ),
    "nothing after day +3": (daily(-9, range(100, 112)), UNKNOWN, None, 0),
}


@pytest.mark.parametrize("case", TREND)
def test_the_trend_from_day_3_on(case: str) -> None:
    samples, trend, share, number = TREND[case]
    found = after(samples, [START])
    assert (found.trend, found.samples, found.since) == (trend, number, samples[0].at)
    growth = None if share is None else (found.growth, found.low, found.high)
    assert growth == (None if share is None else pytest.approx(share, abs=1e-9))


def test_a_second_success_does_not_make_unknown_how_the_first_went_on() -> None:
    second = at(8)  # the last measurement is a day later
    found = after(daily(3, [1_000 * 2**day for day in range(7)]), [second, START])
    assert (found.trend, found.samples) == (Trend.GROWING, 7)
    assert found.growth == pytest.approx(127)
    assert found.week is None, "that is still to come, after the second"
    fading = daily(3, [64_000 // 2**day for day in range(7)])
    assert after(fading, [second, START]).trend == UNKNOWN, "it may have turned"
    assert after(fading, [second, at(5)]).trend == UNKNOWN
    turned = [*fading, *daily(11, [2_000 * 2**day for day in range(8)])]
    assert after(turned, [second, START]).trend == Trend.GROWING, "the newest counts as soon as it can"


def test_what_may_be_rounding_is_no_growth() -> None:
    # 20,000 twice, 20,100 twice … 20,300. n = 8, four ties of 2: σ² = (8·7·21 − 4·2·1·9) / 18 = 61.3;
    # (28 − 1.96·7.83) / 2 = 6.3: the sixth smallest slope. Exact, 4 are 0, and the others above. With ± 50 each, the 4
    # may be below 0, and all those between neighbouring steps 0: (20,100 − 50) / (20,000 + 50)
    samples = [as_shown(3 + day, 20_000 + 100 * (day // 2)) for day in range(8)]
    found = after(samples, [START])
    assert (found.trend, found.low) == (Trend.FLAT, 0)
    exact = [replace(sample, rounded=0) for sample in samples]
    assert after(exact, [START]).trend == Trend.GROWING


def test_without_a_viral_video_there_is_nothing_after_it() -> None:
    assert after(daily(0, range(100, 140)), []) == After(trend=UNKNOWN, since=START)


def test_of_months_no_more_measurements_count_than_of_four_weeks() -> None:
    dense = [followed(day / 8, 1_000 + day) for day in range(8 * 100)]
    found = after(dense, [START])
    assert found.trend == Trend.GROWING
    assert found.samples <= 28 * 4 + 1


STEADY = [50_000 + 50 * day for day in range(40)]
# 50 a day, and on day 30, 5,000 more: 5,050, which is 9.8 % against a usual 0.1 %
JUMPED = daily(0, [count + (5_000 if day >= 30 else 0) for day, count in enumerate(STEADY)])
JUMP = Jump(since=at(29), until=at(30), amount=5_050)
BEFORE = [post(100 + day, day, 10_000) for day in range(20, 0, -1)]  # the usual views are 10,000
SOMEBODY = Creator(id=2, handle="somebody")
MENTION = replace(post(500, 29, 3_000), creator=SOMEBODY)

JUMPS: dict[str, tuple[list[CreatorSample], list[Video], list[Video], float, Jump | None]] = {
    "nothing explains it": (JUMPED, BEFORE, [], 0, JUMP),
    "steady growth is none": (daily(0, STEADY), BEFORE, [], 0, None),
    # 50,000 = 5 × the usual views, posted the day before
    "a viral video explains it": (JUMPED, [post(1, 28, 50_000), *BEFORE], [], 0, None),
    "a good video that isn’t viral doesn’t": (JUMPED, [post(1, 28, 49_999), *BEFORE], [], 0, JUMP),
    # of one known video: 300,000 ≥ 5 × 51,400 followers = 257,000
    "a video that is viral by the followers explains it": (JUMPED, [post(1, 28, 300_000)], [], 0, None),
    "a mention explains it": (JUMPED, BEFORE, [MENTION], 0, None),
    # 8 days, in which 400 are usual
    "while nothing was measured": (
        [*JUMPED[:27], *JUMPED[34:]],
        BEFORE,
        [],
        0,
        Jump(since=at(26), until=at(34), amount=5_400),
    ),
    "one that ended before that time": (JUMPED, BEFORE, [], 30.1, None),
    "one that ended at that time": (JUMPED, BEFORE, [], 30, JUMP),
}


@pytest.mark.parametrize("case", JUMPS)
def test_a_jump_without_a_visible_cause(case: str) -> None:
    samples, videos, mentions, since, expected = JUMPS[case]
    found = viral_videos(videos, samples, DEFAULTS, START)
    assert newest_jump(samples, videos, mentions, found, at(since)) == expected


def test_the_newest_unexplained_jump_is_named() -> None:
    counts = [count + 5_000 * sum(day >= jump for jump in (15, 22, 35)) for day, count in enumerate(STEADY)]
    explains = post(1, 34, 60_000)
    found = newest_jump(daily(0, counts), [explains, *BEFORE], [], (), START)
    assert found == Jump(since=at(21), until=at(22), amount=5_050)


def rated(number: int, comments: int | None, *, views: int = 1_000, **more: Any) -> Video:
    return post(number, -number, views, sample={"likes": 50, "shares": 5, "comments": comments, **more})


def test_comments_per_1000_views_are_a_median_of_eight() -> None:
    videos = [rated(number, number) for number in range(1, 9)]
    assert quality.comments_per_1000(videos) == pytest.approx(4.5)  # (4 + 5) / 2 of 1,000
    assert quality.comments_per_1000([*videos[:7], rated(8, 200, views=100_000)]) == pytest.approx(3.5)  # (3 + 4) / 2
    for other in (rated(8, None), rated(8, 8, views=0), rated(8, 8, repaired=VideoCount.COMMENTS.value)):
        assert quality.comments_per_1000([*videos[:7], other]) is None


def test_advertising_is_what_tiktok_labels_and_what_has_such_a_hashtag() -> None:
    labelled, tagged = post(1, -1, 9, ad=True), post(2, -2, 9, hashtags=("cake", "Werbung"))
    assert quality.ads([labelled, tagged, post(3, -3, 9, hashtags=("cake",))]) == 2
    assert quality.ads([*[post(3, -3, 9)] * 30, labelled]) == 0  # the newest 30


def test_languages_of_captions_are_counted_without_unknown_ones() -> None:
    written = [post(number, -number, 9, language=code) for number, code in enumerate(["de", "en", "de", None, ""], 1)]
    assert quality.languages(written) == {"de": 2, "en": 1}


def test_views_are_those_that_core_baseline_judges_by() -> None:
    young, advert, pinned = post(1, 0, 1, seen=1), post(2, 0, 2, ad=True), post(3, 0, 3, pinned=True)
    assert quality.views([young, advert, pinned, *others(*range(10, 50))]) == tuple(range(10, 40))


def test_posts_per_week_by_the_number_on_the_profile() -> None:
    # 12 videos more in 4 weeks: 3 a week
    samples = [followed(0, 100, videos=40), followed(28, 100, videos=52)]
    assert quality.posts_per_week(samples, []) == 3


def test_posts_per_week_of_a_candidate_that_was_read_once() -> None:
    once = [followed(0, 100, videos=500)]
    # every second day, the last one a day ago: 14 in 28 days, 3.5 a week
    every_second = [post(number, -2 * number + 1, 9, seen=2 * number - 1) for number in range(1, 31)]
    assert quality.posts_per_week(once, every_second) == pytest.approx(3.5)
    # four a day: the 30th was 7.5 days ago, and 29 since: 29 / (7.5 / 7) = 27.07
    often = [post(number, -number / 4, 9, seen=number / 4) for number in range(1, 31)]
    assert quality.posts_per_week(once, often) == pytest.approx(29 / (7.5 / 7))
    # a pinned one of last year is no sign that all since are known: 28 since the 29th, 7.25 days ago
    pinned = post(99, -400, 9, seen=400, pinned=True)
    assert quality.posts_per_week(once, [*often[:29], pinned]) == pytest.approx(28 / (7.25 / 7))
    assert quality.posts_per_week(once, every_second[:29]) is None


def test_a_creator_of_whom_nothing_is_known() -> None:
    assert creator_figures(BAKER, [], [], DEFAULTS, START) == CreatorFigures(at=START, videos=0)


def test_while_the_newest_viral_video_is_too_new_the_trend_is_that_after_an_earlier_one() -> None:
    """Viral on days 0 and 14; 10,000 followers from day +3 of the first on, and 1 % more each day."""
    usual = others(*[2_000] * 10)
    first, second = post(1, 0, 40_000), post(2, 14, 40_000)
    samples = daily(0, [*[9_000] * 3, *(round(10_000 * 1.01**day) for day in range(15))])
    figures = creator_figures(BAKER, samples, [second, first, *usual], DEFAULTS, at(17))
    assert [one.posted_at for one in figures.viral] == [at(14), at(0)]
    found = figures.after
    assert (found.trend, found.samples, found.week) == (Trend.GROWING, 15, None)
    assert found.growth == pytest.approx(1.01**7 - 1, abs=0.0005)
    alone = creator_figures(BAKER, samples, [second, *usual], DEFAULTS, at(17)).after
    assert (alone.trend, alone.growth) == (Trend.UNKNOWN, None)
    # eight days after day +3 of the second, its own trend is known
    later = [*samples, *(followed(18 + day, samples[-1].followers) for day in range(8))]
    assert creator_figures(BAKER, later, [second, first, *usual], DEFAULTS, at(25)).after.trend == Trend.FLAT


def test_all_figures_of_a_rising_creator() -> None:
    """Posted on day 0 with 40,000 views against a usual 2,000: 20 times; 1,000 followers, doubling each day from +3."""
    captions: dict[str, Any] = {"caption": "Sourdough at home", "hashtags": ("baking", "fyp"), "language": "en"}
    counts = {"likes": 100, "comments": 20, "shares": 10}
    usual = [post(100 + day, -day, 2_000, seen=day, sample=counts, **captions) for day in range(1, 11)]
    breakthrough = post(1, 0, 40_000, sample=counts, ad=False, **captions)
    samples = daily(0, [1_000, 1_000, 1_000, *(2_000 * 2**day for day in range(7))])
    found = creator_figures(BAKER, samples, [breakthrough, *usual], DEFAULTS, at(9))
    assert found.at == at(9)
    assert (found.videos, found.usual, found.usual_videos) == (11, 2_000, 10)  # those of day −1 aren’t settled
    assert found.viral == (viral(40_000, 20, 9),)
    # day +7: 2,000 · 2⁴ = 32,000
    assert found.after.week == Gained(amount=31_000, margin=0)
    assert found.after.trend == Trend.GROWING
    assert found.after.growth == pytest.approx(127)
    # ten of (100 + 20 + 10) / 2,000 = 6.5 %, and one of 0.325 %
    assert found.engagement == pytest.approx(0.065)
    assert found.engagement_videos == 11
    assert found.comments_per_1000 == pytest.approx(10)  # 20 / 2
    assert (found.ads, found.languages, found.jump) == (0, {"en": 11}, None)
    assert next(iter(found.words)) == "baking"


def test_measurements_from_a_clock_that_was_ahead_do_not_count() -> None:
    samples = daily(0, [1_000 * 2**day for day in range(12)])
    ahead = [*samples, followed(400, 5)]
    videos = [post(1, 0, 99_000), *EIGHT]
    expected = creator_figures(BAKER, samples, videos, DEFAULTS, at(12))
    late = [*videos, post(2, 1, 5_000_000, seen=500), post(3, 300, 99_000)]
    assert creator_figures(BAKER, ahead, late, DEFAULTS, at(12)) == expected
    assert expected.at == at(11)
    assert expected.viral[0].video_id == 1


def test_viral_videos_and_jumps_are_those_of_the_last_60_days() -> None:
    videos = [post(1, 0, 99_000), *EIGHT]
    assert creator_figures(BAKER, [], videos, DEFAULTS, at(60)).viral == (viral(99_000, 49.5, 8),)
    assert creator_figures(BAKER, [], videos, DEFAULTS, at(60) + 1).viral == ()
    assert creator_figures(BAKER, JUMPED, BEFORE, DEFAULTS, at(90)).jump == JUMP
    assert creator_figures(BAKER, JUMPED, BEFORE, DEFAULTS, at(90) + 1).jump is None
    # A jump of day 30, and a video of day 28, which is viral by the followers: 300,000 ≥ 5 × 51,400
    assert creator_figures(BAKER, JUMPED, [post(1, 28, 300_000)], DEFAULTS, at(89)).jump is None
