"""Texts of the dialog that makes a report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tiktrack_gui.core import durations, numbers
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.report import Report
from tiktrack_gui.words.documents import Document
from tiktrack_gui.words.times import month

ACTION = "Report…"
LIST_ACTION = "Report on this list…"
WINDOW = "Growth report"
FROM, TO = "First day", "Last day"
PAPERS: Mapping[str, str] = {"a4": "A4", "letter": "Letter"}
LAST_DAYS = (7, GROWTH_DAYS, 90, 365)
THIS_MONTH, LAST_MONTH, OTHER = "this_month", "last_month", "other"
SPANS: Mapping[str, str] = {
    **{str(days): f"Last {days} days" for days in LAST_DAYS},
    THIS_MONTH: "This month",
    LAST_MONTH: "Last month",
    OTHER: "Other dates",
}
USUAL = str(GROWTH_DAYS)
NOTES = "With notes and statuses"
NOTES_HINT = "What you keep about the creators. Leave it off for others."
NOTHING = "Nothing to report on"
NOBODY = "There’s nobody on this list yet."
FAILED = "Couldn’t put the report together"
SOON = 1.0  # s; what takes less time says nothing about it


def title(wanted: str) -> str:
    """ "Report on @maracooks", "Report on “Food”"."""
    return f"Report on {wanted}"


def day(which: date) -> str:
    """ "20 Oct 2026"."""
    return f"{which.day} {month(which.month)} {which.year}"


def span(key: str, today: date) -> tuple[date, date]:
    """Returns the first and the last day of one of SPANS but OTHER."""
    if key == THIS_MONTH:
        return today.replace(day=1), today
    if key == LAST_MONTH:
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    return today - timedelta(days=int(key) - 1), today


def reading(done: int, of: int, seconds: float) -> str:
    """ "Reading 12 of 60 creators, done in about 4 s". seconds: so far."""
    left = seconds / done * (of - done) if done else 0.0
    until = f", done in about {durations.wait(left)}" if left >= SOON else ""
    return f"Reading {numbers.grouped(done)} of {numbers.grouped(of)} creators{until}"


def pages(number: int) -> str:
    """ "1 page", "4 pages"."""
    return f"{number} page{'' if number == 1 else 's'}"


def spoken(document: Document) -> str:
    """Says what the preview shows."""
    figures = (", ".join(filter(None, (f"{tile.caption}: {tile.text}", tile.below))) for tile in document.tiles)
    return ". ".join([document.title, document.period, *figures])


def about(found: Report) -> str:
    """ "@maracooks", "“Food”"."""
    return f"“{found.name}”" if found.name is not None else f"@{found.creators[0].profile.creator.handle}"
