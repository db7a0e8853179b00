"""Sources: what is polled. The table is also changed by users' own SQL, so it is read anew each time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peewee import Database

from tiktrack_gui.core.errors import BEYOND_A_SOURCE
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.models import PLATFORM
from tiktrack_gui.core.runs import Outcome
from tiktrack_gui.core.schedule import USUAL_MINUTES
from tiktrack_gui.core.sources import TRENDING, Source
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.rows import Row, columns_for, fetch, insert, read, read_one

_sources, _runs = tables.Sources, tables.ScrapeRuns
_handle = _sources.account_handle
SOURCE = columns_for(_sources, Source)
LAST_RUNS = 20  # that tell how a source is doing

_POLLED = (_handle == TRENDING) | _handle.startswith("#") | _handle.startswith("@")
_OURS = (_sources.platform == PLATFORM, _sources.removed_at.is_null(), _POLLED)


class Sources(Part):
    @reads
    def all(self) -> list[Source]:
        """Returns the sources that TikTrack can poll, also the inactive ones, in the order they were added."""
        rows = read(self._db, _sources.select(*SOURCE).where(*_OURS).order_by(_sources.id))
        return [self._with_failures(row) for row in rows]

    @reads
    def ever(self) -> list[Source]:
        """Returns all there ever were, for what they found; how their last runs went is left out."""
        named = _sources.platform == PLATFORM, _POLLED
        return [Source(**row) for row in read(self._db, _sources.select(*SOURCE).where(*named).order_by(_sources.id))]

    @reads
    def named(self, handle: str = TRENDING) -> Source:
        """Returns the source with that handle. Raises LookupError if there is none."""
        return self._named(handle)

    @reads
    def thresholds(self) -> dict[int, float]:
        """Returns the thresholds that sources have of their own, also those of removed ones, whose stories are kept."""
        own = _sources.select(_sources.id, _sources.min_velocity).where(_sources.min_velocity.is_null(False))
        return {row["id"]: row["min_velocity"] for row in read(self._db, own)}

    def _named(self, handle: str) -> Source:
        row = read_one(self._db, _sources.select(*SOURCE).where(*_OURS, _handle == handle))
        if row is None:
            raise LookupError(f"no source {handle!r}")
        return self._with_failures(row)

    @writes
    def add(self, handle: str, name: str, creator_id: int | None, at: int) -> Source:
        """Adds a source, active and with the usual frequency. One that was removed is as before, but active.

        The account decides whether it is the same, if there is one: a source of another account that had the handle
        is named by its account's ID until it is known what that is called now.
        """
        row = self._there(_sources.creator_id == creator_id) if creator_id is not None else None
        same_name = self._there(_handle == handle)
        if row is None and same_name is not None and same_name["creator_id"] in (None, creator_id):
            row = same_name
        if same_name is not None and same_name != row:
            _rename(self._db, same_name["id"], f"@{same_name['creator_id']}")
        said = {"account_handle": handle, "is_active": True, "creator_id": creator_id, "removed_at": None}
        if row is not None:
            _sources.update(said).where(_sources.id == row["id"]).execute(self._db)
        else:
            new = {"account_name": name, "is_trusted": False, "scrape_frequency_minutes": USUAL_MINUTES}
            insert(self._db, _sources, [{"platform": PLATFORM, "created_at": at, **said, **new}])
        return self._named(handle)

    def _there(self, which: Any) -> Row | None:
        """A source, even one that was removed."""
        query = _sources.select(_sources.id, _sources.creator_id)
        return read_one(self._db, query.where(_sources.platform == PLATFORM, which))

    @writes
    def change(self, source: Source) -> None:
        """Stores whether the source is active, its frequency and its threshold."""
        changed = {name: getattr(source, name) for name in ("is_active", "scrape_frequency_minutes", "min_velocity")}
        _sources.update(changed).where(_sources.id == source.id).execute(self._db)

    @writes
    def remove(self, source_id: int, at: int) -> None:
        """Takes the source off the list. Its row stays, for the runs and stories that came from it."""
        _sources.update(is_active=False, removed_at=at).where(_sources.id == source_id).execute(self._db)

    def _with_failures(self, row: Row) -> Source:
        last = _runs.select(_runs.outcome, _runs.error_kind, _runs.message).where(_runs.source_id == row["id"])
        runs = read(self._db, last.order_by(_runs.id.desc()).limit(LAST_RUNS))
        failures = 0
        for run in runs:
            if run["outcome"] is Outcome.OK:
                break
            failures += run["outcome"] is Outcome.FAILED and run["error_kind"] not in BEYOND_A_SOURCE
        failed = bool(runs) and runs[0]["outcome"] is Outcome.FAILED
        return Source(**row, failures=failures, trouble=runs[0]["message"] if failed else None)


def follow_creator(db: Database, source_id: int, creator_ids: Iterable[int]) -> None:
    """Gives a creator's source the handle its account has now; and the account, if it isn't known yet.

    creator_ids: whose videos the source just had.
    """
    rows, seen = fetch(db, "SELECT account_handle, creator_id FROM sources WHERE id = ?", source_id), set(creator_ids)
    if not rows or not rows[0][0].startswith("@") or len(seen) != 1:
        return
    [(known_handle, known_id)], [creator_id] = rows, seen
    if known_id not in (None, creator_id):
        return
    creators = tables.Creators
    account = read_one(db, creators.select(creators.handle).where(creators.id == creator_id))
    handle = known_handle if account is None else f"@{canonical(account['handle'])}"
    taken = _sources.select(_sources.id).where(_handle == handle, _sources.id != source_id)
    if handle != known_handle and read_one(db, taken.where(_sources.platform == PLATFORM)):
        handle = known_handle
    _sources.update(creator_id=creator_id).where(_sources.id == source_id).execute(db)
    _rename(db, source_id, handle)


def _rename(db: Database, source_id: int, handle: str) -> None:
    _sources.update(account_handle=handle).where(_sources.id == source_id).execute(db)
