"""Moments as people and programs write them: a day, and perhaps a time of it and its zone. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from tiktrack_gui.core.characters import typed
from tiktrack_gui.core.day_text import known_day

_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +", re.IGNORECASE)
_PARTS = re.compile(
    r"(?P<day>.{5,}?)(?:T|,? at |, ?| )\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|(?:UTC|GMT)?[+-]\d\d:?\d\d|UTC|GMT)?",
    re.IGNORECASE | re.ASCII,
)
_BASIC = re.compile(r"\d{8}(?:T\d{4,6}(?:Z|[+-]\d{4})?)?", re.ASCII)  # ISO 8601 without separators


@dataclass(frozen=True, slots=True)
class Moment:
    """clock: None = the day alone was given; with a zone if that was given."""

    day: date
    clock: time | None = None

    def at(self, zone: tzinfo | None = None) -> int:
        """Returns epoch seconds; of a day, when it begins. zone: of a time without one; None = this computer's.

        Raises OverflowError or ValueError for years that the system doesn't know.
        """
        when = datetime.combine(self.day, self.clock or time.min)
        return int((when if when.tzinfo is not None else _in(when, zone)).timestamp())


def read_moment(text: str, *, today: date | None = None, month_first: bool | None = None) -> Moment | None:
    """Returns what the text names; None if that is no moment. The arguments are as in `core.day_text.known_day`."""
    plain = _WEEKDAY.sub("", " ".join(typed(text).split()), count=1)
    if _BASIC.fullmatch(plain):
        return _basic(plain)
    if (day := known_day(plain, today=today, month_first=month_first)) is not None:
        return Moment(day)
    found = _PARTS.fullmatch(plain)
    day = known_day(found["day"], today=today, month_first=month_first) if found else None
    clock = _clock(found) if found else None
    return None if day is None or clock is None else Moment(day, clock)


def _basic(text: str) -> Moment | None:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return Moment(when.date(), when.timetz() if "T" in text else None)


def _clock(found: re.Match[str]) -> time | None:
    hour = int(found["hour"])
    if half := found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0), tzinfo=_zone(found["zone"]))
    except ValueError:
        return None


def _zone(name: str | None) -> tzinfo | None:
    """Raises ValueError for an offset that can't be."""
    if name is None:
        return None
    digits = re.sub(r"\D", "", name)
    if not digits:
        return UTC
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if "-" in name else offset)


def _in(when: datetime, zone: tzinfo | None) -> datetime:
    return when.astimezone() if zone is None else when.replace(tzinfo=zone)
