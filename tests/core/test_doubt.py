"""Which counts aren't believed at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tiktrack_gui.core.doubt import is_doubtful
from tiktrack_gui.core.models import CreatorSample, VideoSample

CREATOR = CreatorSample(at=1, followers=51_234, following=120, likes=812_345, videos=214)
VIDEO = VideoSample(at=1, likes=9_000, comments=2_500, shares=4_000, views=200_000, saves=1_500)

NOTHING, UNSEEN = CreatorSample(at=2), VideoSample(at=2)


@pytest.mark.parametrize(
    "counts",
    [
        {"followers": 0, "following": 0, "likes": 0, "videos": 0},
        {"followers": 0, "following": 120, "likes": 812_400, "videos": 214},
        {"followers": 51_300, "following": 120, "likes": 0, "videos": 214},
        {"followers": 0},
        {"following": 0, "videos": 0},
    ],
)
def test_a_creator_does_not_fall_from_thousands_to_nothing(counts: dict[str, Any]) -> None:
    assert is_doubtful(replace(NOTHING, **counts), CREATOR)


@pytest.mark.parametrize(
    "counts",
    [
        {"likes": 0, "comments": 0, "shares": 0, "views": 0, "saves": 0},
        {"likes": 0, "comments": 2_500, "shares": 4_000, "views": 210_000},
        {"likes": 9_100, "comments": 2_500, "shares": 4_000, "views": 0},
    ],
)
def test_nor_does_a_video(counts: dict[str, Any]) -> None:
    assert is_doubtful(replace(UNSEEN, **counts), VIDEO)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (
            CreatorSample(at=2, followers=1, following=0, likes=0, videos=0),
            CreatorSample(at=1, followers=900, likes=900),
        ),
        (CreatorSample(at=2, followers=51_000, following=0, likes=812_345, videos=0), CREATOR),
        (CreatorSample(at=2), CREATOR),
        (CreatorSample(at=2, followers=0, likes=0), CreatorSample(at=1, followers=0, likes=0)),
        (CreatorSample(at=2, followers=0, likes=0), None),
        (VideoSample(at=2, likes=9_000, comments=0, shares=0, views=200_000, saves=0), VIDEO),
        (None, VIDEO),
    ],
)
def test_what_can_be_true_is_believed(
    now: CreatorSample | VideoSample | None, before: CreatorSample | VideoSample | None
) -> None:
    assert not is_doubtful(now, before)


def test_even_a_few_do_not_all_vanish_at_once() -> None:
    assert is_doubtful(CreatorSample(at=2, followers=0, likes=0), CreatorSample(at=1, followers=3, likes=0))
