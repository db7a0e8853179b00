"""Notes, statuses and tags of creators. Creators that were forgotten meanwhile are passed over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any, TypeVar

from peewee import Database, Model, fn

from tiktrack_gui.core.annotations import BUILT_IN, Note, StatusChange, Tag, Uses, in_order
from tiktrack_gui.core.annotations import Annotations as Annotated
from tiktrack_gui.store import tables
from tiktrack_gui.store import work_tables as work
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.rows import Row, any_of, columns_for, insert_new, insert_numbered, locked, read, read_one

_notes, _changes, _own, _tags, _tagged = (
    work.CreatorNotes,
    work.CreatorStatuses,
    work.Statuses,
    work.Tags,
    work.CreatorTags,
)
NOTE, CHANGE, TAG = columns_for(_notes, Note), columns_for(_changes, StatusChange), columns_for(_tags, Tag)

Kept = TypeVar("Kept", Note, StatusChange)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusesSet:
    """What `set_status` added, and what stood for the same day and is replaced by it."""

    added: tuple[StatusChange, ...]
    replaced: tuple[StatusChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedStatus:
    """An own status that was removed, and who has had it when."""

    name: str
    position: float
    changes: tuple[StatusChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedTag:
    """A tag that was removed, and who had it."""

    tag: Tag
    position: float
    creator_ids: tuple[int, ...]


class Annotations(Part):
    @reads
    def of(self, creator_ids: Iterable[int]) -> dict[int, Annotated]:
        """Returns what is kept about each of the creators, by ID."""
        ids = list(dict.fromkeys(creator_ids))
        theirs = any_of(self._db, ids)
        notes = _notes.select(*NOTE).where(_notes.creator_id.in_(theirs)).order_by(_notes.created_at, _notes.id)
        changes = _changes_where(self._db, _changes.creator_id.in_(theirs))
        all_tags = _all_tags(self._db)
        tagged = _tagged.select(_tagged.creator_id, _tagged.tag_id).where(_tagged.creator_id.in_(theirs))
        tags_of: dict[int, set[int]] = defaultdict(set)
        for row in read(self._db, tagged):
            tags_of[row["creator_id"]].add(row["tag_id"])
        notes_of, changes_of = _by_creator(Note(**row) for row in read(self._db, notes)), _by_creator(changes)
        return {
            id_: Annotated(
                creator_id=id_,
                notes=tuple(notes_of.get(id_, ())[::-1]),
                statuses=tuple(in_order(changes_of.get(id_, ()))),
                tags=tuple(tag for tag in all_tags if tag.id in tags_of[id_]) if id_ in tags_of else (),
            )
            for id_ in ids
        }

    @reads
    def matching(self, status: str | None, tag_ids: Iterable[int]) -> set[int]:
        """Returns the creators whose current status that is, and that have all the tags; None, or none = any.

        Of neither, it returns those of whom anything is kept.
        """
        wanted = set(tag_ids)
        if status is None and not wanted:
            return {id_ for table in (_notes, _changes, _tagged) for id_ in _creators_in(self._db, table)}
        found = None if status is None else {id_ for id_, one in _current(self._db).items() if one == status}
        for tag_id in wanted:
            having = _creators_in(self._db, _tagged, _tagged.tag_id == tag_id)
            found = having if found is None else found & having
        return found or set()

    @reads
    def uses(self) -> Uses:
        tagged = _tagged.select(_tagged.tag_id, fn.COUNT(_tagged.creator_id).alias("number")).group_by(_tagged.tag_id)
        return Uses(
            statuses=dict(Counter(_current(self._db).values())),
            tags={row["tag_id"]: row["number"] for row in read(self._db, tagged)},
        )

    # Notes

    @writes
    def add_note(self, creator_id: int, text: str, at: int) -> Note:
        """Raises LookupError if the creator isn't known any more."""
        if not _known(self._db, [creator_id]):
            raise LookupError(f"no creator {creator_id}")
        row: Row = {"creator_id": creator_id, "text": text, "created_at": at, "changed_at": at}
        return Note(id=insert_numbered(self._db, _notes, row), **row)

    @writes
    def change_note(self, note_id: int, text: str, at: int) -> Note:
        """Returns the note as it was. Raises LookupError if it was removed."""
        row = read_one(self._db, locked(self._db, _notes.select(*NOTE).where(_notes.id == note_id)))
        if row is None:
            raise LookupError(f"no note {note_id}")
        _notes.update(text=text, changed_at=at).where(_notes.id == note_id).execute(self._db)
        return Note(**row)

    @writes
    def remove_note(self, note_id: int) -> Note | None:
        """Returns the note, for `put_back_notes`; None if it was removed already."""
        row = read_one(self._db, locked(self._db, _notes.select(*NOTE).where(_notes.id == note_id)))
        _notes.delete().where(_notes.id == note_id).execute(self._db)
        return None if row is None else Note(**row)

    @writes
    def put_back_notes(self, notes: Sequence[Note]) -> None:
        """Each has its former ID unless that is taken."""
        _put_back(self._db, _notes, notes)

    # Statuses

    @reads
    def statuses(self) -> list[str]:
        """Returns the user's own statuses in their order."""
        return [row["name"] for row in read(self._db, _own.select(_own.name).order_by(_own.position, _own.id))]

    @writes
    def add_own_status(self, name: str) -> None:
        """Adds one after the others. The name must not be taken."""
        last = _own.select(fn.MAX(_own.position)).scalar(self._db)
        insert_numbered(self._db, _own, {"name": name, "position": (last or 0.0) + 1})

    @writes
    def rename_own_status(self, name: str, new: str) -> None:
        """Also for the creators that have, or have had it. The new name must not be taken."""
        if _own.update(name=new).where(_own.name == name).execute(self._db):
            _changes.update(status=new).where(_changes.status == name).execute(self._db)

    @writes
    def remove_own_status(self, name: str) -> RemovedStatus:
        """Removes it, also from the creators that have, or have had it. Raises LookupError if there is none."""
        row = read_one(self._db, locked(self._db, _own.select(_own.position).where(_own.name == name)))
        if row is None:
            raise LookupError(f"no status {name!r}")
        theirs = _changes_where(self._db, _changes.status == name)
        _changes.delete().where(_changes.status == name).execute(self._db)
        _own.delete().where(_own.name == name).execute(self._db)
        return RemovedStatus(name=name, position=row["position"], changes=tuple(theirs))

    @writes
    def put_back_own_status(self, removed: RemovedStatus) -> None:
        """Where it stood, with who has had it. The name must not be taken."""
        insert_numbered(self._db, _own, {"name": removed.name, "position": removed.position})
        _put_back(self._db, _changes, removed.changes)

    @writes
    def set_status(self, creator_ids: Iterable[int], status: str, since: int, at: int) -> StatusesSet:
        """Gives creators a status from a day on. The same one of that day is replaced, so that it is the last of it."""
        ids = _known(self._db, creator_ids)
        same = _changes.creator_id.in_(any_of(self._db, ids)) & (_changes.status == status) & (_changes.since == since)
        replaced = _changes_where(self._db, same)
        _delete_changes(self._db, [one.id for one in replaced])
        rows: list[Row] = [{"creator_id": id_, "status": status, "since": since, "entered_at": at} for id_ in ids]
        added = [StatusChange(id=insert_numbered(self._db, _changes, row), **row) for row in rows]
        return StatusesSet(added=tuple(added), replaced=tuple(replaced))

    @writes
    def change_status(self, change_id: int, status: str, since: int, at: int) -> StatusChange:
        """Returns the change of the status as it was. Raises LookupError if it was removed."""
        found = _changes_where(self._db, _changes.id == change_id)
        if not found:
            raise LookupError(f"no status change {change_id}")
        values = {"status": status, "since": since, "entered_at": at}
        _changes.update(values).where(_changes.id == change_id).execute(self._db)
        return found[0]

    @writes
    def remove_statuses(self, change_ids: Collection[int]) -> list[StatusChange]:
        """Returns those that were there, for `put_back_statuses`."""
        found = _changes_where(self._db, _changes.id.in_(any_of(self._db, change_ids)))
        _delete_changes(self._db, [one.id for one in found])
        return found

    @writes
    def clear_statuses(self, creator_ids: Iterable[int]) -> list[StatusChange]:
        """Removes all statuses of the creators; returns them, for `put_back_statuses`."""
        found = _changes_where(self._db, _changes.creator_id.in_(any_of(self._db, creator_ids)))
        _delete_changes(self._db, [one.id for one in found])
        return found

    @writes
    def put_back_statuses(self, changes: Sequence[StatusChange]) -> None:
        """Each has its former ID unless that is taken. Own statuses that are gone are passed over."""
        there = {*BUILT_IN, *(row["name"] for row in read(self._db, _own.select(_own.name)))}
        _put_back(self._db, _changes, [one for one in changes if one.status in there])

    # Tags

    @reads
    def tags(self) -> list[Tag]:
        """Returns all tags in their order."""
        return _all_tags(self._db)

    @writes
    def create_tag(self, name: str, color: str) -> Tag:
        """Creates one after the others. The name must not be taken."""
        last = _tags.select(fn.MAX(_tags.position)).scalar(self._db)
        id_ = insert_numbered(self._db, _tags, {"name": name, "color": color, "position": (last or 0.0) + 1})
        return Tag(id=id_, name=name, color=color)

    @writes
    def change_tag(self, tag: Tag) -> Tag:
        """Returns the tag as it was. Raises LookupError if it was removed."""
        before = read_one(self._db, locked(self._db, _tags.select(*TAG).where(_tags.id == tag.id)))
        if before is None:
            raise LookupError(f"no tag {tag.id}")
        _tags.update(name=tag.name, color=tag.color).where(_tags.id == tag.id).execute(self._db)
        return Tag(**before)

    @writes
    def remove_tag(self, tag_id: int) -> RemovedTag:
        """Removes it, also from the creators. Raises LookupError if there is none."""
        row = read_one(self._db, locked(self._db, _tags.select().where(_tags.id == tag_id)))
        if row is None:
            raise LookupError(f"no tag {tag_id}")
        having = sorted(_creators_in(self._db, _tagged, _tagged.tag_id == tag_id))
        _tagged.delete().where(_tagged.tag_id == tag_id).execute(self._db)
        _tags.delete().where(_tags.id == tag_id).execute(self._db)
        position = row.pop("position")
        return RemovedTag(tag=Tag(**row), position=position, creator_ids=tuple(having))

    @writes
    def put_back_tag(self, removed: RemovedTag) -> Tag:
        """Where it stood, with who had it. It has its former ID unless that is taken; its name must not be."""
        row = {"name": removed.tag.name, "color": removed.tag.color, "position": removed.position}
        if read(self._db, _tags.select(_tags.id).where(_tags.id == removed.tag.id)):
            tag = replace(removed.tag, id=insert_numbered(self._db, _tags, row))
        else:
            tag = removed.tag
            insert_new(self._db, _tags, [{"id": tag.id, **row}], key=("id",))
        _tag(self._db, removed.creator_ids, tag.id)
        return tag

    @writes
    def tag(self, creator_ids: Iterable[int], tag_id: int) -> list[int]:
        """Gives creators a tag; returns those that didn't have it. Raises LookupError if the tag was removed."""
        if not read(self._db, locked(self._db, _tags.select(_tags.id).where(_tags.id == tag_id))):
            raise LookupError(f"no tag {tag_id}")
        return _tag(self._db, creator_ids, tag_id)

    @writes
    def untag(self, creator_ids: Iterable[int], tag_id: int) -> list[int]:
        """Takes a tag off creators; returns those that had it."""
        theirs = (_tagged.tag_id == tag_id) & _tagged.creator_id.in_(any_of(self._db, creator_ids))
        had = sorted(_creators_in(self._db, _tagged, theirs))
        _tagged.delete().where(theirs).execute(self._db)
        return had


