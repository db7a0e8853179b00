"""Alerts: what the user is told outside the window, and what only the inbox keeps. Pure; times are epoch seconds."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, tzinfo
from enum import StrEnum
from typing import Any, Literal

from tiktrack_gui.core.characters import typed
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.errors import BadInput

LONGEST_MUTE = 7 * DAY  # s; no mute that ends by itself is as long
_DURATION = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?) ?(m|mins?|minutes?|h|hours?|d|days?)", re.ASCII)
_UNITS = {"m": MINUTE, "h": HOUR, "d": DAY}
_HALF = re.compile(r"(0?[1-9]|1[0-2])(?:[:.]([0-5]\d))? ?([ap])\.?m\.?", re.ASCII)
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)

Which = Literal["all", "score", "off"]


class Kind(StrEnum):
    """What an alert may be about; stored with it."""

    STORY = "story"
    VIRAL = "viral"
    ROUND_NUMBER = "round_number"
    FASTER = "faster"
    SILENT = "silent"
    RENAMED = "renamed"


CREATOR_KINDS = (Kind.VIRAL, Kind.ROUND_NUMBER, Kind.FASTER, Kind.SILENT, Kind.RENAMED)  # chosen per list
DEFAULTS = frozenset({Kind.VIRAL, Kind.ROUND_NUMBER, Kind.RENAMED})  # those that are wanted if nothing was chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something to be told once.

    key: what it is about; there is one alert of each key. at: when it was found, or measured. facts: what
    `words.alerts` makes its sentences of. told_at: when a notification said so; None = none did. id: None until stored.
    """

    key: str
    kind: Kind
    at: int
    creator_id: int | None = None
    video_id: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    told_at: int | None = None
    read_at: int | None = None
    id: int | None = None

    @property
    def is_read(self) -> bool:
        return self.read_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """When the user wants to be told.

    which: "score" = of the stories, only those with `least_score` or more; "off" = nothing is told, and stories aren't
    kept in the inbox either. quiet_from, quiet_until: local "HH:MM" of the quiet time, which may last over midnight; ""
    or the same twice = there is none. most_per_hour: notifications, not alerts.
    """

    which: Which = "all"
    least_score: int = 70
    quiet_from: str = ""
    quiet_until: str = ""
    most_per_hour: int = 6

    def wants_story(self, score: int) -> bool:
        """Whether a story with that score is an alert."""
        return self.which == "all" or (self.which == "score" and score >= self.least_score)


class Why(StrEnum):
    """Why nothing is told; the inbox keeps it."""

    NOTHING = "nothing"
    OFF = "off"
    MUTED = "muted"
    WINDOW = "window"  # the user is looking at it
    QUIET = "quiet"
    ENOUGH = "enough"  # in the last hour


@dataclass(frozen=True, slots=True)
class Tell:
    """The alerts are told, all in one notification."""


@dataclass(frozen=True, slots=True)
class Keep:
    """The alerts are only kept in the inbox."""

    why: Why


def decide(
    now: float,
    rules: Rules,
    *,
    number: int,
    told: Collection[float] = (),
    muted_until: float | None = None,
    window_active: bool = False,
    zone: tzinfo | None = None,
) -> Tell | Keep:
    """Decides about `number` new alerts of one run.

    told: when there were notifications; those that are ahead, as the clock was set back, count within an hour as well.
    window_active: whether the user works in the window. zone: None = this
    computer's.
    """
    if number < 1:
        return Keep(Why.NOTHING)
    if rules.which == "off":
        return Keep(Why.OFF)
    if is_muted(muted_until, now):
        return Keep(Why.MUTED)
    if window_active:
        return Keep(Why.WINDOW)
    if is_quiet(now, rules.quiet_from, rules.quiet_until, zone):
        return Keep(Why.QUIET)
    if sum(abs(now - at) < HOUR for at in told) >= rules.most_per_hour:
        return Keep(Why.ENOUGH)
    return Tell()


def is_muted(until: float | None, now: float) -> bool:
    """A moment further ahead than any mute lasts comes from a clock that was wrong, and counts as over."""
    return until is not None and now < until <= now + LONGEST_MUTE


def is_quiet(now: float, start: str, end: str, zone: tzinfo | None = None) -> bool:
    """Whether the local clock shows a time from `start` on and before `end`.

    The clock on the wall counts: an hour that is put back is quiet twice, and one that is left out never.
    start, end: "HH:MM"; "" = there is no quiet time. zone: None = this computer's.
    """
    if not start or not end or start == end:
        return False
    shown = datetime.fromtimestamp(now, UTC).astimezone(zone).time().replace(tzinfo=None)
    begins, ends = time.fromisoformat(start), time.fromisoformat(end)
    if begins < ends:
        return begins <= shown < ends
    return shown >= begins or shown < ends


def parse_mute(text: str) -> int:
    """Reads how long to be mute: "30 min", "90m", "2h", "1 d" → seconds. Raises BadInput."""
    found = _DURATION.fullmatch(typed(text).strip().lower())
    seconds = round(float(found[1].replace(",", ".")) * _UNITS[found[2][:1]]) if found is not None else 0
    if not 0 < seconds <= LONGEST_MUTE:
        raise BadInput(f"“{text.strip()[:20]}” isn’t a time to be mute for.", "Write 30min, 2h or 1d; at most 7d.")
    return seconds


def parse_clock(text: str) -> str:
    """Reads a time of the day as people write it: "7:30", "07.30", "22", "10 pm" → "HH:MM".

    "" and "none" are "": no time.
    Raises BadInput.
    """
    plain = typed(text).strip().lower()
    if plain in ("", "none", "off", "-"):
        return ""
    if plain.isascii() and plain.isdigit() and len(plain) < 3:
        plain += ":00"
    if half := _HALF.fullmatch(plain):
        plain = f"{int(half[1]) % 12 + (12 if half[3] == 'p' else 0)}:{half[2] or '00'}"
    found = _CLOCK.fullmatch(plain)
    if found is None:
        raise BadInput(f"“{text.strip()[:20]}” isn’t a time of the day.", "Write it like 22:00.")
    return f"{int(found[1]):02}:{found[2]}"
