"""How a video compares with what is usual, and the parts of its score, in words."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.baseline import ViewsPerVideo
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import VideoCount, VideoSample
from tiktrack_gui.core.score import Contribution
from tiktrack_gui.words import measures, videos

NOW = 1_792_600_000  # 21 Oct 2026


def compared(views: int | None, usual: ViewsPerVideo, *, rounded: int = 0, repaired: int = 0) -> str:
    sample = VideoSample(at=NOW, views=views, rounded=rounded, repaired=repaired)
    return videos.against_usual_views(sample, usual)


def test_a_video_is_compared_with_what_is_usual() -> None:
    usual = ViewsPerVideo(median=1_000, videos=9)
    assert compared(5_200, usual) == "5.2× usual"
    assert compared(52_000, usual, rounded=VideoCount.VIEWS) == "≈ 52× usual"
    assert compared(2**31, usual, repaired=VideoCount.VIEWS) == "≥ 2,147,484× usual"
    assert compared(None, usual) == "—"


def test_next_to_nothing_is_not_said_to_be_nothing() -> None:
    usual = ViewsPerVideo(median=1_000_000, videos=9, rounded=True)
    assert compared(49_000, usual) == "< 0.1× usual"
    assert compared(100_000, usual) == "≈ 0.1× usual"
    assert compared(0, usual) == "≈ 0× usual"


@pytest.mark.parametrize(("number", "said"), [(0, "0 videos"), (1, "1 video"), (7, "7 videos")])
def test_too_few_videos_are_counted(number: int, said: str) -> None:
    assert compared(5_200, ViewsPerVideo(videos=number)).replace("\xa0", " ") == f"not enough known: {said}"


def test_the_hint_says_of_how_many_videos_measured_when() -> None:
    usual = ViewsPerVideo(median=240_000, videos=21, rounded=True, since=NOW - 30 * DAY, until=NOW)
    assert videos.usual_views(usual).split("\n") == [
        "Usual: ≈ 240,000 views (21 videos, last measured between 21 Sep 2026 and 21 Oct 2026)",
        measures.USUAL,
    ]
    assert videos.usual_views(ViewsPerVideo(videos=3)).startswith("Not enough known: 3 videos\n")


def test_a_part_of_a_score_has_a_value_and_a_weight() -> None:
    assert videos.part_of_score(Contribution(part="velocity", value=0.958, weight=50, points=48)) == "96% × 50%"
    assert videos.part_of_score(Contribution(part="reach", value=None)) == "not known"
