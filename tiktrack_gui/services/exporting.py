"""Exports: tables are written in a thread while they are read, with progress, and can be stopped at any time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.deliveries import Channel, Delivery
from tiktrack_gui.core.history_table import history_table
from tiktrack_gui.core.models import Creator, MeasuredVideo
from tiktrack_gui.core.overview import Figures, Standing, standing
from tiktrack_gui.core.runs import Run
from tiktrack_gui.core.table_export import Read, Table, TableFormat, Written, seconds_left
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.services.sources import TableWriter
from tiktrack_gui.store import Store

EVERY = 0.1  # s, between two reports
CREATORS_AT_ONCE = 16  # each of whose figures takes 1–2 ms on the store's thread
SAID_FROM = 1.0  # s; what takes less needs no progress


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportProgress:
    """rows: written. done: the part of all, 0–1. seconds_left: until the end. Both are None if they aren't known."""

    rows: int
    done: float | None
    seconds_left: float | None


Progress = Callable[[ExportProgress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCreator:
    """A creator of a list with what the overview says about it."""

    tracked: TrackedCreator
    figures: Figures
    standing: Standing

    @property
    def creator(self) -> Creator:
        return self.tracked.creator


class Exporting:
    """Reads what is to be exported, and writes tables to files.

    What is read bit by bit is read by whoever writes the table, in its thread; it raises StoreError.
    """

    def __init__(self, store: Store, writer: TableWriter, clock: Clock) -> None:
        self._store, self._writer, self._clock = store, writer, clock

    def history(self, creators: Sequence[Creator], since: int = 0) -> Table:
        """The creators' measurements since that moment, one creator after the other, oldest first."""
        return history_table(self._store.exports.history([(one.id, one.handle) for one in creators], since))

    def stories(self, since: int = 0) -> Iterator[Read[MeasuredVideo]]:
        """The stories found since that moment, the last found first."""
        return self._store.exports.stories(since)

    def runs(self, since: int = 0) -> Iterator[Read[Run]]:
        """The runs that started since that moment, newest first."""
        return self._store.exports.runs(since)

    def deliveries(self, since: int = 0) -> Iterator[Read[Delivery]]:
        """The deliveries requested since that moment, newest first."""
        return self._store.exports.deliveries(since)

    async def channels(self) -> dict[int, Channel]:
        """Returns all channels that were ever posted to, by ID."""
        return await self._store.channels.ever()

    def creators(
        self, tracked: Sequence[TrackedCreator], blocked_since: float | None = None
    ) -> Iterator[Read[ListedCreator]]:
        """The creators in that order, with their figures, which are computed a few at a time.

        blocked_since: since when TikTok blocks requests; None = it doesn't.
        """
        for first in range(0, len(tracked), CREATORS_AT_ONCE):
            some = tracked[first : first + CREATORS_AT_ONCE]
            asked = [entry.creator for entry in some]
            found = self._store.overview.figures(asked, int(self._clock.now())).result()
            listed = [
                ListedCreator(tracked=entry, figures=known, standing=standing(entry, known.formerly, blocked_since))
                for entry in some
                for known in [found[entry.creator.id]]
            ]
            yield Read(listed, (first + len(some)) / len(tracked))

    async def write(
        self,
        table: Table,
        format: TableFormat,
        target: Path | BinaryIO,
        progress: Progress | None = None,
    ) -> int:
        """Writes the table; returns the number of its rows.

        progress: called on this thread, once it takes more than a second. If the caller is cancelled, writing stops and
        leaves what was there before.

        Raises BadInput for a file that can't be written, and what reading the table raises.
        """
        stop, loop = threading.Event(), asyncio.get_running_loop()
        reporter = _Reporter(self._clock, _on(loop, progress) if progress else None)
        work = loop.run_in_executor(None, self._writer.write, table, format, target, reporter.tell, stop.is_set)
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            stop.set()
            await asyncio.wait([work])
            work.exception()  # that it was stopped
            raise


def _on(loop: asyncio.AbstractEventLoop, progress: Progress) -> Progress:
    def say(made: ExportProgress) -> None:
        loop.call_soon_threadsafe(progress, made)

    return say


class _Reporter:
    """Says in the writing thread how far it is, but not all the time."""

    def __init__(self, clock: Clock, say: Progress | None) -> None:
        self._clock, self._say = clock, say
        self._began = clock.monotonic()
        self._next = self._began + SAID_FROM

    def tell(self, written: Written) -> None:
        now = self._clock.monotonic()
        if self._say is None or now < self._next:
            return
        self._next = now + EVERY
        left = seconds_left(now - self._began, written.done)
        self._say(ExportProgress(rows=written.rows, done=written.done, seconds_left=left))
