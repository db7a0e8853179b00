"""Trying a channel with a test thread that can be taken back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.servers import TakenBack
from tiktrack_gui.ui.discord.connect.said import Said
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.words import channels as words


class Trial(QWidget):
    """Attributes:
        is_there: Whether a test thread is shown as posted.

    Signals:
        post_wanted: Post a test thread.
        take_back_wanted: Take it back.
        open_wanted: Open it in Discord.
        finished: The user is done with all steps.
    """

    post_wanted = Signal()
    take_back_wanted = Signal()
    open_wanted = Signal()
    finished = Signal()

    def __init__(self, theme: Theme, finish: str = "") -> None:
        """finish: the text of the button that ends it; "" = none."""
        super().__init__()
        self.is_there = False
        self._post = Button(theme, "Post a test thread", icon="send")
        self._open = Button(theme, "Open in Discord", icon="external-link")
        self._take_back = Button(theme, "Take it back", icon="undo-2")
        self._finish = Button(theme, finish, kind="primary")
        if not finish:
            self._finish.hide()
        self._progress = ProgressLine(theme)
        self._said = Said(theme)
        buttons = row(self._post, self._open, self._take_back, self._finish, None)
        self.setLayout(column(buttons, self._progress, self._said, spacing=8, margins=(0, 4, 0, 4)))
        self._post.clicked.connect(self.post_wanted)
        self._open.clicked.connect(self.open_wanted)
        self._take_back.clicked.connect(self.take_back_wanted)
        self._finish.clicked.connect(self.finished)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nothing was posted yet."""
        self._show(is_there=False)
        self._said.say()

    def show_working(self, text: str) -> None:
        self._progress.start()
        for button in (self._post, self._take_back):
            button.setEnabled(False)
        self._said.say("hourglass", "text3", text)

    def show_posted(self, channel: str) -> None:
        """channel: its name, with #."""
        self._show(is_there=True)
        self._said.say("circle-check", "ok", f"Posted in {channel}. Look at it in Discord, then take it back.")

    def show_taken_back(self, done: TakenBack) -> None:
        self._show(is_there=False)
        self._said.say("circle-check", "ok", words.taken_back(done))

    def show_trouble(self, sentence: str) -> None:
        """What there was before is still there."""
        self._show(is_there=self.is_there)
        self._said.say("circle-alert", "bad", sentence)

    def _show(self, *, is_there: bool) -> None:
        self.is_there = is_there
        self._progress.stop()
        focused = self.window().focusWidget()
        self._post.setVisible(not is_there)
        for button in (self._open, self._take_back):
            button.setVisible(is_there)
        for button in (self._post, self._take_back):
            button.setEnabled(True)
        if focused in (self._post, self._take_back):  # the next step, before Qt passes it elsewhere
            (self._take_back if is_there else self._post).setFocus()
