"""The right part of the Discord page: the preview, or what would be posted now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from tiktrack_gui.ui.discord.channels.start_bar import StartBar
from tiktrack_gui.ui.discord.preview_pane import MIN_WIDTH, PreviewPane
from tiktrack_gui.ui.discord.upcoming import Upcoming
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.segmented import Segmented

AROUND = 56  # px, beside and between the switches
PARTS = {"preview": "Preview", "upcoming": "What would be posted"}


class RightPane(QWidget):
    """Attributes:
        preview, upcoming: What the segments show.
        bar: What is asked about the channel below them.

    Signals:
        upcoming_shown: arg: whether what would be posted is shown now.
    """

    upcoming_shown = Signal(bool)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self.preview = PreviewPane(theme, pictures)
        self.upcoming = Upcoming(theme, pictures)
        self.bar = StartBar(theme)
        self._part = Segmented(PARTS, "Shown for this channel")
        self._parts = QStackedWidget()
        for part in (self.preview, self.upcoming):
            self._parts.addWidget(part)
        self.setMinimumWidth(MIN_WIDTH)
        self._title = Label("Preview", "section")  # while there is nothing else to show
        self._head = row(spacing=8, margins=(24, 12, 24, 0))
        self._head.addLayout(row(self._part, self._title, None), 1)
        self._head.addLayout(row(None, self.preview.modes))
        bar = column(self.bar, margins=(24, 0, 24, 16))
        layout = column(self._head, (self._parts, 1), spacing=0)
        layout.addLayout(bar)
        self.setLayout(layout)
        self._part.chosen.connect(self._choose)

    def show_part(self, part: str) -> None:
        """part: a key of PARTS."""
        self._part.choose(part)

    def allow_upcoming(self, allowed: bool) -> None:
        """There is a channel that something would be posted to."""
        self._part.setVisible(allowed)
        self._title.setVisible(not allowed)
        self._arrange()
        if not allowed:
            self._part.choose("preview")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Puts the switches below where they don't fit beside."""
        shown = self._title if self._part.isHidden() else self._part
        needed = shown.sizeHint().width() + self.preview.modes.sizeHint().width() + AROUND
        beside = QBoxLayout.Direction.LeftToRight if needed <= self.width() else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(beside)

    def _choose(self, part: str) -> None:
        self._parts.setCurrentIndex(list(PARTS).index(part))
        self.preview.modes.setVisible(part == "preview")
        self.upcoming_shown.emit(part == "upcoming")
