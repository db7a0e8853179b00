"""What is polled on TikTok, what it takes to fetch it, and how well that has been going."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Capability(StrEnum):
    """What can be fetched from TikTok; health is tracked per capability."""

    TRENDING = "trending"
    CREATOR = "creator"
    CREATOR_VIDEOS = "creator_videos"
    VIDEO = "video"
    HASHTAG = "hashtag"
    SEARCH = "search"
    COMMENTS = "comments"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The fetch health of one capability with one client."""

    capability: Capability
    client: str
    last_ok_at: int | None = None
    failing_since: int | None = None
    error_kind: str | None = None
    cool_down_until: int | None = None
