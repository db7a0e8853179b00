"""What finding and reading candidates will cost, told before it begins."""

from __future__ import annotations

from dataclasses import dataclass

PROFILE_AND_VIDEOS = 2  # requests to read a candidate: its profile, and its newest videos
COMMENTED_VIDEOS = 3  # the newest ones, whose comments are read
COMMENT_PAGES = 5  # of each, at most
COMMENTS_PER_PAGE = 20  # that TikTok sends
PLACED_VIDEOS = 5  # the newest ones, whose pages say where they were posted


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """requests: to TikTok. seconds: until they are done at the budget's pace. daily: requests a day from then on, for
    `days` days.
    """

    requests: int
    seconds: float
    daily: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPlan:
    """What a search for candidates would do.

    stored: authors from the feed and from hashtags that come in question, at no cost. terms: what is searched for, a
    request each. reads: how many candidates are then read. slots: how many may be watched at once in all, of which
    `taken` are.
    """

    brand_id: int
    stored: int
    terms: tuple[str, ...]
    reads: int
    slots: int
    taken: int
    cost: Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCounts:
    """What a search for candidates brought. stored: new ones from the feed and from hashtags. searched: new ones from
    TikTok's search, and outside: how many more it found that aren't in the range of followers. queued: are read now.
    """

    stored: int = 0
    searched: int = 0
    outside: int = 0
    queued: int = 0
