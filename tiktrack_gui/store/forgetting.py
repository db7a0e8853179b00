"""Forgetting a creator for good: what is known of it, erasing it, and rewriting the file without any traces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peewee import Model

from tiktrack_gui.core.channels import link
from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.persons import MAYBE_POSTED, Known, Person, PostedAbout
from tiktrack_gui.store import dialects, tables, work_tables
from tiktrack_gui.store.connection import Call, Part, reads, writes
from tiktrack_gui.store.erasing import erase, holder_of, person_of
from tiktrack_gui.store.rows import read, read_one
from tiktrack_gui.store.sqlite import TO_BE_REWRITTEN, SqliteFile

_creators, _videos, _entries = tables.Creators, tables.Videos, tables.ListEntries
_deliveries, _channels = tables.Deliveries, tables.Channels
_notes, _statuses, _tagged = work_tables.CreatorNotes, work_tables.CreatorStatuses, work_tables.CreatorTags


class Forgetting(Part):
    @reads
    def holder_of(self, handle: str) -> int | None:
        """Returns the ID of the creator that has the handle, or had it last; None if nobody is known by it."""
        return holder_of(self._db, handle)

    @reads
    def holder_of_sec_uid(self, sec_uid: str) -> int | None:
        row = read_one(self._db, _creators.select(_creators.id).where(_creators.sec_uid == sec_uid))
        return None if row is None else int(row["id"])

    @reads
    def known_of(self, creator_id: int) -> Known | None:
        """Returns what would be erased, and what was posted; None for a creator that isn't known."""
        person = person_of(self._db, creator_id)
        row = read_one(self._db, _creators.select(_creators.name, _creators.note).where(_creators.id == creator_id))
        if person is None or row is None:
            return None
        mine = _entries.select(_entries.list_id).where(_entries.creator_id == creator_id)
        lists = tables.Lists.select(tables.Lists.name).where(tables.Lists.id.in_(mine)).order_by(tables.Lists.position)
        measurements = self._number(tables.CreatorSamples, tables.CreatorSamples.creator_id == creator_id)
        videos = _videos.select(_videos.id).where(_videos.creator_id == creator_id)
        measurements += self._number(tables.VideoSamples, tables.VideoSamples.video_id.in_(videos))
        return Known(
            person=person,
            name=row["name"],
            videos=self._number(_videos, _videos.creator_id == creator_id),
            measurements=measurements,
            lists=tuple(one["name"] for one in read(self._db, lists)),
            notes=self._number(_notes, _notes.creator_id == creator_id) + bool(row["note"]),
            statuses=self._number(_statuses, _statuses.creator_id == creator_id),
            tags=self._number(_tagged, _tagged.creator_id == creator_id),
            posts=tuple(self._posts(creator_id)),
        )

    @writes
    def erase(self, person: Person) -> int:
        """Deletes everything about the creator, in one transaction; returns how many rows it deleted or changed.

        `rewrite` is to follow; if it doesn't, the next one who opens the file to write does it. Raises DiskFull before
        it begins if there is no room for that.
        """
        engine = self._connection.engine
        if isinstance(engine, SqliteFile):
            engine.require_room_to_rewrite()
        rows = erase(self._db, person)
        if isinstance(engine, SqliteFile):
            dialects.execute(self._db, f"PRAGMA user_version = {TO_BE_REWRITTEN}")
        return rows

    def rewrite(self) -> Call[None]:
        """Rewrites the file without what was deleted; a server does that by itself, in its own time.

        Raises StoreBusy while another program reads the file, and DiskFull.
        """
        return self._connection.rewrite()

    def _posts(self, creator_id: int) -> Iterable[PostedAbout]:
        about = (_deliveries.creator_id == creator_id) & _deliveries.state.in_(MAYBE_POSTED)
        query = _deliveries.select(_deliveries.channel_id, _deliveries.thread_id, _deliveries.state).where(about)
        known = _channels.select(_channels.id, _channels.guild_id, _channels.guild, _channels.name)
        channels = {row["id"]: row for row in read(self._db, known)}
        for row in read(self._db, query.order_by(_deliveries.id)):
            channel = channels.get(row["channel_id"])
            place = row["thread_id"] or row["channel_id"]
            yield PostedAbout(
                channel="" if channel is None else f"{channel['guild']}/#{channel['name']}",
                link=None if channel is None else link(channel["guild_id"], place),
                is_certain=row["state"] is DeliveryState.SENT,
            )

    def _number(self, table: type[Model], condition: Any) -> int:
        return int(table.select().where(condition).count(self._db))
