"""Texts about how often creators are measured by themselves, and how long it takes. Pure: the time is an argument."""

from __future__ import annotations

from collections.abc import Mapping

from tiktrack_gui.core import durations
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.core.refreshing import CHOICES
from tiktrack_gui.services.refreshing import Rhythms
from tiktrack_gui.words import times

AS_IN_SETTINGS = "As in Settings"
ADAPTIVE = "Adaptive"
ADAPTIVE_HINT = (
    "Fast growers are refreshed twice as often, but at most hourly; creators without growth or new videos, a half or "
    "a quarter as often."
)
_NAMED: Mapping[float, str] = {HOUR: "Hourly", DAY: "Daily", 7 * DAY: "Weekly"}
_UNITS = (("d", DAY), ("h", HOUR))


def every(seconds: float) -> str:
    """ "Hourly", "Every 6 h", "Daily", "Weekly", "Every 90 min"."""
    if seconds in _NAMED:
        return _NAMED[seconds]
    unit, size = next(((unit, size) for unit, size in _UNITS if seconds % size == 0), ("min", MINUTE))
    return f"Every {grouped(round(seconds / size))} {unit}"


def choices() -> dict[int | None, str]:
    """Returns the intervals a list can have, by seconds; None is that of the settings."""
    return {None: AS_IN_SETTINGS} | {seconds: every(seconds) for seconds in CHOICES}


def rhythm(found: Rhythms) -> str:
    """ "Daily, adaptive", "Every 6 h, as in Settings"."""
    own = "" if found.rhythm.every is not None else ", as in Settings"
    return every(found.every) + (", adaptive" if found.adaptive else "") + own


def line(found: Rhythms, now: float, *, paused: bool) -> str:
    """ "Daily, adaptive · next at 14:32"."""
    if found.next_at is None:
        return rhythm(found)
    soon = (
        "paused" if paused else "due now" if found.next_at <= now else f"next at {times.clock_time(found.next_at, now)}"
    )
    return f"{rhythm(found)} · {soon}"


def cost(found: Rhythms) -> str:
    """ "200 creators take about 14 min of requests a day"; "" if there are none, or requests have no limit."""
    if not found.creators or not found.seconds_a_day:
        return ""
    who = "1 creator takes" if found.creators == 1 else f"{grouped(found.creators)} creators take"
    return f"{who} about {durations.wait(found.seconds_a_day)} of requests a day"


def progress(stage: str, done: int, wanted: int, left: float | None) -> str:
    """ "37 of 200 · about 9 min left · Refreshing @one". left: seconds, None if it isn't known."""
    if wanted <= 1:
        return stage
    until = f"about {durations.wait(left)} left" if left is not None else ""
    return " · ".join(filter(None, (f"{grouped(done + 1)} of {grouped(wanted)}", until, stage)))
