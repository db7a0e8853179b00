"""Tracked creators: adding, removing and refreshing them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.as_of import History
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import (
    BadInput,
    EmptyCounts,
    HandleTaken,
    LibraryUnusable,
    NoBrowser,
    NotFound,
    Private,
    RateLimited,
    TikTokError,
    Unreachable,
)
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.growth_rate import TooLittleHistory, WeeklyGrowth, weekly_growth
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.lists import ListEntry
from tiktrack_gui.core.models import Creator, CreatorSample, SearchAnswer, Video
from tiktrack_gui.core.moves import Move
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.tracked import LOST, CreatorState, TrackedCreator
from tiktrack_gui.services.creator_lookups import CreatorLookups
from tiktrack_gui.services.health import BLOCKS, HealthWatch
from tiktrack_gui.services.peers import Peers
from tiktrack_gui.services.sources import TikTokSource
from tiktrack_gui.services.suggestions import Suggestions
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)

CONCERNS_ALL = (RateLimited, Unreachable, NoBrowser, LibraryUnusable)  # would also fail for the next creator


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A creator after a check.

    error: why the numbers are the stored ones, not fresh. tried: False when `error` comes from another creator's check
    and this one was skipped. formerly: the handle it was asked for by, if it has another one now. instead_of: the
    account that had this handle when TikTrack last saw it; the result is another one.
    """

    creator: Creator
    error: TikTokError | None = None
    tried: bool = True
    formerly: str | None = None
    instead_of: Creator | None = None


