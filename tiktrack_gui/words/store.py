"""Texts about the database: what is in it, how large it is, and what was imported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.core.space import Space
from tiktrack_gui.words.backups import size

LABELS = {  # of the tables; the others are internal
    "creators": "Creators",
    "list_entries": "Places on lists",
    "creator_samples": "Creator measurements",
    "creator_changes": "Profile changes",
    "videos": "Videos",
    "video_samples": "Video measurements",
    "raw_posts": "Posts",
    "stories": "Stories",
    "deliveries": "Discord threads",
    "scrape_runs": "Runs",
    "sources": "Sources",
}


HOW_ESTIMATED = (
    "Estimated from the rows added per day in the last weeks, up to four, and the space each takes. "
    "What is removed after the days set here is taken into account."
)
SAME_FROM = 0.95  # of what it will be in a year


def space(found: Space) -> str:
    """ "212 MB now, about 1.4 GB in a year"."""
    now = size(found.size)
    if found.in_a_year is None:
        return f"{now} now; a year’s size is estimated after a week"
    if found.size >= SAME_FROM * found.in_a_year:
        return f"{now} now, about the same in a year"
    return f"{now} now, about {size(_two_digits(found.in_a_year))} in a year"


def _two_digits(number: float) -> float:
    """An estimate isn't better."""
    return float(f"{number:.1e}")


class ImportedRows(Protocol):
    """What an import did or would do: see `store.imports.Imported`."""

    @property
    def new(self) -> Mapping[str, int]: ...
    @property
    def known(self) -> Mapping[str, int]: ...
    @property
    def left_out(self) -> Mapping[str, int]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


def imported(found: ImportedRows) -> Iterator[str]:
    """Yields a line for each table, each reason why rows were left out, and each note."""
    for table, label in LABELS.items():
        new, known = found.new.get(table, 0), found.known.get(table, 0)
        if new or known:
            yield f"{label}: {grouped(new)} new" + (f", {grouped(known)} already there" if known else "")
    for reason, number in found.left_out.items():
        yield f"Left out, {grouped(number)}: {reason}"
    yield from found.notes
