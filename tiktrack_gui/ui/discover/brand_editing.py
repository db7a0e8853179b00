"""Creating, changing and deleting brands: what their dialog asks for, and how it is undone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.discovery.brands import MOST_EXAMPLES, Brand
from tiktrack_gui.core.errors import BadInput, StoreError, TikTrackError
from tiktrack_gui.core.handles import Handle, parse_creator, written
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.services.brands import Brands
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges, Undo
from tiktrack_gui.ui.discover.brand_editor import BrandEditor, Draft
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.completion import MOST
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import brands as words

log = logging.getLogger(__name__)

OPEN = "open a brand"  # the task; one dialog at a time
SAVE = "save a brand"
COMPLETE = "complete an example"  # the task; a newer text replaces it
SUGGEST = "suggest hashtags"
PAUSE = 300  # ms after a change of the words, before hashtags are suggested anew


class BrandEditing(QObject):
    """Opens the dialog and does what it asks for.

    Attributes:
        dialog: The one that is open, or None.

    Signals:
        saved: A brand was created or changed. arg: the Brand, as stored.
        removed: A brand was deleted. arg: its ID.
    """

    saved = Signal(object)
    removed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        brands: Brands,
        creators: Creators,
        changes: SettingChanges,
        tasks: Tasks,
        messages: Messages,
        requests_a_day: Callable[[], int],
        window: QWidget,
    ) -> None:
        """requests_a_day: what a hashtag costs as a source. window: over which the dialog opens."""
        super().__init__(window)
        self._theme, self._pictures, self._window = theme, pictures, window
        self._brands, self._creators, self._changes = brands, creators, changes
        self._tasks, self._messages, self._requests_a_day = tasks, messages, requests_a_day
        self.dialog: BrandEditor | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._suggest)

    def open(self, brand: Brand | None) -> None:
        """brand: None = a new one."""
        if self.dialog is None:
            self._tasks.spawn(self._load(brand or Brand(name="")), name=OPEN)

    def remove(self, brand: Brand) -> None:
        self._tasks.spawn(self._remove(brand), name=SAVE, finishes=True)

    # The dialog

    async def _load(self, brand: Brand, draft: Draft | None = None) -> None:
        try:
            examples = await self._creators.stored(brand.examples)
            jobs = await self._brands.pending_examples(brand.id) if brand.id is not None else []
        except StoreError as error:
            self._messages.trouble(error, here=True)
            return
        dialog = BrandEditor(self._theme, self._pictures, brand, examples, self._requests_a_day, self._window)
        dialog.show_pending(jobs)
        if draft is not None:
            dialog.change(draft)
        self.dialog = dialog
        dialog.save_wanted.connect(partial(self._save, brand))
        dialog.remove_wanted.connect(partial(self.remove, brand))
        dialog.discarded.connect(partial(self._offer_back, brand))
        dialog.finished.connect(self._closed)
        dialog.form.words_changed.connect(self._pause.start)
        dialog.form.examples.completions.wanted.connect(self._complete)
        dialog.form.examples.look_up_wanted.connect(self._look_up)
        dialog.open()
        self._suggest()

    def _closed(self) -> None:
        self.dialog = None
        self._pause.stop()
        self._tasks.cancel(SUGGEST)
        self._tasks.cancel(COMPLETE)

    def _offer_back(self, brand: Brand, draft: Draft) -> None:
        """Says that changes weren't saved; the dialog can be opened again with them."""
        self._messages.say(words.discarded(brand.name), "Undo", partial(self._reopen, brand, draft))

    def _reopen(self, brand: Brand, draft: Draft) -> None:
        if self.dialog is None:
            self._tasks.spawn(self._load(brand, draft), name=OPEN)

    # Saving

    def _save(self, before: Brand, draft: Draft) -> None:
        self._tasks.spawn(self._keep(before, draft), name=SAVE, finishes=True)

    async def _keep(self, before: Brand, draft: Draft) -> None:
        """Stores what is in the form. A name that is taken is said beside its field."""
        undos: list[Undo] = []
        try:
            stored = await self._store(before, draft.brand, undos)
            await self._follow_examples(stored.id or 0, draft.waiting)
            if draft.sources:
                undos.append(await self._brands.add_sources(draft.sources))
        except TikTrackError as error:
            await self._give_up(error, undos)
            return
        if self.dialog is not None:
            self.dialog.finish()
        self._tell(before, stored, draft.sources, undos)
        self.saved.emit(stored)

    async def _give_up(self, error: TikTrackError, undos: Sequence[Undo]) -> None:
        """Takes back what was done of it, and leaves the form open."""
        with suppress(TikTrackError):
            await _undo_all(undos)
        if self.dialog is not None:
            self.dialog.show_saving(False)
        if isinstance(error, BadInput) and self.dialog is not None:
            self.dialog.form.show_name_fault(str(error))
        else:
            self._messages.trouble(error, here=True)

    async def _store(self, before: Brand, brand: Brand, undos: list[Undo]) -> Brand:
        """Creates the brand, or changes it if anything is different. undos: gets how to take it back."""
        if brand.id is None:
            stored = await self._brands.create(brand)
            undos.append(partial(self._uncreate, stored))
            return stored
        if brand == before:
            return brand
        now = await self._brands.find(brand.id)
        found = [id_ for id_ in now.examples if id_ not in before.examples]  # while the form was open
        brand = replace(brand, examples=tuple(dict.fromkeys((*brand.examples, *found)))[:MOST_EXAMPLES])
        undos.append(await self._brands.change(brand))
        return brand

    async def _uncreate(self, brand: Brand) -> None:
        if brand.id is not None:
            await self._brands.remove(brand.id)
            self.removed.emit(brand.id)

    def _tell(self, before: Brand, stored: Brand, sources: Sequence[str], undos: Sequence[Undo]) -> None:
        if undos:
            said = words.created(stored.name) if before.id is None else words.saved(stored.name)
            said += f", {words.added_sources(sources)}" if sources else ""
            self._changes.made(said, partial(_undo_all, tuple(undos)))

    async def _remove(self, brand: Brand) -> None:
        if brand.id is None:
            return
        try:
            undo = await self._brands.remove(brand.id)
        except TikTrackError as error:
            self._messages.trouble(error, here=True)
            return
        if self.dialog is not None:
            self.dialog.finish()
        self._changes.made(words.removed(brand.name), undo)
        self.removed.emit(brand.id)

    # What is offered

    def _suggest(self) -> None:
        self._tasks.spawn(self._suggest_hashtags(), name=SUGGEST)

    async def _suggest_hashtags(self) -> None:
        if self.dialog is None:
            return
        try:
            found = await self._brands.hashtags_for(self.dialog.form.brand)
        except StoreError as error:
            log.info("No hashtags to suggest: %s", error)
            return
        if self.dialog is not None:
            self.dialog.form.sources.show_hashtags(found)

    def _complete(self, text: str) -> None:
        self._tasks.spawn(self._find_seen(text), name=COMPLETE)

    async def _find_seen(self, text: str) -> None:
        """Shows who of the creators already seen may be meant; a database that can't be read only offers nobody."""
        try:
            found = await self._creators.seen(text, MOST + MOST_EXAMPLES)  # some of them may be chosen already
        except StoreError as error:
            log.info("No completions: %s", error)
            return
        if self.dialog is not None:
            self.dialog.form.examples.show_seen(text, found)

    # Examples

    def _look_up(self, given: str) -> None:
        self._tasks.spawn(self._find_known(given), name=f"find the example {given}")

    async def _find_known(self, given: str) -> None:
        """Shows the creator if it is stored; else it waits, to be looked up once the brand is saved."""
        if not isinstance(parse_creator(given), Handle):
            return  # only TikTok knows whom a link means
        try:
            creator = await self._creators.known(given)
        except (BadInput, StoreError) as error:
            log.info("%s is to be looked up: %s", given, error)
            return
        if self.dialog is not None:
            self.dialog.form.examples.show_found(given, creator)

    async def _follow_examples(self, brand_id: int, waiting: Mapping[str, str]) -> None:
        """Has those looked up that aren't stored, and no longer those that were taken off the form.

        waiting: as of `ExamplesField`. One that couldn't be looked up is tried again if it was entered again.
        """
        named = {given: parse_creator(given) for given in waiting}
        jobs = await self._brands.pending_examples(brand_id)
        wanted = {written(one) for one in named.values()}
        if gone := [job for job in jobs if job.given not in wanted]:
            await self._brands.forget_examples(gone)
        there = {job.given for job in jobs if job.state is PendingState.WAITING}
        new = [one for given, one in named.items() if not waiting[given] and written(one) not in there]
        if new:
            await self._brands.look_up_examples(brand_id, new)


async def _undo_all(undos: Sequence[Undo]) -> None:
    for undo in reversed(undos):
        await undo()
