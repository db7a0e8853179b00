"""Posts per week, computed by hand."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Video, VideoSample
from tiktrack_gui.core.posts import Basis, PostsPerWeek, posts_per_week

NOW = 1_790_000_000
SOMEBODY = Creator(id=1, handle="somebody")


def posted(*days: float) -> list[Video]:
    moments = [NOW - int(one * DAY) for one in days]
    return [Video(id=at, creator=SOMEBODY, posted_at=at, sample=VideoSample(at=at)) for at in moments]


def counted(*videos: tuple[float, int | None], rounded: int = 0) -> list[CreatorSample]:
    """Samples of the profile's number of videos, by how many days ago."""
    return [CreatorSample(at=NOW - int(days * DAY), videos=number, rounded=rounded) for days, number in videos]


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
