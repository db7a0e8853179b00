"""Conversion of Discover's results to JSON-ready values: IDs are strings, times ISO 8601 in UTC, shares fractions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tiktrack_gui.core.discovery.brand_profiles import profile_of, shares_of
from tiktrack_gui.core.discovery.brands import Brand, StatedAudience
from tiktrack_gui.core.discovery.figures import Gained
from tiktrack_gui.core.discovery.plans import Cost, FindPlan, FoundCounts
from tiktrack_gui.core.discovery.ranked import Percentile, Ranked, Reading
from tiktrack_gui.core.discovery.ranking import Counts
from tiktrack_gui.core.discovery.similar import Similar
from tiktrack_gui.core.export import iso


def brand(one: Brand) -> dict[str, Any]:
    profile = profile_of(one)
    examples = [str(creator_id) for creator_id in one.examples]
    return {"name": one.name, **profile, "examples": examples, "looked_at": iso(one.looked_at)}


def counts(of: Counts) -> dict[str, int]:
    """Dismissed candidates aren't counted in the others."""
    return {
        "all": of.all,
        "up_and_coming": of.up_and_coming,
        "new": of.new,
        "dismissed": of.dismissed,
        "tracked": of.tracked,
    }


def candidate(rank: int | None, one: Ranked, reasons: Sequence[str], cautions: Sequence[str]) -> dict[str, Any]:
    """rank: its place by fit among those listed, from 1; None = it isn't. reasons, cautions: in words."""
    return {
        "rank": rank,
        "id": str(one.creator_id),
        "handle": one.handle,
        "name": one.name,
        "fit": one.fit,
        "confidence": one.confidence.value,
        "up_and_coming": one.up_and_coming,
        "parts": {part.value: _reading(reading) for part, reading in one.parts.items()},
        "reasons": list(reasons),
        "cautions": list(cautions),
        "followers": one.followers,
        "exact": one.followers is not None and not one.followers_rounded,
        "measured_at": iso(one.sample_at),
        "found": one.found.value,
        "found_at": iso(one.found_at),
        "new": one.new,
        "dismissed": one.dismissed,
        "state": one.watch.value,
        "watched_until": iso(one.watched_until),
        "trouble": one.trouble,
        "breakthrough": _breakthrough(one),
        "usual_views": None if one.usual is None else {"median": one.usual, "videos": one.usual_videos},
        "good_videos": None if one.good is None else {"videos": one.good, "of": one.good_of},
        "band": None if one.band is None else {"followers": list(one.band), "creators": one.band_creators},
        "engagement": _percentile(one.engagement),
        "comments_per_1000_views": _percentile(one.comments_per_1000),
        "posts_per_week": _percentile(one.posts_per_week),
        "ads": _percentile(one.ads),
        "jump": None
        if one.jump is None
        else {"since": iso(one.jump.since), "until": iso(one.jump.until), "followers": one.jump.amount},
        "audience": _audience(one),
    }


def similar(one: Similar) -> dict[str, Any]:
    return {
        "id": str(one.creator_id),
        "handle": one.handle,
        "name": one.name,
        "score": one.score,
        "shared_words": list(one.shared),
        "followers": one.followers,
    }


def cost(one: Cost) -> dict[str, Any]:
    return {
        "requests": one.requests,
        "seconds": round(one.seconds),
        "requests_a_day": one.daily,
        "days": one.days,
    }


def find_plan(one: FindPlan) -> dict[str, Any]:
    return {
        "stored": one.stored,
        "terms": list(one.terms),
        "reads": one.reads,
        "places": {"all": one.slots, "taken": one.taken},
        "cost": cost(one.cost),
    }


def found(of: FoundCounts) -> dict[str, int]:
    return {"stored": of.stored, "searched": of.searched, "outside": of.outside, "queued": of.queued}


def stated(one: StatedAudience) -> dict[str, Any]:
    return {"on": one.on, **shares_of(one.audience), "entered_at": iso(one.entered_at)}


def _reading(one: Reading) -> dict[str, Any]:
    """`n`: what it is computed from; `low` and `high`: the 95 % interval of the share."""
    return {
        "value": _rounded(one.value),
        "weight": one.weight,
        "n": one.n,
        "share": _rounded(one.share),
        "low": _rounded(one.low),
        "high": _rounded(one.high),
    }


def _breakthrough(one: Ranked) -> dict[str, Any] | None:
    viral = one.viral
    if viral is None:
        return None
    return {
        "video_id": str(viral.video_id),
        "posted_at": iso(viral.posted_at),
        "views": viral.views,
        "exact": not viral.rounded,
        "times": round(viral.times, 2),
        "provisional": viral.provisional,
        "videos_known": viral.known,
        "viral_videos": one.viral_videos,
        "trend": one.trend.value,
        "growth_per_week": _rounded(one.growth),
        "growth_low": _rounded(one.growth_low),
        "growth_high": _rounded(one.growth_high),
        "measured_since": iso(one.since),
        "by_day_7": _gained(one.week),
        "by_day_30": _gained(one.month),
    }


def _audience(one: Ranked) -> dict[str, Any]:
    """`posts_from`: the creator's place. `stated`: by the creator."""
    return {
        "comments_read": one.comments,
        "comment_languages": dict(one.comment_languages),
        "caption_languages": dict(one.caption_languages),
        "posts_from": dict(one.places) if one.places_read else None,
        "stated": None if one.stated is None else {"on": one.stated_on, **shares_of(one.stated)},
    }


def _percentile(one: Percentile | None) -> dict[str, Any] | None:
    """`below`: the share of the `n` others of like size that have less."""
    return None if one is None else {"value": _rounded(one.value), "below": _rounded(one.below), "n": one.n}


def _gained(one: Gained | None) -> dict[str, int] | None:
    return None if one is None else {"followers": one.amount, "uncertainty": one.margin}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
