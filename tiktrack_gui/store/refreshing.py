"""How often lists are refreshed, and what decides when each creator is measured next."""

from __future__ import annotations

from collections import defaultdict

from peewee import Database

from tiktrack_gui.core.refreshing import Candidate, Rhythm
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.lists import tracked_id
from tiktrack_gui.store.rows import read

_creators, _lists, _entries = tables.Creators, tables.Lists, tables.ListEntries


class Refreshing(Part):
    @reads
    def candidates(self) -> list[Candidate]:
        """Returns the tracked creators that are measured by themselves: all but those that are MISSING."""
        everyone = tracked_id(self._db)
        lists = _lists_of(self._db, everyone)
        rhythms = _rhythms(self._db)
        query = (
            _creators.select(
                _creators.id,
                _creators.handle,
                _creators.checked_at,
                _creators.tried_at,
                _creators.failures,
                _creators.refresh_factor,
                _entries.added_at,
            )
            .join(_entries, on=_entries.creator_id == _creators.id)
            .where((_entries.list_id == everyone) & (_creators.state != CreatorState.MISSING))
            .order_by(_creators.id)
        )
        return [
            Candidate(
                creator_id=row["id"],
                handle=row["handle"],
                added_at=row["added_at"],
                checked_at=row["checked_at"],
                tried_at=row["tried_at"],
                failures=row["failures"],
                factor=row["refresh_factor"],
                rhythms=tuple(rhythms[list_id] for list_id in lists[row["id"]]),
                lists=frozenset(lists[row["id"]]),
            )
            for row in read(self._db, query)
        ]

    @writes
    def set_rhythm(self, list_id: int, rhythm: Rhythm) -> Rhythm:
        """Returns the one it had before. Raises LookupError if there is no such list."""
        before = _rhythms(self._db).get(list_id)
        if before is None:
            raise LookupError(f"no list {list_id}")
        new = {"refresh_every": rhythm.every, "adaptive": rhythm.adaptive}
        _lists.update(new).where(_lists.id == list_id).execute(self._db)
        return before

    @writes
    def set_factor(self, creator_id: int, factor: float) -> None:
        """factor: see `core.refreshing.factor`."""
        _creators.update(refresh_factor=factor).where(_creators.id == creator_id).execute(self._db)


def _lists_of(db: Database, everyone: int) -> dict[int, list[int]]:
    """The IDs of the users' lists by creator."""
    found = defaultdict(list)
    query = _entries.select(_entries.creator_id, _entries.list_id).where(_entries.list_id != everyone)
    for row in read(db, query.order_by(_entries.list_id)):
        found[row["creator_id"]].append(row["list_id"])
    return found


def _rhythms(db: Database) -> dict[int, Rhythm]:
    query = _lists.select(_lists.id, _lists.refresh_every, _lists.adaptive)
    return {row["id"]: Rhythm(every=row["refresh_every"], adaptive=row["adaptive"]) for row in read(db, query)}
