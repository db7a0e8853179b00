"""The overview in its states, with the page's notices above it; fills in the figures, first of those in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.core.pending import PendingCreator
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.annotations.marked import Marked
from tiktrack_gui.ui.creators.model import Entry
from tiktrack_gui.ui.creators.overview.columns import Column
from tiktrack_gui.ui.creators.overview.model import OverviewModel
from tiktrack_gui.ui.creators.overview.table import OverviewTable
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton
from tiktrack_gui.ui.widgets.state_page import StatePage
from tiktrack_gui.words import overview as words

MARGIN = 20
AT_ONCE = 8  # creators whose figures are computed in one step, in about 50 ms
SORTED_EVERY = 5  # steps
ANEW_AFTER = 10 * MINUTE  # s; what a day changed is then computed again
BONES = (
    Bone(left=52, top=14, width=36, height=36, radius=18),
    Bone(left=98, top=17, width=0.14, height=12),
    Bone(left=98, top=39, width=0.09, height=10),
    *(Bone(left=0.34 + 0.11 * number, top=26, width=56, height=12) for number in range(6)),
)


class OverviewView(QWidget):
    """
    Attributes:
        table: The rows.
        notices: The place of the page's notices; its quiet line says how many creators there are.

    Signals:
        filter_cleared: The user wants to see all of the list.
    """

    filter_cleared = Signal()

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        lists: CreatorLists,
        tasks: Tasks,
        now: Callable[[], float],
        failed: Callable[[StoreError], None],
    ) -> None:
        """now: UTC epoch seconds. failed: called if the figures can't be read."""
        super().__init__()
        self._lists, self._tasks, self._now, self._failed = lists, tasks, now, failed
        self._computed_at = now()
        self.model = OverviewModel(now, self)
        self.table = OverviewTable(theme, pictures, self.model)
        self.notices = NoticePlace(theme)
        self._no_match = StatePage(theme)
        self._stack = QStackedWidget()
        for widget in (Skeleton(theme, BONES), self.table, self._no_match):
            self._stack.addWidget(widget)
        self._nothing = ""  # what is said if the filter lets none through
        self._is_filling = False
        self._soon = QTimer(self)  # rows come into sight one after the other
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fill_soon)
        self._no_match.acted.connect(self.filter_cleared)
        self.table.scrolled.connect(self.fill)
        above = row(self.notices, margins=(MARGIN, 8, MARGIN, 4))
        self.setLayout(column(above, (self._stack, 1), spacing=0))

    def show_list(
        self,
        list_id: int | None,
        entries: Sequence[Entry],
        pending: Sequence[PendingCreator],
        blocked_since: float | None,
    ) -> None:
        """pending: all that are still to be looked up. list_id: None = everyone who is tracked."""
        if list_id is None:  # wherever they will stand on other lists, they are new here
            shown = [replace(one, position=float("inf")) for one in pending]
        else:
            shown = [one for one in pending if one.list_id == list_id]
        self.table.show_list(list_id)
        self.model.show(entries, shown, blocked_since)
        self.table.leave_out(() if any(map(_is_marked, entries)) else (Column.STATUS,))
        self._show_state()
        self.fill()

    def show_only(self, text: str, marked: Marked, nothing: str) -> None:
        """Shows only those with every word of the text, and these marks. nothing: what is said if there are none."""
        self._nothing = nothing
        self.model.show_only(text)
        self.model.show_marked(marked)
        self._show_state()

    def time_passed(self) -> None:
        """Updates what depends on the time, as far as it is shown."""
        if self.isVisible():
            compute = self._now() - self._computed_at > ANEW_AFTER
            self.model.time_passed(compute=compute)
            if compute:
                self._computed_at = self._now()
                self.fill()

    def fill(self) -> None:
        """Computes the figures that are missing while the overview is shown."""
        if not self._is_filling:
            self._soon.start()

    def _fill_soon(self) -> None:
        if self.isVisible() and self.model.next_wanted(self.table.ids_in_sight(), 1):
            self._tasks.spawn(self._fill(), name="compute the overview")

    async def _fill(self) -> None:
        self._is_filling = True
        try:
            steps = 0
            while wanted := self.model.next_wanted(self.table.ids_in_sight(), AT_ONCE):
                self.model.show_figures(wanted, await self._lists.figures(wanted))
                steps += 1
                if steps % SORTED_EVERY == 0:
                    self.model.settle()
            self.model.settle()
        except StoreError as error:
            self._failed(error)
        finally:
            self._is_filling = False

    def _show_state(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        self.notices.say(words.number(shown, total, self.model.pending))
        if total and not shown:
            self._no_match.say("search-x", self._nothing, "Try fewer or different words.", action="Clear filter")
            self._stack.setCurrentWidget(self._no_match)
        elif total:
            self._stack.setCurrentWidget(self.table)


def _is_marked(entry: Entry) -> bool:
    kept = entry.annotations
    return kept is not None and bool(kept.statuses or kept.tags)
