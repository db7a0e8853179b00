"""Views per video and posts per week, computed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Video, VideoCount, VideoSample
from tiktrack_gui.core.posts import Basis, PostsPerWeek, ViewsPerVideo, posts_per_week, views_per_video

NOW = 1_790_000_000
SOMEBODY = Creator(id=1, handle="somebody")


def video(views: int | None, *, days: float = 10, seen_after: float = 72, rounded: int = 0) -> Video:
    """Posted that many days ago, and last measured `seen_after` hours later."""
    posted_at = NOW - int(days * DAY)
    sample = VideoSample(at=posted_at + int(seen_after * HOUR), views=views, rounded=rounded)
    return Video(id=views or 0, creator=SOMEBODY, posted_at=posted_at, sample=sample)


def with_views(*views: int) -> list[Video]:
    return [video(number) for number in views]


def counted(*videos: tuple[float, int | None], rounded: int = 0) -> list[CreatorSample]:
    """Samples of the profile's number of videos, by how many days ago."""
    return [CreatorSample(at=NOW - int(days * DAY), videos=number, rounded=rounded) for days, number in videos]


def posted(*days: float) -> list[Video]:
    return [video(1, days=one) for one in days]


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


def test_posts_are_those_seen_if_they_are_as_many_as_the_profile_grew_by() -> None:
    samples = counted((28, 100), (0, 105))
    videos = posted(1, 2, 5, 13, 20, 27, 29)  # the last one is older
    assert posts_per_week(samples, videos) == PostsPerWeek(posts=6, basis=Basis.SEEN, until=NOW)
    assert PostsPerWeek(posts=6, basis=Basis.SEEN, until=NOW).per_week == 1.5


def test_otherwise_they_are_what_the_profile_grew_by() -> None:
    samples = counted((28, 100), (0, 113))
    found = posts_per_week(samples, posted(1, 2, 5))
    assert found == PostsPerWeek(posts=13, basis=Basis.COUNT, until=NOW)
    assert found.per_week == 3.25


def test_posts_are_those_seen_if_all_of_the_profile_were() -> None:
    found = posts_per_week(counted((0, 4)), posted(1, 2, 30, 60))
    assert found == PostsPerWeek(posts=2, basis=Basis.SEEN, until=NOW)


@pytest.mark.parametrize(
    "samples",
    [
        [],
        counted((0, None)),
        counted((0, 105)),
        counted((20, 100), (0, 105)),  # not four weeks
        counted((40, 100), (0, 105)),
        counted((28, 105), (0, 100)),  # some were deleted, and nobody knows how many were posted
        counted((28, 10_000), (0, 10_100), rounded=CreatorCount.VIDEOS),
    ],
)
def test_without_an_exact_number_of_four_weeks_ago_they_are_unknown(samples: list[CreatorSample]) -> None:
    assert posts_per_week(samples, posted(1, 2)) is None


def test_the_weeks_end_with_the_newest_sample() -> None:
    samples = counted((38, 100), (10, 102))
    assert posts_per_week(samples, posted(1, 2, 3)) == PostsPerWeek(posts=2, basis=Basis.COUNT, until=NOW - 10 * DAY)
    videos = posted(1, 11, 12, 37)
    assert posts_per_week(samples, videos) == PostsPerWeek(posts=3, basis=Basis.SEEN, until=NOW - 10 * DAY)


def test_a_video_counts_from_the_first_to_the_last_moment_of_the_weeks() -> None:
    assert posts_per_week(counted((28, 7), (0, 7)), posted(0, 27.99, 28)) == PostsPerWeek(
        posts=2, basis=Basis.SEEN, until=NOW
    )