class Creators(QObject):
    """Tracks creators and keeps their numbers.

    Attributes:
        peers: A creator’s place among others.
        suggestions: Whom to track next.

    Signals:
        changed: The list or its numbers changed. arg: a tuple of TrackedCreator, in list order.
        progress: A stage was reached. args: description of the stage, number done, total.
        hidden_changed: The user hid a creator, or shows one again. arg: a list of the hidden Creators.
        renamed: A creator was found under another handle. args: the old one, the new one.
    """

    changed = Signal(object)
    hidden_changed = Signal(object)
    renamed = Signal(str, str)
    progress = Signal(str, int, int)

    def __init__(self, source: TikTokSource, store: Store, health: HealthWatch, clock: Clock) -> None:
        super().__init__()
        self._source = source
        self._store = store
        self._health = health
        self._clock = clock
        self.peers = Peers(store, clock)
        self.suggestions = Suggestions(store, clock)
        self._lookups = CreatorLookups(source, store, health)

    @property
    def not_before(self) -> float | None:
        """Epoch seconds before which a timed refresh must not start (cooldown or spent budget); None = no limit."""
        return self._health.not_before(Capability.CREATOR, self._source.name)

    async def blocked_since(self) -> int | None:
        """Returns since when TikTok has blocked look-ups, in epoch seconds; None if it doesn't, as far as is known."""
        if self.not_before is None or self._health.is_budget_spent:
            return None
        wanted = Capability.CREATOR, self._source.name
        return next((h.failing_since for h in await self._health.current() if (h.capability, h.client) == wanted), None)

    async def hidden(self) -> list[Creator]:
        """Returns the creators whose videos the user doesn't want to see in the feed."""
        return await self._store.creators.hidden()

    async def set_hidden(self, creator_id: int, hidden: bool) -> None:
        await self._store.creators.set_hidden(creator_id, hidden)
        self.hidden_changed.emit(await self.hidden())

    async def tracked(self) -> list[TrackedCreator]:
        return await self._store.creators.tracked()

    async def growth_of(self, creator_id: int, since: int = 0) -> Sequence[CreatorSample]:
        """Returns the creator's samples since `since` (epoch seconds), oldest first."""
        return await self._store.creators.growth_of(creator_id, since)

    async def profile_of(self, creator_id: int, videos: int) -> tuple[History, list[Video]]:
        """Returns the creator's whole history, and up to `videos` of its videos, newest first, as measured last."""
        return await self._store.profiles.profile_of(creator_id, videos)

    async def videos_as_of(self, creator_id: int, moment: float, videos: int) -> list[Video]:
        """Returns up to `videos` of those posted by that moment, newest first, as measured by then."""
        return await self._store.profiles.videos_as_of(creator_id, int(moment), videos)

    async def known(self, text: str) -> Creator:
        """Returns the stored creator, tracked or not, that the handle or link names. Raises BadInput for an unknown."""
        handle = await self.handle_of(text)
        creator = await self._store.creators.creator_named(handle)
        if creator is None:
            raise BadInput(f"@{handle} isn’t known to TikTrack.", "To track it, run `tiktrack creators add`.")
        return creator

    async def stored(self, creator_ids: Sequence[int]) -> list[Creator]:
        """Returns the creators with these IDs, tracked or not, in this order, without those that aren't known."""
        found = await self._store.creators.by_ids(creator_ids)
        return [found[creator_id] for creator_id in creator_ids if creator_id in found]

    async def mentions_of(self, creator: Creator, found: Sequence[Move]) -> list[Video]:
        """Returns the videos of others that mention the creator, from the days of unusual growth without its own."""
        periods = [(move.explained_since, move.until) for move in found if move.video is None]
        return await self._store.mentions.of_creator(creator, periods) if periods else []

    async def search(self, text: str) -> SearchAnswer:
        """As `CreatorLookups.search`."""
        return await self._lookups.search(text)

    async def seen(self, text: str, limit: int) -> list[Creator]:
        """As `CreatorLookups.seen`."""
        return await self._lookups.seen(text, limit)

    async def add(self, text: str) -> Checked:
        """Starts tracking the creator that has that handle now, or that the link leads to.

        If the TikTok request fails, a creator already in the store is tracked with its stored numbers; for an unknown
        one the TikTokError is raised.
        """
        return await self._track(await self.holder(text))

    async def holder(self, text: str) -> Checked:
        """Fetches and records the creator that has that handle now, or that the link leads to. Fails as `add`."""
        handle = await self.handle_of(text)
        return await self._check_holder(handle, await self._store.creators.creator_named(handle))

    async def handle_of(self, text: str) -> str:
        """As `CreatorLookups.handle_of`."""
        return await self._lookups.handle_of(text)

    async def add_account(self, creator: Creator) -> Checked:
        """Starts tracking a creator of the store, whatever its handle is now; with stored numbers if TikTok fails."""
        return await self._track(await self.check_account(creator, manual=True))

    async def _track(self, checked: Checked) -> Checked:
        await self._store.creators.track(checked.creator.id, int(self._clock.now()))
        await self.announce()
        return checked

    async def _check_holder(self, handle: str, known: Creator | None) -> Checked:
        """Checks whoever has the handle. known: the account of the store that had it last."""
        if known is None:
            return await self._check(handle, None, manual=True)
        checked = await self._check(handle, known, manual=True)
        if isinstance(checked.error, HandleTaken) and checked.error.holder is not None:
            return replace(await self._record(handle, checked.error.holder), instead_of=known)
        if checked.formerly is None:
            return checked
        try:  # it was renamed, and somebody else may have its old handle
            holder = await self._check(handle, None, manual=True)
        except TikTokError:
            return checked
        return checked if holder.creator.id == known.id else replace(holder, instead_of=checked.creator)

    async def earlier(self, creator_ids: Sequence[int], seconds: int) -> dict[int, CreatorSample]:
        """Returns, by creator ID, the baseline sample for the change over the last `seconds` (see `core.growth`)."""
        moment = int(self._clock.now()) - seconds
        return await self._store.creators.earlier_creator_samples(creator_ids, moment)

    async def weekly_growth(self, creators: Sequence[Creator]) -> dict[int, WeeklyGrowth | TooLittleHistory]:
        """Returns, by creator ID, how fast each creator's followers grow."""
        found = {}
        for creator in creators:
            since = creator.sample.at - GROWTH_DAYS * DAY if creator.sample is not None else 0
            before = await self._store.creators.earlier_creator_samples([creator.id], since)
            samples = await self._store.creators.growth_of(creator.id, since)
            found[creator.id] = weekly_growth([*before.values(), *samples])
        return found

    async def remove(self, handles: Sequence[str]) -> list[TrackedCreator]:
        """Stops tracking these creators, whose data is then kept as that of others.

        Raises BadInput, removing none, if one isn't tracked.
        """
        removed = await self.choose(handles)
        await self.untrack([entry.creator.id for entry in removed])
        return removed

    async def untrack(self, creator_ids: Sequence[int]) -> list[ListEntry]:
        """Takes the creators off all lists; returns where they stood, for `track_again`."""
        entries = await self._store.creators.untrack(creator_ids)
        await self.announce()
        return entries

    async def track_again(self, entries: Sequence[ListEntry]) -> None:
        """Undoes `untrack`."""
        await self._store.lists.put_back(entries)
        await self.announce()

    async def refresh(self, handles: Sequence[str] = (), *, manual: bool = False) -> list[Checked]:
        """Refreshes all tracked creators, or only `handles`, one after the other; each failure stays with its creator.

        An error in CONCERNS_ALL, or a block that starts a cooldown, stops the refresh: the remaining creators get that
        error without being tried.
        """
        chosen = await self.choose(handles) if handles else _longest_unread_first(await self.tracked())
        checked: list[Checked] = []
        end: TikTokError | None = None
        for done, entry in enumerate(chosen):
            if end is not None:
                checked.append(Checked(creator=entry.creator, error=end, tried=False))
                continue
            self.progress.emit(f"Refreshing @{entry.creator.handle}", done, len(chosen))
            checked.append(await self.check_account(entry.creator, manual=manual))
            if self.concerns_all(checked[-1].error):
                end = checked[-1].error
        if chosen:
            await self.announce()
        return checked

    def concerns_all(self, error: TikTokError | None) -> bool:
        """Whether the next creator would fail, too: an error in CONCERNS_ALL, or a block that started a cooldown."""
        blocked = isinstance(error, BLOCKS) and self.not_before is not None
        return blocked or isinstance(error, CONCERNS_ALL)

    async def check(self, handle: str, *, manual: bool = False) -> Checked:
        """Fetches and records one creator, tracked or not. On failure, falls back to the stored numbers.

        Raises the TikTokError if the store has none.
        """
        return await self._check(handle, await self._store.creators.creator_named(handle), manual=manual)

    async def check_account(self, creator: Creator, *, manual: bool = False) -> Checked:
        """As `check`, for a creator of the store, which is followed if it was renamed."""
        return await self._check(creator.handle, creator, manual=manual)

    async def _check(self, handle: str, known: Creator | None, *, manual: bool) -> Checked:
        """known: the account meant, if the store has it."""
        try:
            found = await self._lookups.ask(handle, known, manual=manual)
        except TikTokError as error:
            if known is None:
                raise
            await self.record_failure(known, error)
            return Checked(creator=known, error=error)
        return await self._record(handle, found)

    async def _record(self, handle: str, found: Creator) -> Checked:
        """handle: the one it was asked for by."""
        at = found.sample.at if found.sample else int(self._clock.now())
        recorded = await self._store.creators.record_creator(found, at)
        if handle.lower() in (recorded.handle.lower(), str(recorded.id)):
            return Checked(creator=recorded)
        log.info("@%s is now @%s", handle, recorded.handle)
        self.renamed.emit(handle, recorded.handle)
        return Checked(creator=recorded, formerly=handle)

    async def record_failure(self, known: Creator, error: TikTokError) -> None:
        """Records what the failure says about the creator; its stored numbers stay."""
        now, store = int(self._clock.now()), self._store.creators
        if isinstance(error, NotFound):
            taken = isinstance(error, HandleTaken)
            await store.record_creator_missing(known.id, now, confirmed=error.confirmed, taken=taken)
        elif isinstance(error, EmptyCounts):
            await store.record_creator_doubted(known.id, now)
        if isinstance(error, HandleTaken):
            error.tracked = known.id in {entry.creator.id for entry in await self.tracked()}
        if isinstance(error, Private):
            await store.record_creator_private(known.id)
        if not isinstance(error, (NotFound, EmptyCounts, *CONCERNS_ALL)):
            await store.record_creator_unanswered(known.id, now, error.kind)
        log.info("@%s keeps its stored numbers: %s", known.handle, error.sentence)

    async def choose(self, named: Sequence[str]) -> list[TrackedCreator]:
        """Returns the tracked creators named by handle or link, without duplicates. Raises BadInput if one isn't."""
        present_last = sorted(await self.tracked(), key=lambda entry: entry.state not in LOST)
        by_handle = {canonical(entry.creator.handle): entry for entry in present_last}
        handles = dict.fromkeys([await self.handle_of(text) for text in named])
        unknown = [handle for handle in handles if handle not in by_handle]
        if unknown:
            names = ", ".join(f"@{handle}" for handle in unknown)
            verb = "isn’t" if len(unknown) == 1 else "aren’t"
            raise BadInput(f"{names} {verb} tracked.", "To see who is, run `tiktrack creators list`.")
        return [by_handle[handle] for handle in handles]

    async def announce(self) -> None:
        """Tells who is tracked."""
        self.peers.forget()
        self.changed.emit(tuple(await self.tracked()))


def _longest_unread_first(tracked: Sequence[TrackedCreator]) -> list[TrackedCreator]:
    """Sorts by `checked_at`, so that refreshes that end early don't starve anyone; leaves out MISSING creators."""
    there = [entry for entry in tracked if entry.state != CreatorState.MISSING]
    return sorted(there, key=lambda entry: entry.checked_at or 0)
