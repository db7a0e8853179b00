"""Rounds of refreshes: each source when it is due, those that are due at once one after the other."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock, Deadline
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.errors import Stopped, TikTokError, TikTrackError
from tiktrack_gui.core.schedule import JITTER, Rule, interval, next_run
from tiktrack_gui.core.sources import Source
from tiktrack_gui.services.trending import Refresh, Trending
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A source and when it is due, epoch seconds; None = it is off."""

    source: Source
    due_at: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A source whose turn it was: its refresh, or why that failed."""

    source: Source
    refresh: Refresh | None = None
    error: TikTokError | None = None


class Rounds(QObject):
    """Decides which source is refreshed when. The table of sources is read anew before each refresh.

    Signals:
        refreshing: The refresh of a source began or ended. arg: bool.
        changed: The sources, or how their last runs went, changed. arg: a tuple of Planned, in list order.
        slowed: A source keeps failing and waits longer from now on. args: the Source, when it is due (epoch seconds).
        failed: A refresh was stopped, or failed: one that was asked for, or in a way that no source did before. If the
            source that was told of is over it, the next one that isn't is told of. arg: the TikTokError.
        recovered: A source recovered. arg: a frozenset of the error families that no source has any more.
    """

    refreshing = Signal(bool)
    changed = Signal(object)
    slowed = Signal(object, object)
    failed = Signal(object)
    recovered = Signal(object)

    def __init__(self, trending: Trending, store: Store, clock: Clock) -> None:
        super().__init__()
        self._trending = trending
        self._store = store
        self._clock = clock
        self._sources: list[Source] = []
        self._runs: dict[int, tuple[int, Deadline]] = {}  # by source ID: its last run as stored, and when that was
        self._tries: dict[int, Deadline] = {}  # by the same: also of what couldn't be stored
        self._troubles: dict[int, dict[type[TikTrackError], TikTokError]] = {}  # by the same: since its last success
        self._told: dict[type[TikTrackError], str] = {}  # the handle of the source that was last told to have it

    @property
    def planned(self) -> tuple[Planned, ...]:
        return tuple(Planned(source=source, due_at=self._due_at(source)) for source in self._sources)

    @property
    def next_at(self) -> float | None:
        """When the next source is due, epoch seconds; None if all are off."""
        return min((one.due_at for one in self.planned if one.due_at is not None), default=None)

    @property
    def not_before(self) -> float | None:
        """Before which no source may be fetched by itself, epoch seconds; None = one may be now, or all are off."""
        waits = [self._not_before(source) for source in self._sources if source.is_active]
        return min((wait for wait in waits if wait is not None), default=None) if None not in waits else None

    def waits_until(self, source: Source) -> float | None:
        """Until when the source may not be fetched by itself, epoch seconds; None = it may be now."""
        until = self._not_before(source)
        return until if until is not None and until > self._clock.now() else None

    async def plan(self) -> None:
        """Reads the sources, which their user may have changed in the database."""
        known, self._sources = self._sources, await self._store.sources.all()
        for source in self._sources:
            self._note_run(source)
        active = {source.id for source in self._sources if source.is_active}
        self._settle(self._troubles.keys() - active)
        if self._sources != known:
            self.changed.emit(self.planned)

    async def refresh_due(self, limit: int, criteria: Criteria) -> list[Tried]:
        """Refreshes the sources that are due, the most overdue first. A failure stays with its source."""
        done: list[Tried] = []
        while (source := await self._most_overdue()) is not None:
            done.append(await self._refresh(source, limit, criteria, manual=False))
            if isinstance(done[-1].error, Stopped):
                break
        return done

    async def refresh_all(self, limit: int, criteria: Criteria) -> list[Tried]:
        """Refreshes all active sources at the user's request, also in a cooldown; but once one met it, not the others
        that would, too.
        """
        await self.plan()
        done: list[Tried] = []
        active = sorted((source for source in self._sources if source.is_active), key=self._due_since)
        before = {source.id: self._not_before(source) for source in active}
        for source in active:
            if before[source.id] is None and self._not_before(source) is not None:
                continue
            done.append(await self._refresh(source, limit, criteria, manual=True))
            if isinstance(done[-1].error, Stopped):
                break
        return done

    def stop(self) -> None:
        """Stops the running refresh, if any, and with it the round."""
        self._trending.stop()

    async def _most_overdue(self) -> Source | None:
        await self.plan()
        planned, now = self.planned, self._clock.now()  # in this order: an overdue one is due at the moment of the plan
        due = [one.source for one in planned if one.due_at is not None and one.due_at <= now]
        return min(due, key=self._due_since, default=None)

    async def _refresh(self, source: Source, limit: int, criteria: Criteria, *, manual: bool) -> Tried:
        self._tries[source.id] = Deadline.at(self._clock.now(), self._clock)
        tried = await self._try(source, limit, criteria, manual=manual)
        await self.plan()
        if tried.error is None:
            self._settle([source.id])
        elif isinstance(tried.error, Stopped):
            self.failed.emit(tried.error)  # it is no trouble of the source
        else:
            self._take_failure(source, tried.error, told=manual)
        return tried

    async def _try(self, source: Source, limit: int, criteria: Criteria, *, manual: bool) -> Tried:
        self.refreshing.emit(True)
        try:
            refresh = await self._trending.refresh(limit, criteria, source, manual=manual)
        except TikTokError as error:
            return Tried(source=source, error=error)
        finally:
            self.refreshing.emit(False)
        return Tried(source=source, refresh=refresh)

    def _take_failure(self, source: Source, error: TikTokError, *, told: bool) -> None:
        """source: as it was before the failure."""
        family = error.family()
        is_new = not self._still(family)
        self._troubles.setdefault(source.id, {})[family] = error
        if told or is_new:
            self._tell(error)
        now = next((one for one in self._sources if one.id == source.id), None)
        if now is not None and now.failures > source.failures and _is_slower(now, source):
            log.warning("%s failed %d times in a row and waits longer", now.account_handle, now.failures)
            self.slowed.emit(now, self._due_at(now))

    def _settle(self, source_ids: Iterable[int]) -> None:
        """Forgets their troubles, and tells which nobody has any more, and who else has one that was told of."""
        over: dict[type[TikTrackError], TikTokError] = {}
        for source_id in list(source_ids):
            over |= self._troubles.pop(source_id, {})
        if over:
            self.recovered.emit(frozenset(family for family in over if not self._still(family)))
        for family, error in over.items():
            if (others := self._still(family)) and error.source and self._told.get(family) == error.source:
                self._tell(others[0])

    def _still(self, family: type[TikTrackError]) -> list[TikTokError]:
        """The errors of that family that sources have met since their last success."""
        return [met[family] for met in self._troubles.values() if family in met]

    def _tell(self, error: TikTokError) -> None:
        self._told[error.family()] = error.source
        self.failed.emit(error)

    # When

    def _due_at(self, source: Source) -> float | None:
        rule = Rule(every=interval(source), not_before=self._not_before(source), paused=not source.is_active)
        return next_run(rule, self._last(source), self._clock.now())

    def _due_since(self, source: Source) -> float:
        last = self._last(source)
        return float("-inf") if last is None else last + interval(source)

    def _not_before(self, source: Source) -> float | None:
        return self._trending.not_before_of(source.capability)

    def _note_run(self, source: Source) -> None:
        """Notes when the last run was on a clock that nobody sets. A time in the future is from a clock set back."""
        at = source.last_run_at
        if at is not None and self._runs.get(source.id, (None,))[0] != at:
            self._runs[source.id] = at, Deadline.at(min(at, self._clock.now()), self._clock)

    def _last(self, source: Source) -> float | None:
        """When the source was last tried, on the clock as it is set now; None = never."""
        moments = [self._tries[source.id]] if source.id in self._tries else []
        if source.last_run_at is not None:
            moments.append(self._runs[source.id][1])
        return max((self._clock.now() + moment.left(self._clock) for moment in moments), default=None)


def _is_slower(now: Source, before: Source) -> bool:
    """Whether its interval grew, and not just by chance."""
    return interval(now) > interval(before) * (1 + JITTER)