def _all_tags(db: Database) -> list[Tag]:
    return [Tag(**row) for row in read(db, _tags.select(*TAG).order_by(_tags.position, _tags.id))]


def _known(db: Database, creator_ids: Iterable[int]) -> list[int]:
    """Those of the creators that are in the database, sorted; they stay there until this transaction ends."""
    creators = tables.Creators
    known = creators.select(creators.id).where(creators.id.in_(any_of(db, creator_ids))).order_by(creators.id)
    return [row["id"] for row in read(db, locked(db, known))]


def _tag(db: Database, creator_ids: Iterable[int], tag_id: int) -> list[int]:
    ids = _known(db, creator_ids)
    having = set(_creators_in(db, _tagged, _tagged.tag_id == tag_id))
    new = [id_ for id_ in ids if id_ not in having]
    insert_new(db, _tagged, [{"creator_id": id_, "tag_id": tag_id} for id_ in new], key=("creator_id", "tag_id"))
    return new


def _creators_in(db: Database, table: type[Model], condition: Any = None) -> set[int]:
    question = table.select(table.creator_id)  # type: ignore[attr-defined]
    return {row["creator_id"] for row in read(db, question if condition is None else question.where(condition))}


def _current(db: Database) -> dict[int, str]:
    """The current status of each creator that has one."""
    latest = _by_creator(_changes_where(db, None))
    return {id_: in_order(theirs)[-1].status for id_, theirs in latest.items()}


