"""The list of sources: adding, changing and removing them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.errors import BadInput, NotFound
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.hashtags import parse_hashtag
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.schedule import require_minutes
from tiktrack_gui.core.source_names import kind_of_source
from tiktrack_gui.core.sources import TRENDING, Capability, Source
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.store import Store


class SourceList(QObject):
    """The sources as their user wants them.

    Signals:
        changed: One was added, changed or removed.
    """

    changed = Signal()

    def __init__(self, creators: Creators, store: Store, clock: Clock) -> None:
        super().__init__()
        self._creators = creators
        self._store = store
        self._clock = clock

    async def listed(self) -> list[Source]:
        return await self._store.sources.all()

    async def add(self, text: str) -> Source:
        """Adds a hashtag, or the creator that has that handle now, and switches it on if it is there already.

        text: a hashtag, a handle with @, or a link to either's page. TikTok is asked about a creator, not about a
        hashtag. Raises BadInput, and the TikTokError for a creator TikTrack doesn't know.
        """
        now = int(self._clock.now())
        match kind_of_source(text):
            case Capability.TRENDING:
                added = await self._store.sources.add(TRENDING, "TikTok Trending", None, now)
            case Capability.HASHTAG:
                handle = f"#{parse_hashtag(text)}"
                added = await self._store.sources.add(handle, handle, None, now)
            case _:
                account = await self._account(text)
                handle = f"@{canonical(account.handle)}"
                added = await self._store.sources.add(handle, account.name or handle, account.id, now)
        self.changed.emit()
        return added

    async def find(self, text: str) -> Source:
        """Returns the source that is meant. Raises BadInput if it isn't on the list."""
        match kind_of_source(text):
            case Capability.TRENDING:
                handle = TRENDING
            case Capability.HASHTAG:
                handle = f"#{parse_hashtag(text)}"
            case _:
                handle = f"@{await self._creators.handle_of(text)}"
        for source in await self.listed():
            if source.account_handle == handle:
                return source
        raise BadInput(f"{handle} isn’t one of your sources.", "To see which are, run `tiktrack sources list`.")

    async def change(self, source: Source) -> None:
        """Stores whether it is active, its frequency and its threshold. Raises BadInput for an invalid frequency."""
        require_minutes(source.account_handle, source.capability, source.scrape_frequency_minutes)
        await self._store.sources.change(source)
        self.changed.emit()

    async def remove(self, source: Source) -> None:
        """Takes it off the list; its stories stay. Raises BadInput for the feed."""
        if source.account_handle == TRENDING:
            raise BadInput("The trending feed can’t be removed.", "Switch it off instead.")
        await self._store.sources.remove(source.id, int(self._clock.now()))
        self.changed.emit()

    async def _account(self, text: str) -> Creator:
        checked = await self._creators.holder(text)
        if isinstance(checked.error, NotFound):
            raise checked.error
        return checked.creator
