"""Forgetting a creator, for window and command line: between sessions, while nothing else has the database open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tiktrack_gui.app import database
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.persons import Known
from tiktrack_gui.host.log_erasing import LogEraser
from tiktrack_gui.services.forgetting import Forgetting
from tiktrack_gui.store import CopiesOfDatabase, Store
from tiktrack_gui.ui.window.forget_dialog import ForgetDialog


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetRequest:
    """What the user has confirmed in a dialog, which stays open. base: of the session it was asked in."""

    base: Foundation
    known: Known
    backups: bool
    dialog: ForgetDialog

    async def carry_out(self) -> None:
        """Forgets the creator, and shows in the dialog how that goes. No session may have the database open."""
        try:
            async with opened(self.base) as service:
                known = await service.known_of(self.known.person.id, backups=self.backups) or self.known
                show = self.dialog.show_progress
                forgotten = await service.forget(known.person, backups=self.backups, progress=show)
            self.dialog.show_done(forgotten)
        except TikTrackError as error:
            self.dialog.show_failure(error)
        finally:
            self.dialog.give_up()


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
