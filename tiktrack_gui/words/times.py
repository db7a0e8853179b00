"""Formats times for people. Pure: the current time is an argument."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from tiktrack_gui.core.durations import MINUTE, age, wait

# English regardless of the system's language, like all texts of the window
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def ago(at: float, now: float) -> str:
    """ "just now", "8 min ago"."""
    return "just now" if now - at < MINUTE else f"{age(now - at)} ago"


def until(at: float, now: float) -> str:
    """ "now", "in 40 s", "in 12 min"; rounded up."""
    return f"in {wait(at - now)}" if at > now else "now"


def next_refresh(at: float, now: float) -> str:
    """ "next refresh in 12 min", wherever it is said."""
    return f"next refresh {until(at, now)}"


def exact_time(at: float, zone: tzinfo | None = None) -> str:
    """ "Tue 20 Oct 2026, 20:53" in local time, or in the given zone."""
    when = local(at, zone)
    return f"{_DAYS[when.weekday()]} {date(at, zone)}, {when:%H:%M}"


def date(at: float, zone: tzinfo | None = None) -> str:
    """ "20 Oct 2026"."""
    when = local(at, zone)
    return f"{when.day} {month(when.month)} {when.year}"


def short_date(at: float, now: float, zone: tzinfo | None = None) -> str:
    """ "20 Oct" this year, else "20 Oct 2025"."""
    when = local(at, zone)
    return date(at, zone) if when.year != local(now, zone).year else f"{when.day} {month(when.month)}"


def clock_time(at: float, now: float, zone: tzinfo | None = None) -> str:
    """ "09:41" today, else "20 Oct, 09:41", in another year "20 Oct 2025, 09:41"."""
    when = local(at, zone)
    return f"{when:%H:%M}" if when.date() == local(now, zone).date() else f"{short_date(at, now, zone)}, {when:%H:%M}"


def not_measured(start: float, end: float, zone: tzinfo | None = None) -> str:
    """ "Not measured from 20 Oct, 23:10 to 21 Oct, 08:00", or "… to 08:00" on the same day."""
    began = f"{short_date(start, end, zone)}, {local(start, zone):%H:%M}"
    return f"Not measured from {began} to {clock_time(end, start, zone)}"


def month(number: int) -> str:
    """1 → "Jan"."""
    return _MONTHS[number - 1]


def local(at: float, zone: tzinfo | None = None) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone(zone)
