"""What is still to be asked of TikTok for brands, or to be computed for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tiktrack_gui.core.discovery.brand_jobs import BrandJob, JobKind
from tiktrack_gui.core.discovery.hashtag_ideas import Tagged
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.store import discovery_tables, tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.rows import any_of, columns_for, read, upsert

_jobs, _videos = discovery_tables.BrandJobs, tables.Videos
JOB = columns_for(_jobs, BrandJob)


class BrandJobs(Part):
    @reads
    def all(self, brand_id: int | None = None) -> list[BrandJob]:
        """Returns all jobs, or a brand's, those that were given first before others."""
        return self._read(*([] if brand_id is None else [_jobs.brand_id == brand_id]))

    @writes
    def keep(self, brand_id: int, kind: JobKind, given: Sequence[str], at: int) -> list[BrandJob]:
        """Keeps jobs until they are done; those that failed wait again. Returns them in the order given."""
        distinct = list(dict.fromkeys(given))
        waiting = {"state": PendingState.WAITING, "reason": None, "added_at": at, "tried_at": None}
        rows = [{"brand_id": brand_id, "kind": kind, "given": one, **waiting} for one in distinct]
        upsert(self._db, _jobs, rows, key=("brand_id", "kind", "given"), keep=("added_at",))
        kept = {one.given: one for one in self._read(_jobs.brand_id == brand_id, _jobs.kind == kind)}
        return [kept[one] for one in distinct]

    @writes
    def fail(self, job_id: int, reason: str | None, at: int, *, final: bool = True) -> None:
        """Records that a job failed. reason: as of `core.pending_reasons`; None = as before, it says nothing new.

        final: it isn't tried again by itself.
        """
        failed: dict[str, Any] = {"tried_at": at, **({"reason": reason} if reason is not None else {})}
        if final:
            failed["state"] = PendingState.FAILED
        _jobs.update(failed).where(_jobs.id == job_id).execute(self._db)

    @writes
    def retry(self, job_ids: Sequence[int]) -> None:
        """Has jobs that failed done again, at once."""
        waiting = {"state": PendingState.WAITING, "reason": None, "tried_at": None}
        _jobs.update(waiting).where(_jobs.id.in_(any_of(self._db, job_ids))).execute(self._db)

    @writes
    def forget(self, job_ids: Sequence[int]) -> None:
        """Deletes jobs that are done, or not wanted any more."""
        _jobs.delete().where(_jobs.id.in_(any_of(self._db, job_ids))).execute(self._db)

    @reads
    def tagged(self, most: int) -> list[Tagged]:
        """Returns the hashtags and captions of the videos that were seen last."""
        query = _videos.select(_videos.creator_id, _videos.caption, _videos.hashtags)
        rows = read(self._db, query.order_by(_videos.first_seen_at.desc(), _videos.id).limit(most))
        return [Tagged(row["creator_id"], row["caption"], row["hashtags"]) for row in rows]

    def _read(self, *conditions: Any) -> list[BrandJob]:
        rows = read(self._db, _jobs.select(*JOB).where(True, *conditions).order_by(_jobs.added_at, _jobs.id))
        return [BrandJob(**row) for row in rows]
