"""Measuring creators again because the user asked for it: how far it is, and how it went."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from tiktrack_gui.core.errors import NotFound, Private, Success
from tiktrack_gui.core.refreshing import time_left
from tiktrack_gui.services.creators import Checked, Creators
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.details import CreatorDetails
from tiktrack_gui.ui.creators.menu import CreatorsMenu
from tiktrack_gui.ui.creators.model import CreatorsModel, Entry
from tiktrack_gui.ui.creators.pane import CreatorsPane
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import creators as words

REFRESH = "refresh creators"  # the task; one at a time
SHOWN_AS_STATE = (NotFound, Private)  # with the creator, and so no trouble to be told


class RefreshActions(QObject):
    """Connects the refresh buttons of the pane, the menu and the details with the service."""

    def __init__(
        self,
        pane: CreatorsPane,
        details: CreatorDetails,
        menu: CreatorsMenu,
        model: CreatorsModel,
        creators: Creators,
        tasks: Tasks,
        messages: Messages,
        load: Callable[[], None],
        now: Callable[[], float],
        takes: Callable[[int], float],
    ) -> None:
        """load: reads the creators from the store again. takes: seconds that measuring so many takes at least."""
        super().__init__(pane)
        self._pane, self._details, self._model = pane, details, model
        self._creators, self._tasks, self._messages, self._load = creators, tasks, messages, load
        self._now, self._takes = now, takes
        self._began_at = 0.0
        pane.refresh_clicked.connect(self._toggle)
        details.refresh_wanted.connect(self._refresh_one)
        menu.refresh_wanted.connect(self._refresh_some)
        creators.progress.connect(self._show_stage)

    def refresh(self) -> None:
        """Refreshes the creators on the list that is shown, unless a refresh is already running."""
        if self._pane.chooser.shown is None:
            self._refresh(())
        else:
            self._refresh_some(self._model.entries)

    def _toggle(self) -> None:
        if not self._tasks.cancel(REFRESH):
            self.refresh()

    def _refresh(self, handles: tuple[str, ...]) -> None:
        if self._model.total and not self._tasks.is_running(REFRESH):
            self._tasks.spawn(self._measure(handles), name=REFRESH)

    def _refresh_one(self, entry: Entry) -> None:
        self._refresh_some([entry])

    def _refresh_some(self, entries: Sequence[Entry]) -> None:
        self._refresh(tuple(entry.tracked.creator.handle for entry in entries))

    async def _measure(self, handles: tuple[str, ...]) -> None:
        self._details.set_refreshing(True)
        self._began_at = self._now()
        self._pane.show_progress("Refreshing", 0, 0)
        try:
            checked = await self._creators.refresh(handles, manual=True)
        except asyncio.CancelledError:
            self._load()  # some creators were refreshed before it was stopped
            raise
        finally:
            self._details.set_refreshing(False)
            self._pane.stop_progress()
        self._tell(checked, left_out=0 if handles else self._model.total - len(checked))

    def _tell(self, checked: list[Checked], left_out: int) -> None:
        """left_out: how many weren't asked for because they are missing."""
        fresh = [one.creator for one in checked if one.error is None]
        troubles = [one.error for one in checked if one.error and not isinstance(one.error, SHOWN_AS_STATE)]
        if troubles:
            self._messages.trouble(troubles[0], retry=self.refresh, here=True)
        elif fresh:
            self._messages.succeeded(Success.CREATORS)
        if fresh or left_out:
            renamed = {one.formerly: one.creator.handle for one in checked if one.formerly is not None}
            self._messages.say(words.refreshed(fresh, len(checked), left_out, renamed))

    def _show_stage(self, stage: str, done: int, wanted: int) -> None:
        if self._tasks.is_running(REFRESH):
            left = time_left(done, wanted, self._now() - self._began_at, self._takes(wanted - done))
            self._pane.show_progress(stage, done, wanted, left)
