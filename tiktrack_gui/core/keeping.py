"""What is kept for how long. Pure; times are UTC epoch seconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.growth import GROWTH_DAYS

Place = tuple[int, int]  # ID of a creator or video, second: where a step begins
START: Place = (0, 0)
NEVER = 10_000_000  # days
Slot = tuple[int, int]  # an hour or a day: its seconds and its number


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """For how many days; 0 = forever.

    raw_days: TikTok's own data about stories. slow_days: samples of videos that are no stories and of creators that
    aren't tracked. full_days: all other samples; older ones are thinned to one an hour. hourly_days: those, too; older
    ones are thinned to one a day.
    """

    raw_days: float = 30.0
    slow_days: int = 30
    full_days: int = 30
    hourly_days: int = 365

    def raw_before(self, now: float) -> int | None:
        """Raw data from before that moment goes; None = none does."""
        return int(now - self.raw_days * DAY) if self.raw_days else None

    def slow_before(self, now: float) -> int | None:
        """Samples of slow videos from before that moment go; None = none do."""
        return int(now) - self.slow_days * DAY if self.slow_days else None

    def untracked_before(self, now: float) -> int | None:
        """As `slow_before`, for creators that aren't tracked: their growth needs a few weeks in any case."""
        return int(now) - max(self.slow_days, GROWTH_DAYS + 2) * DAY if self.slow_days else None

    def slots(self, times: Iterable[int], now: float) -> list[Slot | None]:
        """Returns the hour or the day of each time of which one sample is enough; None if all stay.

        Hours and days are those of UTC, and thinned only once they are over for all of their samples.
        """
        hourly, daily = self.thinned_after
        hours, days = ((int(now) - after * DAY) // width * width for after, width in ((hourly, HOUR), (daily, DAY)))
        return [None if at >= hours else (HOUR, at // HOUR) if at >= days else (DAY, at // DAY) for at in times]

    @property
    def thinned_after(self) -> tuple[int, int]:
        """The days after which samples are thinned to one an hour, and to one a day; NEVER."""
        hourly = self.full_days or NEVER
        return hourly, max(hourly, self.hourly_days or NEVER)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps in which old rows are removed, so that others can use the database in between.

    removed: the number of rows. place: where the next step begins; None if this was the last.
    """

    removed: int
    place: Place | None
