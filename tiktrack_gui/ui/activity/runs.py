"""Columns and texts of the table of runs."""

from __future__ import annotations

from tiktrack_gui.core import durations
from tiktrack_gui.core.left_out import in_words
from tiktrack_gui.core.models import Outcome, Run
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.ui.widgets.records_model import Column
from tiktrack_gui.words import times
from tiktrack_gui.words.activity import trouble
from tiktrack_gui.words.counts import UNKNOWN


def run_outcome(run: Run) -> tuple[str, str, str]:
    """Returns text, icon and colour token."""
    match run.outcome:
        case Outcome.OK:
            return ("Done", "circle-check", "ok") if run.passed else ("None passed", "circle-check", "text3")
        case Outcome.CANCELLED:
            return "Stopped", "circle-x", "text3"
        case Outcome.FAILED:
            return trouble(run.error_kind), "circle-alert", "bad"


def _count(run: Run, count: int) -> str:
    """Formats a count, which is unknown (not zero) unless the run succeeded."""
    return grouped(count) if run.outcome is Outcome.OK else UNKNOWN


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
        text=lambda run, now: run_outcome(run)[0],
        hint=lambda run, now: run.message,
        mark=lambda run, now: run_outcome(run)[1:],
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
        hint=lambda run, now: left_out(run) or "Items in TikTok’s response that aren’t public videos with counts",
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
    Column(title="Message", text=lambda run, now: _remark(run), hint=lambda run, now: _remark(run) or None),
)


def run_title(run: Run) -> str:
    return f"{run_outcome(run)[0]}, {times.exact_time(run.started_at)}"


def run_story(run: Run) -> str:
    """Returns the details shown for a run: its message, or a summary of its counts."""
    return " ".join(filter(None, (run.message or _summary(run), left_out(run))))


def _remark(run: Run) -> str:
    return " ".join(filter(None, (run.message, left_out(run))))


def left_out(run: Run) -> str:
    """Returns what was left out and why, as a sentence; empty if it was nothing."""
    if run.left_out:
        return f"Left out: {in_words(run.left_out)}."
    items = "1 item" if run.skipped == 1 else f"{grouped(run.skipped)} items"
    return f"{items} couldn’t be read." if run.skipped else ""


def _summary(run: Run) -> str:
    new = "1 new story" if run.saved == 1 else f"{grouped(run.saved)} new stories"
    return f"{grouped(run.fetched)} videos fetched, {grouped(run.passed)} passed, {new}."
