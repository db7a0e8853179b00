"""Runs in exported files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tiktrack_gui.core.runs import Run
from tiktrack_gui.core.table_export import Field, Kind
from tiktrack_gui.words import runs
from tiktrack_gui.words.exports import ALWAYS, chosen

F = Field[Run]
_NUMBER, _TIME = Kind.NUMBER, Kind.TIME


def fields(sources: Mapping[int, str], columns: Iterable[str] | None = None) -> list[F]:
    """columns: titles of the table's columns, in the order shown; None = all. sources: their handles by ID."""
    return chosen(
        {
            "Started": (F("started_at", lambda run: run.started_at, _TIME),),
            "Outcome": (F("outcome", lambda run: runs.outcome(run)[0]),),
            "Fetched": (F("fetched", lambda run: runs.known(run, run.fetched), _NUMBER),),
            "Passed": (F("passed", lambda run: runs.known(run, run.passed), _NUMBER),),
            "New": (F("new", lambda run: runs.known(run, run.saved), _NUMBER),),
            "Left out": (F("left_out", lambda run: runs.known(run, run.skipped), _NUMBER),),
            "Duration": (F("seconds", lambda run: run.finished_at - run.started_at, _NUMBER),),
            "Message": (F("message", runs.remark),),
            ALWAYS: (
                F("run", lambda run: run.id, _NUMBER),
                F("source", lambda run: sources.get(run.source_id)),
                F("median_velocity", lambda run: run.median_velocity, _NUMBER),
                F("finished_at", lambda run: run.finished_at, _TIME),
            ),
        },
        columns,
    )
