"""Tracked creators: adding, removing and refreshing them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.errors import (
    BadInput,
    LibraryUnusable,
    NoBrowser,
    NotFound,
    RateLimited,
    TikTokError,
    Unreachable,
)
from tiktrack_gui.core.handles import parse_handle
from tiktrack_gui.core.models import Capability, Creator, CreatorSample, CreatorState, TrackedCreator, Video
from tiktrack_gui.services.health import BLOCKS, HealthWatch
from tiktrack_gui.services.sources import TikTokSource
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)

CONCERNS_ALL = (RateLimited, Unreachable, NoBrowser, LibraryUnusable)  # would also fail for the next creator


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A creator after a check.

    error: why the numbers are the stored ones, not fresh. tried: False when `error` comes from another creator's check
    and this one was skipped.
    """

    creator: Creator
    error: TikTokError | None = None
    tried: bool = True


class Creators(QObject):
    """Tracks creators and keeps their numbers.

    Signals:
        changed: The list or its numbers changed. arg: a tuple of TrackedCreator, in list order.
        progress: A stage was reached. args: description of the stage, number done, total.
    """

    changed = Signal(object)
    progress = Signal(str, int, int)

    def __init__(self, source: TikTokSource, store: Store, health: HealthWatch, clock: Clock) -> None:
        super().__init__()
        self._source = source
        self._store = store
        self._health = health
        self._clock = clock

    @property
    def not_before(self) -> float | None:
        """Epoch seconds before which a timed refresh must not start (cooldown or spent budget); None = no limit."""
        return self._health.not_before(Capability.CREATOR, self._source.name)

    async def tracked(self) -> list[TrackedCreator]:
        return await self._store.creators.tracked()

    async def growth_of(self, creator_id: int, since: int = 0) -> list[CreatorSample]:
        """Returns the creator's samples since `since` (epoch seconds), oldest first."""
        return await self._store.creators.growth_of(creator_id, since)

    async def history_of(self, creator_id: int, videos: int) -> tuple[list[CreatorSample], list[Video]]:
        """Returns all the creator's samples, oldest first, and up to `videos` of its videos, newest first."""
        return await self._store.creators.history_of(creator_id, videos)

    async def add(self, text: str) -> Checked:
        """Starts tracking the creator with that handle or link.

        If the TikTok request fails, a creator already in the store is tracked with its stored numbers; for an unknown
        one the TikTokError is raised.
        """
        handle = parse_handle(text)
        try:
            found = await self._ask(handle, manual=True)
        except TikTokError as error:
            checked = await self._unread(handle, error)
            await self._store.creators.track(checked.creator.id, int(self._clock.now()))
        else:
            checked = Checked(creator=await self._store.creators.record_tracked(found, self._measured_at(found)))
        await self._announce()
        return checked

    async def earlier(self, creator_ids: Sequence[int], seconds: int) -> dict[int, CreatorSample]:
        """Returns, by creator ID, the baseline sample for the change over the last `seconds` (see `core.growth`)."""
        moment = int(self._clock.now()) - seconds
        return await self._store.creators.earlier_creator_samples(creator_ids, moment)

    async def track_again(self, entry: TrackedCreator) -> None:
        """Undoes `untrack`, restoring the creator's position in the list."""
        added_at = entry.added_at if entry.added_at is not None else int(self._clock.now())
        await self._store.creators.track(entry.creator.id, added_at, entry.position)
        await self._announce()

    async def remove(self, handles: Sequence[str]) -> list[TrackedCreator]:
        """Stops tracking these creators but keeps their data. Raises BadInput, removing none, if one isn't tracked."""
        removed = self._choose(await self.tracked(), handles)
        for entry in removed:
            await self.untrack(entry.creator.id)
        return removed

    async def untrack(self, creator_id: int) -> None:
        await self._store.creators.untrack(creator_id)
        await self._announce()

    async def refresh(self, handles: Sequence[str] = (), *, manual: bool = False) -> list[Checked]:
        """Refreshes all tracked creators, or only `handles`, one after the other; each failure stays with its creator.

        An error in CONCERNS_ALL, or a block that starts a cooldown, stops the refresh: the remaining creators get that
        error without being tried.
        """
        tracked = await self.tracked()
        chosen = self._choose(tracked, handles) if handles else _longest_unread_first(tracked)
        checked: list[Checked] = []
        end: TikTokError | None = None
        for done, entry in enumerate(chosen):
            if end is not None:
                checked.append(Checked(creator=entry.creator, error=end, tried=False))
                continue
            self.progress.emit(f"Refreshing @{entry.creator.handle}", done, len(chosen))
            checked.append(await self.check(entry.creator.handle, manual=manual))
            if self._concerns_all(checked[-1].error):
                end = checked[-1].error
        if chosen:
            await self._announce()
        return checked

    def _concerns_all(self, error: TikTokError | None) -> bool:
        blocked = isinstance(error, BLOCKS) and self.not_before is not None
        return blocked or isinstance(error, CONCERNS_ALL)

    async def check(self, handle: str, *, manual: bool = False) -> Checked:
        """Fetches and records one creator, tracked or not. On failure, falls back to the stored numbers.

        Raises the TikTokError if the store has none.
        """
        try:
            found = await self._ask(handle, manual=manual)
        except TikTokError as error:
            return await self._unread(handle, error)
        at = self._measured_at(found)
        return Checked(creator=await self._store.creators.record_creator(found, at))

    def _measured_at(self, creator: Creator) -> int:
        return creator.sample.at if creator.sample else int(self._clock.now())

    async def _ask(self, handle: str, *, manual: bool) -> Creator:
        async def request() -> Creator:
            return await self._source.creator(handle)

        return await self._health.call(
            Capability.CREATOR, self._source.name, request, manual=manual, subject=handle.lower()
        )

    async def _unread(self, handle: str, error: TikTokError) -> Checked:
        """Returns the creator with its stored numbers; raises `error` if the store doesn't know it."""
        known = await self._store.creators.creator_named(handle)
        if known is None:
            raise error
        if isinstance(error, NotFound):
            await self._store.creators.record_creator_missing(known.id, int(self._clock.now()))
        log.info("@%s keeps its stored numbers: %s", handle, error.sentence)
        return Checked(creator=known, error=error)

    @staticmethod
    def _choose(tracked: Sequence[TrackedCreator], named: Sequence[str]) -> list[TrackedCreator]:
        """Returns the tracked creators named by handle or link, without duplicates. Raises BadInput if one isn't."""
        by_handle = {entry.creator.handle.lower(): entry for entry in tracked}
        handles = dict.fromkeys(map(parse_handle, named))
        unknown = [handle for handle in handles if handle not in by_handle]
        if unknown:
            raise BadInput(f"@{unknown[0]} isn’t tracked.", "To see who is, run `tiktrack creators list`.")
        return [by_handle[handle] for handle in handles]

    async def _announce(self) -> None:
        self.changed.emit(tuple(await self.tracked()))


def _longest_unread_first(tracked: Sequence[TrackedCreator]) -> list[TrackedCreator]:
    """Sorts by `checked_at`, so that refreshes that end early don't starve anyone; leaves out MISSING creators."""
    there = [entry for entry in tracked if entry.state != CreatorState.MISSING]
    return sorted(there, key=lambda entry: entry.checked_at or 0)
