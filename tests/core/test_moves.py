"""What moved the line: unusual days, the video that explains them, and silence."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.services.fakes import creator, video
from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video, VideoSample
from tiktrack_gui.core.moves import Silence, moves, silence, with_mentions
from tiktrack_gui.core.regular import Point, regular

START = 20_000 * DAY
FOLLOWERS = CreatorCount.FOLLOWERS


def sample(day: float, followers: int | None, *, shown: bool = False, videos: int | None = None) -> CreatorSample:
    """shown: as TikTok's website shows it."""
    if shown and followers is not None:
        followers = rounded_as_tiktok(followers)
    rounded = FOLLOWERS if shown and followers is not None and is_rounded(followers) else 0
    return CreatorSample(at=round(START + day * DAY), followers=followers, rounded=rounded, videos=videos)


def history(days: int = 40, jumps: dict[int, int] | None = None, start: int = 50_000) -> list[CreatorSample]:
    """About 50 more each day, and `jumps` on some."""
    chance, followers, made = random.Random(1), start, []
    for day in range(days):
        followers += chance.randint(30, 70) + (jumps or {}).get(day, 0)
        made.append(sample(day, followers))
    return made


def posted(number: int, day: float, views: int) -> Video:
    at = round(START + day * DAY)
    made = video(number, by=creator(1), at=at + 10 * DAY, minutes=10 * 24 * 60)
    return replace(made, posted_at=at, sample=VideoSample(at=at + 10 * DAY, likes=1, comments=0, shares=0, views=views))


USUAL = [posted(number, number - 20, 10_000) for number in range(1, 15)]


