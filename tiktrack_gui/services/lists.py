"""Lists of tracked creators: naming, ordering and filling them, each change with its way back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.list_names import require_list_name
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.overview import Figures
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.core.unique_names import key
from tiktrack_gui.store import Store

Undo = Callable[[], Awaitable[None]]


class CreatorLists(QObject):
    """The users' own lists. Everyone who is tracked is in `Creators.tracked`.

    Signals:
        changed: A list was created, renamed, moved or removed, or who is on one. arg: a tuple of CreatorList.
        filled: Who is on a list, or in which order. arg: the list's ID; None = all who are tracked.
    """

    changed = Signal(object)
    filled = Signal(object)

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__()
        self._store = store.lists
        self._overview = store.overview
        self._clock = clock

    async def all(self) -> list[CreatorList]:
        return await self._store.all()

    async def named(self, name: str) -> CreatorList:
        """Returns the list with that name, in any case. Raises BadInput if there is none."""
        wanted = key(name)
        for one in await self.all():
            if key(one.name) == wanted:
                return one
        raise BadInput(f"There’s no list named “{name}”.", "To see which there are, run `tiktrack lists show`.")

    async def entries(self, list_id: int) -> list[TrackedCreator]:
        return await self._store.entries(list_id)

    async def figures(self, creators: Sequence[Creator]) -> dict[int, Figures]:
        """Returns, by creator ID, what is known of each to be compared with the others; a few at a time are fast."""
        return await self._overview.figures(creators, int(self._clock.now()))

    async def lists_of(self, creator_id: int) -> list[int]:
        """Returns the IDs of the lists the creator is on."""
        return await self._store.lists_of(creator_id)

    async def create(self, name: str) -> CreatorList:
        """Raises BadInput for a name that can't be used."""
        created = await self._store.create(require_list_name(name, [one.name for one in await self.all()]))
        await self._announce()
        return created

    async def rename(self, list_id: int, name: str) -> Undo:
        """Raises BadInput for a name that can't be used."""
        lists = {one.id: one.name for one in await self.all()}
        before = lists.pop(list_id)
        await self._rename(list_id, require_list_name(name, lists.values()))

        async def undo() -> None:
            await self._rename(list_id, before)

        return undo

    async def remove(self, list_id: int) -> Undo:
        """Deletes the list; who is on it stays tracked."""
        removed = await self._store.remove(list_id)
        await self._announce()

        async def undo() -> None:
            """Raises BadInput if another list has the name now."""
            require_list_name(removed.name, [one.name for one in await self.all()])
            await self._store.restore(removed)
            await self._announce()

        return undo

    async def move(self, list_ids: Sequence[int], before: int | None) -> None:
        """Puts lists in front of another one, or at the end."""
        await self._store.move(list_ids, before)
        await self._announce()

    async def add(self, list_id: int, creator_ids: Sequence[int]) -> None:
        """Tracks the creators, and adds those that aren't on the list at its end."""
        await self._store.add(list_id, creator_ids, int(self._clock.now()))
        await self._announce(list_id)

    async def put(self, list_id: int | None, creator_ids: Sequence[int], before: int | None) -> None:
        """As `add`, and moves all of them, in the order given, in front of another creator or to the end.

        list_id: None = the order of all who are tracked.
        """
        await self._store.put(list_id, creator_ids, before, int(self._clock.now()))
        await self._announce(list_id)

    async def drop(self, list_id: int, creator_ids: Sequence[int]) -> Undo:
        """Takes creators off a list; they stay tracked."""
        dropped = await self._store.drop(list_id, creator_ids)
        await self._announce(list_id)

        async def undo() -> None:
            await self._store.put_back(dropped)
            await self._announce(list_id)

        return undo

    async def _rename(self, list_id: int, name: str) -> None:
        await self._store.rename(list_id, name)
        await self._announce()

    async def _announce(self, *list_ids: int | None) -> None:
        for list_id in list_ids:
            self.filled.emit(list_id)
        self.changed.emit(tuple(await self.all()))
