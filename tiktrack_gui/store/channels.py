"""Known Discord channels, and whether posting to them was confirmed."""

from __future__ import annotations

from dataclasses import asdict

from tiktrack_gui.core.deliveries import Channel
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.rows import columns_for, read_one, upsert

_table = tables.Channels
CHANNEL = columns_for(_table, Channel)


class Channels(Part):
    @writes
    def save_channel(self, channel: Channel, at: int) -> None:
        upsert(self._db, _table, [{**asdict(channel), "checked_at": at}], key=("id",))

    @reads
    def find(self, channel_id: int) -> Channel | None:
        row = read_one(self._db, _table.select(*CHANNEL).where(_table.id == channel_id))
        return None if row is None else Channel(**row)

    @writes
    def confirm_channel(self, channel_id: int, at: int) -> None:
        """Records that the user has seen a preview for that channel and allows posting there."""
        _table.update(confirmed_at=at).where(_table.id == channel_id).execute(self._db)

    @reads
    def confirmed_at(self, channel_id: int) -> int | None:
        confirmed: int | None = _table.select(_table.confirmed_at).where(_table.id == channel_id).scalar(self._db)
        return confirmed
