"""Texts about notes, statuses and tags, and about the growth before and after a status. Pure; epoch seconds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo

from tiktrack_gui.core.annotations import Annotations, StatusChange
from tiktrack_gui.core.collaboration import LEAST_DAYS, Comparison, NotEnoughDays
from tiktrack_gui.core.growth_rate import WeeklyGrowth
from tiktrack_gui.words import times
from tiktrack_gui.words.creators import per_week, per_week_beside

NAMES: Mapping[str, str] = {
    "idea": "Idea",
    "contacted": "Contacted",
    "sent": "Sent",
    "posted": "Posted",
    "done": "Done",
}
_FASTER = {  # by whether it grew before, and grows after
    (True, True): "Growing faster",
    (False, True): "Growing",
    (False, False): "Shrinking more slowly",
}
_SLOWER = {(True, True): "Growing more slowly", (True, False): "Shrinking", (False, False): "Shrinking faster"}
NO_STATUS = "No status"
NO_NOTES = "No notes yet."
NO_TAGS = "No tags yet."


def status(key: str) -> str:
    """ "Contacted"; an own status is its own name."""
    return NAMES.get(key, key)


def status_since(change: StatusChange, now: float, zone: tzinfo | None = None) -> str:
    """ "Contacted since 12 Oct"."""
    return f"{status(change.status)} since {times.short_date(change.since, now, zone)}"


def status_on(change: StatusChange, zone: tzinfo | None = None) -> str:
    """ "Contacted, 12 Oct 2026", as a mark of the plot says it."""
    return f"{status(change.status)}, {times.date(change.since, zone)}"


def summary(found: Annotations) -> str:
    """ "Contacted · Vegan, Berlin · 2 notes": what is kept, in a line; "" for nothing."""
    current = found.status
    notes = len(found.notes)
    parts = (
        "" if current is None else status(current.status),
        ", ".join(tag.name for tag in found.tags),
        "" if not notes else "1 note" if notes == 1 else f"{notes:,} notes",
    )
    return " · ".join(filter(None, parts))


def headline(found: Comparison | NotEnoughDays) -> tuple[str, str]:
    """Whether the growth is another one since then, with its tone: ("Growing faster since then", "ok")."""
    if isinstance(found, NotEnoughDays):
        return "Not enough days to compare", ""
    grew, grows = found.before.share > 0, found.after.share > 0
    if found.is_faster:
        return f"{_FASTER[grew, grows]} since then", "ok"
    if found.is_slower:
        return f"{_SLOWER[grew, grows]} since then", "bad"
    if found.is_steady:
        return "Gains about as many followers per day as before", ""
    return "No measurable change in growth since then", ""


def comparison(found: Comparison | NotEnoughDays) -> str:
    """ "Followers per week: +1.2% (+0.9% to +1.4%) before, +3.1% (+2.2% to +4.0%) after", or what is missing."""
    if isinstance(found, NotEnoughDays):
        days = f"{_days(found.days_before)} before and {_days(found.days_after)} after"
        return f"Measured on {days}; it takes {LEAST_DAYS} on each side"
    return f"Followers per week: {_rate(found.before)} before, {_rate(found.after)} after"


def details(found: Comparison | NotEnoughDays) -> str:
    """How exact a comparison is: "95% certain. Measured on 28 days before and 14 after."; "" if there is none."""
    if isinstance(found, NotEnoughDays):
        return ""
    return f"95% certain. Measured on {_days(found.days_before)} before and {found.days_after} after."


def sentence(found: Comparison | NotEnoughDays) -> str:
    """ "Growing faster since then. Followers per week: +1.2% (…) before, +3.1% (…) after."."""
    return f"{headline(found)[0]}. {comparison(found)}."


def _rate(rate: WeeklyGrowth) -> str:
    between = per_week_beside(rate)
    return f"{per_week(rate)} ({between})" if between else per_week(rate)


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
