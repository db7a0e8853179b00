"""What the user does with statuses, tags and notes: in the profile, for all selected creators, and in the sheet."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from tiktrack_gui.core.annotations import Annotations as Kept
from tiktrack_gui.core.annotations import Note, StatusChange, Tag, tag_named
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.services.annotations import Annotations
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.annotations.sheet_actions import SheetActions
from tiktrack_gui.ui.creators.details import CreatorDetails
from tiktrack_gui.ui.creators.menu import CreatorsMenu
from tiktrack_gui.ui.creators.model import CreatorsModel, Entry
from tiktrack_gui.ui.creators.overview.switch import PROFILE
from tiktrack_gui.ui.creators.pane import CreatorsPane
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.words import annotating as words
from tiktrack_gui.words import creators as words_of_creators
from tiktrack_gui.words import times

OfferUndo = Callable[[str, Undo], None]  # what was done, and its way back


class AnnotationActions(QObject):
    """Connects the card, the menus, the filter and the sheet with the service."""

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        pane: CreatorsPane,
        details: CreatorDetails,
        menu: CreatorsMenu,
        model: CreatorsModel,
        annotations: Annotations,
        tasks: Tasks,
        offer_undo: OfferUndo,
        undo: Callable[[], None],
        shown: Callable[[], None],
        rows: Callable[[], QAbstractItemView],
    ) -> None:
        """undo: takes the last change back. shown: called once the rows have what was changed. rows: returns the view
        in which creators are selected at the moment.
        """
        super().__init__(page)
        self._pane, self._details, self._menu, self._model = pane, details, menu, model
        self._annotations, self._tasks = annotations, tasks
        self._offer_undo, self._shown, self._rows = offer_undo, shown, rows
        self._tags: Sequence[Tag] = ()
        self._changes = 0  # so far
        self._stale: set[int] = set()  # creators of whom something was changed
        self._all_stale = True
        self.sheet = SheetActions(theme, page, annotations, tasks, self._tell, undo)
        self._connect()
        for keys, act in (
            ("Ctrl+Shift+F", pane.marks.open),
            ("S", self._open_statuses),
            ("T", self._open_tags),
            ("N", self._write_note),
        ):
            QShortcut(QKeySequence(keys), page, act)

    async def of(self, creator_ids: Sequence[int]) -> dict[int, Kept]:
        """Reads what is kept about the creators, and which statuses and tags there are."""
        if self._all_stale:
            await self._offer()
            self._all_stale = False
        return await self._annotations.of(creator_ids)

    def compare(self) -> None:
        """Compares the growth of the creator that is shown before and after each of its statuses began."""
        entry = self._shown_entry()
        if entry is not None and entry.annotations is not None and entry.annotations.statuses:
            self._tasks.spawn(self._compare(entry.id), name="compare the growth before and after a status")

    def _open_statuses(self) -> None:
        self._open(self._menu.statuses)

    def _open_tags(self) -> None:
        self._open(self._menu.tags)

    def _write_note(self) -> None:
        """Goes to the field for a note on the selected creator."""
        if self._pane.list.selected is not None:
            self._pane.switch.choose(PROFILE)
            self._details.write_note()

    def _open(self, menu: QMenu) -> None:
        """Opens a menu for the selected creators, below the current one's row."""
        if self._pane.list.chosen:
            view = self._rows()
            row = view.visualRect(view.currentIndex())
            area = view.viewport().rect()
            below = row.bottomLeft() if area.intersects(row) else area.center()
            menu.popup(view.viewport().mapToGlobal(QPoint(max(below.x(), 0) + 24, below.y())))

    # What is shown

    def _note(self, creator_id: int | None) -> None:
        """Something was changed. creator_id: None = of several creators, or which statuses and tags there are."""
        if creator_id is None:
            self._all_stale = True
        else:
            self._stale.add(creator_id)
        self._tasks.spawn(self._reload(), name="load statuses, tags and notes")

    async def _reload(self) -> None:
        """What comes up meanwhile begins it anew, for all that are stale by then."""
        is_all, ids = self._all_stale, set(self._stale)
        if is_all:
            await self._offer()
            ids = {entry.id for entry in self._model.entries}
        self._model.annotate(await self._annotations.of(ids))
        self._stale -= ids
        self._all_stale = self._all_stale and not is_all
        self._check_menus()
        self._shown()
        entry = self._shown_entry()
        if entry is not None and entry.id in ids:
            self._details.show_annotations(entry)
            self.compare()

    async def _offer(self) -> None:
        own, self._tags = await self._annotations.own_statuses(), await self._annotations.tags()
        self._details.annotations.offer(own, self._tags)
        self._menu.statuses.offer(own)
        self._menu.tags.offer(self._tags)
        self._pane.marks.offer(own, self._tags)
        await self.sheet.show(own, self._tags)

    async def _compare(self, creator_id: int) -> None:
        self._details.show_compared(creator_id, await self._annotations.comparisons(creator_id))

    def _shown_entry(self) -> Entry | None:
        creator_id = self._details.creator_id
        return None if creator_id is None else self._model.find(creator_id)

    def _check_menus(self) -> None:
        kept = [entry.annotations for entry in self._pane.list.chosen]
        self._menu.statuses.show_of(kept)
        self._menu.tags.show_of(kept)

    # Changes

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._changes += 1
        self._tasks.spawn(work, name=f"change of statuses, tags and notes {self._changes}", finishes=True)

    async def _do(self, change: Coroutine[Any, Any, Undo], said: str, fault: Callable[[str], None]) -> bool:
        """Makes a change and offers its way back. fault: called with why it can't be made. Returns whether it was."""
        try:
            undo = await change
        except BadInput as error:
            fault(str(error))
            return False
        self._tell(said, undo)
        return True

    async def _change(self, change: Coroutine[Any, Any, Undo], said: str) -> None:
        await self._do(change, said, self._complain)

    def _tell(self, said: str, undo: Undo) -> None:
        self._offer_undo(said, undo)
        self.sheet.say(said)

    def _complain(self, text: str) -> None:
        self._details.said.emit(text, False)
        self.sheet.complain(text)

    def _set_status(self, entries: Sequence[Entry], status: str) -> None:
        ids = [entry.id for entry in entries]
        self._spawn(self._change(self._annotations.set_status(ids, status), words.status_set(status, _who(entries))))

    def _clear(self, entries: Sequence[Entry]) -> None:
        ids = [entry.id for entry in entries]
        self._spawn(self._change(self._annotations.clear_statuses(ids), words.statuses_cleared(_who(entries))))

    def _switch(self, entries: Sequence[Entry], tag_id: int, given: bool) -> None:
        name = next((tag.name for tag in self._tags if tag.id == tag_id), "")
        ids, who = [entry.id for entry in entries], _who(entries)
        if given:
            self._spawn(self._change(self._annotations.tag(ids, tag_id), words.tagged(name, who)))
        else:
            self._spawn(self._change(self._annotations.untag(ids, tag_id), words.untagged(name, who)))

    def _set_status_of_chosen(self, status: str) -> None:
        if self._pane.list.chosen:
            self._set_status(self._pane.list.chosen, status)

    def _clear_chosen(self) -> None:
        if self._pane.list.chosen:
            self._clear(self._pane.list.chosen)

    def _switch_chosen(self, tag_id: int, given: bool) -> None:
        if self._pane.list.chosen:
            self._switch(self._pane.list.chosen, tag_id, given)

    def _create_for_chosen(self) -> None:
        self.sheet.open_for_tag([entry.id for entry in self._pane.list.chosen])

    def _set_status_of_shown(self, status: str) -> None:
        if (entry := self._shown_entry()) is not None:
            self._set_status([entry], status)

    def _clear_shown(self) -> None:
        if (entry := self._shown_entry()) is not None:
            self._clear([entry])

    def _switch_shown(self, tag_id: int, given: bool) -> None:
        if (entry := self._shown_entry()) is not None:
            self._switch([entry], tag_id, given)

    def _untag_shown(self, tag: Tag) -> None:
        self._switch_shown(tag.id, False)

    def _move_status(self, change: StatusChange, since: float) -> None:
        said = words.status_moved(change.status, times.date(since))
        self._spawn(self._change(self._annotations.change_status(change.id, change.status, since), said))

    def _remove_status(self, change: StatusChange) -> None:
        self._spawn(self._change(self._annotations.remove_status(change.id), words.status_removed(change.status)))

    def _name_tag(self, name: str) -> None:
        if (entry := self._shown_entry()) is not None:
            self._spawn(self._add_tag(entry, name))

    async def _add_tag(self, entry: Entry, name: str) -> None:
        """Gives a creator the tag with that name, which is created if there is none."""
        part = self._details.annotations.tags
        known = tag_named(name, self._tags)
        try:
            tag = known or await self._annotations.create_tag(name)
        except BadInput as error:
            part.show_fault(str(error))
            return
        undo = await self._annotations.tag([entry.id], tag.id)

        async def undo_all() -> None:
            await undo()
            if known is None:
                await self._annotations.remove_tag(tag.id)

        part.close_name()
        self._tell(words.tagged(tag.name, _who([entry])), undo_all)

    def _add_note(self, creator_id: int, text: str) -> None:
        self._spawn(self._keep_note(creator_id, text))

    async def _keep_note(self, creator_id: int, text: str) -> None:
        part = self._details.annotations.notes
        if await self._do(
            self._annotations.add_note(creator_id, text), words.NOTE_ADDED, partial(part.show_fault, creator_id)
        ):
            part.kept(creator_id, text)

    def _change_note(self, note: Note, text: str) -> None:
        fault = partial(self._details.annotations.notes.show_fault_of, note.id)
        self._spawn(self._rewrite(self._annotations.change_note(note.id, text), fault))

    async def _rewrite(self, change: Coroutine[Any, Any, Undo], fault: Callable[[str], None]) -> None:
        await self._do(change, words.NOTE_CHANGED, fault)

    def _remove_note(self, note: Note) -> None:
        self._spawn(self._change(self._annotations.remove_note(note.id), words.NOTE_REMOVED))

    def _connect(self) -> None:
        self._annotations.changed.connect(self._note)
        for menu in (self._menu.statuses, self._menu.tags):
            menu.aboutToShow.connect(self._check_menus)
            menu.managed.connect(self.sheet.open)
        self._menu.statuses.chosen.connect(self._set_status_of_chosen)
        self._menu.statuses.cleared.connect(self._clear_chosen)
        self._menu.tags.switched.connect(self._switch_chosen)
        self._menu.tags.new_wanted.connect(self._create_for_chosen)
        card = self._details.annotations
        card.managed.connect(self.sheet.open)
        card.status.menu.chosen.connect(self._set_status_of_shown)
        card.status.menu.cleared.connect(self._clear_shown)
        card.status.moved.connect(self._move_status)
        card.status.removed.connect(self._remove_status)
        card.tags.menu.switched.connect(self._switch_shown)
        card.tags.named.connect(self._name_tag)
        card.tags.removed.connect(self._untag_shown)
        card.notes.added.connect(self._add_note)
        card.notes.changed.connect(self._change_note)
        card.notes.removed.connect(self._remove_note)


def _who(entries: Sequence[Entry]) -> str:
    """ "@one", or "3 creators"."""
    return words_of_creators.names(entry.tracked.creator for entry in entries)
