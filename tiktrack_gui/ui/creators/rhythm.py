"""How often the creators on a list are refreshed: its menu, the line that says it, and what changes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.core.refreshing import Rhythm
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.services.refreshing import Refreshing
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.widgets.labels import ElidedLabel
from tiktrack_gui.words import refreshing as words


class RhythmMenu(QMenu):
    """The intervals, of which one is chosen, and whether it adapts.

    Signals:
        chosen: arg: the Rhythm.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Refresh interval", parent)
        self.setToolTipsVisible(True)
        group = QActionGroup(self)
        self._intervals: dict[int | None, QAction] = {}
        for seconds, name in words.choices().items():
            self._intervals[seconds] = self._checkable(name)
            group.addAction(self._intervals[seconds])
        self.addSeparator()
        self._adaptive = self._checkable(words.ADAPTIVE)
        self._adaptive.setToolTip(words.ADAPTIVE_HINT)
        self.show_rhythm(Rhythm())
        self.triggered.connect(self._choose)

    def show_rhythm(self, rhythm: Rhythm) -> None:
        for seconds, action in self._intervals.items():
            action.setChecked(seconds == rhythm.every)
        self._adaptive.setChecked(rhythm.adaptive)

    def _checkable(self, name: str) -> QAction:
        action = self.addAction(name)
        action.setCheckable(True)
        return action

    def _choose(self, _action: QAction) -> None:
        every = next((seconds for seconds, action in self._intervals.items() if action.isChecked()), None)
        self.chosen.emit(Rhythm(every=every, adaptive=self._adaptive.isChecked()))


class RhythmActions(QObject):
    """Shows how often the list that is shown is refreshed, and changes it."""

    def __init__(
        self,
        line: ElidedLabel,
        menu: RhythmMenu,
        shown: Callable[[], int | None],
        refreshing: Refreshing,
        tasks: Tasks,
        offer_undo: Callable[[str, Undo], None],
        now: Callable[[], float],
    ) -> None:
        """shown: the ID of the list that is shown; None = all who are tracked."""
        super().__init__(line)
        self._line, self._menu, self._shown, self._refreshing = line, menu, shown, refreshing
        self._tasks, self._offer_undo, self._now = tasks, offer_undo, now
        menu.chosen.connect(self._choose)
        refreshing.planned.connect(self._load_if_seen)

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="load how often a list is refreshed")

    def _load_if_seen(self) -> None:
        if self._line.isVisible():
            self.load()

    async def _load(self) -> None:
        shown = self._shown()
        try:
            found = await self._refreshing.rhythms_of(shown)
        except LookupError:  # it was deleted meanwhile
            return
        if shown != self._shown():
            return
        self._menu.show_rhythm(found.rhythm)
        self._menu.menuAction().setEnabled(shown is not None)
        said = words.line(found, self._now(), paused=self._refreshing.is_paused)
        self._line.setText(said)
        self._line.setToolTip("\n".join(filter(None, (said, words.cost(found)))))
        self._line.setAccessibleName(f"Refreshed: {'. '.join(filter(None, (said, words.cost(found))))}")

    def _choose(self, rhythm: Rhythm) -> None:
        shown = self._shown()
        if shown is not None:
            self._tasks.spawn(self._set(shown, rhythm), name="change how often a list is refreshed", finishes=True)

    async def _set(self, list_id: int, rhythm: Rhythm) -> None:
        undo = await self._refreshing.set_rhythm(list_id, rhythm)
        found = await self._refreshing.rhythms_of(list_id)
        self._offer_undo(f"Refresh: {words.rhythm(found)}", partial(self._take_back, undo))

    async def _take_back(self, undo: Undo) -> None:
        await undo()
        self.load()
