"""Computes when something is due. Pure; the timer that waits for it is in services.poller."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.sources import Capability, Source

TRENDING_LEAST_MINUTES = 10  # between two timed fetches of the feed
LEAST_MINUTES = 5  # the same for other sources
MOST_MINUTES = 10_080
USUAL_MINUTES = 15
JITTER = 0.1  # an interval is longer by up to this fraction, so that sources don't come in step
LONGEST_BACK_OFF = 6 * HOUR  # s; a source that keeps failing is tried at least so often, if its own interval allows

COOL_DOWNS = ((5 * MINUTE, 5 * MINUTE), (20 * MINUTE, 15 * MINUTE))  # (failing for less than s, wait s), in order
LONGEST_COOL_DOWN = HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Run every `every` seconds, but not before `not_before` (a cooldown), and never while paused."""

    every: float
    not_before: float | None = None
    paused: bool = False


def next_run(rule: Rule, last: float | None, now: float) -> float | None:
    """When the next run is due, in epoch seconds; None = never under this rule.

    Missed runs are made up for by a single one, at `now`. A `last` in the future (the clock was set back) counts as
    now, so that the wait never exceeds the rule's interval.
    """
    if rule.paused:
        return None
    due = now if last is None else max(now, min(last, now) + rule.every)
    return due if rule.not_before is None else max(due, rule.not_before)


def least_minutes(capability: Capability) -> int:
    """The minimum of a source's frequency."""
    return TRENDING_LEAST_MINUTES if capability is Capability.TRENDING else LEAST_MINUTES


def require_minutes(source: str, capability: Capability, minutes: int) -> None:
    """Raises BadInput if that can't be the source's frequency."""
    least = least_minutes(capability)
    if not least <= minutes <= MOST_MINUTES:
        raise BadInput(
            f"{source} can’t be refreshed every {minutes:,} min.",
            f"Use a whole number from {least} to {MOST_MINUTES:,}.",
        )


def interval(source: Source) -> float:
    """Seconds from one run of a source to the next. Doubles with each failure in a row after the first."""
    minutes = max(source.scrape_frequency_minutes, least_minutes(source.capability))
    usual = minutes * MINUTE * (1 + JITTER * _chance(source))
    doublings = min(max(source.failures - 1, 0), 20)
    return min(usual * 2.0**doublings, max(usual, LONGEST_BACK_OFF))


def _chance(source: Source) -> float:
    """A number between 0 and 1, another one after each run; the same whenever it is asked for."""
    return zlib.crc32(f"{source.id} {source.last_run_at}".encode()) / 2**32


def cool_down(failing_for: float) -> float:
    """The cooldown after a block, in seconds: 5 min at first, then 15, then 60.

    failing_for: seconds since the first failure of this series.
    """
    for limit, wait in COOL_DOWNS:
        if failing_for < limit:
            return wait
    return LONGEST_COOL_DOWN
