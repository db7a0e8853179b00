"""Engagement per view, and its median over a creator's videos."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.fakes import video
from tiktrack_gui.core.engagement import engagement_rate, median_engagement
from tiktrack_gui.core.models import Video, VideoSample

KNOWN = VideoSample(at=0, likes=50, comments=20, shares=7, views=1_000)


def with_rate(number: int, likes: int | None) -> Video:
    return replace(video(number), sample=VideoSample(at=0, likes=likes, comments=0, shares=0, views=100))


def test_it_is_likes_comments_and_shares_per_view() -> None:
    assert engagement_rate(KNOWN) == pytest.approx(0.077)
    assert engagement_rate(replace(KNOWN, saves=500)) == engagement_rate(KNOWN)


@pytest.mark.parametrize("missing", ["likes", "comments", "shares", "views"])
def test_it_is_unknown_if_a_part_is(missing: str) -> None:
    assert engagement_rate(replace(KNOWN, **{missing: None})) is None  # type: ignore[arg-type]


def test_without_views_there_is_none() -> None:
    assert engagement_rate(replace(KNOWN, views=0)) is None


def test_the_median_is_of_the_newest_known_ones() -> None:
    rates = [with_rate(1, 9), with_rate(2, None), with_rate(3, 1), with_rate(4, 5), with_rate(5, 99)]
    assert median_engagement(rates, most=3) == (0.05, 3)
    found = median_engagement(rates)
    assert found is not None
    assert found[0] == pytest.approx(0.07)
    assert found[1] == 4
    assert median_engagement([with_rate(1, None)]) is None
    assert median_engagement([]) is None
