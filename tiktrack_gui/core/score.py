"""Decides which videos are stories and scores them from 0 to 100, with the parts and a verbal reason.

score = round(100 · Σ w·p / Σ w) over the known parts, each part p in 0–1:

    velocity      V/(V + threshold)     V: engagement per minute since posted; without it there is no score
    acceleration  r/(r + 1)             r: current velocity / lifetime velocity
    engagement    x/(x + 0.06)          x: engagement / views
    reach         x/(x + 1)             x: views / max(followers, 1)
    freshness     2^(−age/24 h)
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tiktrack_gui.core import numbers
from tiktrack_gui.core.criteria import DEFAULT_WEIGHTS, Criteria
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.models import CurrentVelocity, MeasuredVideo, Score, Video, VideoSample
from tiktrack_gui.core.velocity import age_minutes, current_velocity, lifetime_velocity, speed_up

STRONG = 0.6  # parts from this value on are mentioned in the reason
HALF_ENGAGEMENT = 0.06  # engagement per view at which that part is 0.5
FRESHNESS_HALF_LIFE = DAY / MINUTE  # min


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one part adds to a score. value: 0–1, None = not known. weight: in percent of the known parts' weights.

    points: of the score's 100.
    """

    part: str
    value: float | None
    weight: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True)
class _Figures:
    """Inputs of the parts and the reason; None = unknown."""

    velocity: float
    at_least: bool  # the velocity is a lower bound
    threshold: float
    speed_up: float | None  # current velocity / lifetime velocity
    engagement: float | None  # per view
    reach: float | None  # views per follower
    age: float  # min


def measure(video: Video, criteria: Criteria, at: float, earlier: VideoSample | None = None) -> MeasuredVideo:
    """Returns the video with its velocity, score and verdict. at: epoch seconds; earlier: a sample ≥ 10 min older."""
    velocity = lifetime_velocity(video.sample, video.posted_at, at)
    current = current_velocity(video.sample, earlier)
    if velocity is None:
        reason = "Likes, comments and shares unknown"
        return MeasuredVideo(video=video, velocity=None, current=None, score=None, passed=False, reason=reason)
    figures = _figures(video, velocity, current, criteria.threshold, at)
    score = _score(figures, criteria.weights)
    refusal = _refusal(velocity, figures.age, criteria)
    return MeasuredVideo(
        video=video,
        velocity=velocity,
        current=current,
        score=score,
        passed=refusal is None,
        reason=refusal or score.reason,
    )


def restated(item: MeasuredVideo, criteria: Criteria, now: float) -> MeasuredVideo:
    """Returns a story with the score and reason it has by these criteria at `now` (epoch seconds).

    The threshold is that of the source that found it. Its velocities stay as they were measured, at
    `item.video.sample.at`. Its age doesn't matter: it was young enough when it was found.
    """
    if item.velocity is None or not item.is_story:
        return item
    criteria = criteria.for_source(item.source_id)
    score = _score(_figures(item.video, item.velocity, item.current, criteria.threshold, now), criteria.weights)
    return replace(item, score=score, reason=_too_slow(item.velocity, criteria) or score.reason)


def contributions(score: Score) -> tuple[Contribution, ...]:
    """Takes a score apart: all parts, with whole points that add up to its value, and whole weights that do to 100."""
    return taken_apart(score.value, {name: score.parts.get(name) for name in DEFAULT_WEIGHTS}, score.weights)


def taken_apart(
    whole: int, values: Mapping[str, float | None], weights: Mapping[str, float]
) -> tuple[Contribution, ...]:
    """Takes a weighted mean of 0–100 apart, as `contributions`. whole: the mean, rounded. values: 0–1, by part; those
    of parts that aren't known are None, and their weights are shared out over the others.
    """
    used = [0.0 if value is None else weights.get(name, 0.0) for name, value in values.items()]
    total = sum(used)
    if total <= 0:
        return tuple(Contribution(part=name, value=value) for name, value in values.items())
    shares = [100 * weight / total for weight in used]
    points = _whole([share * (value or 0.0) for share, value in zip(shares, values.values(), strict=True)], whole)
    found = zip(values.items(), _whole(shares, 100), points, strict=True)
    return tuple(Contribution(part=name, value=value, weight=w, points=p) for (name, value), w, p in found)


