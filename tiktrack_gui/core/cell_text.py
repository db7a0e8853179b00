"""The texts of cells in exported files: times, and what spreadsheets would take for formulas. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache

from tiktrack_gui.core.durations import DAY

# With which a cell begins that spreadsheets compute. The full-width ones count in some East Asian versions.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
APOSTROPHE = "'"
_SURROGATE = re.compile("[\ud800-\udfff]")


def shielded(text: str) -> str:
    """Returns the text with a leading apostrophe if a spreadsheet would take it for a formula.

    A text of its own apostrophes before a formula gets another one, so that `unshielded` returns every text as it was.
    """
    return f"{APOSTROPHE}{text}" if text.lstrip(APOSTROPHE).startswith(FORMULA) else text


def unshielded(text: str) -> str:
    """Takes away the apostrophe that `shielded` has put in front."""
    is_shielded = text.startswith(APOSTROPHE) and text.lstrip(APOSTROPHE).startswith(FORMULA)
    return text[1:] if is_shielded else text


def encodable(text: str) -> str:
    """Returns the text without halves of characters, which no file can contain."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


class Times:
    """Epoch seconds as `2026-01-31T12:00:00Z`, as `core.export.iso` writes them, but ten times as fast."""

    def __init__(self) -> None:
        self._days = _Days()
        self._clock = _clock()

    def text(self, at: float) -> str:
        day, second = divmod(int(at), DAY)
        return self._days[day] + self._clock[second]

    def texts(self, moments: Iterable[float | None]) -> list[str]:
        """None is ""."""
        days, clock = self._days, self._clock
        return ["" if at is None else days[(s := int(at)) // DAY] + clock[s % DAY] for at in moments]


class _Days(dict[int, str]):
    """The dates of days since 1970."""

    def __missing__(self, day: int) -> str:
        found = self[day] = f"{datetime.fromtimestamp(day * DAY, UTC):%Y-%m-%d}"
        return found


@cache
def _clock() -> list[str]:
    return [f"T{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}Z" for s in range(DAY)]
