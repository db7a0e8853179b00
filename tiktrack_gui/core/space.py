"""How large the database is, and will be at the present pace. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from tiktrack_gui.core.durations import DAY, YEAR
from tiktrack_gui.core.keeping import Keeping

PACE_DAYS = 28  # over which the pace is measured, at most
ESTIMATED_FROM = 7  # days of data; a shorter time says little about a year
DAYS_A_YEAR = YEAR // DAY


class Kept(Enum):
    """What happens to rows when they are old: see `core.keeping.Keeping`."""

    FOREVER = auto()
    WHILE_RAW = auto()
    WHILE_SLOW = auto()
    THINNED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of one kind: how many there are, how many are added a day, and the bytes that each takes.

    hourly, daily: the parts of them that are left when they are thinned to one an hour or one a day.
    """

    number: int
    a_day: float
    size: float
    kept: Kept = Kept.FOREVER
    hourly: float = 1.0
    daily: float = 1.0

    def in_a_year(self, keeping: Keeping) -> float:
        """Returns how many there will be."""
        match self.kept:
            case Kept.WHILE_RAW:
                return self._limited(keeping.raw_days)
            case Kept.WHILE_SLOW if keeping.slow_days:
                return self._limited(keeping.slow_days)
            case Kept.THINNED | Kept.WHILE_SLOW:
                return self._thinned(keeping)
            case _:
                return self.number + self.a_day * DAYS_A_YEAR

    def _limited(self, days: float) -> float:
        added = self.number + self.a_day * DAYS_A_YEAR
        return min(added, self.a_day * days) if days else added

    def _thinned(self, keeping: Keeping) -> float:
        """What is older than `full_days` now is thought to be thinned already."""
        full, hourly = (min(days, DAYS_A_YEAR) for days in keeping.thinned_after)
        added = self.a_day * (full + self.hourly * (hourly - full) + self.daily * (DAYS_A_YEAR - hourly))
        if full == DAYS_A_YEAR:
            return self.number + added
        recent = min(self.number, self.a_day * full)
        return self.number - recent + recent * (self.hourly if hourly == DAYS_A_YEAR else self.daily) + added


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """The database file. size: bytes. in_a_year: bytes; None as long as there is too little data to tell."""

    size: int
    in_a_year: float | None


def estimate(size: int, rows: Sequence[Rows], keeping: Keeping) -> float:
    """Returns the bytes of the file in a year. It never gets smaller: what is deleted makes room for new rows."""
    return max(size, sum(kind.in_a_year(keeping) * kind.size for kind in rows))
