"""The page shown until the services are ready: a skeleton of the first page, or why TikTrack can't start."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline
from tiktrack_gui.ui.widgets.page_header import PageHeader
from tiktrack_gui.ui.widgets.skeleton import Skeleton
from tiktrack_gui.ui.widgets.view_states import ViewStates


class LoadingPage(QWidget):
    """A skeleton; after `show_trouble`, a text.

    Signals:
        acted: The button below the text was pressed.
        acted_otherwise: The second one was.
    """

    acted = Signal()
    acted_otherwise = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._states = ViewStates(theme, QWidget(), Skeleton(theme))
        header = PageHeader("Trending", "Videos taking off, fastest first")
        self.setLayout(column(header, hairline(), (self._states, 1), spacing=0))
        self._states.words.acted.connect(self.acted)
        self._states.words.acted_otherwise.connect(self.acted_otherwise)

    def show_loading(self) -> None:
        self._states.show_loading()

    def show_trouble(self, sentence: str, advice: str, action: str, otherwise: str) -> None:
        self._states.show_words("database", sentence, advice, action=action, otherwise=otherwise)
