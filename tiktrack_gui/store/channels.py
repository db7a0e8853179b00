"""Discord's channels: what is known of them, which are posted to, and by which rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from peewee import fn

from tiktrack_gui.core.deliveries import Channel, KnownChannel
from tiktrack_gui.core.ordering import moved
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.rows import Row, columns_for, execute_many, read, read_one, upsert

_table = tables.Channels
CHANNEL = columns_for(_table, Channel)
KEPT = columns_for(_table, KnownChannel)


class Channels(Part):
    @writes
    def save_channel(self, channel: Channel, at: int) -> None:
        """Records what Discord says about the channel; it is added only by `add`."""
        upsert(self._db, _table, [{**asdict(channel), "checked_at": at}], key=("id",))

    @reads
    def find(self, channel_id: int) -> Channel | None:
        known = self._known(channel_id)
        return None if known is None else known.channel

    @reads
    def known(self, channel_id: int) -> KnownChannel | None:
        return self._known(channel_id)

    @reads
    def ever(self) -> dict[int, Channel]:
        """Returns all that were ever known, by ID."""
        return {row["id"]: Channel(**row) for row in read(self._db, _table.select(*CHANNEL))}

    @reads
    def added(self) -> list[KnownChannel]:
        """Returns the channels that the user added, in their order."""
        added = _table.select(*CHANNEL, *KEPT).where(_table.added_at.is_null(False))
        return [_known(row) for row in read(self._db, added.order_by(_table.position, _table.id))]

    @writes
    def add(self, channel_id: int, at: int) -> None:
        """Adds a known channel after the others; one that was removed has the rules it had."""
        last = _table.select(fn.MAX(_table.position)).where(_table.added_at.is_null(False)).scalar(self._db)
        new = (_table.id == channel_id) & _table.added_at.is_null()
        _table.update(added_at=at, position=(last or 0.0) + 1).where(new).execute(self._db)

    @writes
    def remove(self, channel_id: int) -> None:
        """What was posted there stays known, and so do its rules."""
        self._set(channel_id, added_at=None)

    @writes
    def move(self, channel_ids: Sequence[int], before: int | None) -> None:
        """Puts those channels before that one, or at the end."""
        listed = _table.select(_table.id).where(_table.added_at.is_null(False)).order_by(_table.position, _table.id)
        order = moved([row["id"] for row in read(self._db, listed)], channel_ids, before)
        rows = [(float(place), id_) for place, id_ in enumerate(order, 1)]
        execute_many(self._db, "UPDATE channels SET position = ? WHERE id = ?", rows)

    @writes
    def keep_rules(self, channel_id: int, rules: Mapping[str, Any]) -> None:
        """rules: what differs from the defaults."""
        self._set(channel_id, rules=dict(rules))

    @writes
    def enable(self, channel_id: int, *, enabled: bool) -> None:
        """Switches the channel's timer on or off."""
        self._set(channel_id, enabled=enabled)

    @writes
    def start(self, channel_id: int, starts_at: int | None) -> None:
        """Only what was found since is posted from now on; None = all."""
        self._set(channel_id, starts_at=starts_at)

    @writes
    def note_run(self, channel_id: int, at: int) -> None:
        self._set(channel_id, ran_at=at)

    @writes
    def confirm_channel(self, channel_id: int, at: int) -> None:
        """Records that the user has seen a preview for that channel and allows posting there."""
        self._set(channel_id, confirmed_at=at)

    @reads
    def confirmed_at(self, channel_id: int) -> int | None:
        known = self._known(channel_id)
        return None if known is None else known.confirmed_at

    def _set(self, channel_id: int, **values: Any) -> None:
        _table.update(values).where(_table.id == channel_id).execute(self._db)

    def _known(self, channel_id: int) -> KnownChannel | None:
        row = read_one(self._db, _table.select(*CHANNEL, *KEPT).where(_table.id == channel_id))
        return None if row is None else _known(row)


def _known(row: Row) -> KnownChannel:
    kept = {field.name: row.pop(field.name) for field in KEPT}
    kept["rules"] = kept["rules"] if isinstance(kept["rules"], dict) else {}
    return KnownChannel(channel=Channel(**row), **kept)
