"""When candidates are read: once as soon as there is room for them, then daily for some days. Pure; times are seconds.

The daily readings are whole days after the first one. Those that were missed, because TikTrack didn't run, are made up
for by a single one; the next is at the usual time of day again, at least half a day later.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tiktrack_gui.core.discovery.plans import PROFILE_AND_VIDEOS
from tiktrack_gui.core.discovery.pool import Watch
from tiktrack_gui.core.discovery.stored import Watched
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE

TRIES = 3  # to read a candidate for the first time
AGAIN_AFTER = 15 * MINUTE  # s after a failure; twice as long after the next one
GAP = 30.0  # s between two daily readings, so that many that are due leave room for other requests
LATE = DAY / 2  # s by which a reading may be late


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Whose turn it is.

    first: those to be read for the first time, now or once their next try is due, as far as there is room. queued: how
    many wait for room. daily: those that are read daily, the next one first. over: those whose days are over. slots:
    how many may be watched at once; taken: how many are.
    """

    first: tuple[Watched, ...]
    queued: int
    daily: tuple[Watched, ...]
    over: tuple[int, ...]
    slots: int
    taken: int

    @property
    def free(self) -> int:
        return max(self.slots - self.taken, 0)


def schedule(watched: Sequence[Watched], slots: int, now: float) -> Schedule:
    """watched: those that are candidates of a brand and aren't tracked. slots: how many may be watched at once."""
    theirs = [one for one in watched if one.watch is Watch.WATCHED]
    over = tuple(one.creator_id for one in theirs if is_over(one, now))
    daily = sorted((one for one in theirs if one.creator_id not in over), key=_turn)
    waiting = sorted((one for one in watched if one.watch is Watch.WAITING), key=_place)
    first = waiting[: max(slots - len(daily), 0)]
    return Schedule(
        first=tuple(first),
        queued=len(waiting) - len(first),
        daily=tuple(daily),
        over=over,
        slots=slots,
        taken=len(daily) + len(first),
    )


def is_over(one: Watched, now: float) -> bool:
    """Whether the days of a candidate that is read daily are over."""
    return one.next_at is None or one.until is None or (now > one.until + LATE)


def next_daily(read_at: int, until: int, now: float) -> int | None:
    """Returns when a candidate is read next after a reading `now`; None if that was the last one.

    read_at: when it was first read. until: the end of its days.
    """
    passed = math.floor((now - read_at) / DAY + 0.5)
    following = read_at + (passed + 1) * DAY
    return following if following <= until else None


def next_try(failures: int, now: float) -> int:
    """Returns when a candidate is tried again after so many failures in a row."""
    return int(now + min(AGAIN_AFTER * 2.0 ** max(failures - 1, 0), DAY / 4))


def _turn(one: Watched) -> tuple[int, int]:
    return one.next_at or 0, one.creator_id


def _place(one: Watched) -> tuple[int, int]:
    return one.since, one.creator_id


def per_hour(daily: int) -> float:
    """The requests an hour that candidates take who are read daily."""
    return daily * PROFILE_AND_VIDEOS * HOUR / DAY
