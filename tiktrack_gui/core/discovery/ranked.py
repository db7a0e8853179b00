"""A candidate's fit, taken apart: what is shown of it in the window, the command line and exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tiktrack_gui.core.discovery.brands import Audience, Part
from tiktrack_gui.core.discovery.figures import Gained, Jump, Trend, Viral
from tiktrack_gui.core.discovery.pool import Found, Watch
from tiktrack_gui.core.tracked import CreatorState


class Confidence(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Reason(StrEnum):
    """Why a candidate is where it is: a strong part of its fit, or how it was found. Sentences: `words.discovery`."""

    GROWTH = Part.GROWTH.value
    REPEATABILITY = Part.REPEATABILITY.value
    ENGAGEMENT = Part.ENGAGEMENT.value
    NICHE = Part.NICHE.value
    EXAMPLES = Part.EXAMPLES.value
    COMMENTS = Part.COMMENTS.value
    CAPTIONS = Part.CAPTIONS.value
    PLACE = Part.PLACE.value
    STATED = Part.STATED.value
    BREAKTHROUGH = "breakthrough"  # a viral video within the days that count
    FOUND = "found"  # where it was found: there is no better reason


class Caution(StrEnum):
    """What to know before trusting a row, the gravest first. Sentences: `words.discovery`."""

    MISSING = "missing"  # TikTok doesn't find the account, or another has its handle
    JUMP = "jump"  # unusual growth without a visible cause
    FADING = "fading"
    PRIVATE = "private"
    UNREAD = "unread"  # only seen so far
    ABOVE_RANGE = "above_range"  # of followers
    BELOW_RANGE = "below_range"
    SIZE_UNKNOWN = "size_unknown"
    ONE_HIT = "one_hit"  # no second good video
    PROVISIONAL = "provisional"  # viral by its followers, as too few videos are known
    OLD = "old"  # measured long ago
    TOO_SOON = "too_soon"  # to tell how it developed after the breakthrough
    FEW_VIDEOS = "few_videos"
    ADS = "ads"  # many
    HIDDEN_COUNTS = "hidden_counts"  # TikTok doesn't say all of likes, comments, shares and views


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

    fit: 0–100, rounded; None if no part is known. parts: what the brand asks for, with a weight above 0. reasons: one
    to three, the weightiest first. cautions: all, the gravest first; a row shows the first. up_and_coming: at least one
    viral video within the days, in the range of followers, not fading. good: good videos, of good_of; None if the band
    is too small. new: found since the last look. stated_on: the ISO date of the analytics.
    """

    creator_id: int
    handle: str
    name: str | None
    avatar: str | None
    verified: bool
    state: CreatorState
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
    reasons: tuple[Reason, ...]
    cautions: tuple[Caution, ...]
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
    jump: Jump | None
    usual: int | None
    usual_videos: int
    videos: int  # known
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
    stated: Audience | None = None
    stated_on: str | None = None
