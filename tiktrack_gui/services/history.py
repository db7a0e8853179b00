"""Knows what was posted by earlier databases, so that a new, restored or copied one posts nothing twice.

The database's identity and its number of attempts are also remembered outside it. If they don't match, the database has
forgotten posts, and each channel is searched for them once, before the first post there.
"""

from __future__ import annotations

import asyncio
import logging

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.deliveries import Delivery
from tiktrack_gui.core.errors import DatabaseForgot
from tiktrack_gui.core.history import Trace
from tiktrack_gui.services.sources import PostMemory, ThreadPoster
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)


class History:
    def __init__(self, poster: ThreadPoster, memory: PostMemory, store: Store, clock: Clock) -> None:
        self._poster = poster
        self._memory = memory
        self._store = store
        self._clock = clock

    async def check(self) -> DatabaseForgot | None:
        """Compares the database with the one remembered, and remembers it from now on.

        Returns what to tell the user if another or a newer one was used last, else None. Call it once, before posting.
        """
        last = await asyncio.to_thread(self._memory.read)
        here = await self._store.history.identity()
        if last is not None and here.id == last.id and here.attempts >= last.attempts:
            await asyncio.to_thread(self._memory.write, here)
            return None
        await asyncio.to_thread(self._memory.write, await self._store.history.forget_searches())
        if last is None or last.attempts == 0:  # nothing was posted from this folder on this computer
            return None
        log.warning("This database is %s, the last one was %s", here, last)
        return DatabaseForgot(is_older=here.id == last.id)

    async def remember(self) -> None:
        """Call it after an attempt was recorded and before it is made: then no older database can pass for this one."""
        await asyncio.to_thread(self._memory.write, await self._store.history.identity())

    async def trace(self, delivery: Delivery) -> Trace:
        """Returns whether an earlier database posted it; searches its channel first if that is yet to be done.

        Raises DiscordError.
        """
        channel_id = delivery.channel_id
        if not await self._store.history.is_searched(channel_id):
            log.info("Searching channel %d for earlier posts", channel_id)
            found = await self._poster.earlier_posts(channel_id)
            log.info("Found %d, %s", len(found.posts), "all there are" if found.complete else "and there may be more")
            await self._store.history.record_search(channel_id, found, int(self._clock.now()))
        name = delivery.payload["thread_name"]
        return await self._store.history.trace_of(channel_id, delivery.key, name)
