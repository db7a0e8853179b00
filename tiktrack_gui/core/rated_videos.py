"""A creator's videos with what they are judged by, and the orders in which they can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tiktrack_gui.core.baseline import Comparison, compared_with_usual
from tiktrack_gui.core.engagement import engagement_rate
from tiktrack_gui.core.models import Video


class Order(StrEnum):
    NEWEST = "newest"
    VIEWS = "views"
    USUAL = "usual"


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedVideo:
    """A video with its engagement per view, and its views compared with the creator's usual ones; None = unknown."""

    video: Video
    engagement: float | None
    compared: Comparison | None


def rated(videos: Sequence[Video]) -> list[RatedVideo]:
    """videos: of one creator, newest first, each with its newest sample. Returns them in the same order."""
    compared = compared_with_usual(videos)
    return [
        RatedVideo(video=video, engagement=engagement_rate(video.sample), compared=compared.get(video.id))
        for video in videos
    ]


def in_order(videos: Sequence[RatedVideo], order: Order) -> list[RatedVideo]:
    """videos: newest first. Those whose number isn't known come last, equal ones newest first."""
    match order:
        case Order.VIEWS:
            return sorted(videos, key=lambda one: -_views(one))
        case Order.USUAL:
            return sorted(videos, key=lambda one: -(-1.0 if one.compared is None else one.compared.ratio))
        case _:
            return list(videos)


def top(videos: Sequence[RatedVideo]) -> RatedVideo | None:
    """Returns the one with the most views that is still there; None if there aren't two to choose from."""
    known = [one for one in videos if one.video.gone_at is None and one.video.sample.views is not None]
    return max(known, key=_views) if len(known) > 1 else None


def _views(one: RatedVideo) -> int:
    views = one.video.sample.views
    return -1 if views is None else views
