"""Days as people type them: "2026-10-12", "12 Oct", "Oct 12, 2026", "yesterday"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tiktrack_gui.core.errors import BadInput

FIRST = date(2016, 9, 1)  # when TikTok began
AHEAD = timedelta(days=366)  # how far in the future a day may be
ADVICE = "Type a day such as 12 Oct 2026 or 2026-10-12."
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = {"today": 0, "yesterday": 1}  # → days ago
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\.? ([a-z]{3,9})\.?,?(?: (\d{4}))?", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2}),?(?: (\d{4}))?", re.ASCII)


def read_day(text: str, today: date) -> date:
    """Returns the day that a text names; without a year, the one nearest to today. The months' names are English.

    Raises BadInput if it names none, or one before TikTok began or more than a year from now.
    """
    said = " ".join(text.casefold().split())
    if said in _NAMED:
        return today - timedelta(days=_NAMED[said])
    day = _read(said, today)
    if day is None:
        raise BadInput("That isn’t a day.", ADVICE)
    if not FIRST <= day <= today + AHEAD:
        raise BadInput("That day can’t be.", "Enter one from September 2016 on, and at most a year from now.")
    return day


def _read(said: str, today: date) -> date | None:
    if found := _ISO.fullmatch(said):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(said):
        return _named(found[2], found[1], found[3], today)
    if found := _MONTH_FIRST.fullmatch(said):
        return _named(found[1], found[2], found[3], today)
    return None


def _named(name: str, number: str, year: str | None, today: date) -> date | None:
    month = next((place for place, known in enumerate(_MONTHS, 1) if name.startswith(known)), None)
    if month is None:
        return None
    if year is not None:
        return _made(int(year), month, int(number))
    years = (today.year - 1, today.year, today.year + 1)
    days = [day for near in years if (day := _made(near, month, int(number))) is not None]
    return min(days, key=lambda day: abs(day - today), default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
