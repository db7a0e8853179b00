"""Days as people write them: "2026-10-12", "12 Oct", "Oct 12, 2026", "12.10.2026", "yesterday"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from tiktrack_gui.core.characters import typed
from tiktrack_gui.core.errors import BadInput

FIRST = date(2016, 9, 1)  # when TikTok began
AHEAD = timedelta(days=366)  # how far in the future a day may be
ADVICE = "Type a day such as 12 Oct 2026 or 2026-10-12."
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_NAMED = {"today": 0, "yesterday": 1}  # → days ago
_DASHES = str.maketrans("‐‑‒–−", "-----")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})", re.ASCII)
_DOTTED = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})", re.ASCII)
_EITHER = re.compile(r"(?P<one>\d{1,2})([-/])(?P<other>\d{1,2})\2(?P<year>\d{4})", re.ASCII)
_NAME, _YEAR = r"(?P<name>[a-z]{3,9})\.?", r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = re.compile(rf"{_DAY}\.?[ -]{_NAME},?(?:[ -](?:{_YEAR}|(?P<short>\d\d)))?", re.ASCII)
_MONTH_FIRST = re.compile(rf"{_NAME} {_DAY},?(?: {_YEAR})?", re.ASCII)


def read_day(text: str, today: date) -> date:
    """Returns the day that a text names; without a year, the one nearest to today. The months' names are English.

    Raises BadInput if it names none, or one before TikTok began or more than a year from now, or could mean two.
    """
    day = known_day(text, today=today)
    if day is None:
        sentence = "That could be two different days." if may_be_two(text) else "That isn’t a day."
        raise BadInput(sentence, ADVICE)
    if not FIRST <= day <= today + AHEAD:
        raise BadInput("That day can’t be.", "Enter one from September 2016 on, and at most a year from now.")
    return day


def known_day(text: str, *, today: date | None = None, month_first: bool | None = None) -> date | None:
    """Returns the day that a text names, however long ago; None if it names none, or could mean two.

    today: None = the text must name the year. month_first: which of the numbers in "1/2/2026" is the month, where both
    can be.
    """
    said = _plain(text)
    if today is not None and said in _NAMED:
        return today - timedelta(days=_NAMED[said])
    return _read(said, today, month_first)


def may_be_two(text: str) -> bool:
    """Whether it is a day as "1/2/2026", which means another one elsewhere."""
    found = _EITHER.fullmatch(_plain(text))
    return found is not None and found["one"] != found["other"] and max(int(found["one"]), int(found["other"])) <= 12


def month_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether "1/2/2026" is a day in January, by other texts of the same origin; None if they don't tell."""
    firsts = set()
    for text in texts:
        if found := _EITHER.match(text):
            one, other = int(found["one"]), int(found["other"])
            if one > 12 >= other or other > 12 >= one:
                firsts.add(other > 12)
    return firsts.pop() if len(firsts) == 1 else None


def _plain(text: str) -> str:
    return " ".join(typed(text).translate(_DASHES).casefold().split())


def _read(said: str, today: date | None, month_first: bool | None) -> date | None:
    if found := _YEAR_FIRST.fullmatch(said) or _DOTTED.fullmatch(said):
        return _made(int(found["year"]), int(found["month"]), int(found["day"]))
    if found := _EITHER.fullmatch(said):
        numbers = int(found["one"]), int(found["other"])
        if may_be_two(said) and month_first is None:
            return None
        month, day = numbers if numbers[1] > 12 or month_first else numbers[::-1]
        return _made(int(found["year"]), month, day)
    if found := _DAY_FIRST.fullmatch(said):
        year = found["year"] or (f"20{found['short']}" if found["short"] else None)
        return _named(found["name"], found["day"], year, today)
    if found := _MONTH_FIRST.fullmatch(said):
        return _named(found["name"], found["day"], found["year"], today)
    return None


def _named(name: str, number: str, year: str | None, today: date | None) -> date | None:
    month = next((place for place, known in enumerate(_MONTHS, 1) if known.startswith(name)), None)
    if month is None:
        return None
    if year is not None:
        return _made(int(year), month, int(number))
    if today is None:
        return None
    years = (today.year - 1, today.year, today.year + 1)
    days = [day for near in years if (day := _made(near, month, int(number))) is not None]
    return min(days, key=lambda day: abs(day - today), default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
