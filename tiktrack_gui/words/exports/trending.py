"""Videos of the feed in exported files. Pure: the current time is an argument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from tiktrack_gui.core import phases
from tiktrack_gui.core.exactness import exactness
from tiktrack_gui.core.models import CreatorCount, MeasuredVideo, VideoCount
from tiktrack_gui.core.table_export import Field, Kind, Value
from tiktrack_gui.core.velocity import speed_up
from tiktrack_gui.words import deliveries, videos
from tiktrack_gui.words.exports import ALWAYS, chosen, places

F = Field[MeasuredVideo]
_NUMBER, _ID, _TIME, _FLAG = Kind.NUMBER, Kind.ID, Kind.TIME, Kind.FLAG


def fields(now: float, columns: Iterable[str] | None = None) -> list[F]:
    """columns: names of the table's columns, in the order shown; None = all. now: UTC epoch seconds."""
    return chosen(_fields(now), columns)


def _fields(now: float) -> Mapping[str, tuple[F, ...]]:
    return {
        "RANK": (places(),),
        "VIDEO": (
            F("caption", lambda item: item.video.caption),
            F("handle", lambda item: item.video.creator.handle),
            F("name", lambda item: item.video.creator.name),
            F("followers", _followers, _NUMBER),
            F("followers_exactness", _followers_exactness),
        ),
        **{which.name or "": _count(which) for which in _COUNTS},
        "VELOCITY": (
            F("velocity", lambda item: _rounded(item.velocity), _NUMBER),
            F("velocity_exactness", _velocity_exactness),
        ),
        "NOW": (
            F("velocity_now", _velocity_now, _NUMBER),
            F("velocity_now_exactness", _velocity_now_exactness),
        ),
        "TREND": (F("times_average", lambda item: _rounded(speed_up(item.current, item.velocity)), _NUMBER),),
        "SCORE": (
            F("score", lambda item: None if item.score is None else item.score.value, _NUMBER),
            F("reason", lambda item: item.reason),
        ),
        "AGE": (F("posted_at", lambda item: item.video.posted_at, _TIME),),
        "STATE": (F("state", lambda item: videos.state(item, now)),),
        "POSTED": (F("discord", lambda item: "" if item.delivery is None else deliveries.settled(item.delivery)),),
        ALWAYS: (
            F("video_id", lambda item: item.video.id, _ID),
            F("creator_id", lambda item: item.video.creator.id, _ID),
            F("url", lambda item: item.video.url),
            F("language", lambda item: item.video.language),
            F("ad", lambda item: item.video.ad, _FLAG),
            F("found_at", lambda item: item.found_at, _TIME),
            F("measured_at", lambda item: item.video.sample.at, _TIME),
            F("gone_at", lambda item: item.video.gone_at, _TIME),
            F("origin", lambda item: item.video.sample.origin.value),
        ),
    }


_COUNTS = (VideoCount.VIEWS, VideoCount.LIKES, VideoCount.COMMENTS, VideoCount.SHARES, VideoCount.SAVES)


def _count(which: VideoCount) -> tuple[F, ...]:
    key = (which.name or "").lower()
    return F(key, partial(_counted, key), _NUMBER), F(f"{key}_exactness", partial(_exactness, which, key))


def _counted(key: str, item: MeasuredVideo) -> Value:
    count: int | None = getattr(item.video.sample, key)
    return count


def _exactness(which: VideoCount, key: str, item: MeasuredVideo) -> Value:
    sample = item.video.sample
    return exactness(getattr(sample, key), sample.rounded & which, sample.repaired & which)[1]


def _followers(item: MeasuredVideo) -> Value:
    sample = item.video.creator.sample
    return None if sample is None else sample.followers


def _followers_exactness(item: MeasuredVideo) -> Value:
    sample, which = item.video.creator.sample, CreatorCount.FOLLOWERS
    if sample is None:
        return None
    return exactness(sample.followers, sample.rounded & which, sample.repaired & which)[1]


def _velocity_exactness(item: MeasuredVideo) -> Value:
    """It is a lower bound if likes, comments or shares aren't known."""
    if item.velocity is None:
        return None
    rounded = item.video.sample.rounded & (VideoCount.LIKES | VideoCount.COMMENTS | VideoCount.SHARES)
    return "at least" if item.at_least else "rounded" if rounded else "exact"


def _velocity_now(item: MeasuredVideo) -> Value:
    current = phases.velocity_now(item)
    return None if current is None or item.video.gone_at is not None else _rounded(current.value)


def _velocity_now_exactness(item: MeasuredVideo) -> Value:
    current = phases.velocity_now(item)
    if current is None or item.video.gone_at is not None:
        return None
    return "under" if current.at_most else "measured"


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)
