"""Where numbers were read from, and when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui import samples
from tiktrack_gui.core.models import CreatorSample, Origin
from tiktrack_gui.words import origins, times

NOW = samples.NOW


def read(video: Origin, at: int, creator: CreatorSample | None) -> str:
    item = samples.video(0)
    sample = replace(item.video.sample, at=at, origin=video)
    changed = replace(item.video, sample=sample, creator=replace(item.video.creator, sample=creator))
    return origins.of_numbers(replace(item, video=changed), NOW)


def followers(at: int, origin: Origin = Origin.ITEM_LIST, number: int | None = 9) -> CreatorSample:
    return CreatorSample(at=at, followers=number, origin=origin)


@pytest.mark.parametrize(
    ("video", "at", "creator", "said"),
    [
        (Origin.ITEM_LIST, NOW - 120, followers(NOW - 120), "From a video list, 2 min ago"),
        (Origin.VIDEO_PAGE, NOW, None, "From a video page, just now"),
        (Origin.VIDEO_PAGE, NOW, followers(NOW - 60, number=None), "From a video page, just now"),
        (
            Origin.VIDEO_PAGE,
            NOW,
            followers(NOW - 10_800, Origin.PROFILE_PAGE),
            "From a video page, just now; followers from the profile page, 3 h ago",
        ),
        (
            Origin.ITEM_LIST,
            NOW,
            followers(NOW - 120),
            "From a video list, just now; followers from a video list, 2 min ago",
        ),
        (Origin.DEMO, NOW, followers(NOW, Origin.DEMO), "Made up for the demo, just now"),
    ],
)
def test_numbers_say_where_they_are_from(video: Origin, at: int, creator: CreatorSample | None, said: str) -> None:
    assert read(video, at, creator) == said


@pytest.mark.parametrize("origin", Origin)
def test_each_number_says_exactly_when_it_was_read(origin: Origin) -> None:
    said = origins.exactly(followers(NOW, origin))
    assert said.endswith(f", {times.exact_time(NOW)}")
    assert said[0].isupper()
