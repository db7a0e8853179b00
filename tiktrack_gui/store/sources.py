"""Sources: what is polled. The table is also changed by users' own SQL, so it is read anew each time."""

from __future__ import annotations

from collections.abc import Iterable

from peewee import Database

from tiktrack_gui.core.errors import BEYOND_A_SOURCE
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.models import PLATFORM, TRENDING, Outcome, Source
from tiktrack_gui.core.schedule import USUAL_MINUTES
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.rows import Row, columns_for, insert, read, read_one

_sources, _runs = tables.Sources, tables.ScrapeRuns
_handle = _sources.account_handle
SOURCE = columns_for(_sources, Source)
LAST_RUNS = 20  # that tell how a source is doing

_OURS = (
    _sources.platform == PLATFORM,
    _sources.removed_at.is_null(),
    (_handle == TRENDING) | _handle.startswith("#") | _handle.startswith("@"),
)


class Sources(Part):
    @reads
    def all(self) -> list[Source]:
        """Returns the sources that TikTrack can poll, also the inactive ones, in the order they were added."""
        rows = read(self._db, _sources.select(*SOURCE).where(*_OURS).order_by(_sources.id))
        return [self._with_failures(row) for row in rows]

    @reads
    def named(self, handle: str = TRENDING) -> Source:
        """Returns the source with that handle. Raises LookupError if there is none."""
        row = read_one(self._db, _sources.select(*SOURCE).where(*_OURS, _handle == handle))
        if row is None:
            raise LookupError(f"no source {handle!r}")
        return self._with_failures(row)

    @writes
    def add(self, handle: str, name: str, creator_id: int | None, at: int) -> None:
        """Adds a source, active and with the usual frequency. One that was removed is as before, but active."""
        there = (_sources.platform == PLATFORM, _handle == handle)
        if read_one(self._db, _sources.select(_sources.id).where(*there)):
            _sources.update(is_active=True, removed_at=None, creator_id=creator_id).where(*there).execute(self._db)
            return
        added = {
            "platform": PLATFORM,
            "account_handle": handle,
            "account_name": name,
            "is_active": True,
            "is_trusted": False,
            "scrape_frequency_minutes": USUAL_MINUTES,
            "created_at": at,
            "creator_id": creator_id,
        }
        insert(self._db, _sources, [added])

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
    this = _sources.id == source_id
    row = read_one(db, _sources.select(_handle, _sources.creator_id).where(this))
    seen = set(creator_ids)
    if row is None or not row["account_handle"].startswith("@") or len(seen) != 1:
        return
    [creator_id] = seen
    if row["creator_id"] not in (None, creator_id):
        return
    creators = tables.Creators
    account = read_one(db, creators.select(creators.handle).where(creators.id == creator_id))
    handle = row["account_handle"] if account is None else f"@{canonical(account['handle'])}"
    taken = _sources.select(_sources.id).where(_handle == handle, _sources.id != source_id)
    if handle != row["account_handle"] and read_one(db, taken.where(_sources.platform == PLATFORM)):
        handle = row["account_handle"]
    _sources.update(creator_id=creator_id, account_handle=handle).where(this).execute(db)
