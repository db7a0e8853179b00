"""Lists of tracked creators.

Everyone who is tracked is on the list that the first migration created; the others are its users' own, and what is on
them is tracked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from peewee import Database, ModelSelect, fn

from tiktrack_gui.core.lists import CreatorList, ListEntry
from tiktrack_gui.core.models import Creator, CreatorSample
from tiktrack_gui.core.ordering import moved
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.lookups import CREATOR
from tiktrack_gui.store.rows import Row, any_of, columns_for, execute_many, insert, insert_new, locked, read
from tiktrack_gui.store.samples import newest_creator_samples
from tiktrack_gui.store.work_tables import ListAlerts

TRACKED = "Tracked"  # the list of all

_creators, _lists, _entries = tables.Creators, tables.Lists, tables.ListEntries
_chosen = ListAlerts
_ENTRY = columns_for(_entries, ListEntry)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedList:
    """A list that was deleted, and who was on it. alerts: what was chosen for it, by kind (see `store.alerts`)."""

    id: int
    name: str
    position: float
    refresh_every: int | None
    adaptive: bool
    entries: tuple[ListEntry, ...]
    alerts: Mapping[str, bool] = field(default_factory=dict)


class Lists(Part):
    @reads
    def all(self) -> list[CreatorList]:
        """Returns the users' lists in their order."""
        return _all(self._db)

    @writes
    def create(self, name: str) -> CreatorList:
        """Creates an empty list after the others. The name must not be taken."""
        last = _lists.select(fn.MAX(_lists.position)).scalar(self._db)
        _lists.insert(name=name, position=(last or 0.0) + 1, adaptive=False).execute(self._db)
        return next(one for one in _all(self._db) if one.name == name)

    @writes
    def rename(self, list_id: int, name: str) -> None:
        _lists.update(name=name).where(_lists.id == list_id).execute(self._db)

    @writes
    def remove(self, list_id: int) -> RemovedList:
        """Deletes the list; who was on it stays tracked. Returns what `restore` needs to undo it."""
        columns = _lists.name, _lists.position, _lists.refresh_every, _lists.adaptive
        place = read(self._db, _lists.select(*columns).where(_lists.id == list_id))
        if not place:
            raise LookupError(f"no list {list_id}")
        entries = take_entries(self._db, _entries.list_id == list_id)
        chosen = read(self._db, _chosen.select().where(_chosen.list_id == list_id))  # deleted with the list
        _lists.delete().where(_lists.id == list_id).execute(self._db)
        return RemovedList(id=list_id, **place[0], entries=tuple(entries), alerts=_alerts(chosen))

    @writes
    def restore(self, removed: RemovedList) -> None:
        """Creates the list anew where it stood, with those on it who are still tracked.

        It has its former ID unless that is another list's now.
        """
        taken = read(self._db, _lists.select(_lists.id).where(_lists.id == removed.id))
        same = {} if taken else {"id": removed.id}
        kept = {name: getattr(removed, name) for name in ("name", "position", "refresh_every", "adaptive")}
        _lists.insert(**kept, **same).execute(self._db)
        [row] = read(self._db, _lists.select(_lists.id).where(_lists.name == removed.name))
        there = {row["creator_id"] for row in read(self._db, _of(tracked_id(self._db)))}
        entries = [entry for entry in removed.entries if entry.creator_id in there]
        insert_entries(self._db, [replace(entry, list_id=row["id"]) for entry in entries])
        chosen = [{"list_id": row["id"], "kind": kind, "wanted": on} for kind, on in sorted(removed.alerts.items())]
        insert(self._db, _chosen, chosen)

    @writes
    def move(self, list_ids: Sequence[int], before: int | None) -> None:
        """Puts lists in front of another one, or at the end."""
        order = [one.id for one in _all(self._db)]
        _renumber(self._db, "UPDATE lists SET position = ? WHERE id = ?", moved(order, list_ids, before))

    @reads
    def entries(self, list_id: int) -> list[TrackedCreator]:
        """Returns the creators on the list in their order, each with its newest sample."""
        return on_list(self._db, list_id)

    @reads
    def lists_of(self, creator_id: int) -> list[int]:
        """Returns the IDs of the users' lists the creator is on."""
        everyone = tracked_id(self._db)
        theirs = _entries.select(_entries.list_id).where(_entries.creator_id == creator_id)
        return sorted(row["list_id"] for row in read(self._db, theirs) if row["list_id"] != everyone)

    @writes
    def add(self, list_id: int, creator_ids: Sequence[int], at: int) -> None:
        """Tracks the creators, and adds those that aren't on the list at its end."""
        _add(self._db, list_id, creator_ids, at)

    @writes
    def put(self, list_id: int | None, creator_ids: Sequence[int], before: int | None, at: int) -> None:
        """As `add`, and moves all of them, in the order given, in front of another creator or to the end.

        list_id: None = the order of all who are tracked.
        """
        list_id = tracked_id(self._db) if list_id is None else list_id
        _add(self._db, list_id, creator_ids, at)
        order = [row["creator_id"] for row in read(self._db, _of(list_id))]
        statement = f"UPDATE list_entries SET position = ? WHERE list_id = {list_id} AND creator_id = ?"
        _renumber(self._db, statement, moved(order, creator_ids, before))

    @writes
    def drop(self, list_id: int, creator_ids: Sequence[int]) -> list[ListEntry]:
        """Takes creators off a list; they stay tracked. Returns where they stood, for `put_back`."""
        theirs = (_entries.list_id == list_id) & _entries.creator_id.in_(any_of(self._db, creator_ids))
        return take_entries(self._db, theirs)

    @writes
    def put_back(self, entries: Iterable[ListEntry]) -> None:
        """Puts creators back where they stood. Lists that are gone are passed over."""
        there = {row["id"] for row in read(self._db, _lists.select(_lists.id))}
        insert_entries(self._db, [entry for entry in entries if entry.list_id in there])


