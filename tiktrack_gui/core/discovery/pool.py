"""What the store reads of a candidate. JSON stays text."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Found(StrEnum):
    """Where a candidate was found."""

    FEED = "feed"
    HASHTAG = "hashtag"
    SEARCH = "search"
    GIVEN = "given"  # pasted, or from a file


class Watch(StrEnum):
    """How a candidate is measured."""

    NONE = "none"  # only seen so far
    WAITING = "waiting"  # to be read
    WATCHED = "watched"  # daily
    DONE = "done"  # the days are over
    TRACKED = "tracked"  # as all tracked creators are


class Row(NamedTuple):
    """A candidate. Missing is None; times are epoch seconds.

    followers … rounded: the newest sample. found, found_at, dismissed_at: for this brand. watch … trouble: how it is
    measured, when it was first read and last asked for, until when it is watched, and the kind of the last error.
    figures_at … languages: `CreatorFigures`; viral_*: the newest viral video, of viral_videos; trend … month_margin:
    `After`. views, languages: JSON. niche_matches: captions with words of the brand, of niche_captions.
    similarity, similar_to: to the most similar example. comments …: comments read of comments_videos videos by
    comments_at, by language (JSON; "un" = unknown). places: JSON, country → number of the newest videos; read at
    places_at. stated: JSON of the audience; stated_on: ISO date.
    """

    creator_id: int
    handle: str
    name: str | None
    avatar: str | None
    verified: int | None
    state: str
    hidden: int
    followers: int | None
    sample_at: int | None
    rounded: int | None
    found: str
    found_at: int
    dismissed_at: int | None
    watch: str
    read_at: int | None
    checked_at: int | None
    watched_until: int | None
    trouble: str | None
    figures_at: int | None
    videos: int | None
    usual: int | None
    usual_videos: int | None
    viral_id: int | None
    viral_at: int | None
    viral_views: int | None
    viral_times: float | None
    viral_known: int | None
    viral_provisional: int | None
    viral_rounded: int | None
    viral_videos: int | None
    trend: str | None
    since: int | None
    growth: float | None
    growth_low: float | None
    growth_high: float | None
    growth_samples: int | None
    week: int | None
    week_margin: int | None
    month: int | None
    month_margin: int | None
    jump_since: int | None
    jump_until: int | None
    jump_amount: int | None
    engagement: float | None
    engagement_videos: int | None
    comments_per_1000: float | None
    posts_per_week: float | None
    ads: int | None
    views: str | None
    languages: str | None
    niche_matches: int | None
    niche_captions: int | None
    similarity: float | None
    similar_to: int | None
    comments: int | None
    comments_videos: int | None
    comments_at: int | None
    comment_languages: str | None
    places: str | None
    places_at: int | None
    stated: str | None
    stated_on: str | None
