"""What the tab shows: the creators on the chosen list, with their growth and what is kept about them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.annotations import Annotations as Kept
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.core.growth import GROWTH_DAYS, change
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.annotations.actions import AnnotationActions
from tiktrack_gui.ui.creators.list_actions import ListActions
from tiktrack_gui.ui.creators.model import CreatorsModel, Entry
from tiktrack_gui.ui.creators.overview_actions import OverviewActions
from tiktrack_gui.ui.creators.pane import CreatorsPane
from tiktrack_gui.ui.creators.rhythm import RhythmActions

LOAD = "load creators"  # the task; a newer one replaces it


class ShownCreators(QObject):
    """Reads the creators into the model.

    Signals:
        loaded: The model has them.
        failed: They can't be read. arg: the StoreError.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(
        self,
        pane: CreatorsPane,
        model: CreatorsModel,
        listing: ListActions,
        rhythm: RhythmActions,
        annotating: AnnotationActions,
        overview: OverviewActions,
        creators: Creators,
        lists: CreatorLists,
        tasks: Tasks,
    ) -> None:
        super().__init__(pane)
        self._pane, self._model, self._listing, self._rhythm = pane, model, listing, rhythm
        self._annotating, self._overview = annotating, overview
        self._creators, self._lists, self._tasks = creators, lists, tasks
        self._sought: int | None = None  # ID of the creator to select once it is loaded
        pane.chooser.chosen.connect(self.load)
        lists.changed.connect(self.load)
        lists.filled.connect(self._list_filled)
        creators.changed.connect(self._take)

    def load(self) -> None:
        """Reads them anew."""
        self._tasks.spawn(self._load(), name=LOAD)

    def seek(self, creator_id: int) -> None:
        """Selects a creator in either view, now or once it is loaded."""
        self._sought = creator_id
        self._pane.clear_filter()
        self._pane.list.select(creator_id)

    def _take(self, tracked: Sequence[TrackedCreator]) -> None:
        self._tasks.spawn(self._load(tracked), name=LOAD)

    def _list_filled(self, list_id: int | None) -> None:
        if list_id == self._pane.chooser.shown:
            self.load()

    async def _load(self, tracked: Sequence[TrackedCreator] | None = None) -> None:
        """tracked: the tracked creators, if already known."""
        try:
            entries = await self._read(tracked)
        except StoreError as error:
            self.failed.emit(error)
            return
        self._model.show(entries)
        await self._overview.load()
        if self._sought is not None:
            self._pane.list.select(self._sought)
            self._sought = None
        self.loaded.emit()

    async def _read(self, tracked: Sequence[TrackedCreator] | None) -> list[Entry]:
        if tracked is None:
            tracked = await self._creators.tracked()
        self._listing.show_lists(await self._lists.all(), len(tracked))
        if (shown := self._pane.chooser.shown) is not None:
            tracked = await self._lists.entries(shown)
        self._rhythm.load()
        ids = [entry.creator.id for entry in tracked]
        earlier = await self._creators.earlier(ids, GROWTH_DAYS * DAY)
        kept = await self._annotating.of(ids)
        return [_entry(entry, earlier, kept) for entry in tracked]


def _entry(tracked: TrackedCreator, earlier: dict[int, CreatorSample], kept: dict[int, Kept]) -> Entry:
    """Builds an entry, without growth if it spans less than a day, which says nothing about weeks."""
    before = earlier.get(tracked.creator.id)
    growth = change(before, tracked.creator.sample, CreatorCount.FOLLOWERS)
    known = growth if growth is not None and growth.seconds >= DAY else None
    return Entry(tracked=tracked, growth=known, annotations=kept.get(tracked.creator.id))