def _changes_where(db: Database, condition: Any) -> list[StatusChange]:
    question = _changes.select(*CHANGE).order_by(_changes.id)
    return [StatusChange(**row) for row in read(db, question if condition is None else question.where(condition))]


def _delete_changes(db: Database, ids: Collection[int]) -> None:
    _changes.delete().where(_changes.id.in_(any_of(db, ids))).execute(db)


def _by_creator(kept: Iterable[Kept]) -> dict[int, list[Kept]]:
    ordered = sorted(kept, key=lambda one: one.creator_id)
    return {id_: list(theirs) for id_, theirs in groupby(ordered, key=lambda one: one.creator_id)}


def _put_back(db: Database, table: type[Model], kept: Sequence[Note] | Sequence[StatusChange]) -> None:
    known = set(_known(db, [one.creator_id for one in kept]))
    ids = table.id  # type: ignore[attr-defined]
    taken = {row["id"] for row in read(db, table.select(ids).where(ids.in_(any_of(db, [one.id for one in kept]))))}
    rows = [asdict(one) for one in kept if one.creator_id in known]
    insert_new(db, table, [row for row in rows if row["id"] not in taken], key=("id",))
    for row in (row for row in rows if row["id"] in taken):
        del row["id"]
        insert_numbered(db, table, row)
