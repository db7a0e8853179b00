"""Creators to be tracked that weren't looked up yet: they have no ID, only what was given for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peewee import fn

from tiktrack_gui.core.lists import ListEntry
from tiktrack_gui.core.pending import PendingCreator, PendingState
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.lists import add_to_list, insert_entries, tracked_id
from tiktrack_gui.store.rows import any_of, columns_for, read, upsert

_pending, _entries = tables.PendingCreators, tables.ListEntries
PENDING = columns_for(_pending, PendingCreator)


class Pending(Part):
    @reads
    def all(self) -> list[PendingCreator]:
        """Returns all in the order they were given."""
        return self._read()

    @reads
    def waiting_for(self, list_id: int | None) -> list[str]:
        """Returns what was given for those that wait to be put on the list (None: to be tracked only)."""
        target = tracked_id(self._db) if list_id is None else list_id
        return [one.given for one in self._read(_pending.list_id == target, _pending.state == PendingState.WAITING)]

    @writes
    def keep(self, given: Sequence[str], list_id: int | None, at: int) -> list[PendingCreator]:
        """Keeps them for a list (None: to be tracked only), after those on it; those that failed wait again.

        Returns them in the order given.
        """
        target = tracked_id(self._db) if list_id is None else list_id
        last = max(self._last(_entries, target), self._last(_pending, target))
        rows = [
            {
                "given": one,
                "list_id": target,
                "position": last + number,
                "state": PendingState.WAITING,
                "reason": None,
                "added_at": at,
                "tried_at": None,
            }
            for number, one in enumerate(dict.fromkeys(given), 1)
        ]
        upsert(self._db, _pending, rows, key=("list_id", "given"), keep=("position", "added_at"))
        kept = {one.given: one for one in self._read(_pending.list_id == target)}
        return [kept[one] for one in dict.fromkeys(given)]

    @writes
    def track(self, pending: PendingCreator, creator_id: int, at: int) -> None:
        """Tracks the creator that was found, at the place on the list that was kept for it."""
        if pending.list_id != (everyone := tracked_id(self._db)):
            add_to_list(self._db, everyone, [creator_id], at)
        place = ListEntry(list_id=pending.list_id, creator_id=creator_id, position=pending.position, added_at=at)
        insert_entries(self._db, [place])
        self._delete([pending.id])

    @writes
    def fail(self, pending_id: int, reason: str | None, at: int, *, final: bool = True) -> None:
        """Records a look-up that failed. reason: as of `core.pending_reasons`; None = as before, it says nothing new.

        final: it isn't tried again by itself.
        """
        failed: dict[str, Any] = {"tried_at": at, **({"reason": reason} if reason is not None else {})}
        if final:
            failed["state"] = PendingState.FAILED
        _pending.update(failed).where(_pending.id == pending_id).execute(self._db)

    @writes
    def retry(self, pending_ids: Sequence[int]) -> None:
        waiting = {"state": PendingState.WAITING, "reason": None}
        _pending.update(waiting).where(_pending.id.in_(any_of(self._db, pending_ids))).execute(self._db)

    @writes
    def forget(self, pending_ids: Sequence[int]) -> None:
        self._delete(pending_ids)

    def _read(self, *conditions: Any) -> list[PendingCreator]:
        rows = read(
            self._db, _pending.select(*PENDING).where(True, *conditions).order_by(_pending.added_at, _pending.position)
        )
        return [PendingCreator(**row) for row in rows]

    def _delete(self, pending_ids: Sequence[int]) -> None:
        _pending.delete().where(_pending.id.in_(any_of(self._db, pending_ids))).execute(self._db)

    def _last(self, table: Any, list_id: int) -> float:
        last: float | None = table.select(fn.MAX(table.position)).where(table.list_id == list_id).scalar(self._db)
        return last or 0.0
