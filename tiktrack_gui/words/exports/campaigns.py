"""Videos of a campaign in exported files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter

from tiktrack_gui.core.campaigns import Campaign, Cost, Count, Result, Usual
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.exactness import AT_LEAST, EXACT, ROUNDED, exactness
from tiktrack_gui.core.export_campaigns import amount, cost_exactness, count_exactness
from tiktrack_gui.core.models import Video, VideoSample
from tiktrack_gui.core.table_export import Field, Kind, Value
from tiktrack_gui.words.exports import ALWAYS, chosen, of

F = Field[Result]
_NUMBER, _ID, _TIME, _FLAG = Kind.NUMBER, Kind.ID, Kind.TIME, Kind.FLAG
DECIMALS = 4  # of costs: that of a single reaction is a small part of a cent


def fields(campaign: Campaign, columns: Iterable[str] | None = None) -> list[F]:
    """columns: names of the table's columns, in the order shown; None = all. Prices and costs are in `currency`."""
    return chosen(_fields(campaign), columns)


def _fields(campaign: Campaign) -> Mapping[str, tuple[F, ...]]:
    return {
        "VIDEO": (
            F("caption", of(_video, lambda video: video.caption)),
            F("handle", lambda one: one.handle),
            F("name", of(_video, lambda video: video.creator.name)),
        ),
        "POSTED": (F("posted_at", of(_video, lambda video: video.posted_at), _TIME),),
        "AGREED": (F("date", lambda one: one.entry.agreed_on),),
        "VIEWS": _count("views"),
        "ENGAGEMENT": (
            F("engagement_percent", lambda one: _percent(one.engagement_rate), _NUMBER),
            *_count("engagement"),
        ),
        "PRICE": (
            F("price", lambda one: None if one.entry.cents is None else amount(one.entry.cents), _NUMBER),
            F("gift", lambda one: one.entry.is_gift, _FLAG),
        ),
        "CPM": _cost("per_thousand", "cost_per_1000_views"),
        "PER_ENGAGEMENT": _cost("per_engagement", "cost_per_engagement"),
        "USUAL": (
            F("times_usual", of(_usual, _times), _NUMBER),
            F("times_usual_exactness", of(_usual, _exactness_of_times)),
            F("usual_views", of(_usual, lambda usual: usual.views.median), _NUMBER),
            F("usual_views_exactness", of(_usual, _exactness_of_usual)),
            F("usual_views_videos", of(_usual, lambda usual: usual.views.videos), _NUMBER),
            F("usual_views_at_hours", of(_usual, _hours), _NUMBER),
        ),
        ALWAYS: (
            F("campaign", lambda _one: campaign.name),
            F("currency", lambda _one: campaign.currency),
            F("state", lambda one: one.standing.value),
            F("video_id", lambda one: one.entry.video_id, _ID),
            F("creator_id", _creator_id, _ID),
            F("url", lambda one: one.video.url if one.video is not None else one.entry.url),
            F("ad", of(_video, lambda video: video.ad), _FLAG),
            *(field for part in ("likes", "comments", "shares") for field in _count(part)),
            F("added_at", lambda one: one.entry.added_at, _TIME),
            F("measured_at", lambda one: one.measured_at, _TIME),
            F("tried_at", lambda one: one.entry.tried_at, _TIME),
            F("gone_at", of(_video, lambda video: video.gone_at), _TIME),
            F("trouble", lambda one: one.entry.trouble),
            F("origin", of(_sample, lambda sample: sample.origin.value)),
        ),
    }


def _count(which: str) -> tuple[F, ...]:
    """which: a Count of a Result."""
    found: attrgetter[Count | None] = attrgetter(which)
    return (
        F(which, of(found, lambda count: count.number), _NUMBER),
        F(f"{which}_exactness", of(found, count_exactness)),
    )


def _cost(which: str, key: str) -> tuple[F, ...]:
    """which: a Cost of a Result. key: of its column."""
    found: attrgetter[Cost | None] = attrgetter(which)
    return (
        F(key, of(found, lambda cost: round(amount(cost.cents), DECIMALS)), _NUMBER),
        F(f"{key}_exactness", of(found, cost_exactness)),
    )


def _video(one: Result) -> Video | None:
    return one.video


def _sample(one: Result) -> VideoSample | None:
    return one.sample


def _usual(one: Result) -> Usual | None:
    return one.usual


def _creator_id(one: Result) -> Value:
    return one.creator.id if one.creator is not None else one.entry.creator_id


def _times(usual: Usual) -> Value:
    return None if usual.times is None else round(usual.times.ratio, 2)


def _exactness_of_times(usual: Usual) -> Value:
    if usual.times is None:
        return None
    return AT_LEAST if usual.times.at_least else ROUNDED if usual.times.rounded else EXACT


def _exactness_of_usual(usual: Usual) -> Value:
    return exactness(usual.views.median, usual.views.rounded, usual.views.repaired)[1]


def _hours(usual: Usual) -> Value:
    """At what age the usual views are; None = of videos that have settled."""
    return None if usual.age is None else round(usual.age / HOUR, 1)


def _percent(share: float | None) -> Value:
    return None if share is None else round(100 * share, 3)
