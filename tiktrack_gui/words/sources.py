"""Texts about sources: how often, from which velocity on, and how they are doing."""

from __future__ import annotations

from tiktrack_gui.core import durations
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.numbers import velocity
from tiktrack_gui.core.sources import TRENDING, Source
from tiktrack_gui.services.rounds import Planned
from tiktrack_gui.words import times

KEPT = "Its stories are kept."


def name(source: Source) -> str:
    """ "Trending feed", "#recipes", "@pastaqueen"."""
    return "Trending feed" if source.account_handle == TRENDING else source.account_handle


def every(source: Source) -> str:
    """ "15 min"."""
    return f"{source.scrape_frequency_minutes:,} min"


def threshold(source: Source, usual: float) -> str:
    """ "40/min", or "100/min (default)". usual: the setting's."""
    if source.min_velocity is None:
        return f"{velocity(usual)} (default)"
    return velocity(source.min_velocity)


def last_run(source: Source, now: float) -> str:
    """ "8 min ago", or "not yet"."""
    return "not yet" if source.last_run_at is None else times.ago(source.last_run_at, now)


def state(planned: Planned, now: float) -> str:
    """ "Off" / "Next in 12 min" / "Failed 3 times in a row, next try in 2 h"."""
    if planned.due_at is None:
        return "Off"
    when = times.until(planned.due_at, now)
    if planned.source.trouble is None:
        return f"Next {when}"
    times_failed = planned.source.failures
    failed = f"Failed {times_failed} times in a row" if times_failed > 1 else "Failed"
    return f"{failed}, next try {when}"


def standing(planned: Planned, now: float) -> str:
    """ "8 min ago · Next in 12 min", or why its last run failed."""
    source = planned.source
    said = state(planned, now) if source.trouble is None else f"{state(planned, now)}: {source.trouble}"
    return said if source.last_run_at is None else f"Refreshed {last_run(source, now)} · {said}"


def slowed(source: Source, due_at: float, now: float) -> str:
    """Says that a source that keeps failing is tried less often."""
    wait = durations.wait(max(due_at - now, MINUTE))
    return f"{source.account_handle} failed {source.failures} times in a row. Next try in {wait}."
