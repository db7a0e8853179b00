"""Durations: units in seconds, and formatting, in a single unit wherever that is precise enough."""

from __future__ import annotations

import math

MINUTE, HOUR, DAY, YEAR = 60, 3_600, 86_400, 365 * 86_400  # s


def age(seconds: float) -> str:
    """Formats an age in whole elapsed units, rounded down: "< 1 min", "8 min", "21 h", "2 d", "3 y"."""
    for unit, size, limit in (("min", MINUTE, HOUR), ("h", HOUR, DAY), ("d", DAY, YEAR)):
        if seconds < limit:
            return f"{int(seconds // size)} {unit}" if seconds >= size else f"< 1 {unit}"
    return f"{int(seconds // YEAR)} y"


def wait(seconds: float) -> str:
    """Formats a remaining time, rounded up: "1 s", "40 s", "12 min", "90 min", "3 h", "2 d"."""
    for unit, size, limit in (("s", 1, MINUTE), ("min", MINUTE, 2 * HOUR), ("h", HOUR, 2 * DAY)):
        if seconds < limit:
            return f"{max(math.ceil(seconds / size), 1)} {unit}"
    return f"{math.ceil(seconds / DAY)} d"


def span(seconds: float) -> str:
    """Formats the time between two moments, rounded: "10 min", "24 h", "28 d"; in hours below two days."""
    if round(seconds / HOUR) >= 48:
        return f"{round(seconds / DAY)} d"
    hours = round(seconds / HOUR)
    return f"{hours} h" if hours else f"{max(round(seconds / MINUTE), 1)} min"


def exact(seconds: float) -> str:
    """Formats how long something took, to the second: "40 s", "3 min", "3 min 5 s"."""
    minutes, rest = divmod(max(round(seconds), 0), MINUTE)
    return " ".join(filter(None, (f"{minutes} min" if minutes else "", f"{rest} s" if rest or not minutes else "")))
