"""TikTrack's database: one SQLite file. `Store` is its public API, `Backups` that of its copies.

connection   the open file: transactions, the store thread
migrate      migrates the tables, after a backup; migrations/ has the steps
tables       the peewee models
rows         reading and writing rows in bulk
merge        how new data is merged with stored data (pure)
samples, sightings, stories, lookups        code shared by the modules below
backups, rescue                             copies of the file, also of a damaged one
runs, feed, creators, outbox, channels, history, health, verify        the queries and writes, by subject
"""

from __future__ import annotations

from tiktrack_gui.store.backups import Backups
from tiktrack_gui.store.channels import Channels
from tiktrack_gui.store.creators import Creators
from tiktrack_gui.store.feed import Feed
from tiktrack_gui.store.health import HealthBook
from tiktrack_gui.store.history import History
from tiktrack_gui.store.outbox import Outbox
from tiktrack_gui.store.runs import Runs
from tiktrack_gui.store.verify import Verify

__all__ = ["Backups", "Store"]


class Store(Runs, Feed, Creators, Outbox, Channels, History, HealthBook, Verify):
    """The public API of the database. Open it, call `await store.run(store.method, …)`, close it.

    Every method is one transaction and raises StoreError (see `core.errors`) for problems with the disk, the file or
    other programs. Methods may be called directly where blocking is acceptable, so not on the GUI thread.
    """
