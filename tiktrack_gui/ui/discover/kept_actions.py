"""Loads what the user keeps about the candidate that the details show."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.services.annotations import Annotations
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discover.details import CandidateDetails

LOAD = "load a candidate’s notes"


class KeptActions(QObject):
    """Each candidate's are loaded once, until they change."""

    def __init__(self, details: CandidateDetails, annotations: Annotations, tasks: Tasks) -> None:
        super().__init__(details)
        self._details, self._annotations, self._tasks = details, annotations, tasks
        self._loaded: int | None = None  # whose
        annotations.changed.connect(self._changed)

    def load(self, one: Ranked | None) -> None:
        """one: None if none is shown."""
        wanted = None if one is None else one.creator_id
        if wanted == self._loaded:
            return
        self._details.show_kept(None)
        self._loaded = wanted
        if wanted is not None:
            self._tasks.spawn(self._load(wanted), name=LOAD)

    def _changed(self, creator_id: int | None) -> None:
        if self._loaded is not None and creator_id in (None, self._loaded):
            self._tasks.spawn(self._load(self._loaded), name=LOAD)

    async def _load(self, creator_id: int) -> None:
        try:
            found = (await self._annotations.of([creator_id])).get(creator_id)
        except StoreError:
            self._loaded = None  # the next time it is selected
            return
        if creator_id == self._loaded:
            self._details.show_kept(found)
