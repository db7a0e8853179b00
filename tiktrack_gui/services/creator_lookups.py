"""Looking creators up: whom a text names, what TikTok says of them, and who among those ever seen is meant."""

from __future__ import annotations

from dataclasses import replace

from tiktrack_gui.core.errors import BadInput, NotFound
from tiktrack_gui.core.handles import ANYBODY, SHOWN, Account, Handle, Post, ShortLink, canonical, parse_creator
from tiktrack_gui.core.models import Creator, SearchAnswer, Video
from tiktrack_gui.core.search_terms import parse_term
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.sources import TikTokSource
from tiktrack_gui.store import Store


class CreatorLookups:
    """Asks the store, and TikTok where the store can't tell. Nothing is recorded."""

    def __init__(self, source: TikTokSource, store: Store, health: HealthWatch) -> None:
        self._source, self._store, self._health = source, store, health

    async def search(self, text: str) -> SearchAnswer:
        """Asks TikTok's own search for creators. Nothing is stored: most of them are of no interest.

        Raises BadInput for a text without anything to search for, and the TikTokError.
        """
        term = parse_term(text)

        async def request() -> SearchAnswer:
            return await self._source.search(term)

        return await self._health.call(Capability.SEARCH, self._source.name, request, manual=True)

    async def seen(self, text: str, limit: int) -> list[Creator]:
        """Returns the creators ever seen whose words begin with those of the text, as `Store.creators.with_words`."""
        return await self._store.creators.with_words(text, limit)

    async def handle_of(self, text: str) -> str:
        """Returns the handle of whom the text names. TikTok is asked only about a link that hides it.

        Raises BadInput, and the TikTokError if TikTok can't tell.
        """
        named = parse_creator(text)
        return await self._handle(await self._behind(named.url) if isinstance(named, ShortLink) else named)

    async def _handle(self, named: Handle | Account | Post) -> str:
        match named:
            case Handle(name):
                return name
            case Account(id_):
                return await self._handle_of_account(id_)
            case Post(id_):
                return await self._handle_of_poster(id_)

    async def _behind(self, url: str) -> Handle | Account | Post:
        """Asks TikTok where the short link leads. Raises NotFound if it is to nobody, as with an old one."""

        async def request() -> str:
            return await self._source.destination(url)

        landed = await self._health.call(Capability.CREATOR, self._source.name, request, manual=True)
        try:
            named = parse_creator(landed)
        except BadInput as error:
            raise NotFound(Capability.CREATOR, f"{url} leads to {landed[:SHOWN]}") from error
        if isinstance(named, ShortLink):
            raise NotFound(Capability.CREATOR, f"{url} leads to {named.url[:SHOWN]}")
        return named

    async def ask(self, handle: str, known: Creator | None, *, manual: bool) -> Creator:
        """Asks TikTok who has the handle. known: the account meant, if the store has it. Raises the TikTokError."""
        if known is not None and await self._store.creators.was_doubted(known.id):
            known = replace(known, sample=None)  # two runs agree: whatever the counts are, they are believed

        async def request() -> Creator:
            return await self._source.creator(handle, known)

        return await self._health.call(
            Capability.CREATOR, self._source.name, request, manual=manual, subject=handle.lower()
        )

    async def _handle_of_account(self, id_: str) -> str:
        """id_: the user ID or the secUid: TikTok's page for either leads to the account's own."""
        known = await self._store.creators.find(int(id_)) if id_.isdigit() else None
        known = known or await self._store.creators.creator_named(id_)
        if known is not None:
            return canonical(known.handle)
        found = await self.ask(id_, None, manual=True)
        if id_ not in (str(found.id), found.sec_uid, found.handle):
            raise NotFound(Capability.CREATOR, f"the page of {id_} shows {found.id}")
        return canonical(found.handle)

    async def _handle_of_poster(self, post_id: int) -> str:
        async def request() -> Video:
            return await self._source.video(ANYBODY, post_id)

        poster = await self._store.creators.poster_of(post_id)
        if poster is None:
            video = await self._health.call(Capability.VIDEO, self._source.name, request, manual=True)
            poster = video.creator
        return canonical(poster.handle)
