"""TikTrack's memory: one SQLite file. `Store` is all of it that others see.

connection   the open file: transactions, the store thread
migrate      brings the tables up to date, after a backup; migrations/ has the steps
tables       the tables as peewee sees them
rows         reading and writing rows in bulk
merge        what is kept when TikTok says something again (pure)
samples, sightings, stories, lookups        parts of what the questions below have in common
runs, feed, creators, outbox, channels, health, verify        the questions and records, by subject
"""

from __future__ import annotations

from tiktrack_gui.store.channels import Channels
from tiktrack_gui.store.creators import Creators
from tiktrack_gui.store.feed import Feed
from tiktrack_gui.store.health import HealthBook
from tiktrack_gui.store.outbox import Outbox
from tiktrack_gui.store.runs import Runs
from tiktrack_gui.store.verify import Verify

__all__ = ["Store"]


class Store(Runs, Feed, Creators, Outbox, Channels, HealthBook, Verify):
    """The database as its users see it. Open it, ask by `await store.run(store.method, …)`, close it.

    Every method is one transaction and raises StoreError (see `core.errors`) for the faults of disk, file and other
    programs. Methods may be called directly where waiting does no harm; on the GUI's thread it does.
    """
