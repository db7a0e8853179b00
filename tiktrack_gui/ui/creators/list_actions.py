"""What the user does to lists: creating, naming, ordering and deleting them, and moving creators on them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.services.lists import CreatorLists, Undo
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.menu import CreatorsMenu
from tiktrack_gui.ui.creators.model import Entry
from tiktrack_gui.ui.creators.pane import CreatorsPane
from tiktrack_gui.words import creators as words

OfferUndo = Callable[[str, Undo], None]  # what was done, and its way back


class ListActions(QObject):
    """Connects the chooser, the rows and the menu of the page with the lists."""

    def __init__(
        self, pane: CreatorsPane, menu: CreatorsMenu, lists: CreatorLists, tasks: Tasks, offer_undo: OfferUndo
    ) -> None:
        super().__init__(pane)
        self._pane, self._menu, self._lists, self._tasks, self._offer_undo = pane, menu, lists, tasks, offer_undo
        self._changes = 0  # so far
        self._for_new: list[int] = []  # creators to be put on the list that is being named
        chooser = pane.chooser
        chooser.created.connect(self._create)
        chooser.renamed.connect(self._rename)
        chooser.deleted.connect(self._delete)
        chooser.moved.connect(self._move_list)
        chooser.dropped.connect(self._put)
        chooser.chosen.connect(self._offer)
        pane.list.move_wanted.connect(self._move)
        menu.listing_wanted.connect(self._put_entries)
        menu.moving_wanted.connect(self._put_elsewhere)
        menu.removal_wanted.connect(self._drop)

    def show_lists(self, lists: Sequence[CreatorList], tracked: int) -> None:
        """tracked: how many creators there are in all."""
        self._pane.chooser.show_lists(lists, tracked)
        self._offer()

    def _offer(self) -> None:
        self._menu.offer_lists(self._pane.chooser.lists, self._pane.chooser.shown)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._changes += 1
        self._tasks.spawn(work, name=f"change of the lists {self._changes}", finishes=True)

    def _create(self, name: str) -> None:
        self._spawn(self._create_list(name))

    async def _create_list(self, name: str) -> None:
        chooser = self._pane.chooser
        try:
            created = await self._lists.create(name)
        except BadInput as error:
            chooser.show_fault(str(error))
            return
        chooser.close_name()
        if self._for_new:
            await self._lists.add(created.id, self._for_new)
            self._for_new = []
        else:
            chooser.show_lists(await self._lists.all(), chooser.tracked)
            chooser.show_list(created.id)
            chooser.chosen.emit(created.id)

    def _rename(self, list_id: int, name: str) -> None:
        self._spawn(self._rename_list(list_id, name))

    async def _rename_list(self, list_id: int, name: str) -> None:
        before = self._pane.chooser.name
        try:
            undo = await self._lists.rename(list_id, name)
        except BadInput as error:
            self._pane.chooser.show_fault(str(error))
            return
        self._pane.chooser.close_name()
        self._offer_undo(f"Renamed “{before}”", undo)

    def _delete(self, list_id: int) -> None:
        self._spawn(self._delete_list(list_id))

    async def _delete_list(self, list_id: int) -> None:
        name = self._pane.chooser.name
        self._offer_undo(f"Deleted “{name}”. {words.KEPT_TRACKING}", await self._lists.remove(list_id))

    def _move_list(self, list_id: int, before: int | None) -> None:
        self._spawn(self._lists.move([list_id], before))

    def _move(self, creator_ids: Sequence[int], before: int | None) -> None:
        self._spawn(self._lists.put(self._pane.chooser.shown, creator_ids, before))

    def _put_entries(self, list_id: int | None, entries: Sequence[Entry]) -> None:
        """list_id: None = a list that is to be named yet."""
        creator_ids = [entry.id for entry in entries]
        if list_id is None:
            self._for_new = creator_ids
            self._pane.chooser.ask_for_name()
        else:
            self._put(list_id, creator_ids)

    def _put(self, list_id: int, creator_ids: Sequence[int]) -> None:
        self._spawn(self._add(list_id, creator_ids))

    async def _add(self, list_id: int, creator_ids: Sequence[int]) -> None:
        there = {entry.creator.id for entry in await self._lists.entries(list_id)}
        new = [id_ for id_ in creator_ids if id_ not in there]
        await self._lists.add(list_id, creator_ids)
        name = self._name_of(list_id)

        async def undo() -> None:
            await self._lists.drop(list_id, new)

        if new:
            number = "1 creator" if len(new) == 1 else f"{len(new)} creators"
            self._offer_undo(f"Added {number} to “{name}”", undo)

    def _put_elsewhere(self, list_id: int, entries: Sequence[Entry]) -> None:
        shown = self._pane.chooser.shown
        if shown is not None:
            self._spawn(self._move_to(list_id, shown, entries))

    async def _move_to(self, list_id: int, shown: int, entries: Sequence[Entry]) -> None:
        creator_ids = [entry.id for entry in entries]
        there = {entry.creator.id for entry in await self._lists.entries(list_id)}
        await self._lists.add(list_id, creator_ids)
        put_back = await self._lists.drop(shown, creator_ids)

        async def undo() -> None:
            await put_back()
            await self._lists.drop(list_id, [id_ for id_ in creator_ids if id_ not in there])

        names = words.names(entry.tracked.creator for entry in entries)
        self._offer_undo(f"Moved {names} to “{self._name_of(list_id)}”", undo)

    def _name_of(self, list_id: int) -> str:
        return next((one.name for one in self._pane.chooser.lists if one.id == list_id), "")

    def _drop(self, entries: Sequence[Entry]) -> None:
        self._spawn(self._drop_from(self._pane.chooser.shown, entries))

    async def _drop_from(self, list_id: int | None, entries: Sequence[Entry]) -> None:
        if list_id is None:
            return
        undo = await self._lists.drop(list_id, [entry.id for entry in entries])
        names = words.names(entry.tracked.creator for entry in entries)
        self._offer_undo(f"Removed {names} from “{self._pane.chooser.name}”. {words.STILL_TRACKED}", undo)
