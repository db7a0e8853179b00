"""Engagement rates, computed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktrack_gui.core.engagement import engagement_rate, median_engagement
from tiktrack_gui.core.models import Creator, Video, VideoCount, VideoSample

SEEN = VideoSample(at=1_790_000_000, likes=50, comments=8, shares=2, views=1_000, saves=40)


def video(likes: int | None, views: int | None = 1_000) -> Video:
    sample = replace(SEEN, likes=likes, comments=0, shares=0, views=views)
    return Video(id=1, creator=Creator(id=1, handle="somebody"), posted_at=SEEN.at, sample=sample)


def test_it_is_what_was_done_per_view_without_saves() -> None:
    assert engagement_rate(SEEN) == 0.06


@pytest.mark.parametrize(
    "seen",
    [replace(SEEN, likes=None), replace(SEEN, comments=None), replace(SEEN, shares=None), replace(SEEN, views=None)],
)
def test_without_all_counts_it_is_unknown(seen: VideoSample) -> None:
    assert engagement_rate(seen) is None


def test_of_no_views_there_is_none() -> None:
    assert engagement_rate(replace(SEEN, views=0)) is None


@pytest.mark.parametrize("bit", [VideoCount.LIKES, VideoCount.COMMENTS, VideoCount.SHARES, VideoCount.VIEWS])
def test_a_lower_bound_makes_no_rate(bit: VideoCount) -> None:
    assert engagement_rate(replace(SEEN, repaired=bit)) is None
    assert engagement_rate(replace(SEEN, repaired=VideoCount.SAVES)) == 0.06


def test_nobody_reacting_is_a_rate() -> None:
    assert engagement_rate(video(0).sample) == 0.0


def test_a_creators_rate_is_the_median_of_those_that_are_known() -> None:
    likes = [900, 10, 20, 30, 40, 50, 60, 70, 80]
    assert median_engagement([video(one) for one in likes]) == (0.05, 9)
    assert median_engagement([*(video(one) for one in likes), video(None), video(5, 0)]) == (0.05, 9)


def test_of_an_even_number_it_is_between_the_two_in_the_middle() -> None:
    assert median_engagement([video(one) for one in (10, 20, 30, 40, 60, 70, 80, 90)]) == (0.05, 8)


def test_only_the_newest_thirty_count() -> None:
    newest = [video(50) for _ in range(30)]
    assert median_engagement([*newest, *(video(900) for _ in range(100))]) == (0.05, 30)
    assert median_engagement([*(video(50) for _ in range(8)), *(video(900) for _ in range(9))], 8) == (0.05, 8)


def test_too_few_make_none() -> None:
    assert median_engagement([video(50) for _ in range(7)]) is None
    assert median_engagement([]) is None