def test_of_each_day_the_last_measurement_counts_and_equal_ones_were_measured_between() -> None:
    dense = [sample(0.1, 10), sample(0.9, 12), sample(2.5, 20), replace(sample(5.5, 20), origin=sample(0, 1).origin)]
    assert [(point.at // DAY - 20_000, point.count) for point in regular(dense, FOLLOWERS, DAY, 90)] == [
        (0, 12),
        (2, 20),
        (3, 20),
        (4, 20),
        (5, 20),
    ]
    assert regular(dense, FOLLOWERS, DAY, 3.5)[0] == Point(START + 3 * DAY - 1, 20, 0)
    assert regular([], FOLLOWERS, DAY, 90) == []


def test_ordinary_days_are_no_news() -> None:
    assert moves(history(), USUAL) == []


def test_a_jump_is_found_with_the_video_that_explains_it() -> None:
    viral, older = posted(20, 28.5, 80_000), posted(21, 20, 90_000)
    [move] = moves(history(jumps={30: 5_000}), [viral, older, *USUAL])
    assert move.until == START + 30 * DAY
    assert move.since == START + 29 * DAY
    assert 5_030 <= move.amount <= 5_070
    assert move.video == viral
    assert move.compared is not None
    assert move.compared.ratio == pytest.approx(8)


def test_a_jump_that_no_seen_video_explains_says_so() -> None:
    tame, late = posted(20, 29, 40_000), posted(21, 31.5, 90_000)
    [move] = moves(history(jumps={30: 5_000}), [late, tame, *USUAL])
    assert (move.video, move.compared) == (None, None)


def test_a_mention_from_these_days_is_named_if_no_own_video_explains_them() -> None:
    found = moves(history(jumps={30: 5_000}), USUAL)
    early, small, large = posted(31, 25.9, 900_000), posted(32, 28, 10_000), posted(33, 29, 70_000)
    [move] = with_mentions(found, [early, small, large])
    assert (move.mention, move.video) == (large, None)
    assert with_mentions(found, [early]) == found
    explained = moves(history(jumps={30: 5_000}), [posted(20, 28.5, 80_000), *USUAL])
    assert with_mentions(explained, [large]) == explained


def test_days_in_a_row_are_one_and_the_newest_comes_first() -> None:
    found = moves(history(jumps={20: 3_000, 30: 5_000, 31: 4_000, 32: 3_000}), USUAL)
    assert [(move.since, move.until) for move in found] == [
        (START + 29 * DAY, START + 32 * DAY),
        (START + 19 * DAY, START + 20 * DAY),
    ]
    assert 12_000 < found[0].amount < 12_300
    assert found[0].margin == 0


def test_what_came_before_a_video_is_not_explained_by_it() -> None:
    viral = posted(20, 31.5, 80_000)
    later, earlier = moves(history(jumps={30: 5_000, 31: 4_000, 32: 3_000, 33: 3_000}), [viral, *USUAL])
    assert (earlier.since, earlier.until, earlier.video) == (START + 29 * DAY, START + 31 * DAY, None)
    assert (later.since, later.until, later.video) == (START + 31 * DAY, START + 33 * DAY, viral)
    rush = dict.fromkeys(range(30, 36), 3000)  # goes on for longer than a video explains what begins
    [move] = moves(history(jumps=rush), [posted(20, 29.5, 80_000), *USUAL])
    assert (move.since, move.until) == (START + 29 * DAY, START + 35 * DAY)
    assert move.video is not None


def test_over_several_days_rounding_may_feign_less_a_day() -> None:
    # ± 50 at both ends are 0.35 % of 28,600, or 0.12 % a day in three: 8 % in three days can’t be rounding
    quiet = [sample(day, 28_600 + day) for day in range(20)]
    away = [sample(20.5, 28_600, shown=True), *(sample(23.4 + day, 31_000 + day) for day in range(8))]
    [move] = moves([*quiet, *away], USUAL)
    assert move.amount == 2_400


def test_a_little_more_after_very_steady_days_is_no_jump() -> None:
    steady = [sample(day, 90_000 + 50 * day) for day in range(20)]
    assert moves([*steady, sample(20, 91_250)], []) == []
    assert len(moves([*steady, sample(20, 91_650)], [])) == 1


def test_the_staircase_of_rounding_is_no_jump() -> None:
    steps = [sample(day, 2_410_000 + 3_000 * day, shown=True) for day in range(60)]
    assert moves(steps, []) == []
    still = [sample(day, 7_000) for day in range(20)] + [sample(20, 7_001)]
    assert moves(still, []) == []


@example(start=985_000, growth=0.003, days=60)  # the steps become wider at a million
@example(start=995_000_000, growth=0.001, days=60)
@example(start=9_900, growth=0.001, days=60)
@given(start=st.integers(1_000, 3_000_000_000), growth=st.floats(-0.02, 0.03), days=st.integers(9, 90))
def test_rounding_alone_is_never_a_jump(start: int, growth: float, days: int) -> None:
    steady = [sample(day, round(start * math.exp(growth * day)), shown=True) for day in range(days)]
    assert moves(steady, []) == []


@given(day=st.integers(5, 35), jump=st.integers(3_000, 2_000_000), start=st.integers(20_000, 400_000))
def test_a_jump_far_beyond_the_ordinary_days_is_found_on_its_day(day: int, jump: int, start: int) -> None:
    followers = history(jumps={day: max(jump, start // 20)}, start=start)
    [move] = moves(followers, [])
    assert (move.since, move.until) == (followers[day - 1].at, followers[day].at)
    assert (move.video, move.mention) == (None, None)


def test_rounding_is_said_as_a_margin() -> None:
    shown = [sample(day, 300_000 + 20 * day + (60_000 if day >= 30 else 0), shown=True) for day in range(40)]
    [move] = moves(shown, [])
    assert move.margin == 100
    assert abs(move.amount - 60_020) <= move.margin


@pytest.mark.parametrize("days", [0, 1, 7])
def test_too_short_a_history_says_nothing(days: int) -> None:
    assert moves(history(days, jumps={3: 9_000}), []) == []


def test_what_happened_between_measurements_far_apart_is_no_jump() -> None:
    away = [*history(20), *(sample(60 + day, 90_000 + 50 * day) for day in range(20))]
    assert moves(away, []) == []
    [move] = moves(away, [], longest=90)
    assert (move.since, move.until) == (away[19].at, away[20].at)
    grown = [*history(20), *history(60)[50:]]  # as it does usually
    assert moves(grown, [], longest=90) == []


def silent(days: float, videos: tuple[int | None, int | None] = (7, 7), **changes: int) -> Silence | None:
    """The newest video was posted on day 0."""
    measured = [sample(0.5, 100, videos=videos[0]), sample(days, 100, videos=videos[1])]
    measured[1] = replace(measured[1], **changes)  # type: ignore[arg-type]
    return silence(measured, [posted(1, 0, 10), posted(2, -5, 10)])


def test_a_week_without_a_video_is_silence() -> None:
    assert silent(12) == Silence(since=START, until=START + 12 * DAY)
    assert silent(6.9) is None


@pytest.mark.parametrize(("then", "now"), [(7, 8), (None, 7), (7, None)])
def test_it_is_not_silence_if_the_profile_has_more_videos_or_says_nothing(then: int | None, now: int | None) -> None:
    assert silent(12, (then, now)) is None


def test_an_inexact_number_of_videos_says_nothing() -> None:
    assert silent(12, rounded=CreatorCount.VIDEOS) is None
    assert silence([], []) is None
    assert silence([sample(0, 1, videos=3)], []) is None
    assert silence([sample(-9, 1, videos=3), sample(12 + HOUR / DAY, 1, videos=3)], [posted(1, 12, 5)]) is None
