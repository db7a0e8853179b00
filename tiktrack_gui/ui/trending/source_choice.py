"""The choice of whose finds are shown: those of all sources together, or of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtWidgets import QComboBox

from tiktrack_gui.core.sources import Source
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.words import sources as words

WIDTH = 150  # px, at the default text size
ALL = ""  # in place of a handle


class SourceChoice(QComboBox):
    """Is only there while there is something to choose from.

    Signals:
        chosen: The finds of another source are to be shown.
    """

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sources: dict[str, Source] = {}  # by handle
        self._wanted = ALL
        self.setObjectName("Trending source")
        self.setAccessibleName("Found by")
        self.setToolTip("Shows the videos that this source found first")
        self.setFixedWidth(theme.px(WIDTH))
        self.addItem("All sources", ALL)
        self.hide()
        self.activated.connect(self._choose)

    @property
    def source(self) -> Source | None:
        """The one whose finds are shown; None = all are."""
        return self._sources.get(self._wanted)

    @property
    def handle(self) -> str:
        """The handle of that source; "" = all."""
        return self._wanted if self._wanted in self._sources else ALL

    def offer(self, sources: Sequence[Source]) -> None:
        """sources: those on the list. If the chosen one left it, all are shown."""
        before = self.handle
        self._sources = {source.account_handle: source for source in sources}
        self._wanted = self.handle  # not again because one of that name is added later
        while self.count() > 1:
            self.removeItem(1)
        for handle, source in self._sources.items():
            self.addItem(words.name(source), handle)
        self._show()
        if before != self.handle:
            self.chosen.emit()

    def choose_all(self) -> None:
        self._want(ALL)

    # For the next start; see `ui.window.arrangement`

    def saveState(self) -> QByteArray:
        return QByteArray(self._wanted.encode())

    def restoreState(self, state: QByteArray) -> bool:
        """The sources may not have been read yet."""
        self._want(bytes(state.data()).decode(errors="replace"))
        return True

    def _choose(self) -> None:
        self._want(self.currentData())

    def _want(self, handle: str) -> None:
        before, self._wanted = self.handle, handle
        if self._sources:
            self._wanted = self.handle
        self._show()
        if before != self.handle:
            self.chosen.emit()

    def _show(self) -> None:
        self.setCurrentIndex(max(self.findData(self._wanted), 0))
        self.setVisible(len(self._sources) > 1)
