"""Reading creators for Discover: the profile and the newest videos, neither again if that was just done."""

from __future__ import annotations

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.errors import BadInput, HandleTaken, Private, TikTokError
from tiktrack_gui.core.handles import Handle, parse_creator
from tiktrack_gui.core.models import Creator, SearchAnswer
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.creators import CONCERNS_ALL, Creators
from tiktrack_gui.services.health import BLOCKS, HealthWatch
from tiktrack_gui.services.sources import TikTokSource
from tiktrack_gui.store import Store

FRESH = HOUR  # s; what was read since isn't read again, such as after a restart in the middle of a reading
NEEDED = (Capability.CREATOR, Capability.CREATOR_VIDEOS)


class CandidateReading:
    """Asks TikTok for single creators. Methods raise the TikTokError."""

    def __init__(
        self, source: TikTokSource, creators: Creators, store: Store, health: HealthWatch, clock: Clock
    ) -> None:
        self._source, self._creators, self._store, self._health, self._clock = source, creators, store, health, clock

    @property
    def not_before(self) -> float | None:
        """Epoch seconds before which none may be read by itself (cooldown or spent budget); None = no limit."""
        return self.not_before_of(*NEEDED)

    def not_before_of(self, *capabilities: Capability) -> float | None:
        waits = [self._health.not_before(capability, self._source.name) for capability in capabilities]
        return max((wait for wait in waits if wait is not None), default=None)

    def concerns_all(self, error: TikTokError) -> bool:
        """Whether the next request would fail, too: an error in CONCERNS_ALL, or a block that started a cooldown."""
        blocked = isinstance(error, BLOCKS) and self.not_before_of(*NEEDED, Capability.SEARCH) is not None
        return blocked or isinstance(error, CONCERNS_ALL)

    async def search(self, term: str) -> SearchAnswer:
        """Returns the creators that TikTok's search shows."""
        return await self._health.call(Capability.SEARCH, self._source.name, lambda: self._source.search(term))

    async def read(self, creator_id: int) -> None:
        """Reads and records the profile and the newest videos of a creator of the store."""
        creator = await self.profile(creator_id)
        await self.videos(creator)

    async def holder(self, given: str) -> Creator:
        """Returns who has the handle now, or whom the link leads to, recorded. Raises BadInput, too."""
        known = await self._just_read(given)
        return self._public(known if known is not None else (await self._creators.holder(given)).creator)

    async def profile(self, creator_id: int) -> Creator:
        """Returns a creator of the store with a fresh sample."""
        known = await self._store.creators.find(creator_id)
        if known is None:
            raise BadInput("This creator isn’t known any more.", "Find it again.")
        if await self._is_fresh(known.id):
            return self._public(known)
        checked = await self._creators.check_account(known)
        if checked.error is not None:
            raise checked.error
        return self._public(checked.creator)

    async def videos(self, creator: Creator) -> None:
        """Reads and records the newest videos, one page of them."""
        try:
            page = await self._health.call(
                Capability.CREATOR_VIDEOS,
                self._source.name,
                lambda: self._source.creator_videos(creator.handle, creator),
                subject=creator.id,
            )
        except (HandleTaken, Private) as error:
            await self._creators.record_failure(creator, error)
            raise
        await self._store.creators.record_creator_videos(page, int(self._clock.now()))

    async def _just_read(self, given: str) -> Creator | None:
        """Returns whom a handle names if that was asked a moment ago."""
        named = parse_creator(given)
        known = await self._store.creators.creator_named(named.name) if isinstance(named, Handle) else None
        return known if known is not None and await self._is_fresh(known.id) else None

    async def _is_fresh(self, creator_id: int) -> bool:
        now = int(self._clock.now())
        return await self._store.creators.was_answered(creator_id, now - FRESH, now)

    @staticmethod
    def _public(creator: Creator) -> Creator:
        if creator.private:
            raise Private(Capability.CREATOR, "a private account")
        return creator
