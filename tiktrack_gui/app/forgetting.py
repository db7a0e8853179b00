"""Forgetting a creator, for window and command line: between sessions, while nothing else has the database open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tiktrack_gui.app import database
from tiktrack_gui.host.log_erasing import LogEraser
from tiktrack_gui.services.forgetting import Forgetting
from tiktrack_gui.store import CopiesOfDatabase, Store


def forgetting(base: database.Base, store: Store, place: database.Place) -> Forgetting:
    """place: of the store. After a move to another database, the file in the data folder is a copy, too."""
    own = base.folder.database
    others = [place] if isinstance(place, Path) else []
    copies = CopiesOfDatabase(*others, own, unused=None if place == own else own)
    return Forgetting(store, copies, LogEraser(base.folder.log))


@asynccontextmanager
async def opened(base: database.Base) -> AsyncIterator[Forgetting]:
    """Opens the database for this alone. Raises StoreError, and what `database.place` raises."""
    place = await database.place(base)
    async with database.opened(base) as store:
        yield forgetting(base, store, place)
