"""What is measured: creators and videos, samples of their counts, and what is computed from them.

IDs are TikTok's own 64-bit numbers; times are UTC epoch seconds; a missing value is None, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum
from typing import Any

from tiktrack_gui.core.deliveries import Delivery, DeliveryState

PLATFORM = "TikTok"


class CreatorCount(IntFlag):
    """Flags for the counts of a creator sample (the bits of `rounded` and `repaired`)."""

    FOLLOWERS = 1
    FOLLOWING = 2
    LIKES = 4
    VIDEOS = 8


class VideoCount(IntFlag):
    """Flags for the counts of a video sample (the bits of `rounded` and `repaired`)."""

    LIKES = 1
    COMMENTS = 2
    SHARES = 4
    VIEWS = 8
    SAVES = 16


class Origin(StrEnum):
    """Where a number was read from; stored with every sample."""

    PROFILE_PAGE = "profile_page"
    USER_DETAIL = "user_detail"
    ITEM_LIST = "item_list"
    VIDEO_PAGE = "video_page"
    SEARCH = "search"
    TIKAPI = "tikapi"
    DEMO = "demo"
    IMPORTED = "imported"  # from another program's database


class LeftOut(StrEnum):
    """Why an item of a list isn't a video to be measured; the names are stored with the run."""

    LIVE = "live"
    NOT_PUBLIC = "not_public"
    NO_COUNTS = "no_counts"
    NO_TIME = "no_time"  # neither its own nor its ID's time can be right
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorSample:
    """A creator's counts at a given second."""

    at: int
    followers: int | None = None
    following: int | None = None
    likes: int | None = None
    videos: int | None = None
    rounded: int = 0  # bits of CreatorCount
    repaired: int = 0
    origin: Origin = Origin.ITEM_LIST


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoSample:
    """A video's counts at a given second."""

    at: int
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    views: int | None = None
    saves: int | None = None
    rounded: int = 0  # bits of VideoCount
    repaired: int = 0
    origin: Origin = Origin.ITEM_LIST

    @property
    def engagement(self) -> int | None:
        """The sum of the known counts among likes, comments and shares; None if none is known."""
        known = [n for n in (self.likes, self.comments, self.shares) if n is not None]
        return sum(known) if known else None

    @property
    def engagement_at_least(self) -> bool:
        """Whether `engagement` is only a lower bound: a part is unknown, or repaired to its own lower bound."""
        repaired = self.repaired & (VideoCount.LIKES | VideoCount.COMMENTS | VideoCount.SHARES)
        return bool(repaired) or None in (self.likes, self.comments, self.shares)


@dataclass(frozen=True, slots=True, kw_only=True)
class Creator:
    """A TikTok account, identified by its ID (handles change), with its newest sample if available."""

    id: int
    handle: str
    sec_uid: str | None = None
    name: str | None = None
    bio: str | None = None
    bio_link: str | None = None
    verified: bool | None = None
    private: bool | None = None
    language: str | None = None
    avatar: str | None = None
    hidden: bool = False  # by the user: its videos aren't shown in the feed
    sample: CreatorSample | None = None

    @property
    def url(self) -> str:
        return f"https://www.tiktok.com/@{self.handle}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """A TikTok post (video or photos) with its author and one sample of its counts.

    ad: an ad, a paid partnership, or disclosed promotion. ai: labelled as made by AI. shop: leads to a product. The
    latter are None if it was seen before TikTrack read them. gone_at: when TikTok first said that it isn't there any
    more, or not public; None if it is.
    """

    id: int
    creator: Creator
    posted_at: int
    sample: VideoSample
    caption: str = ""
    hashtags: tuple[str, ...] = ()
    sound: str | None = None
    language: str | None = None
    duration: int | None = None
    kind: str = "video"  # "video" or "photo"
    ad: bool = False
    ai: bool | None = None
    shop: bool | None = None
    pinned: bool = False
    cover: str | None = None
    gone_at: int | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def url(self) -> str:
        return f"https://www.tiktok.com/@{self.creator.handle}/video/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoPage:
    """One TikTok response containing videos, as parsed.

    server_time: TikTok's time in epoch seconds, None if it can't be trusted (see `core.clocks`). clock_error: TikTok's
    clock minus ours in seconds, None if it gave no time.
    """

    videos: tuple[Video, ...]
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    has_more: bool = False
    cursor: str | None = None
    server_time: float | None = None
    clock_error: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAnswer:
    """The result of fetching a source: distinct videos, and how many items were left out. The rest as in VideoPage."""

    videos: tuple[Video, ...]
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    server_time: float | None = None
    clock_error: float | None = None
    shortfall: str | None = None  # why fewer videos than requested, or not all, as a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """The creators that TikTok's search shows for a term, best match first, and how many rows were left out."""

    creators: tuple[Creator, ...]
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    has_more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentVelocity:
    """Engagement per minute between two samples. `at_most`: the change is below the rounding error, show "< value"."""

    value: float
    minutes: float
    at_most: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score of 0–100 with its parts (each 0–1); unknown parts are absent.

    weights: by which the parts were weighted. They aren't stored: a story that is shown is scored anew.
    """

    value: int
    parts: Mapping[str, float]
    reason: str
    weights: Mapping[str, float] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredVideo:
    """A fetched video with its measurements; it is a story if it passed.

    velocity: engagement per minute since it was posted; without one, there is no score either.
    """

    video: Video
    velocity: float | None
    current: CurrentVelocity | None
    score: Score | None
    passed: bool
    reason: str  # why it passed, or why it was filtered out
    delivery: Delivery | None = None  # the newest delivery about it or its creator
    found_at: int | None = None  # when it became a story; None if it isn't stored as one
    source_id: int | None = None  # the source that made it one, the first if several have

    @property
    def is_story(self) -> bool:
        """Whether it passed, now or before."""
        return self.passed or self.found_at is not None

    @property
    def at_least(self) -> bool:
        """Whether the velocity is only a lower bound."""
        return self.video.sample.engagement_at_least

    @property
    def posted(self) -> DeliveryState | None:
        """The state of its creator's newest delivery."""
        return None if self.delivery is None else self.delivery.state
