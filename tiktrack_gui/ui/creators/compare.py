"""Comparing the growth of the selected creators, in a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.menu import CreatorsMenu
from tiktrack_gui.ui.creators.model import Entry
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.compared_plot import FEWEST, MOST, ComparedHistory, ComparedPlot
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.toast import Toast
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import growth as words

SIZE = (980, 560)  # px


class CompareDialog(QDialog):
    """The dialog, opened with open(). Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.COMPARE)
        self.resize(*SIZE)
        self.plot = ComparedPlot(theme)
        self.plot.say(words.LOADING)
        self._toast = Toast(theme, self)
        self.plot.said.connect(self._say)
        close = Button(theme, "Close", hint="Esc")
        close.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)
        head = row(Label(words.COMPARE, "title"), None)
        self.setLayout(column(head, (self.plot, 1), row(None, close), spacing=12, margins=(20, 18, 20, 16)))

    def _say(self, text: str, good: bool) -> None:
        self._toast.say(text, kind="ok" if good else "bad")


class CompareActions(QObject):
    """Opens the dialog for the creators chosen in the menu, and loads their histories."""

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        menu: CreatorsMenu,
        creators: Creators,
        tasks: Tasks,
        messages: Messages,
        every: Callable[[], float],
    ) -> None:
        """every: seconds between two timed refreshes."""
        super().__init__(page)
        self._theme, self._page, self._every = theme, page, every
        self._creators, self._tasks, self._messages = creators, tasks, messages
        menu.compare_wanted.connect(self.open)

    def open(self, entries: Sequence[Entry]) -> None:
        """Compares creators, if they are neither too few nor too many."""
        if not FEWEST <= len(entries) <= MOST:
            self._messages.say(words.SELECT_TO_COMPARE)
            return
        dialog = CompareDialog(self._theme, self._page)
        dialog.open()
        self._tasks.spawn(self._load(dialog, entries), name="load creators to compare")

    async def _load(self, dialog: CompareDialog, entries: Sequence[Entry]) -> None:
        try:
            found = [
                ComparedHistory(f"@{entry.tracked.creator.handle}", await self._creators.growth_of(entry.id))
                for entry in entries
            ]
        except StoreError as error:
            dialog.plot.say(str(error))
            return
        dialog.plot.show_histories(found, self._every())
