"""Columns and texts of the table of runs."""

from __future__ import annotations

from tiktrack_gui.core import durations
from tiktrack_gui.core.models import Run
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.ui.widgets.records_model import Column
from tiktrack_gui.words import runs, times
from tiktrack_gui.words.counts import UNKNOWN


def _count(run: Run, count: int) -> str:
    """Formats a count, which is unknown (not zero) unless the run succeeded."""
    known = runs.known(run, count)
    return UNKNOWN if known is None else grouped(known)


RUN_COLUMNS: tuple[Column[Run], ...] = (
    Column(
        title="Started",
        text=lambda run, now: times.clock_time(run.started_at, now),
        hint=lambda run, now: f"{times.exact_time(run.started_at)}, {times.ago(run.started_at, now)}",
        width=148,
        is_time=True,
        is_main=True,
    ),
    Column(
        title="Outcome",
        text=lambda run, now: runs.outcome(run)[0],
        hint=lambda run, now: run.message,
        mark=lambda run, now: runs.outcome(run)[1:],
        width=152,
    ),
    Column(
        title="Fetched",
        text=lambda run, now: _count(run, run.fetched),
        hint=lambda run, now: "Distinct videos from TikTok",
        width=84,
        is_number=True,
    ),
    Column(
        title="Passed",
        text=lambda run, now: _count(run, run.passed),
        hint=lambda run, now: "Videos above the threshold",
        width=84,
        is_number=True,
    ),
    Column(
        title="New",
        text=lambda run, now: _count(run, run.saved),
        hint=lambda run, now: "Passed and seen for the first time",
        width=72,
        is_number=True,
    ),
    Column(
        title="Left out",
        text=lambda run, now: _count(run, run.skipped),
        hint=lambda run, now: runs.left_out(run) or "Items in TikTok’s response that aren’t public videos with counts",
        width=104,
        leaves_below=900,
        is_number=True,
    ),
    Column(
        title="Duration",
        text=lambda run, now: durations.exact(run.finished_at - run.started_at),
        hint=lambda run, now: f"Until {times.exact_time(run.finished_at)}",
        width=96,
        leaves_below=800,
        is_number=True,
    ),
    Column(title="Message", text=lambda run, now: runs.remark(run), hint=lambda run, now: runs.remark(run) or None),
)


def run_title(run: Run) -> str:
    return f"{runs.outcome(run)[0]}, {times.exact_time(run.started_at)}"


def run_story(run: Run) -> str:
    """Returns the details shown for a run: its message, or a summary of its counts."""
    return " ".join(filter(None, (run.message or _summary(run), runs.left_out(run))))


def _summary(run: Run) -> str:
    new = "1 new story" if run.saved == 1 else f"{grouped(run.saved)} new stories"
    return f"{grouped(run.fetched)} videos fetched, {grouped(run.passed)} passed, {new}."
