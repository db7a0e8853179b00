"""The page shown instead of data: nothing yet, no matches, or a failure."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import IconLabel, Label

TILE = 56
WORDS_WIDTH = 380


class StatePage(QWidget):
    """Icon, title, a short text on when data will arrive, and what the user can do.

    Signals:
        acted: The primary button was pressed.
        acted_otherwise: The second one was.
    """

    acted = Signal()
    acted_otherwise = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "inbox", "text2", 24)
        self._title = Label("", "section")
        self._text = Label("", "secondary", wrap=True)
        self._primary = Button(theme, "", kind="primary")
        self._second = Button(theme, "")
        self.setFocusProxy(self._primary)
        self._primary.clicked.connect(self.acted)
        self._second.clicked.connect(self.acted_otherwise)
        self._lay_out()

    def say(
        self, icon: str, title: str, text: str, *, action: str = "", action_icon: str = "", otherwise: str = ""
    ) -> None:
        """action, otherwise: the buttons' texts; empty = no button."""
        self._icon.set_icon(icon, "text2")
        self._title.setText(title)
        self._text.setText(text)
        self._primary.set_icon(action_icon)
        for button, words in ((self._primary, action), (self._second, otherwise)):
            button.set_text(words)
            button.setVisible(bool(words))
        self.setAccessibleName(f"{title.removesuffix('.')}. {text}".rstrip())

    def _lay_out(self) -> None:
        tile = framed("tile", column(self._icon, margins=(16, 16, 16, 16)))
        tile.setFixedSize(TILE, TILE)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(WORDS_WIDTH)
        layout = column(
            row(None, tile, None),
            8,
            row(None, self._title, None),
            row(None, self._text, None),
            8,
            row(None, self._primary, self._second, None),
            spacing=4,
            margins=(24, 24, 24, 24),
        )
        layout.insertStretch(0, 1)  # a third of the free space above, two thirds below
        layout.addStretch(2)
        self.setLayout(layout)
