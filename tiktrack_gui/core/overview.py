"""What is known of each creator of a list, to be compared with the others. Pure; times are epoch seconds.

Each figure is defined in a module of its own: `growth`, `growth_rate`, `engagement`, `posts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tiktrack_gui.core.counts import is_rounded, step
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.engagement import engagement_rate, median_engagement
from tiktrack_gui.core.gaps import Gap, of_creator
from tiktrack_gui.core.growth import GROWTH_DAYS, Change, change
from tiktrack_gui.core.growth_rate import EVERY, TooLittleHistory, WeeklyGrowth, weekly_growth
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Video
from tiktrack_gui.core.posts import PostsPerWeek
from tiktrack_gui.core.sample_columns import columns_of
from tiktrack_gui.core.tracked import CreatorState, TrackedCreator

PERIODS = (DAY, 7 * DAY, 30 * DAY)  # s, over which changes are compared
TOLERANCE = {DAY: 6 * HOUR, 7 * DAY: DAY, 30 * DAY: 2 * DAY}  # s, by which the measurements may be closer or further
RENAMED_FOR = 7 * DAY  # s, for which a new handle is news
LEAST_SHARE = 0.01  # of the followers, that fills the height of a curve at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a creator's figures are computed from.

    before: by period, the baseline of the change (see `core.growth.counted_from`). recent: the samples of the last
    weeks with known followers, oldest first, of each period of `growth_rate.EVERY` the first and the last. videos: the
    newest ones, newest first. formerly: the handle it had until it was renamed lately.
    """

    before: Mapping[int, CreatorSample] = field(default_factory=dict)
    recent: Sequence[CreatorSample] = ()
    videos: Sequence[Video] = ()
    posts: PostsPerWeek | None = None
    formerly: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """changes: of the followers, by period. curve: (second, followers) of the last weeks. gaps: of the
    curve, see `core.gaps`. engagement: the median, and
    of how many videos. rated: of how many it would be. top: of the newest videos, the one with the most views.
    """

    changes: Mapping[int, Change | None]
    per_week: WeeklyGrowth | TooLittleHistory
    curve: tuple[tuple[int, int], ...] = ()
    gaps: tuple[Gap, ...] = ()
    engagement: tuple[float, int] | None = None
    rated: int = 0
    posts: PostsPerWeek | None = None
    top: Video | None = None
    formerly: str | None = None

    @property
    def least(self) -> int:
        """The smallest range that a drawing of the curve may make look large: four of TikTok's rounding steps, and a
        hundredth of the newest count, so that a standstill is flat.
        """
        newest = self.curve[-1][1] if self.curve else 0
        return max(4 * step(newest) if is_rounded(newest) else 0, round(LEAST_SHARE * newest))


class Standing(StrEnum):
    """What is to be known of a creator besides its numbers; the first that is true counts."""

    MISSING = "missing"
    HANDLE_TAKEN = "handle_taken"
    NOT_FOUND = "not_found"  # the last time or times, but not often enough to be missing
    BLOCKED = "blocked"  # not measured since TikTok blocks requests
    PRIVATE = "private"
    RENAMED = "renamed"
    OK = "ok"


def figures(creator: Creator, read: Read) -> Figures:
    changes = {period: change(read.before.get(period), creator.sample, CreatorCount.FOLLOWERS) for period in PERIODS}
    recent = columns_of(read.recent)
    viewed = [video for video in read.videos if video.sample.views is not None]
    return Figures(
        changes=changes,
        per_week=weekly_growth(recent),
        curve=_curve(read.recent),
        gaps=tuple(of_creator(recent, EVERY)),
        engagement=median_engagement(read.videos),
        rated=sum(engagement_rate(video.sample) is not None for video in read.videos),
        posts=read.posts,
        top=max(viewed, key=lambda video: video.sample.views or 0, default=None),
        formerly=read.formerly,
    )


def _curve(samples: Sequence[CreatorSample]) -> tuple[tuple[int, int], ...]:
    """Leaves out what was measured before the weeks that all curves show."""
    since = samples[-1].at - GROWTH_DAYS * DAY if samples else 0
    return tuple((one.at, one.followers) for one in samples if one.followers is not None and one.at >= since)


def spans(found: Change | None, period: int) -> bool:
    """Whether the change is one of that period, to within TOLERANCE, so that it can be compared with others."""
    return found is not None and abs(found.seconds - period) <= TOLERANCE[period]


def standing(entry: TrackedCreator, formerly: str | None, blocked_since: float | None) -> Standing:
    """formerly: the handle it had until lately. blocked_since: since when TikTok blocks requests; None = it doesn't."""
    if entry.state == CreatorState.MISSING:
        return Standing.MISSING
    if entry.state == CreatorState.HANDLE_TAKEN:
        return Standing.HANDLE_TAKEN
    if entry.not_found_count:
        return Standing.NOT_FOUND
    if blocked_since is not None and (entry.checked_at or 0) < blocked_since:
        return Standing.BLOCKED
    if entry.state == CreatorState.PRIVATE:
        return Standing.PRIVATE
    return Standing.OK if formerly is None else Standing.RENAMED
