"""Views per video, and how a video compares with them, computed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktrack_gui.core.baseline import Comparison, ViewsPerVideo, against_usual, views_per_video
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import Creator, Video, VideoCount, VideoSample

NOW = 1_790_000_000
SOMEBODY = Creator(id=1, handle="somebody")


def video(views: int | None, *, days: float = 10, seen_after: float = 72, rounded: int = 0) -> Video:
    """Posted that many days ago, and last measured `seen_after` hours later."""
    posted_at = NOW - int(days * DAY)
    sample = VideoSample(at=posted_at + int(seen_after * HOUR), views=views, rounded=rounded)
    return Video(id=views or 0, creator=SOMEBODY, posted_at=posted_at, sample=sample)


def with_views(*views: int) -> list[Video]:
    return [video(number) for number in views]


def test_views_per_video_are_the_median_of_the_newest() -> None:
    found = views_per_video(with_views(900, 100, 200, 300, 400, 500, 600, 700, 10_000_000))
    assert (found.median, found.videos, found.rounded) == (500, 9, False)


def test_of_an_even_number_it_is_between_the_two_in_the_middle() -> None:
    assert views_per_video(with_views(1, 2, 3, 40, 51, 60, 70, 80)).median == 45


def test_only_the_newest_thirty_count() -> None:
    found = views_per_video([*with_views(*[5] * 16), *with_views(*[7] * 14), *with_views(*[9] * 100)])
    assert (found.median, found.videos) == (5, 30)


def test_with_too_few_videos_it_is_unknown() -> None:
    assert views_per_video(with_views(*range(7))) == ViewsPerVideo(videos=7)
    assert views_per_video([]) == ViewsPerVideo()


@pytest.mark.parametrize(
    "other",
    [
        replace(video(9), pinned=True),
        replace(video(9), ad=True),
        video(None),
        video(9, seen_after=47.9),  # its views have yet to come, or weren't read since
    ],
)
def test_pinned_ones_ads_young_and_unknown_ones_do_not_count(other: Video) -> None:
    seven = with_views(0, 2, 4, 6, 8, 10, 12)
    assert views_per_video([*seven, other]).videos == 7
    assert views_per_video([*seven, video(9, seen_after=48)]).median == 7


def test_it_is_as_exact_as_the_videos_in_the_middle() -> None:
    low, high = with_views(1, 2, 3, 4), with_views(80_001, 80_002, 80_003)
    middle = video(70_000, rounded=VideoCount.VIEWS)
    found = views_per_video([*low, middle, *high])
    assert (found.median, found.rounded) == (35_002, True)
    assert not views_per_video([*low, *with_views(5), *high, middle]).rounded
    repaired = replace(middle, sample=replace(middle.sample, rounded=0, repaired=VideoCount.VIEWS))
    assert views_per_video([*low, repaired, *high]).repaired


def test_it_says_when_the_videos_were_measured() -> None:
    found = views_per_video([video(number, days=10 + number) for number in range(8)])
    assert (found.since, found.until) == (NOW - 14 * DAY, NOW - 7 * DAY)


def test_rounded_counts_that_carry_on_exact_ones_are_exact() -> None:
    carried = video(70_123, rounded=VideoCount.VIEWS)
    assert not views_per_video([*with_views(1, 2, 3, 4), carried, *with_views(80_001, 80_002, 80_003)]).rounded


def test_a_video_is_compared_with_the_others() -> None:
    videos = with_views(1, 2, 3, 40, 60, 70, 80, 90, 1_000_000)
    assert views_per_video(videos).median == 60
    assert views_per_video(videos, without=1_000_000) == replace(views_per_video(videos), median=50, videos=8)
    assert views_per_video(videos[:8], without=1) == ViewsPerVideo(videos=7)


@pytest.mark.parametrize(
    ("sample", "usual", "expected"),
    [
        (VideoSample(at=NOW, views=520), ViewsPerVideo(median=100), Comparison(ratio=5.2)),
        (VideoSample(at=NOW, views=0), ViewsPerVideo(median=100), Comparison(ratio=0.0)),
        (
            VideoSample(at=NOW, views=52_000, rounded=VideoCount.VIEWS),
            ViewsPerVideo(median=10_000),
            Comparison(ratio=5.2, rounded=True),
        ),
        (
            VideoSample(at=NOW, views=52_000, rounded=VideoCount.LIKES),
            ViewsPerVideo(median=10_000),
            Comparison(ratio=5.2),
        ),
        (
            VideoSample(at=NOW, views=52_010),
            ViewsPerVideo(median=52_010, rounded=True),
            Comparison(ratio=1.0, rounded=True),
        ),
        (
            VideoSample(at=NOW, views=2**31, repaired=VideoCount.VIEWS),
            ViewsPerVideo(median=2**30),
            Comparison(ratio=2.0, at_least=True),
        ),
        (VideoSample(at=NOW), ViewsPerVideo(median=100), None),
        (VideoSample(at=NOW, views=520), ViewsPerVideo(videos=7), None),
        (VideoSample(at=NOW, views=520), ViewsPerVideo(median=0), None),
        (VideoSample(at=NOW, views=520), ViewsPerVideo(median=100, repaired=True), None),
    ],
)
def test_a_ratio_is_as_exact_as_what_it_is_of(
    sample: VideoSample, usual: ViewsPerVideo, expected: Comparison | None
) -> None:
    assert against_usual(sample, usual) == expected
