"""Tests that decide which videos of the feed are shown, and what these leave out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto

from tiktrack_gui.core import durations, numbers
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.feed_filter import VideoText, words_match
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.core.phases import RECENT, State, is_current, state
from tiktrack_gui.core.score import is_fast_enough

CHOICES = {"all": "All", "fresh": "Fresh", "rising": "Rising", "posted": "Posted"}
PERIODS = {24: "24 hours", 48: "48 hours", 168: "7 days", 0: "All time"}

Test = Callable[[MeasuredVideo], bool]


def chosen(choice: str, now: float) -> Test:
    """Returns the test for a key of CHOICES. now: UTC epoch seconds."""
    tests: dict[str, Test] = {
        "fresh": lambda item: item.video.posted_at >= now - RECENT,
        "rising": lambda item: state(item, now) is State.RISING,
        "posted": lambda item: state(item, now) is State.POSTED,
    }
    return tests.get(choice, lambda item: True)


def has_words(words: str) -> Test:
    if not words.split():
        return lambda item: True
    match = words_match(words)
    return lambda item: match(VideoText.of(item.video))


def fast_enough(criteria: Criteria) -> Test:
    return lambda item: is_fast_enough(item, criteria)


def found_by(source_id: int) -> Test:
    return lambda item: item.source_id == source_id


def current(hours: float, now: float) -> Test:
    """Returns the test for PERIODS. hours: 0 = all."""
    return lambda item: is_current(item, hours, now)


def all_of(first: Test, *others: Test) -> Test:
    if not others:
        return first
    rest = all_of(*others)
    return lambda item: first(item) and rest(item)


class Why(StrEnum):
    """Why a video isn't shown."""

    OTHER = auto()  # it isn't what was asked for
    OF_HIDDEN = auto()  # its creator is hidden
    SLOW = auto()
    OLD = auto()
    FILTERED = auto()


def unless(test: Test) -> Callable[[MeasuredVideo], Why | None]:
    """Returns what hides the videos that don't pass."""
    return lambda item: None if test(item) else Why.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """How many videos are hidden, each counted by the first thing that hides it.

    hours: the period, 0 = all. left: of those with the oldest measurements, how many weren't loaded.
    """

    slow: int
    old: int
    hours: int
    filtered: int = 0
    of_hidden: int = 0  # creators
    left: int = 0

    def __bool__(self) -> bool:
        return self.loaded or bool(self.left)

    @property
    def loaded(self) -> bool:
        """Whether there are hidden ones that can be shown."""
        return bool(self.slow or self.old or self.filtered or self.of_hidden)

    @property
    def words(self) -> str:
        """ "38 below the threshold · 4 found more than 48 h ago · 12 filtered out"."""
        period = f"{self.hours} h" if self.hours <= 48 else durations.span(self.hours * HOUR)  # as in PERIODS
        parts = {
            "below the threshold": self.slow,
            f"found more than {period} ago": self.old,
            "filtered out": self.filtered,
            "of hidden creators": self.of_hidden,
            "measured before the rest": self.left,
        }
        return " · ".join(f"{numbers.grouped(count)} {why}" for why, count in parts.items() if count)
