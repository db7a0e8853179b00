"""What TikTrack asks TikTok: what it costs, what is asked next, and how much the settings need in an hour. Pure.

Costs are those of `clients.tiktok` when TikTok answers; a second way that is tried after a failure costs one more.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.remeasuring import AFTER, MOST
from tiktrack_gui.core.schedule import USUAL_MINUTES, least_minutes
from tiktrack_gui.core.sources import Capability, Source

FULL_PAGE = 30  # videos per request of a list, as TikTok's own page requests; more than 50 is refused
USUAL_PAGE = 28  # videos that TikTok sends then
MOST_PAGES = 10  # of one run
ONE_PAGE = 1  # a profile, a creator's newest videos or a video: one page of TikTok's each

NEAR = 0.9  # of the limit, from which on a demand is close to it
SHARE = 0.1  # of a demand, from which on a part of it matters


class Reason(StrEnum):
    """Why something is asked, and when."""

    EVERY = "every"  # its interval is over then
    RETRY = "retry"  # it failed and is tried again, perhaps later than usual
    BLOCKED = "blocked"  # a cooldown ends then
    SPENT = "spent"  # the limit of the hour allows no more until then
    STORY = "story"  # a hot story is measured again
    ADDING = "adding"  # creators that were given are looked up
    SEARCH = "search"  # TikTok is searched for candidates
    CANDIDATE = "candidate"  # candidates are read for the first time
    AUDIENCE = "audience"  # comments are read, or where videos were posted from
    CAMPAIGN = "campaign"  # a campaign's videos are measured
    POSTING = "posting"  # a posting run looks at the profiles that wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What is asked next. at: epoch seconds.

    subject: "trending", "#hashtag", "@creator", a story's "@author", a campaign's video by its "@author" or ID, or a
    “term”; "" for the profiles of a posting run.
    others: how many creators are refreshed, read or added, stories or videos measured, or terms searched for, with it.
    every: seconds between two refreshes, None if it isn't one. failures: in a row. takes: seconds until all are done,
    if that may be long.
    """

    at: float
    subject: str
    reason: Reason
    others: int = 0
    every: float | None = None
    failures: int = 0
    takes: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """The requests per hour that the settings need if nothing fails, by what needs them.

    stories, posting: at most. per_hour: how many there may be; None = no limit.
    """

    sources: float = 0.0
    creators: float = 0.0
    stories: float = 0.0
    posting: float = 0.0
    candidates: float = 0.0
    campaigns: float = 0.0
    per_hour: int | None

    @property
    def total(self) -> int:
        needed = self.sources + self.creators + self.stories + self.posting + self.candidates + self.campaigns
        return math.ceil(round(needed, 6))

    @property
    def heavy(self) -> set[str]:
        """The parts that matter: "sources", "creators", "posting", "candidates", "campaigns"."""
        parts = {
            "sources": self.sources,
            "creators": self.creators,
            "posting": self.posting,
            "candidates": self.candidates,
            "campaigns": self.campaigns,
        }
        return {name for name, requests in parts.items() if requests > SHARE * self.total}

    @property
    def is_over(self) -> bool:
        return self.per_hour is not None and self.total > self.per_hour

    @property
    def is_near(self) -> bool:
        """Whether it is so close to the limit, or over it, that a few failures exceed it."""
        return self.per_hour is not None and self.total > NEAR * self.per_hour


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is planned, the next first, and what it takes. paused: nothing is asked until that ends."""

    planned: tuple[Planned, ...]
    demand: Demand
    paused: bool = False


def cost(capability: Capability, videos: int) -> int:
    """Requests for one run of a source. videos: how many are wanted."""
    if capability is Capability.CREATOR_VIDEOS:
        return ONE_PAGE
    return min(math.ceil(videos / USUAL_PAGE), MOST_PAGES)


def of_sources(sources: Iterable[Source], videos: int) -> float:
    """Requests per hour for the active sources at their usual intervals. videos: wanted per run."""
    return sum(
        cost(source.capability, videos)
        * HOUR
        / (max(source.scrape_frequency_minutes, least_minutes(source.capability)) * MINUTE)
        for source in sources
        if source.is_active
    )


def a_day(capability: Capability, videos: int) -> float:
    """Requests per day for a new source at the usual interval. videos: wanted per run."""
    return cost(capability, videos) * DAY / (max(USUAL_MINUTES, least_minutes(capability)) * MINUTE)


def of_stories() -> float:
    """Requests per hour for as many hot stories as are followed, each measured again on its first day."""
    return MOST * len(AFTER) * ONE_PAGE * HOUR / DAY


def of_posting(at_most: int, every: float) -> float:
    """Requests per hour for posting runs: each profile is read before it is posted. every: seconds."""
    return at_most * ONE_PAGE * HOUR / every
