"""Tracking creators: what the add field, a search's findings and the waiting creators ask for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from tiktrack_gui.core.errors import BadInput, NotFound, Private, StoreError, Success, TikTrackError
from tiktrack_gui.core.handles import names_several, parse_creator
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.pending import PendingCreator
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.creators import Checked, Creators
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.pane import CreatorsPane
from tiktrack_gui.ui.creators.read_actions import ReadActions
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.completion import MOST
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import creators as words

log = logging.getLogger(__name__)

COMPLETE = "complete a creator’s name"  # the task; a newer text replaces it
ADD = "add a creator"  # the task; one at a time, also after a double-click


class AddActions(QObject):
    """Connects the pane with the services that find, keep and look up creators."""

    def __init__(
        self,
        theme: Theme,
        pane: CreatorsPane,
        creators: Creators,
        lists: CreatorLists,
        adding: Adding,
        tasks: Tasks,
        messages: Messages,
        select: Callable[[int], None],
        refresh: Callable[[], None],
    ) -> None:
        """select: shows a creator by ID, also one whose row is yet to come. refresh: measures all again."""
        super().__init__(pane)
        self._pane, self._creators, self._lists, self._adding = pane, creators, lists, adding
        self._tasks, self._messages, self._select, self._refresh = tasks, messages, select, refresh
        self.reading = ReadActions(theme, pane, lists, adding, tasks, messages)
        pane.add.wanted.connect(self._add)
        pane.add.search_wanted.connect(self._search)
        pane.add.closed.connect(self._stop)
        pane.chosen.connect(self._choose)
        pane.add.completions.chosen.connect(self._choose)
        pane.add.completions.wanted.connect(self._complete)
        adding.changed.connect(pane.pending.show_pending)
        pane.pending.retry_wanted.connect(self._try_again)
        pane.pending.forget_wanted.connect(self._forget)
        pane.pending.stop_wanted.connect(self._forget)

    def open(self) -> None:
        """Opens the field for tracking a creator."""
        self._pane.add.open()

    def load(self) -> None:
        """Shows the creators that are still to be looked up."""
        self._tasks.spawn(self._load(), name="load pending creators")

    def _add(self, text: str) -> None:
        if names_several(text):
            self.reading.read_text(text)
            return
        self._tasks.spawn(self._look_up(text), name=ADD)

    def _track_again(self, creator: Creator) -> None:
        self._tasks.spawn(self.track_known(creator), name=f"track {creator.id}")

    def _choose(self, creator: Creator) -> None:
        """Tracks a creator that a search found."""
        if not self._tasks.is_running(ADD):
            self._add(f"@{creator.handle}")

    def _complete(self, text: str) -> None:
        self._tasks.spawn(self._find_seen(text), name=COMPLETE)

    def _search(self, text: str) -> None:
        self._tasks.spawn(self._find(text), name=ADD)

    def _stop(self) -> None:
        self._tasks.cancel(ADD)
        self.reading.stop()
        self._pane.list.setFocus()

    def _try_again(self, pending: Sequence[PendingCreator]) -> None:
        self._tasks.spawn(self._adding.retry(pending), name="look up again", finishes=True)

    def _forget(self, pending: Sequence[PendingCreator]) -> None:
        self._tasks.spawn(self._adding.forget(pending), name="forget pending creators", finishes=True)

    async def _load(self) -> None:
        self._pane.pending.show_pending(await self._adding.pending())

    async def _look_up(self, text: str) -> None:
        """Tracks whom the text names, on the list that is shown; a text that can't be used stays, with the reason."""
        field = self._pane.add
        try:
            parse_creator(text)
            field.show_work(f"Looking for {text.strip()} on TikTok")
            self._show_added(await self._track(text))
        except (BadInput, NotFound, Private) as error:
            field.show_fault(str(error), text)
        except TikTrackError as error:
            field.keep(text)
            self._messages.trouble(error, retry=self.open, here=True)
        else:
            field.finish()
            self._pane.list.setFocus()

    async def _find_seen(self, text: str) -> None:
        """Shows who of the creators already seen may be meant; a database that can't be read only offers nobody."""
        try:
            self._pane.show_seen(text, await self._creators.seen(text, MOST))
        except StoreError as error:
            log.info("No completions: %s", error)

    async def _find(self, text: str) -> None:
        """Searches TikTok, and shows the creators to choose from."""
        self._pane.show_searching()
        try:
            answer = await self._creators.search(text)
        except TikTrackError as error:
            self._pane.show_search_failed()
            self._messages.trouble(error, retry=self.open, here=True)
            return
        self._messages.succeeded(Success.CREATORS)
        self._pane.show_found(answer)

    async def _track(self, text: str) -> Checked:
        return await self._listed(await self._creators.add(text))

    async def track_known(self, creator: Creator) -> None:
        """Tracks a creator that TikTrack knows, on the list that is shown; with stored numbers if TikTok fails."""
        try:
            self._show_added(await self._listed(await self._creators.add_account(creator)))
        except TikTrackError as error:
            self._messages.trouble(error, retry=partial(self._track_again, creator), here=True)

    async def _listed(self, checked: Checked) -> Checked:
        """Puts a creator that is tracked now on the list that is shown, too."""
        if (shown := self._pane.chooser.shown) is not None:
            await self._lists.add(shown, [checked.creator.id])
        return checked

    def _show_added(self, checked: Checked) -> None:
        """Selects a new creator, and tells the user."""
        self._select(checked.creator.id)
        self._messages.say(words.tracking(checked.creator, checked.formerly, checked.instead_of))
        if checked.error is not None:
            self._messages.trouble(checked.error, retry=self._refresh, here=True)
