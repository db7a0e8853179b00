"""Computes when something is due. Pure; the timer that waits for it is in services.poller."""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.core.durations import HOUR, MINUTE

TRENDING_LEAST_MINUTES = 10.0  # between two timed fetches of the feed

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


def cool_down(failing_for: float) -> float:
    """The cooldown after a block, in seconds: 5 min at first, then 15, then 60.

    failing_for: seconds since the first failure of this series.
    """
    for limit, wait in COOL_DOWNS:
        if failing_for < limit:
            return wait
    return LONGEST_COOL_DOWN