def tracked_id(db: Database) -> int:
    id_: int = _lists.select(_lists.id).where(_lists.name == TRACKED).scalar(db)
    return id_


def on_list(db: Database, list_id: int) -> list[TrackedCreator]:
    columns = (*CREATOR, *columns_for(_creators, TrackedCreator), _entries.added_at, _entries.position)
    query = (
        _creators.select(*columns)
        .join(_entries, on=_entries.creator_id == _creators.id)
        .where(_entries.list_id == list_id)
        .order_by(_entries.position, _creators.id)
    )
    rows = read(db, query)
    samples = newest_creator_samples(db, [row["id"] for row in rows])
    return [_tracked_creator(row, samples.get(row["id"])) for row in rows]


def add_to_list(db: Database, list_id: int, creator_ids: Iterable[int], at: int) -> None:
    """Adds creators at the end; those that are there stay where they are."""
    read(db, locked(db, _lists.select(_lists.id).where(_lists.id == list_id)))  # two programs add one after the other
    last = _entries.select(fn.MAX(_entries.position)).where(_entries.list_id == list_id).scalar(db) or 0.0
    new = [
        ListEntry(list_id=list_id, creator_id=creator_id, position=last + number, added_at=at)
        for number, creator_id in enumerate(dict.fromkeys(creator_ids), 1)
    ]
    insert_entries(db, new)


def take_entries(db: Database, which: Any) -> list[ListEntry]:
    """Deletes the entries; returns them."""
    taken = [ListEntry(**row) for row in read(db, _entries.select(*_ENTRY).where(which))]
    places = [(entry.list_id, entry.creator_id) for entry in taken]
    execute_many(db, "DELETE FROM list_entries WHERE list_id = ? AND creator_id = ?", places)
    return taken


def _alerts(chosen: Iterable[Row]) -> dict[str, bool]:
    return {row["kind"]: bool(row["wanted"]) for row in chosen}


def _all(db: Database) -> list[CreatorList]:
    numbers = _entries.select(_entries.list_id, fn.COUNT(_entries.creator_id).alias("number"))
    counted = {row["list_id"]: row["number"] for row in read(db, numbers.group_by(_entries.list_id))}
    columns = _lists.id, _lists.name, _lists.refresh_every, _lists.adaptive
    named = _lists.select(*columns).where(_lists.name != TRACKED).order_by(_lists.position, _lists.id)
    return [CreatorList(**row, creators=counted.get(row["id"], 0)) for row in read(db, named)]


def _add(db: Database, list_id: int, creator_ids: Sequence[int], at: int) -> None:
    for one in dict.fromkeys((tracked_id(db), list_id)):
        add_to_list(db, one, creator_ids, at)


def _of(list_id: int) -> ModelSelect[Any]:
    """The IDs of the creators on a list, in their order."""
    theirs = _entries.select(_entries.creator_id).where(_entries.list_id == list_id)
    return theirs.order_by(_entries.position, _entries.creator_id)


def insert_entries(db: Database, entries: Iterable[ListEntry]) -> None:
    """Those who are on their list already stay where they are."""
    insert_new(db, _entries, [asdict(entry) for entry in entries], key=("list_id", "creator_id"))


def _renumber(db: Database, statement: str, order: Sequence[int]) -> None:
    execute_many(db, statement, list(enumerate(order, 1)))


def _tracked_creator(row: dict[str, Any], sample: CreatorSample | None) -> TrackedCreator:
    identity = {field.name: row.pop(field.name) for field in CREATOR}
    return TrackedCreator(creator=Creator(**identity, sample=sample), **row)
