"""Who advertises, in exported files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tiktrack_gui.core.campaigns import Advertised
from tiktrack_gui.core.exactness import exactness
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.table_export import Field, Kind, Value
from tiktrack_gui.words.exports import ALWAYS, chosen, of

F = Field[Advertised]
_NUMBER, _ID, _TIME = Kind.NUMBER, Kind.ID, Kind.TIME


def fields(columns: Iterable[str] | None = None) -> list[F]:
    """columns: names of the table's columns, in the order shown; None = all."""
    return chosen(_FIELDS, columns)


def _sample(one: Advertised) -> CreatorSample | None:
    return one.creator.sample


def _exactness(sample: CreatorSample) -> Value:
    which = CreatorCount.FOLLOWERS
    return exactness(sample.followers, sample.rounded & which, sample.repaired & which)[1]


def _brands(one: Advertised) -> Value:
    """ "acme 3; soda 1", the most frequent first; videos that mention nobody are in `unnamed`."""
    return "; ".join(f"{brand.handle} {len(brand.videos)}" for brand in one.brands if brand.handle)


def _unnamed(one: Advertised) -> Value:
    return sum(len(brand.videos) for brand in one.brands if not brand.handle)


_FIELDS: Mapping[str, tuple[F, ...]] = {
    "CREATOR": (
        F("handle", lambda one: one.creator.handle),
        F("name", lambda one: one.creator.name),
    ),
    "FOLLOWERS": (
        F("followers", of(_sample, lambda sample: sample.followers), _NUMBER),
        F("followers_exactness", of(_sample, _exactness)),
    ),
    "ADS": (
        F("ads", lambda one: one.ads, _NUMBER),
        F("known_videos", lambda one: one.known, _NUMBER),
    ),
    "BRANDS": (
        F("brands", _brands),
        F("unnamed", _unnamed, _NUMBER),
    ),
    "SINCE": (F("first_ad_posted_at", lambda one: one.since, _TIME),),
    "LAST": (F("latest_ad_posted_at", lambda one: one.last, _TIME),),
    ALWAYS: (
        F("creator_id", lambda one: one.creator.id, _ID),
        F("url", lambda one: one.creator.url),
        F("measured_at", of(_sample, lambda sample: sample.at), _TIME),
        F("origin", of(_sample, lambda sample: sample.origin.value)),
    ),
}
