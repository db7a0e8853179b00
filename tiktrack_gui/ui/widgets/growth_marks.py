"""What a growth plot marks besides what was measured. Without pyqtgraph, for those who only hand it over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMark:
    """A day on which something began. at: epoch seconds. label: a word or two, at the line. day, said: the day, and
    what is known of it, in the card.
    """

    at: int
    label: str
    day: str
    said: str = ""
