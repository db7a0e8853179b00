"""Loading the suggestions, and what their buttons ask for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import QObject

from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.core.models import Creator
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.suggestions import SuggestionsCard
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import suggestions


class SuggestActions(QObject):
    """Connects the suggestions with the services."""

    def __init__(
        self,
        card: SuggestionsCard,
        creators: Creators,
        tasks: Tasks,
        messages: Messages,
        track: Callable[[Creator], Awaitable[None]],
    ) -> None:
        """track: tracks a creator of the store, and tells the user."""
        super().__init__(card)
        self._card, self._creators, self._tasks, self._messages = card, creators, tasks, messages
        self._track_known = track
        card.track_wanted.connect(self._track)
        card.hide_wanted.connect(self._hide)
        creators.changed.connect(self._changed)
        creators.hidden_changed.connect(self._changed)

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="load suggestions")

    def _changed(self, _creators: object) -> None:
        self.load()

    def _track(self, creator: Creator) -> None:
        self._tasks.spawn(self._track_one(creator), name=f"track {creator.id}")

    def _hide(self, creator: Creator) -> None:
        self._tasks.spawn(self._set_hidden(creator, True), name=f"hide {creator.id}", finishes=True)

    def _show_again(self, creator: Creator) -> None:
        self._tasks.spawn(self._set_hidden(creator, False), name=f"show {creator.id} again", finishes=True)

    async def _load(self) -> None:
        try:
            self._card.show_suggestions(await self._creators.suggestions.current())
        except StoreError:  # the list that is read with it says so
            self._card.show_suggestions(())

    async def _track_one(self, creator: Creator) -> None:
        await self._track_known(creator)
        await self._load()  # also if it failed: the button can be pressed again

    async def _set_hidden(self, creator: Creator, hidden: bool) -> None:
        await self._creators.set_hidden(creator.id, hidden)
        if hidden:
            self._messages.say(suggestions.hidden(creator), "Undo", partial(self._show_again, creator))
