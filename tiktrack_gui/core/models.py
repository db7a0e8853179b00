"""TikTrack's domain types, used everywhere after the parser.

IDs are TikTok's own 64-bit numbers; times are UTC epoch seconds; a missing value is None, never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum
from typing import Any

from tiktrack_gui.core.deliveries import Delivery, DeliveryState

PLATFORM = "TikTok"

Progress = Callable[[str, int, int], None]  # description of the stage, number done, total


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


class Capability(StrEnum):
    """What can be fetched from TikTok; health is tracked per capability."""

    TRENDING = "trending"
    CREATOR = "creator"
    CREATOR_VIDEOS = "creator_videos"
    VIDEO = "video"
    HASHTAG = "hashtag"
    SEARCH = "search"
    COMMENTS = "comments"


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


TRENDING = "trending"  # the handle of the feed as a source


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is polled: the trending feed, a hashtag, a creator's videos.

    min_velocity: its own threshold, None = the setting's. creator_id: the account that is followed, whatever its handle
    is; None for others than creators, and until the account is known. removed_at: when it was taken off the list.
    failures: how many of its last runs failed in a row for reasons of its own. trouble: why the last one failed, if it
    did.
    """

    id: int
    account_handle: str  # "trending", "#hashtag", "@creator"
    account_name: str
    is_active: bool
    is_trusted: bool
    scrape_frequency_minutes: int
    min_velocity: float | None
    last_run_at: int | None
    creator_id: int | None = None
    removed_at: int | None = None
    failures: int = 0
    trouble: str | None = None

    @property
    def capability(self) -> Capability:
        """What it takes to fetch it."""
        return capability_of(self.account_handle)

    @property
    def name(self) -> str:
        """The hashtag's or creator's name, without # or @."""
        return self.account_handle.lstrip("#@")


def capability_of(account_handle: str) -> Capability:
    """What it takes to fetch the source with that handle. Raises ValueError for one that isn't TikTrack's."""
    if account_handle == TRENDING:
        return Capability.TRENDING
    match account_handle[:1]:
        case "#":
            return Capability.HASHTAG
        case "@":
            return Capability.CREATOR_VIDEOS
    raise ValueError(f"not a source: {account_handle!r}")


class Outcome(StrEnum):
    OK = "ok"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One poll of a source. fetched = measured videos, saved = new stories, skipped = items left out.

    left_out: how many of the skipped ones for which reason. median_velocity: engagements per minute, of all measured
    videos. Runs of earlier versions have neither.
    """

    source_id: int
    started_at: int
    finished_at: int
    outcome: Outcome
    fetched: int = 0
    passed: int = 0
    saved: int = 0
    skipped: int = 0
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    median_velocity: float | None = None
    error_kind: str | None = None
    message: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfRuns:
    """The runs that started on the local day that began at `start`: their number, how many failed, and their sums."""

    start: int
    runs: int = 0
    fetched: int = 0
    passed: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A run as stored, and its videos, each with its creator's newest delivery."""

    run: Run
    measured: tuple[MeasuredVideo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The fetch health of one capability with one client."""

    capability: Capability
    client: str
    last_ok_at: int | None = None
    failing_since: int | None = None
    error_kind: str | None = None
    cool_down_until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedCreator:
    """A creator as listed: identity, newest numbers, and its state on TikTok.

    checked_at: when TikTok last said something about it. not_found_count: how often in a row that was “not found”;
    confirmations: how many of these count towards being missing. tried_at: when it was last asked for. trouble: the
    kind of the error of that try, if it said nothing about the creator.
    """

    creator: Creator
    state: str  # CreatorState
    checked_at: int | None = None
    not_found_count: int = 0
    confirmations: int = 0
    tried_at: int | None = None
    trouble: str | None = None
    added_at: int | None = None
    position: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorList:
    """A list of tracked creators. creators: how many there are on it.

    refresh_every: seconds between two refreshes, None = as in the settings. adaptive: see `core.refreshing`.
    """

    id: int
    name: str
    creators: int = 0
    refresh_every: int | None = None
    adaptive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """A creator's place on a list, so that it can be put back there."""

    list_id: int
    creator_id: int
    position: float
    added_at: int


class PendingState(StrEnum):
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingCreator:
    """A creator to be tracked that wasn't looked up yet, or couldn't be.

    given: the handle or link. list_id, position: where it is to stand. reason: its last failure, for
    `core.pending_reasons`.
    """

    id: int
    given: str
    list_id: int
    position: float
    state: PendingState
    reason: str | None = None
    added_at: int
    tried_at: int | None = None


MISSING_FROM = 3  # confirmed “not found” in a row, in different runs, until a creator counts as missing
CONFIRMED_AFTER = 600  # s from one confirmation to the next: trying again at once confirms nothing


class CreatorState(StrEnum):
    ACTIVE = "active"
    PRIVATE = "private"
    HANDLE_TAKEN = "handle_taken"  # another account has the handle now
    MISSING = "missing"  # see MISSING_FROM


LOST = (CreatorState.HANDLE_TAKEN, CreatorState.MISSING)  # another account may have their handles


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """problems: descriptions, empty if OK; counts: rows per table; average_velocity: per minute, by platform."""

    problems: list[str]
    counts: Mapping[str, int]
    average_velocity: Mapping[str, float]
    runs: list[Run]
