"""TikTrack's database. `Store` is its public API, `Backups` and `CopiesOfDatabase` that of the copies of its file,
`FileSpace` of its size.

connection   the open database: transactions, the store thread
sqlite       the database as a file
server       the database on a PostgreSQL or MySQL/MariaDB server
dialects     what differs between them
migrate      migrates the tables, after a backup; migrations/ has the steps
tables       the peewee models; word_tables has those by which creators are found, discovery_tables those of Discover,
             work_tables those of notes, alerts and campaigns; columns has the types of their columns
rows         reading and writing rows in bulk
merge        how new data is merged with stored data (pure)
samples, sightings, stories, lookups, feed_search, creator_words, pool  code shared by the modules below
backups, rescue                             copies of the file, also of a damaged one
space                                       the size of the file, now and in a year
copy                                        copies everything to another database
exports                                     reads much, a few rows at a time, beside everything else
erasing, copies                             erase a creator, also from backups
imports, others                             copies other programs' history
history_imports                             measurements from files
runs, sources, feed, creators, lists, overview, mentions, peers, pending,
refreshing, outbox, channels, history, health, retention, verify,
suggestions, brands, brand_jobs, candidates,
candidate_facts, audience_counts, annotations,
alerts, campaigns, forgetting, people       the parts of the store, by subject
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

from tiktrack_gui.core.database_url import DatabaseUrl
from tiktrack_gui.store.alerts import Alerts
from tiktrack_gui.store.annotations import Annotations
from tiktrack_gui.store.audience_counts import AudienceCounts
from tiktrack_gui.store.backups import Backups
from tiktrack_gui.store.brand_jobs import BrandJobs
from tiktrack_gui.store.brands import Brands
from tiktrack_gui.store.campaigns import Campaigns
from tiktrack_gui.store.candidate_facts import CandidateFacts
from tiktrack_gui.store.candidates import Candidates
from tiktrack_gui.store.channels import Channels
from tiktrack_gui.store.connection import Connection
from tiktrack_gui.store.copies import CopiesOfDatabase
from tiktrack_gui.store.copy import StoreCopy, engine
from tiktrack_gui.store.creators import Creators
from tiktrack_gui.store.exports import Exports
from tiktrack_gui.store.feed import Feed
from tiktrack_gui.store.forgetting import Forgetting
from tiktrack_gui.store.health import HealthBook
from tiktrack_gui.store.history import History
from tiktrack_gui.store.history_imports import HistoryImports
from tiktrack_gui.store.imports import Imports
from tiktrack_gui.store.lists import Lists
from tiktrack_gui.store.mentions import Mentions
from tiktrack_gui.store.outbox import Outbox
from tiktrack_gui.store.overview import Overview
from tiktrack_gui.store.peers import Peers
from tiktrack_gui.store.pending import Pending
from tiktrack_gui.store.people import People
from tiktrack_gui.store.profiles import Profiles
from tiktrack_gui.store.refreshing import Refreshing
from tiktrack_gui.store.retention import Retention
from tiktrack_gui.store.runs import Runs
from tiktrack_gui.store.sources import Sources
from tiktrack_gui.store.space import FileSpace
from tiktrack_gui.store.suggestions import Suggestions
from tiktrack_gui.store.verify import Verify

__all__ = ["Backups", "CopiesOfDatabase", "FileSpace", "Store", "StoreCopy"]


class Store:
    """The public API of the database. Open it, `await store.stories.feed(500)`, close it.

    Every method of its parts is one transaction on the store thread. It raises StoreError (see `core.errors`) for
    problems with the disk, the file, the server or other programs.
    """

    def __init__(self, place: Path | DatabaseUrl, *, read_only: bool = False) -> None:
        """place: the path of a file, or the URL of a server. Raises StoreDriverMissing."""
        self._connection = Connection(engine(place, read_only=read_only))
        self.runs = Runs(self._connection)
        self.sources = Sources(self._connection)
        self.stories = Feed(self._connection)
        self.creators = Creators(self._connection)
        self.profiles = Profiles(self._connection)
        self.lists = Lists(self._connection)
        self.overview = Overview(self._connection)
        self.pending = Pending(self._connection)
        self.refreshing = Refreshing(self._connection)
        self.outbox = Outbox(self._connection)
        self.channels = Channels(self._connection)
        self.history = History(self._connection)
        self.health = HealthBook(self._connection)
        self.retention = Retention(self._connection)
        self.integrity = Verify(self._connection)
        self.imports = Imports(self._connection)
        self.history_imports = HistoryImports(self._connection)
        self.mentions = Mentions(self._connection)
        self.peers = Peers(self._connection)
        self.suggestions = Suggestions(self._connection)
        self.brands = Brands(self._connection)
        self.brand_jobs = BrandJobs(self._connection)
        self.candidates = Candidates(self._connection)
        self.figures = CandidateFacts(self._connection)
        self.audience = AudienceCounts(self._connection)
        self.annotations = Annotations(self._connection)
        self.alerts = Alerts(self._connection)
        self.campaigns = Campaigns(self._connection)
        self.forgetting = Forgetting(self._connection)
        self.people = People(self._connection)
        self.exports = Exports(place)

    def upgrade(self) -> list[str]:
        """Opens the database after setting it up, or migrating it; returns the steps carried out.

        For a file, `open` does the same. Raises what `open` raises, and StoreBusy while another one upgrades.
        """
        return self._connection.engine.upgrade()

    def open(self) -> None:
        """Raises StoreTooNew, MigrationsMissing, StoreNotReady and others: see the engines."""
        self._connection.open()

    def close(self) -> None:
        """Waits for all calls, then closes the database."""
        self._connection.close()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
