"""When tracked creators are measured by themselves: each at its interval, spread evenly, the most overdue first.

Everything is decided from what is stored, so that a restart changes nothing. Pure; times are epoch seconds.

A creator's interval is the shortest of the lists it is on; a list without one of its own, and a creator on no list, has
that of the settings. On an adaptive list, and where the settings hold and say so, the interval is multiplied by the
creator's factor (see `factor`), but is never shortened to less than an hour.

Its times are those that are a whole number of intervals after its phase, which is drawn from its ID: 200 creators
that are measured daily come one about every 7 minutes, each at its own time of day. The next one is the first that is
more than half an interval after the last answer, so that one measured by hand isn't asked for again at once, and one
whose interval changed neither. After a check without an answer, it comes after a quarter of the interval, half of it,
and then the whole of it.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.growth_rate import TooLittleHistory, WeeklyGrowth
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.core.posts import posts_per_week

CHOICES = (HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY)  # s; a list's interval
NAMED = {"hourly": "1h", "daily": "1d", "weekly": "1w"}
UNITS = {"h": HOUR, "d": DAY, "w": 7 * DAY}
LEAST = HOUR  # s; the shortest that a list may have, and that an adaptive one shortens to
FAST = 0.05  # growth per week, from which on a creator is measured more often
OFTENER, USUAL, QUIET, SILENT = 0.5, 1.0, 2.0, 4.0  # factors of the interval

SPREAD = 0.8  # of the average time between two creators; less than 1, so that a queue gets shorter
CATCHES_UP_IN = HOUR  # s, for those who are due at the same time, such as after a pause; longer for the last of them
CATCHING_UP = 0.5  # of the hourly limit, at most, while doing so
MOST = 0.9  # of the hourly limit, at most, whatever the intervals are
SECOND = 1  # s; moments are stored as whole ones, rounded down
SOONEST_RETRY = 15 * MINUTE  # s


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often the creators on a list are measured. every: seconds; None = as the settings say, also whether it is
    adaptive if the list isn't.
    """

    every: int | None = None
    adaptive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is stored of a tracked creator that is to be measured.

    added_at: since when it is tracked. checked_at: when there was an answer about it last. tried_at: when it was last
    asked for. failures: how many times in a row there was no answer. factor: see `factor`. rhythms: of its lists.
    """

    creator_id: int
    handle: str
    added_at: int = 0
    checked_at: int | None = None
    tried_at: int | None = None
    failures: int = 0
    factor: float = USUAL
    rhythms: tuple[Rhythm, ...] = ()
    lists: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """When a creator is measured next. every: its interval, seconds. failures: see Candidate."""

    at: float
    candidate: Candidate
    every: float


def parse_every(text: str) -> int | None:
    """Returns the seconds of "6h", "1d", "weekly" and the like; None for "settings". Raises BadInput for others."""
    given = text.strip().lower()
    if given == "settings":
        return None
    match = re.fullmatch(r"(\d{1,6})\s*([hdw])", NAMED.get(given, given))
    return require_every(int(match[1]) * UNITS[match[2]] if match else 0)


def require_every(seconds: float) -> int:
    """Returns a list's interval. Raises BadInput if it can't have that one."""
    if seconds not in CHOICES:
        raise BadInput(
            "A list can’t be refreshed at that interval.", "Use 1h, 3h, 6h, 12h, 1d, 1w, or “settings” for the usual."
        )
    return int(seconds)


def factor(samples: Sequence[CreatorSample], growth: WeeklyGrowth | TooLittleHistory) -> float:
    """Returns by how much the interval of a creator on an adaptive list is multiplied.

    ½ if it is certain (95 %) that it grows by FAST a week or more; 4 if its followers don't change measurably and its
    profile has no new video in GROWTH_DAYS; 2 if only one of these is so; 1 for all others, and while too little is
    known.

    samples: of at least GROWTH_DAYS, oldest first. growth: computed from them.
    """
    if isinstance(growth, TooLittleHistory):
        return USUAL
    if growth.low >= FAST:
        return OFTENER
    posts = posts_per_week(samples, ())
    signs = (not growth.is_measurable) + (posts is not None and posts.posts == 0)
    return (USUAL, QUIET, SILENT)[signs]


def as_set(one: Candidate, *, adaptive: bool) -> Candidate:
    """Returns it with what the settings say, where that holds. adaptive: whether they say so."""
    if not adaptive:
        return one
    usual = Rhythm(adaptive=True)
    return replace(one, rhythms=tuple(usual if rhythm == Rhythm() else rhythm for rhythm in one.rhythms) or (usual,))


def interval(one: Candidate, usual: float) -> float:
    """Returns the seconds between two measurements. usual: those of the settings."""
    return min((_of_list(rhythm, one.factor, usual) for rhythm in one.rhythms), default=usual)


def due_at(one: Candidate, usual: float) -> float:
    """Returns when the creator is to be measured, perhaps in the past."""
    every = interval(one, usual)
    if one.tried_at is not None and one.failures:
        share = 2.0 ** min(one.failures - 3, 0)  # ¼, ½, 1, 1 …
        return one.tried_at + min(max(every * share, SOONEST_RETRY), every)
    if one.checked_at is None:
        return one.added_at
    phase = every * zlib.crc32(str(one.creator_id).encode()) / 2**32
    passed = math.floor((one.checked_at + every / 2 - phase) / every)
    return phase + (passed + 1) * every


def demand(candidates: Iterable[Candidate], usual: float) -> float:
    """Returns how many measurements an hour the intervals take."""
    return sum(HOUR / interval(one, usual) for one in candidates)


def gap(candidates: Sequence[Candidate], due: int, usual: float, per_hour: int | None) -> float:
    """Returns the seconds from one measurement to the next, so that they are spread and leave room for other requests.

    due: how many creators are. per_hour: the limit of requests; None = none.
    """
    hourly = demand(candidates, usual)
    if not hourly:
        return 0.0
    catching_up = CATCHES_UP_IN / max(due, 1)
    if per_hour is None:
        return min(SPREAD * HOUR / hourly, catching_up)
    catching_up = max(catching_up, HOUR / (CATCHING_UP * per_hour))
    return max(min(SPREAD * HOUR / hourly, catching_up), HOUR / (MOST * per_hour) + SECOND)


def turns(candidates: Sequence[Candidate], usual: float, now: float, per_hour: int | None) -> list[Turn]:
    """Returns the next turn of each creator in order, the most overdue first, in relation to its interval."""
    waiting = [(due_at(one, usual), interval(one, usual), one) for one in candidates]
    due = [turn for turn in waiting if turn[0] <= now]
    due.sort(key=lambda turn: ((turn[0] - now) / turn[1], turn[2].creator_id))
    later = sorted((turn for turn in waiting if turn[0] > now), key=lambda turn: (turn[0], turn[2].creator_id))
    pause = gap(candidates, len(due), usual, per_hour)
    last = max((min(one.tried_at or 0, now) for one in candidates), default=0)
    found, free_at = [], max(last + pause, now)
    for at, every, one in due + later:
        found.append(Turn(at=max(at, free_at), candidate=one, every=every))
        free_at = found[-1].at + pause
    return found


def time_left(done: int, total: int, elapsed: float, at_least: float) -> float | None:
    """Returns about how many seconds the rest takes at the pace so far; None if it isn't known yet.

    elapsed: seconds for those that are done. at_least: what the limit of requests takes for the rest.
    """
    if total <= done:
        return 0.0
    measured = elapsed / done * (total - done) if done else 0.0
    return max(measured, at_least) or None


def _of_list(rhythm: Rhythm, by: float, usual: float) -> float:
    every = float(usual if rhythm.every is None else rhythm.every)
    return max(every * by, min(every, LEAST)) if rhythm.adaptive else every
