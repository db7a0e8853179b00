"""A creator's profile as of any moment of its history, the present being one of them. Pure; times are epoch seconds.

Everything is what was known by then: the newest measurement at or before the moment, and changes since the baselines
of `core.growth`. Of a run of equal measurements only the first and the last are stored, so between the two it was
measured as well (`core.growth.measured_until`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.growth import GROWTH_DAYS, Change, change, counted_from, measured_until
from tiktrack_gui.core.growth_rate import TooLittleHistory, WeeklyGrowth, weekly_growth
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Video
from tiktrack_gui.core.posts import PostsPerWeek, posts_per_week
from tiktrack_gui.core.sample_columns import columns_of, number_until
from tiktrack_gui.core.timeline import FieldChange, former_handle, identity_at


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that is stored of a creator but its videos. samples, changes: oldest first. creator: as it is now."""

    creator: Creator
    samples: Sequence[CreatorSample] = ()
    changes: Sequence[FieldChange] = ()
    first_seen_at: int | None = None
    tracked_since: int | None = None

    @property
    def start(self) -> int | None:
        """The first moment of which something is known."""
        known = [at for at in (self.first_seen_at, self.samples[0].at if self.samples else None) if at is not None]
        return min(known, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A creator as of `at`, with its newest sample by then, None if there was none.

    day_ago, weeks_ago: the baselines for changes. is_short: whether it had been measured for less than a day. former:
    its handle before, and since when that is gone.
    """

    at: float
    creator: Creator
    day_ago: CreatorSample | None = None
    weeks_ago: CreatorSample | None = None
    per_week: WeeklyGrowth | TooLittleHistory
    is_short: bool = False
    former: tuple[str, int] | None = None

    @property
    def sample(self) -> CreatorSample | None:
        return self.creator.sample

    @property
    def growth(self) -> Change | None:
        """Of the followers in GROWTH_DAYS, or in less if there is less; None below a day, which says nothing."""
        found = change(self.weeks_ago, self.sample, CreatorCount.FOLLOWERS)
        return found if found is not None and found.seconds >= DAY else None

    def in_a_day(self, which: CreatorCount) -> Change | None:
        """The change of a count in a day, or in less if there is less; None below an hour."""
        found = change(self.day_ago, self.sample, which)
        return found if found is not None and found.seconds >= HOUR else None


def as_of(history: History, moment: float) -> Profile:
    known = samples_until(history.samples, moment)
    newest = known[-1] if known else None
    return Profile(
        at=moment,
        creator=replace(identity_at(history.creator, history.changes, moment), sample=newest),
        day_ago=counted_from(known, moment - DAY),
        weeks_ago=counted_from(known, moment - GROWTH_DAYS * DAY),
        per_week=weekly_growth(known),
        former=former_handle(history.changes, moment),
        is_short=newest is not None and newest.at - known[0].at < DAY,
    )


def samples_until(samples: Sequence[CreatorSample], moment: float) -> Sequence[CreatorSample]:
    """Returns those measured by then, the last one as of the moment if it was measured then as well."""
    number = number_until(samples, moment)
    if not number:
        return ()
    last = samples[number - 1]
    newest = measured_until(last, samples[number] if number < len(samples) else None, moment)
    if newest is not last:
        return columns_of(samples[:number]).followed_by(newest)
    return samples if number == len(samples) else samples[:number]


def posts_as_of(samples: Sequence[CreatorSample], videos: Sequence[Video], moment: float) -> PostsPerWeek | None:
    """`core.posts.posts_per_week` of what was measured and posted by then."""
    return posts_per_week(samples_until(samples, moment), [one for one in videos if one.posted_at <= moment])


def step(samples: Sequence[CreatorSample], moment: float, forward: bool) -> int | None:
    """Returns when the next measurement after the moment was, or the last one before it; None if there is none."""
    if forward:
        number = number_until(samples, moment)
        return samples[number].at if number < len(samples) else None
    number = number_until(samples, moment - 1) - 1
    return samples[number].at if number >= 0 else None
