"""Fetch health, per capability and client."""

from __future__ import annotations

from dataclasses import asdict

from tiktrack_gui.core.sources import Health
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.rows import read, upsert


class HealthBook(Part):
    @reads
    def all(self) -> list[Health]:
        query = tables.Health.select().order_by(tables.Health.capability, tables.Health.client)
        return [Health(**row) for row in read(self._db, query)]

    @writes
    def record(self, health: Health) -> None:
        """Replaces the stored health of that capability and client."""
        upsert(self._db, tables.Health, [asdict(health)], key=("capability", "client"))
