"""Notes, statuses and tags of creators, tracked or not: each change with its way back."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core import annotations as kept
from tiktrack_gui.core.annotations import Note, StatusChange, Tag, Uses
from tiktrack_gui.core.collaboration import Comparison, NotEnoughDays, before_after
from tiktrack_gui.core.days import day_start
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.store import Store


class Annotations(QObject):
    """What the user keeps about creators.

    Signals:
        changed: Something was changed. arg: the creator's ID; None if it concerns several, or all.
    """

    changed = Signal(object)

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__()
        self._store, self._creators, self._clock = store.annotations, store.creators, clock

    async def of(self, creator_ids: Iterable[int]) -> dict[int, kept.Annotations]:
        """Returns what is kept about each of the creators, by ID."""
        return await self._store.of(creator_ids)

    async def matching(self, status: str | None, tag_ids: Iterable[int] = ()) -> set[int]:
        """Returns the creators whose current status that is, and that have all the tags; None, or none = any."""
        return await self._store.matching(status, tag_ids)

    async def uses(self) -> Uses:
        """Returns how many creators have which status, and which tag."""
        return await self._store.uses()

    async def comparisons(self, creator_id: int, moment: float | None = None) -> dict[int, Comparison | NotEnoughDays]:
        """Returns how the followers grew before and after each of the creator's statuses began, by the IDs of these.

        After one, until the next one began, on another day. moment: of what was known by then; None = now.
        """
        until = self._clock.now() if moment is None else moment
        changes = (await self._store.of([creator_id]))[creator_id].as_of(until).statuses
        if not changes:
            return {}
        samples = await self._creators.growth_of(creator_id)
        return await asyncio.to_thread(_compared, samples, changes, until)

    # Notes

    async def add_note(self, creator_id: int, text: str) -> Undo:
        """Raises BadInput for a text that is empty or too long, and for a creator that was forgotten."""
        try:
            note = await self._store.add_note(creator_id, kept.require_note(text), self._now())
        except LookupError:
            raise BadInput("TikTrack doesn’t know this creator any more.", "Choose another one.") from None
        self.changed.emit(creator_id)

        async def undo() -> None:
            await self._store.remove_note(note.id)
            self.changed.emit(creator_id)

        return undo

    async def change_note(self, note_id: int, text: str) -> Undo:
        """Raises BadInput as `add_note`, and if it was removed."""
        before = await self._change_note(note_id, kept.require_note(text))

        async def undo() -> None:
            await self._change_note(note_id, before.text)

        return undo

    async def remove_note(self, note_id: int) -> Undo:
        note = await self._store.remove_note(note_id)
        self.changed.emit(None if note is None else note.creator_id)

        async def undo() -> None:
            if note is not None:
                await self._store.put_back_notes([note])
                self.changed.emit(note.creator_id)

        return undo

    # Statuses

    async def own_statuses(self) -> list[str]:
        """Returns the user's own statuses, which come after the built-in ones."""
        return await self._store.statuses()

    async def set_status(self, creator_ids: Sequence[int], status: str, since: float | None = None) -> Undo:
        """Gives creators a status. since: any moment of the day it began, in epoch seconds; None = today.

        Raises BadInput for a status that isn't there, and for a day that can't be.
        """
        begins = self._begins(since)
        found = await self._store.set_status(creator_ids, await self._status(status), begins, self._now())
        self._announce(creator_ids)

        async def undo() -> None:
            await self._store.remove_statuses([one.id for one in found.added])
            await self._store.put_back_statuses(found.replaced)
            self._announce(creator_ids)

        return undo

    async def change_status(self, change_id: int, status: str, since: float) -> Undo:
        """Changes what a creator's status was, or when it began. Raises BadInput as `set_status`, and if it was
        removed.
        """
        before = await self._change_status(change_id, await self._status(status), self._begins(since))

        async def undo() -> None:
            await self._change_status(change_id, before.status, before.since, before.entered_at)

        return undo

    async def remove_status(self, change_id: int) -> Undo:
        """Removes one of a creator's statuses; the one before it is the current one then."""
        return self._removed(await self._store.remove_statuses([change_id]))

    async def clear_statuses(self, creator_ids: Iterable[int]) -> Undo:
        """Removes all statuses of the creators."""
        return self._removed(await self._store.clear_statuses(creator_ids))

    async def add_own_status(self, name: str) -> Undo:
        """Raises BadInput for a name that can't be used."""
        added = kept.require_status_name(name, await self.own_statuses())
        await self._store.add_own_status(added)
        self.changed.emit(None)

        async def undo() -> None:
            await self._store.remove_own_status(added)
            self.changed.emit(None)

        return undo

    async def rename_own_status(self, name: str, new: str) -> Undo:
        """Raises BadInput for a name that can't be used."""
        others = [one for one in await self.own_statuses() if one != name]
        renamed = kept.require_status_name(new, others)
        await self._rename_own_status(name, renamed)

        async def undo() -> None:
            await self._rename_own_status(renamed, name)

        return undo

    async def remove_own_status(self, name: str) -> Undo:
        """Removes it, also from all creators. Raises BadInput if there is none."""
        try:
            removed = await self._store.remove_own_status(name)
        except LookupError:
            raise _gone("status") from None
        self.changed.emit(None)

        async def undo() -> None:
            """Raises BadInput if another one has the name now."""
            kept.require_status_name(name, await self.own_statuses())
            await self._store.put_back_own_status(removed)
            self.changed.emit(None)

        return undo

    # Tags

    async def tags(self) -> list[Tag]:
        return await self._store.tags()

    async def tag_named(self, name: str) -> Tag:
        """Returns the tag with that name, in any case. Raises BadInput if there is none."""
        tags = await self.tags()
        found = kept.tag_named(name, tags)
        if found is None:
            there = ", ".join(f"“{tag.name}”" for tag in tags)
            raise BadInput(f"There’s no tag named “{name}”.", f"There are {there}." if there else "Create it first.")
        return found

    async def create_tag(self, name: str, color: str | None = None) -> Tag:
        """color: None = one that few tags have. Raises BadInput for a name or a color that can't be used."""
        tags = await self.tags()
        called = kept.require_tag_name(name, [tag.name for tag in tags])
        chosen = kept.next_color(tags) if color is None else kept.require_color(color)
        tag = await self._store.create_tag(called, chosen)
        self.changed.emit(None)
        return tag

    async def change_tag(self, tag: Tag) -> Undo:
        """Changes a tag's name and color. Raises BadInput for those that can't be used, and if it was removed."""
        others = [one.name for one in await self.tags() if one.id != tag.id]
        name, color = kept.require_tag_name(tag.name, others), kept.require_color(tag.color)
        before = await self._change_tag(Tag(id=tag.id, name=name, color=color))

        async def undo() -> None:
            await self._change_tag(before)

        return undo

    async def remove_tag(self, tag_id: int) -> Undo:
        """Removes it, also from all creators. Raises BadInput if there is none."""
        try:
            removed = await self._store.remove_tag(tag_id)
        except LookupError:
            raise _gone("tag") from None
        self.changed.emit(None)

        async def undo() -> None:
            """Raises BadInput if another one has the name now."""
            kept.require_tag_name(removed.tag.name, [tag.name for tag in await self.tags()])
            await self._store.put_back_tag(removed)
            self.changed.emit(None)

        return undo

    async def tag(self, creator_ids: Sequence[int], tag_id: int) -> Undo:
        """Gives creators a tag. Raises BadInput if it was removed."""
        try:
            new = await self._store.tag(creator_ids, tag_id)
        except LookupError:
            raise _gone("tag") from None
        self._announce(creator_ids)

        async def undo() -> None:
            await self._store.untag(new, tag_id)
            self._announce(creator_ids)

        return undo

    async def untag(self, creator_ids: Sequence[int], tag_id: int) -> Undo:
        """Takes a tag off creators."""
        had = await self._store.untag(creator_ids, tag_id)
        self._announce(creator_ids)

        async def undo() -> None:
            """Raises BadInput if the tag was removed."""
            try:
                await self._store.tag(had, tag_id)
            except LookupError:
                raise _gone("tag") from None
            self._announce(creator_ids)

        return undo

    async def _change_note(self, note_id: int, text: str) -> Note:
        try:
            before = await self._store.change_note(note_id, text, self._now())
        except LookupError:
            raise _gone("note") from None
        self.changed.emit(before.creator_id)
        return before

    async def _change_status(self, id_: int, status: str, since: int, entered_at: int | None = None) -> StatusChange:
        at = self._now() if entered_at is None else entered_at
        try:
            before = await self._store.change_status(id_, status, since, at)
        except LookupError:
            raise _gone("status") from None
        self.changed.emit(before.creator_id)
        return before

    async def _rename_own_status(self, name: str, new: str) -> None:
        await self._store.rename_own_status(name, new)
        self.changed.emit(None)

    async def _change_tag(self, tag: Tag) -> Tag:
        try:
            before = await self._store.change_tag(tag)
        except LookupError:
            raise _gone("tag") from None
        self.changed.emit(None)
        return before

    def _removed(self, changes: Sequence[StatusChange]) -> Undo:
        concerned = {one.creator_id for one in changes}
        self._announce(concerned)

        async def undo() -> None:
            await self._store.put_back_statuses(changes)
            self._announce(concerned)

        return undo

    async def _status(self, status: str) -> str:
        return kept.require_status(status, await self.own_statuses())

    def _begins(self, since: float | None) -> int:
        now = self._clock.now()
        return kept.require_since(day_start(now if since is None else since), now)

    def _announce(self, creator_ids: Collection[int]) -> None:
        concerned = set(creator_ids)
        self.changed.emit(concerned.pop() if len(concerned) == 1 else None)

    def _now(self) -> int:
        return int(self._clock.now())


def _gone(what: str) -> BadInput:
    return BadInput(f"This {what} was removed.", "Choose another one.")


def _compared(
    samples: Sequence[CreatorSample], changes: Sequence[StatusChange], until: float
) -> dict[int, Comparison | NotEnoughDays]:
    """changes: oldest first. until: when the last one ends."""
    days = sorted({one.since for one in changes})
    ends = dict(zip(days, [*days[1:], until], strict=True))
    return {one.id: before_after(samples, one.since, ends[one.since]) for one in changes}
