"""Tracked creators in exported files: the columns of the overview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter

from tiktrack_gui.core import durations
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.exactness import exactness
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.growth_rate import WeeklyGrowth
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video, VideoCount
from tiktrack_gui.core.overview import PERIODS
from tiktrack_gui.core.posts import PostsPerWeek
from tiktrack_gui.core.table_export import Field, Kind, Value
from tiktrack_gui.services.exporting import ListedCreator
from tiktrack_gui.words import overview
from tiktrack_gui.words.exports import ALWAYS, chosen, of, places

F = Field[ListedCreator]
_NUMBER, _ID, _TIME, _FLAG = Kind.NUMBER, Kind.ID, Kind.TIME, Kind.FLAG


def fields(columns: Iterable[str] | None = None) -> list[F]:
    """columns: names of the overview's columns, in the order shown; None = all."""
    return chosen(_fields(), columns)


def _fields() -> Mapping[str, tuple[F, ...]]:
    return {
        "PLACE": (places(),),
        "CREATOR": (
            F("handle", lambda one: one.creator.handle),
            F("name", lambda one: one.creator.name),
        ),
        "FOLLOWERS": _count(CreatorCount.FOLLOWERS),
        **{name: _change(period) for name, period in zip(("DAY", "WEEK", "MONTH"), PERIODS, strict=True)},
        "PER_WEEK": (
            F("percent_per_week", lambda one: _rate(one, "share"), _NUMBER),
            F("percent_per_week_low", lambda one: _rate(one, "low"), _NUMBER),
            F("percent_per_week_high", lambda one: _rate(one, "high"), _NUMBER),
        ),
        "ENGAGEMENT": (
            F("engagement_percent", lambda one: _engagement(one)[0], _NUMBER),
            F("engagement_videos", lambda one: _engagement(one)[1], _NUMBER),
        ),
        "POSTS": (F("posts_per_week", of(_posts, lambda posts: posts.per_week), _NUMBER),),
        "TOP": (
            F("top_video_views", of(_top, lambda top: top.sample.views), _NUMBER),
            F("top_video_views_exactness", of(_top, _exactness_of_views)),
            F("top_video_caption", of(_top, lambda top: top.caption)),
            F("top_video_url", of(_top, lambda top: top.url)),
            F("top_video_measured_at", of(_top, lambda top: top.sample.at), _TIME),
        ),
        "CHECKED": (F("checked_at", lambda one: one.tracked.checked_at, _TIME),),
        "STATE": (F("state", _state),),
        ALWAYS: (
            F("creator_id", lambda one: one.creator.id, _ID),
            F("url", lambda one: one.creator.url),
            F("verified", lambda one: one.creator.verified, _FLAG),
            *(field for which in CreatorCount if which is not CreatorCount.FOLLOWERS for field in _count(which)),
            F("added_at", lambda one: one.tracked.added_at, _TIME),
            F("measured_at", of(_sample, lambda sample: sample.at), _TIME),
            F("origin", of(_sample, lambda sample: sample.origin.value)),
        ),
    }


def _count(which: CreatorCount) -> tuple[F, ...]:
    key = (which.name or "").lower()
    return (
        F(key, of(_sample, attrgetter(key)), _NUMBER),
        F(f"{key}_margin", of(_sample, lambda sample: _exactness(sample, which)[0]), _NUMBER),
        F(f"{key}_exactness", of(_sample, lambda sample: _exactness(sample, which)[1])),
    )


def _sample(one: ListedCreator) -> CreatorSample | None:
    return one.creator.sample


def _top(one: ListedCreator) -> Video | None:
    return one.figures.top


def _posts(one: ListedCreator) -> PostsPerWeek | None:
    return one.figures.posts


def _exactness(sample: CreatorSample, which: CreatorCount) -> tuple[int | None, str | None]:
    return exactness(getattr(sample, (which.name or "").lower()), sample.rounded & which, sample.repaired & which)


def _exactness_of_views(video: Video) -> Value:
    sample, which = video.sample, VideoCount.VIEWS
    return exactness(sample.views, sample.rounded & which, sample.repaired & which)[1]


def _change(period: int) -> tuple[F, ...]:
    """Of the followers; the hours say over what time, if not over this one."""
    key = f"change_{durations.span(period).replace(' ', '')}"

    def change(one: ListedCreator) -> Change | None:
        return one.figures.changes.get(period)

    return (
        F(key, of(change, lambda found: found.amount), _NUMBER),
        F(f"{key}_margin", of(change, lambda found: found.margin), _NUMBER),
        F(f"{key}_percent", of(change, lambda found: _percent(found.share)), _NUMBER),
        F(f"{key}_hours", of(change, lambda found: round(found.seconds / HOUR, 1)), _NUMBER),
    )


def _rate(one: ListedCreator, which: str) -> Value:
    found = one.figures.per_week
    return _percent(getattr(found, which)) if isinstance(found, WeeklyGrowth) else None


def _engagement(one: ListedCreator) -> tuple[float | None, int | None]:
    found = one.figures.engagement
    return (None, None) if found is None else (_percent(found[0]), found[1])


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 3)


def _state(one: ListedCreator) -> Value:
    return overview.standing(one.tracked, one.standing, one.figures.formerly).text
