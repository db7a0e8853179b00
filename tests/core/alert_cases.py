"""The table of when alerts are told: for the rules alone, and with a real notification daemon at the end."""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.core.alerts import LONGEST_MUTE, Rules, Why
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE

MIDNIGHT = 1_780_272_000  # 2026-06-01 00:00 UTC
NOON = MIDNIGHT + 12 * HOUR
ALWAYS = Rules()
NIGHT = Rules(quiet_from="22:00", quiet_until="07:00")
LUNCH = Rules(quiet_from="11:30", quiet_until="13:00")
TWO = Rules(most_per_hour=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A moment with alerts. why: they are kept; None = told. Local time is UTC."""

    name: str
    now: float = NOON
    rules: Rules = ALWAYS
    number: int = 1
    told: tuple[float, ...] = ()
    muted_until: float | None = None
    window_active: bool = False
    why: Why | None = None


CASES = (
    Case(name="one alert"),
    Case(name="several of one run", number=7),
    Case(name="nothing", number=0, why=Why.NOTHING),
    Case(name="off", rules=Rules(which="off"), why=Why.OFF),
    Case(name="by score", rules=Rules(which="score")),
    # quiet time, over midnight and within a day
    Case(name="before the night", now=MIDNIGHT + 22 * HOUR - 1, rules=NIGHT),
    Case(name="the night begins", now=MIDNIGHT + 22 * HOUR, rules=NIGHT, why=Why.QUIET),
    Case(name="midnight", now=MIDNIGHT, rules=NIGHT, why=Why.QUIET),
    Case(name="the night’s last second", now=MIDNIGHT + 7 * HOUR - 1, rules=NIGHT, why=Why.QUIET),
    Case(name="the night is over", now=MIDNIGHT + 7 * HOUR, rules=NIGHT),
    Case(name="lunch", rules=LUNCH, why=Why.QUIET),
    Case(name="after lunch", now=NOON + HOUR, rules=LUNCH),
    # at most so many per hour
    Case(name="one of two", rules=TWO, told=(NOON - 5 * MINUTE,)),
    Case(name="two of two", rules=TWO, told=(NOON - 5 * MINUTE, NOON), why=Why.ENOUGH),
    Case(name="both an hour ago", rules=TWO, told=(NOON - HOUR, NOON - HOUR - 1)),
    Case(name="one of them an hour ago", rules=TWO, told=(NOON - HOUR, NOON - HOUR + 1)),
    Case(name="the clock was set back by a day", rules=TWO, told=(NOON + DAY, NOON + DAY + 1)),
    Case(name="the clock was set back a little", rules=TWO, told=(NOON + 60, NOON + 600), why=Why.ENOUGH),
    # mute
    Case(name="muted", muted_until=NOON + 1, why=Why.MUTED),
    Case(name="the mute is over", muted_until=NOON),
    Case(name="muted by a wrong clock", muted_until=NOON + LONGEST_MUTE + 1),
    # the window
    Case(name="the window is active", window_active=True, why=Why.WINDOW),
    # more than one reason: the user’s own come first
    Case(name="off and muted", rules=Rules(which="off"), muted_until=NOON + HOUR, window_active=True, why=Why.OFF),
    Case(name="muted at lunch", rules=LUNCH, muted_until=NOON + HOUR, why=Why.MUTED),
    Case(name="the window at lunch", rules=LUNCH, window_active=True, why=Why.WINDOW),
)
