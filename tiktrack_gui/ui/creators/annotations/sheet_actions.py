"""What the user does in the sheet of statuses and tags."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.annotations import Tag
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.services.annotations import Annotations
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.annotations.sheet import AnnotationsSheet
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.words import annotating as words

Fault = Callable[[str], None]


class SheetActions(QObject):
    """Opens the sheet, and connects it with the service."""

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        annotations: Annotations,
        tasks: Tasks,
        tell: Callable[[str, Undo], None],
        undo: Callable[[], None],
    ) -> None:
        """tell: says what was done, and offers its way back. undo: takes the last change back."""
        super().__init__(page)
        self._theme, self._page = theme, page
        self._annotations, self._tasks, self._tell, self._undo = annotations, tasks, tell, undo
        self._sheet: AnnotationsSheet | None = None
        self._for_new: Sequence[int] = ()  # creators that get the tag that is created next
        self._changes = 0  # so far

    @property
    def is_open(self) -> bool:
        return self._sheet is not None

    def open(self) -> None:
        if self._sheet is not None:
            self._sheet.raise_()
            return
        self._for_new = ()
        self._sheet = sheet = AnnotationsSheet(self._theme, self._page)
        sheet.status_added.connect(self._add_status)
        sheet.status_renamed.connect(self._rename_status)
        sheet.status_removed.connect(self._remove_status)
        sheet.tag_added.connect(self._add_tag)
        sheet.tag_changed.connect(self._change_tag)
        sheet.tag_removed.connect(self._remove_tag)
        sheet.undo_wanted.connect(self._undo)
        sheet.finished.connect(self._forget)
        self._tasks.spawn(self._load(), name="load the sheet of statuses and tags")
        sheet.open()

    def open_for_tag(self, creator_ids: Sequence[int]) -> None:
        """Opens the sheet at the field for a new tag, which these creators get."""
        self.open()
        self._for_new = creator_ids
        if self._sheet is not None:
            self._sheet.new_tag.focus()

    async def show(self, own: Sequence[str], tags: Sequence[Tag]) -> None:
        """Shows the statuses and tags, if the sheet is open."""
        if self._sheet is not None:
            uses = await self._annotations.uses()
            if self._sheet is not None:
                self._sheet.show_all(own, tags, uses)

    def say(self, text: str) -> None:
        """Tells of a change while the sheet covers the page."""
        if self._sheet is not None:
            self._sheet.say(text, "Undo")

    def complain(self, text: str) -> None:
        if self._sheet is not None:
            self._sheet.complain(text)

    def _forget(self) -> None:
        self._sheet = None

    async def _load(self) -> None:
        await self.show(await self._annotations.own_statuses(), await self._annotations.tags())

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._changes += 1
        self._tasks.spawn(work, name=f"change of the statuses and tags there are {self._changes}", finishes=True)

    async def _change(self, change: Coroutine[Any, Any, Undo], said: str, fault: Fault) -> None:
        """fault: called with why it can't be done."""
        try:
            undo = await change
        except BadInput as error:
            fault(str(error))
        else:
            self._tell(said, undo)

    def _fault_of_status(self, name: str | None, text: str) -> None:
        if self._sheet is not None:
            self._sheet.show_fault_of_status(name, text)

    def _fault_of_tag(self, tag_id: int | None, text: str) -> None:
        if self._sheet is not None:
            self._sheet.show_fault_of_tag(tag_id, text)

    def _add_status(self, name: str) -> None:
        self._spawn(self._create_status(name))

    async def _create_status(self, name: str) -> None:
        try:
            undo = await self._annotations.add_own_status(name)
        except BadInput as error:
            self._fault_of_status(None, str(error))
            return
        if self._sheet is not None:
            self._sheet.new_status.forget()
        self._tell(words.created(_tidy(name)), undo)

    def _rename_status(self, name: str, new: str) -> None:
        said, fault = words.renamed(name, _tidy(new)), partial(self._fault_of_status, name)
        self._spawn(self._change(self._annotations.rename_own_status(name, new), said, fault))

    def _remove_status(self, name: str) -> None:
        self._spawn(self._drop_status(name))

    async def _drop_status(self, name: str) -> None:
        uses = await self._annotations.uses()
        said = words.removed(name, uses.statuses.get(name, 0))
        await self._change(self._annotations.remove_own_status(name), said, self.complain)

    def _add_tag(self, name: str) -> None:
        self._spawn(self._create_tag(name))

    async def _create_tag(self, name: str) -> None:
        try:
            tag = await self._annotations.create_tag(name)
        except BadInput as error:
            self._fault_of_tag(None, str(error))
            return
        wanting, self._for_new = self._for_new, ()
        if wanting:
            await self._annotations.tag(wanting, tag.id)
        if self._sheet is not None:
            self._sheet.new_tag.forget()
        said = words.created(tag.name) if not wanting else words.tagged(tag.name, words.number(len(wanting)))
        self._tell(said, partial(self._uncreate, tag))

    async def _uncreate(self, tag: Tag) -> None:
        await self._annotations.remove_tag(tag.id)

    def _change_tag(self, tag: Tag) -> None:
        self._spawn(self._rewrite_tag(tag))

    async def _rewrite_tag(self, tag: Tag) -> None:
        before = next((one for one in await self._annotations.tags() if one.id == tag.id), tag)
        said = words.renamed(before.name, _tidy(tag.name))
        if before.color != tag.color:
            said = words.recolored(before.name, tag.color)
        await self._change(self._annotations.change_tag(tag), said, partial(self._fault_of_tag, tag.id))

    def _remove_tag(self, tag: Tag) -> None:
        self._spawn(self._drop_tag(tag))

    async def _drop_tag(self, tag: Tag) -> None:
        uses = await self._annotations.uses()
        said = words.removed(tag.name, uses.tags.get(tag.id, 0))
        await self._change(self._annotations.remove_tag(tag.id), said, self.complain)


def _tidy(name: str) -> str:
    return " ".join(name.split())
