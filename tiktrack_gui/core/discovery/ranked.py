"""A candidate's fit, taken apart: what is shown of it in the window, the command line and exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tiktrack_gui.core.discovery.brands import Part, StatedAudience
from tiktrack_gui.core.discovery.figures import Gained, Trend, Viral
from tiktrack_gui.core.discovery.pool import Found, Watch


class Confidence(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A part of the fit: its value, 0–1; None = unknown. n: what it is computed from, such as comments or videos.

    share, low, high: the measured share behind the value, with its 95 % interval, where it is one.
    """

    value: float | None
    weight: float
    n: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentile:
    """A figure, and the share of the `n` others of the follower band that have less; below is None if n < 20."""

    value: float
    below: float | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A candidate as ranked for a brand.

    fit: 0–100, rounded; None if no part is known. reasons: up to three, the weightiest first. cautions: all, the
    gravest first; a row shows the first. up_and_coming: at least one viral video within the days, in the range of
    followers, not fading. good: good videos, of good_of; None if the band is too small. new: found since the last look.
    """

    creator_id: int
    handle: str
    name: str | None
    avatar: str | None
    verified: bool
    followers: int | None
    followers_rounded: bool
    sample_at: int | None
    found: Found
    found_at: int
    watch: Watch
    watched_until: int | None
    read_at: int | None
    trouble: str | None
    dismissed: bool
    new: bool
    fit: int | None
    confidence: Confidence
    parts: Mapping[Part, Reading]
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    up_and_coming: bool
    viral: Viral | None
    viral_videos: int
    trend: Trend
    since: int | None
    growth: float | None
    growth_low: float | None
    growth_high: float | None
    week: Gained | None
    month: Gained | None
    usual: int | None
    usual_videos: int
    good: int | None
    good_of: int
    band: tuple[int, int] | None  # followers from, below
    band_creators: int
    engagement: Percentile | None
    comments_per_1000: Percentile | None
    posts_per_week: Percentile | None
    ads: Percentile | None  # value: the share of videos
    niche: tuple[int, int] | None  # captions with the brand's words, of how many
    similar_to: int | None
    comments: int
    comment_languages: Mapping[str, int] = field(default_factory=dict)
    caption_languages: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    places_read: bool = False
    stated: StatedAudience | None = None
