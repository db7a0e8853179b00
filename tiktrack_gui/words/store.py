"""Texts about the database: what is in it, and what was imported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from tiktrack_gui.core.numbers import grouped

LABELS = {  # of the tables; the others are internal
    "creators": "Creators",
    "list_entries": "Tracked creators",
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
