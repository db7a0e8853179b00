"""Fictional creators, videos and runs for the store's tests, distinguished by numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tiktrack_gui.core.deliveries import NewDelivery
from tiktrack_gui.core.models import (
    Creator,
    CreatorSample,
    CurrentVelocity,
    MeasuredVideo,
    Origin,
    Score,
    Video,
    VideoSample,
)
from tiktrack_gui.core.runs import Outcome, Run
from tiktrack_gui.core.subjects import Subject

NOW = 1_767_268_800  # 2026-01-01 12:00:00 UTC
HOUR = 3600
FIRST_CREATOR = 6_800_000_000_000_000_000
FIRST_VIDEO = 7_400_000_000_000_000_000
CHANNEL = 1_100_000_000_000_000_001


def a_creator(number: int = 1, *, at: int = NOW, followers: int | None = 12_300, **different: Any) -> Creator:
    values: dict[str, Any] = {
        "id": FIRST_CREATOR + number,
        "handle": f"creator{number}",
        "sec_uid": f"MS4w{number}",
        "name": f"Creator {number} 🌱",
        "verified": False,
        "avatar": f"https://example.com/{number}/{at}.jpeg",
        "sample": CreatorSample(at=at, followers=followers, following=10, likes=99, videos=7, rounded=1),
    }
    return Creator(**values | different)


def a_video(number: int = 1, *, at: int = NOW, likes: int | None = 5_000, **different: Any) -> Video:
    values: dict[str, Any] = {
        "id": FIRST_VIDEO + number,
        "creator": a_creator(number, at=at),
        "posted_at": NOW - HOUR,
        "sample": VideoSample(at=at, likes=likes, comments=500, shares=200, views=90_000, rounded=8),
        "caption": f"caption {number} \U0001f600 مرحبا",
        "hashtags": ("one", f"tag{number}"),
        "sound": "original sound",
        "language": "en",
        "duration": 15,
        "cover": f"https://example.com/{number}.webp",
        "raw": {"id": str(FIRST_VIDEO + number), "stats": {"diggCount": likes}},
    }
    return Video(**values | different)


def measured(
    video: Video, *, velocity: float = 570.0, passed: bool = True, current: CurrentVelocity | None = None
) -> MeasuredVideo:
    reason = "High engagement velocity" if passed else "Below the threshold"
    score = Score(value=72, parts={"velocity": 0.85, "freshness": 0.5}, reason="High engagement velocity")
    return MeasuredVideo(video=video, velocity=velocity, current=current, score=score, passed=passed, reason=reason)


def a_run(videos: Sequence[MeasuredVideo] = (), *, at: int = NOW, **different: Any) -> Run:
    values: dict[str, Any] = {
        "source_id": 1,
        "started_at": at - 5,
        "finished_at": at,
        "outcome": Outcome.OK,
        "fetched": len(videos),
        "passed": sum(item.passed for item in videos),
    }
    return Run(**values | different)


def a_delivery(number: int = 1, **different: Any) -> NewDelivery:
    values: dict[str, Any] = {
        "subject": Subject.creator(different.get("creator_id", FIRST_CREATOR + number)),
        "creator_id": FIRST_CREATOR + number,
        "channel_id": CHANNEL,
        "key": f"tt-{number:020d}",
        "payload": {"title": f"@creator{number}", "fields": [1, None, "é"]},
    }
    return NewDelivery(**values | different)


def page_sample(at: int = NOW, followers: int = 12_345) -> CreatorSample:
    """A sample from the profile page, with exact counts."""
    return CreatorSample(at=at, followers=followers, following=10, likes=99, videos=7, origin=Origin.PROFILE_PAGE)
