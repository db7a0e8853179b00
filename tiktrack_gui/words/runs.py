"""Texts about runs. Pure."""

from __future__ import annotations

from tiktrack_gui.core.left_out import in_words
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.core.runs import Outcome, Run
from tiktrack_gui.words.activity import trouble


def outcome(run: Run) -> tuple[str, str, str]:
    """Returns text, icon and colour token."""
    match run.outcome:
        case Outcome.OK:
            return ("Done", "circle-check", "ok") if run.passed else ("None passed", "circle-check", "text3")
        case Outcome.CANCELLED:
            return "Stopped", "circle-x", "text3"
        case Outcome.FAILED:
            return trouble(run.error_kind), "circle-alert", "bad"


def known(run: Run, count: int) -> int | None:
    """Returns a count of the run, which is unknown (not zero) unless the run succeeded."""
    return count if run.outcome is Outcome.OK else None


def left_out(run: Run) -> str:
    """Returns what was left out and why, as a sentence; empty if it was nothing."""
    if run.left_out:
        return f"Left out: {in_words(run.left_out)}."
    items = "1 item" if run.skipped == 1 else f"{grouped(run.skipped)} items"
    return f"{items} couldn’t be read." if run.skipped else ""


def remark(run: Run) -> str:
    return " ".join(filter(None, (run.message, left_out(run))))
