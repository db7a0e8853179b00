"""When something is due. Pure: the timer that waits for it lives in services.poller."""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.core.durations import HOUR, MINUTE

TRENDING_LEAST_MINUTES = 10.0  # between two timed fetches of the feed

COOL_DOWNS = ((5 * MINUTE, 5 * MINUTE), (20 * MINUTE, 15 * MINUTE))  # (failing for less than s, wait s), in order
LONGEST_COOL_DOWN = HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Every so many seconds, but not before a moment (a cool-down), and never while paused."""

    every: float
    not_before: float | None = None
    paused: bool = False


def next_run(rule: Rule, last: float | None, now: float) -> float | None:
    """The epoch second of the next run; None = never, as things stand.

    What was missed is caught up with once, at `now`, never in a burst. A `last` in the future (the clock was set
    back) counts as now, so that the wait is never longer than the rule's interval.
    """
    if rule.paused:
        return None
    due = now if last is None else max(now, min(last, now) + rule.every)
    return due if rule.not_before is None else max(due, rule.not_before)


def cool_down(failing_for: float) -> float:
    """How long to leave TikTok alone after a block, in s: 5 min at first, then 15, then 60.

    failing_for: seconds since the first failure of this series.
    """
    for limit, wait in COOL_DOWNS:
        if failing_for < limit:
            return wait
    return LONGEST_COOL_DOWN
