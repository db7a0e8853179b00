"""What this database knows of all posts TikTrack ever made: which database it is, and what a search of a channel found.

A database that is new, or older than the last one used, has forgotten posts. It counts its attempts to post; the count
is also kept outside (see `services.history`), which tells such a database from the one used last.
"""

from __future__ import annotations

from dataclasses import asdict
from uuid import uuid4

from tiktrack_gui.core.deliveries import UNSENT, Found
from tiktrack_gui.core.history import EarlierPosts, Identity, Trace
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.rows import columns_for, insert, read_one

_posts = tables.EarlierPosts
IDENTITY = columns_for(tables.Identity, Identity)
FOUND = columns_for(_posts, Found)


class History(Part):
    @reads
    def identity(self) -> Identity:
        return self._identity()

    @writes
    def forget_searches(self) -> Identity:
        """Makes every channel be searched again before the next first attempt; returns the new identity."""
        tables.ChannelSearches.delete().execute(self._db)
        tables.Deliveries.update(attempted_at=None).where(tables.Deliveries.state.in_(UNSENT)).execute(self._db)
        tables.Identity.update(id=uuid4().hex).execute(self._db)
        return self._identity()

    @writes
    def record_search(self, channel_id: int, found: EarlierPosts, at: int) -> None:
        """Replaces what is known of earlier posts in that channel."""
        searches = tables.ChannelSearches
        searches.delete().where(searches.channel_id == channel_id).execute(self._db)
        searches.insert(channel_id=channel_id, at=at, complete=found.complete).execute(self._db)
        insert(self._db, _posts, [{**asdict(post), "channel_id": channel_id} for post in found.posts])

    @reads
    def is_searched(self, channel_id: int) -> bool:
        return self._search_was_complete(channel_id) is not None

    @reads
    def trace_of(self, channel_id: int, key: str, thread_name: str) -> Trace:
        """Returns what the search of the channel says about a delivery."""
        there = _posts.channel_id == channel_id
        row = read_one(self._db, _posts.select(*FOUND).where(there, _posts.key == key))
        if row is not None:
            return Trace(found=Found(**row))
        nameless = _posts.select().where(there, _posts.key.is_null(), _posts.thread_name == thread_name)
        return Trace(doubtful=not self._search_was_complete(channel_id) or nameless.exists(self._db))

    def _search_was_complete(self, channel_id: int) -> bool | None:
        """None: there was no search."""
        searches = tables.ChannelSearches
        complete: bool | None = (
            searches.select(searches.complete).where(searches.channel_id == channel_id).scalar(self._db)
        )
        return complete

    def _identity(self) -> Identity:
        row = read_one(self._db, tables.Identity.select(*IDENTITY))
        if row is None:
            raise LookupError("the database has no identity")
        return Identity(**row)
