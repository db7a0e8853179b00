"""What is computed from one creator's own measurements, whatever the brand. Stored with the creator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Trend(StrEnum):
    """How the followers developed since the breakthrough."""

    GROWING = "growing"  # the 95 % interval from day +3 on is above zero
    FLAT = "flat"  # around it
    FADING = "fading"  # below it
    UNKNOWN = "unknown"  # not enough of its own measurements


@dataclass(frozen=True, slots=True, kw_only=True)
class Viral:
    """A viral video. times: its views divided by the usual ones; of the followers if `provisional`.

    known: how many videos the usual views are from, or how many there are if they are too few.
    """

    video_id: int
    posted_at: int
    views: int
    times: float
    known: int
    provisional: bool = False
    rounded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gained:
    """Followers gained since the breakthrough; the true number lies within ± margin."""

    amount: int
    margin: int


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """The followers after the newest viral video, from TikTrack's own measurements only. As long as it is too new for a
    trend, that after an earlier one.

    since: the first measurement. week, month: gained by day +7 and +30; None if not measured around both ends. trend,
    growth: from day +3 on; growth is a fraction per week, with its 95 % interval low–high.
    """

    trend: Trend
    since: int | None = None
    week: Gained | None = None
    month: Gained | None = None
    growth: float | None = None
    low: float | None = None
    high: float | None = None
    samples: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Unusual growth without a visible cause (`core.moves`): `amount` followers between two moments."""

    since: int
    until: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorFigures:
    """All of these figures.

    at: the newest measurement in them. videos: the newest ones, at most `core.baseline.NEWEST`. usual: median views,
    of usual_videos. viral: those of the last `viral_days`, newest first. jump: the newest one of these days.
    views: of the newest videos by which `core.baseline` judges, newest first. engagement: the median rate, of
    engagement_videos. comments_per_1000: the median per 1,000 views. ads: how many of the `videos` are. languages: how
    many captions are in each, without unknown ones. words: the most telling words and hashtags with their weight, for
    the comparison with others.
    """

    at: int
    videos: int
    usual: int | None = None
    usual_videos: int = 0
    viral: tuple[Viral, ...] = ()
    after: After = After(trend=Trend.UNKNOWN)
    jump: Jump | None = None
    views: tuple[int, ...] = ()
    engagement: float | None = None
    engagement_videos: int = 0
    comments_per_1000: float | None = None
    posts_per_week: float | None = None
    ads: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)