def _whole(shares: Sequence[float], total: int) -> list[int]:
    """Rounds numbers whose sum is about `total` so that it is exactly that (the method of the largest remainders)."""
    whole = [math.floor(share) for share in shares]
    remainders = sorted(range(len(shares)), key=lambda place: whole[place] - shares[place])
    for place in remainders[: total - sum(whole)]:
        whole[place] += 1
    return whole


def is_fast_enough(item: MeasuredVideo, criteria: Criteria) -> bool:
    """Whether a story reaches the threshold of the source that found it; without engagement known, only one of 0."""
    return (item.velocity or 0.0) >= criteria.threshold_of(item.source_id)


def _refusal(velocity: float, age: float, criteria: Criteria) -> str | None:
    """Why the video is filtered out, or None."""
    if slow := _too_slow(velocity, criteria):
        return slow
    if criteria.max_age and age > criteria.max_age * HOUR / MINUTE:
        return f"Older than {criteria.max_age:g} h ({age * MINUTE / HOUR:,.0f} h)"
    return None


def _too_slow(velocity: float, criteria: Criteria) -> str | None:
    if velocity >= criteria.threshold:
        return None
    return f"Below the threshold ({numbers.velocity(velocity)} < {numbers.velocity(criteria.threshold)})"


def _figures(video: Video, velocity: float, current: CurrentVelocity | None, threshold: float, at: float) -> _Figures:
    sample, followers = video.sample, video.creator.sample.followers if video.creator.sample else None
    return _Figures(
        velocity=velocity,
        at_least=sample.engagement_at_least,
        threshold=threshold,
        speed_up=speed_up(current, velocity),
        engagement=sample.engagement / sample.views if sample.views and sample.engagement is not None else None,
        reach=sample.views / max(followers, 1) if sample.views is not None and followers is not None else None,
        age=age_minutes(video.posted_at, at),
    )


def _saturating(x: float | None, half: float) -> float | None:
    """x/(x + half): 0 at 0, 0.5 at `half`, approaching 1."""
    if x is None:
        return None
    return x / (x + half) if x + half > 0 else 0.0


def _parts(figures: _Figures) -> dict[str, float]:
    parts = {
        "velocity": _saturating(figures.velocity, figures.threshold),
        "acceleration": _saturating(figures.speed_up, 1.0),
        "engagement": _saturating(figures.engagement, HALF_ENGAGEMENT),
        "reach": _saturating(figures.reach, 1.0),
        "freshness": 2 ** (-figures.age / FRESHNESS_HALF_LIFE),
    }
    return {name: part for name, part in parts.items() if part is not None}


def _score(figures: _Figures, weights: Mapping[str, float]) -> Score:
    parts = _parts(figures)
    total = sum(weights.get(name, 0.0) for name in parts)
    weighted = sum(weights.get(name, 0.0) * part for name, part in parts.items())
    value = round(100 * weighted / total) if total > 0 else 0
    return Score(value=value, parts=parts, reason=_reason(parts, figures, weights), weights=weights)


def _reason(parts: Mapping[str, float], figures: _Figures, weights: Mapping[str, float]) -> str:
    """Describes the strong parts, largest contribution first."""
    strong = sorted(
        (name for name, part in parts.items() if part >= STRONG),
        key=lambda name: -weights.get(name, 0.0) * parts[name],
    )
    words = ", ".join(_in_words(name, figures) for name in strong[:3])
    if not words:
        words = f"engagement velocity {_velocity_in_words(figures)}"
    return words[0].upper() + words[1:]


def _in_words(name: str, figures: _Figures) -> str:
    match name:
        case "velocity":
            return f"high engagement velocity ({_velocity_in_words(figures)})"
        case "acceleration":
            return f"speeding up ({numbers.times(figures.speed_up or 0)} its average)"
        case "engagement":
            return f"strong engagement ({numbers.percent(figures.engagement or 0)} of views)"
        case "reach":
            return "reaches beyond its followers"
        case _:
            return "fresh"  # no age: it would be out of date by the time it is read


def _velocity_in_words(figures: _Figures) -> str:
    velocity = numbers.velocity(figures.velocity, at_least=figures.at_least)
    if figures.threshold <= 0:
        return velocity
    return f"{velocity}, {numbers.times(figures.velocity / figures.threshold)} threshold"
