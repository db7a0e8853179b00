"""Opens the dialogs about the selected candidates."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.core.errors import StoreError, TikTrackError
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discover.compare import FEWEST, MOST, CompareDialog
from tiktrack_gui.ui.discover.computed_sheet import ComputedSheet
from tiktrack_gui.ui.discover.read_dialog import ReadCostDialog, Reads
from tiktrack_gui.ui.discover.services import DiscoverServices
from tiktrack_gui.ui.discover.similar_dialog import SimilarDialog
from tiktrack_gui.ui.discover.stated_form import StatedForm
from tiktrack_gui.ui.discover.table import CandidatesTable
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import candidates as words

SELECT_TO_COMPARE = f"Select {FEWEST} to {MOST} candidates to compare them"


class CandidateDialogs(QObject):
    """
    Signals:
        candidate_wanted: A similar candidate is to be shown. arg: the creator's ID.
    """

    candidate_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        page: QWidget,
        table: CandidatesTable,
        brand: Callable[[], Brand | None],
        services: DiscoverServices,
        changes: SettingChanges,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        """brand: the one that is shown. now: UTC epoch seconds."""
        super().__init__(page)
        self._theme, self._pictures, self._page, self._table = theme, pictures, page, table
        self._brand, self._services, self._changes = brand, services, changes
        self._tasks, self._messages, self._now = tasks, messages, now

    def compare(self) -> None:
        selected = self._table.selection
        if FEWEST <= len(selected) <= MOST:
            constants = self._services.constants()
            CompareDialog(self._theme, self._pictures, selected, constants, self._now(), self._window).open()
        elif selected:
            self._messages.say(SELECT_TO_COMPARE)

    def show_similar(self) -> None:
        one, brand = self._table.selected, self._brand()
        if one is None or brand is None:
            return
        dialog = SimilarDialog(self._theme, words.name(one), self._now, self._window)
        dialog.chosen.connect(self.candidate_wanted)
        dialog.open()
        self._tasks.spawn(self._load_similar(dialog, brand, one), name="find similar candidates")

    async def _load_similar(self, dialog: SimilarDialog, brand: Brand, one: Ranked) -> None:
        try:
            dialog.show_similar(await self._services.rankings.similar(brand, one.creator_id))
        except StoreError as error:
            dialog.say("database", error.sentence, error.advice)

    def explain(self) -> None:
        """Says how the fit is computed, of the selected candidate if there is one."""
        ComputedSheet(
            self._theme, self._services.constants(), self._brand(), self._table.selected, self._now(), self._window
        ).open()

    def read_comments(self) -> None:
        self._read(Reads.COMMENTS)

    def read_places(self) -> None:
        self._read(Reads.PLACES)

    def _read(self, what: Reads) -> None:
        if (one := self._table.selected) is not None:
            ReadCostDialog(
                self._theme,
                what,
                one.creator_id,
                one.handle,
                self._services.audience,
                self._services.budget,
                self._tasks,
                self._messages,
                self._window,
            ).open()

    def state_audience(self) -> None:
        if (one := self._table.selected) is not None:
            self._tasks.spawn(self._open_form(one), name="load a stated audience")

    async def _open_form(self, one: Ranked) -> None:
        try:
            stated = await self._services.discover.stated(one.creator_id)
        except TikTrackError as error:
            self._messages.trouble(error, retry=self.state_audience, here=True)
            return
        StatedForm(
            self._theme,
            one.creator_id,
            one.handle,
            stated,
            self._services.discover,
            self._changes,
            self._tasks,
            self._messages,
            self._now,
            self._window,
        ).open()

    @property
    def _window(self) -> QWidget:
        return self._page.window()
