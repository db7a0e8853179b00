"""A creator's place among others of like size in the own database."""

from __future__ import annotations

from collections.abc import Mapping

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.baseline import NEWEST
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.engagement import median_engagement
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.peers import Size, Standing, of_like_size, size, standing
from tiktrack_gui.store import Store

READ_AT_ONCE = 100  # creators whose videos are read in one call, so that other calls needn't wait for long
KEPT = HOUR  # s; what is kept is read again after that


class Peers:
    """Keeps what creators are compared by for an hour, and their followers until one was measured."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._sizes: Mapping[int, Size] = {}
        self._engagement: dict[int, float | None] = {}  # as far as it was needed; None = not known
        self._sizes_at: float | None = None  # when they were read
        self._engagement_at: float | None = None

    def forget(self) -> None:
        """Creators were measured: the followers that are kept aren't true any more."""
        self._sizes_at = None

    async def standing_of(self, creator_id: int) -> Standing | None:
        """Returns the creator's place; None if its followers aren't known."""
        await self._read_sizes()
        sizes = self._sizes
        await self._read_engagement([creator_id, *of_like_size(creator_id, sizes)])
        known = {id_: rate for id_, rate in self._engagement.items() if rate is not None}
        return standing(creator_id, sizes, known)

    async def _read_sizes(self) -> None:
        if self._is_fresh(self._sizes_at):
            return
        now = self._clock.now()
        measured = await self._store.peers.measured_at(int(now) - GROWTH_DAYS * DAY)
        sizes = {id_: size(*samples) for id_, samples in measured.items()}
        self._sizes = {id_: one for id_, one in sizes.items() if one is not None}
        self._sizes_at = now

    async def _read_engagement(self, creator_ids: list[int]) -> None:
        """Reads that of the creators for whom it isn't kept."""
        if not self._is_fresh(self._engagement_at):
            self._engagement, self._engagement_at = {}, self._clock.now()
        kept = self._engagement
        missing = [id_ for id_ in creator_ids if id_ not in kept]
        for start in range(0, len(missing), READ_AT_ONCE):
            wanted = missing[start : start + READ_AT_ONCE]
            videos = await self._store.peers.newest_videos(wanted, NEWEST)
            for id_ in wanted:
                found = median_engagement(videos.get(id_, []))
                kept[id_] = None if found is None else found[0]

    def _is_fresh(self, read_at: float | None) -> bool:
        return read_at is not None and 0 <= self._clock.now() - read_at < KEPT
