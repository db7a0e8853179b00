"""The notes and statuses in a report, if they are asked for."""

from __future__ import annotations

from datetime import tzinfo

from tiktrack_gui.core.annotations import Annotations
from tiktrack_gui.core.report import Report
from tiktrack_gui.words import times
from tiktrack_gui.words.annotations import status, status_since
from tiktrack_gui.words.counts import UNKNOWN
from tiktrack_gui.words.documents import QUIET, Cell, Column, Table, by_others

TITLE = "Notes and statuses"
LONGEST_NOTE = 1_000  # characters


def notes_of_one(report: Report, zone: tzinfo | None = None) -> tuple[Table, ...]:
    """Returns a table of what there is of the only creator, oldest first; none if there is nothing."""
    [one] = report.creators
    kept = report.annotations.get(one.id)
    if kept is None:
        return ()
    statuses = [(change.since, status(change.status), True) for change in kept.statuses]
    notes = [(note.created_at, note.text, False) for note in kept.notes]
    rows = [
        (Cell(text=times.date(at, zone), tone=QUIET), Cell(text=by_others(text, LONGEST_NOTE), is_strong=is_status))
        for at, text, is_status in sorted([*statuses, *notes])
    ]
    columns = (Column(title="", width=18, is_number=False), Column(title="", width=82, is_number=False))
    return (Table(title=TITLE, columns=columns, rows=rows),) if rows else ()


def notes_of_several(report: Report, zone: tzinfo | None = None) -> tuple[Table, ...]:
    """Returns a table of those creators of whom there is something; none if there is nothing."""
    rows = []
    for one in report.creators:
        kept = report.annotations.get(one.id)
        if kept is not None and (kept.notes or kept.statuses):
            handle = f"@{by_others(one.profile.creator.handle)}"
            rows.append((Cell(text=handle, is_strong=True), _status(kept, report, zone), _notes(kept, report, zone)))
    columns = (
        Column(title="", width=26, is_number=False),
        Column(title="Status", width=28, is_number=False),
        Column(title="Notes", width=46, is_number=False),
    )
    return (Table(title=TITLE, columns=columns, rows=rows),) if rows else ()


def _status(kept: Annotations, report: Report, zone: tzinfo | None) -> Cell:
    current = kept.status
    if current is None:
        return Cell(text=UNKNOWN, tone=QUIET)
    return Cell(text=by_others(status_since(current, report.period.end, zone)))


def _notes(kept: Annotations, report: Report, zone: tzinfo | None) -> Cell:
    """The newest note, and how many more there are."""
    if not kept.notes:
        return Cell(text=UNKNOWN, tone=QUIET)
    newest, others = kept.notes[0], len(kept.notes) - 1
    date = times.short_date(newest.created_at, report.period.end, zone)
    more = f", and {others} more note{'' if others == 1 else 's'}" if others else ""
    return Cell(text=by_others(newest.text, LONGEST_NOTE), below=f"{date}{more}")
