"""What the store hands out for Discover besides the pool."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.pool import Found, Watch
from tiktrack_gui.core.models import CreatorSample, Video


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A creator found for a brand, and how well its captions fit it; see `Row`."""

    creator_id: int
    found: Found
    found_at: int
    dismissed_at: int | None = None
    niche_matches: int | None = None
    niche_captions: int | None = None
    similarity: float | None = None
    similar_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedBrand:
    """A brand that was deleted with its candidates; what it takes to undo that."""

    brand: Brand
    position: float
    created_at: int
    candidates: tuple[Candidate, ...]


class Matches(NamedTuple):
    """How a candidate's captions fit a brand: `matches` of `captions` have one of its words. The similarity to the most
    similar example, None without any.
    """

    matches: int
    captions: int
    similarity: float | None = None
    similar_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A candidate to be read, or read daily. since: when it was put there, or first read once it is WATCHED.

    read_at: when it was first read. checked_at: when TikTok was last asked for it. next_at: not before. failures: tries
    in a row without an answer; trouble: the kind of the last one's error.
    """

    creator_id: int
    handle: str
    state: str  # CreatorState
    watch: Watch
    since: int
    until: int | None = None
    read_at: int | None = None
    checked_at: int | None = None
    next_at: int | None = None
    failures: int = 0
    trouble: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a creator's figures are computed from: all samples, oldest first; its newest videos, newest first."""

    samples: Sequence[CreatorSample]
    videos: Sequence[Video]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsRead:
    """How far the comments of a video were read; see `comments.CommentPage`.

    Where the cursor is 0 and they aren't done, what was counted is from an earlier reading.
    """

    video_id: int
    creator_id: int
    comments: int = 0
    cursor: int = 0
    pages: int = 0
    done: bool = False
    at: int = 0
    trouble: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """The creators whose comments, and the places of whose videos, are still to be read."""

    comments: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
