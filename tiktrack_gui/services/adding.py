"""Adding many creators: they are kept at once, and looked up one after the other, also after a restart."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.errors import BadInput, NotFound, Private, TikTokError, Unreachable
from tiktrack_gui.core.handles import Named, written
from tiktrack_gui.core.models import PendingCreator, PendingState
from tiktrack_gui.core.pending_reasons import code_of, failed_with, tries_of
from tiktrack_gui.core.read_table import KnownCreators, ReadTable, read_table
from tiktrack_gui.core.sheets import Sheet
from tiktrack_gui.services.creators import Checked, Creators
from tiktrack_gui.services.sources import SheetReader
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)

FINAL = (NotFound, Private, BadInput)  # another try would end the same way
TRIES = 3  # for what may be over soon; after that, the user decides


class Adding(QObject):
    """Keeps the creators that are to be tracked until they are.

    Signals:
        changed: Some were added, tracked or failed. arg: a tuple of PendingCreator.
        given: The user wants some to be looked up.
    """

    changed = Signal(object)
    given = Signal()

    def __init__(self, creators: Creators, files: SheetReader, store: Store, clock: Clock) -> None:
        super().__init__()
        self._files = files
        self._creators = creators
        self._store = store
        self._clock = clock
        self._turn = asyncio.Lock()  # each is looked up once, whoever asks

    @property
    def not_before(self) -> float | None:
        """Epoch seconds before which a timed look-up must not start; None = no limit."""
        return self._creators.not_before

    async def pending(self) -> list[PendingCreator]:
        return await self._store.pending.all()

    async def anybody_waits(self) -> bool:
        return any(one.state is PendingState.WAITING for one in await self.pending())

    async def open_file(self, path: Path) -> Sheet:
        """Reads the cells of a CSV, TSV, TXT or XLSX file. Raises BadInput, which says why it can't be used."""
        return await asyncio.to_thread(self._files.read, path)

    async def read(self, texts: Sequence[str], list_id: int | None = None) -> ReadTable:
        """Sorts out what was typed, pasted or in a file, without asking TikTok. list_id: None = all who are tracked."""
        tracked = await self._store.creators.tracked()
        listed = tracked if list_id is None else await self._store.lists.entries(list_id)
        known = KnownCreators(
            tracked, (entry.creator.id for entry in listed), await self._store.pending.waiting_for(list_id)
        )
        return await asyncio.to_thread(read_table, texts, known)

    async def keep(self, named: Sequence[Named], list_id: int | None = None) -> list[PendingCreator]:
        """Keeps them, to be looked up by `look_up` or `look_up_all`; returns them in the order given."""
        kept = await self._store.pending.keep([written(one) for one in named], list_id, int(self._clock.now()))
        await self._announce()
        self.given.emit()
        return kept

    async def look_up(self, pending: PendingCreator) -> Checked:
        """Looks up one of them on TikTok and tracks it. Raises BadInput and the TikTokError.

        It is then kept with the reason if trying again wouldn't help, and else waits.
        """
        async with self._turn:
            try:
                checked = await self._creators.holder(pending.given)
            except (TikTokError, BadInput) as error:
                await self._fail(pending, error)
                raise
            await self._store.pending.track(pending, checked.creator.id, int(self._clock.now()))
        await self._announce()
        await self._creators.announce()
        return checked

    async def look_up_waiting(self) -> None:
        """Looks up those who wait, one after the other. Raises the TikTokError that concerns all of them.

        Those that failed before come last. Whether TikTok can't be reached, or one page only, the next one shows.
        """
        lost: tuple[PendingCreator, Unreachable] | None = None  # the one before, for whom TikTok couldn't be reached
        for pending in sorted(await self.pending(), key=lambda one: one.tried_at or 0):
            if pending.state is not PendingState.WAITING:
                continue
            try:
                await self.look_up(pending)
            except BadInput:
                continue
            except Unreachable as error:
                if failed_with(pending, Unreachable):
                    continue
                if lost is not None:
                    raise
                lost = pending, error
                continue
            except TikTokError as error:
                if self._creators.concerns_all(error):
                    raise
            if lost is not None:
                await self._count(*lost)  # TikTok can be reached, only not this creator's page
                lost = None
        if lost is not None:
            raise lost[1]

    async def retry(self, pending: Sequence[PendingCreator]) -> None:
        """Has them looked up again."""
        await self._store.pending.retry([one.id for one in pending])
        await self._announce()
        self.given.emit()

    async def forget(self, pending: Sequence[PendingCreator]) -> None:
        await self._store.pending.forget([one.id for one in pending])
        await self._announce()

    async def _fail(self, pending: PendingCreator, error: TikTokError | BadInput) -> None:
        """Records a failure. One that concerns all says nothing about this creator, except that it was its turn; if it
        was its own fault the last time, it is again.
        """
        concerns_all = isinstance(error, TikTokError) and self._creators.concerns_all(error)
        if concerns_all and not (isinstance(error, Unreachable) and failed_with(pending, Unreachable)):
            await self._store.pending.fail(pending.id, None, int(self._clock.now()), final=False)
        else:
            await self._count(pending, error)

    async def _count(self, pending: PendingCreator, error: TikTokError | BadInput) -> None:
        """Records a failure that is the creator's own; TRIES of them are enough, or one that is final."""
        tries = tries_of(pending) + 1
        final = isinstance(error, FINAL) or tries >= TRIES
        await self._store.pending.fail(pending.id, code_of(error, tries), int(self._clock.now()), final=final)
        log.info("%s %s: %s", pending.given, "can't be tracked" if final else "couldn't be looked up", error)
        await self._announce()

    async def _announce(self) -> None:
        self.changed.emit(tuple(await self.pending()))
