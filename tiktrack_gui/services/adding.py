"""Adding many creators: they are kept at once, and looked up one after the other, also after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.handles import Named, written
from tiktrack_gui.core.pending import PendingCreator, PendingState
from tiktrack_gui.core.read_table import KnownCreators, ReadTable, read_table
from tiktrack_gui.core.sheets import Sheet
from tiktrack_gui.services.creators import Checked, Creators
from tiktrack_gui.services.look_ups import LookUps
from tiktrack_gui.services.sources import SheetReader
from tiktrack_gui.store import Store


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
        self._look_ups = LookUps(
            self.pending, self._track, store.pending.fail, creators.concerns_all, self._announce, clock
        )

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
        return await self._look_ups.one(pending)

    async def look_up_waiting(self) -> None:
        """Looks up those who wait, one after the other. Raises the TikTokError that concerns all of them."""
        await self._look_ups.all()

    async def retry(self, pending: Sequence[PendingCreator]) -> None:
        """Has them looked up again."""
        await self._store.pending.retry([one.id for one in pending])
        await self._announce()
        self.given.emit()

    async def forget(self, pending: Sequence[PendingCreator]) -> None:
        await self._store.pending.forget([one.id for one in pending])
        await self._announce()

    async def _track(self, pending: PendingCreator) -> Checked:
        checked = await self._creators.holder(pending.given)
        await self._store.pending.track(pending, checked.creator.id, int(self._clock.now()))
        await self._announce()
        await self._creators.announce()
        return checked

    async def _announce(self) -> None:
        self.changed.emit(tuple(await self.pending()))
