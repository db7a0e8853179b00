"""Which candidates are worth reading first, by what is known of them without a request: what the feed showed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.pool import Found, Row, Watch
from tiktrack_gui.core.discovery.words import niche
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.tracked import LOST, CreatorState

UNFIT = (*LOST, CreatorState.PRIVATE)
# What counts for how much; the shares add up to 1
NICHE, VIRAL, SIZE, SOURCE = 0.45, 0.35, 0.10, 0.10
SOURCES = {Found.GIVEN: 1.0, Found.SEARCH: 0.6, Found.HASHTAG: 0.5, Found.FEED: 0.0}


def unread(rows: Sequence[Row], brand: Brand) -> list[Row]:
    """Those that may be read for the brand: never read, neither waiting, tracked nor dismissed, public, and not known
    to be outside its range of followers.
    """
    return [
        row
        for row in rows
        if row.read_at is None
        and row.watch == Watch.NONE
        and row.dismissed_at is None
        and not row.hidden
        and row.state not in UNFIT
        and (row.followers is None or brand.followers_from <= row.followers <= brand.followers_to)
    ]


def best_first(
    rows: Sequence[Row], videos: Mapping[int, Sequence[Video]], brand: Brand, constants: Constants
) -> list[int]:
    """Returns the IDs, the most promising first. videos: known ones by creator ID, each with its newest sample."""
    return sorted(
        (row.creator_id for row in rows),
        key=_keys(rows, videos, brand, constants).__getitem__,
    )


def _keys(
    rows: Sequence[Row], videos: Mapping[int, Sequence[Video]], brand: Brand, constants: Constants
) -> dict[int, tuple[float, int]]:
    return {
        row.creator_id: (-_promise(row, videos.get(row.creator_id, ()), brand, constants), row.creator_id)
        for row in rows
    }


def _promise(row: Row, videos: Sequence[Video], brand: Brand, constants: Constants) -> float:
    """0–1. What isn't known counts as little as what speaks against a candidate: others are asked for first."""
    matches, captions = niche(videos, brand.words)
    return (
        NICHE * (matches / captions if captions else 0.0)
        + VIRAL * _viral(row.followers, videos, constants)
        + SIZE * (row.followers is not None)
        + SOURCE * SOURCES[Found(row.found)]
    )


def _viral(followers: int | None, videos: Sequence[Video], constants: Constants) -> float:
    """How near its most viewed video comes to a viral one, of which the usual views aren't known yet: 0–1."""
    views = max((video.sample.views or 0 for video in videos), default=0)
    return min(views / max(constants.viral_views, constants.viral_times * (followers or 0), 1), 1.0)
