"""The bar below the preview: is it right for this channel, and how should the timer start?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.services.posting import TOP
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.words import channels as words


class StartBar(QWidget):
    """Hidden while there is nothing to ask.

    Signals:
        confirmed: The preview looks right.
        now_wanted: Start the timer from now.
        top_wanted: Post the top ones first.
        refused: Not now.
    """

    confirmed = Signal()
    now_wanted = Signal()
    top_wanted = Signal()
    refused = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._question = Label("", "label", wrap=True)
        self._hint = Label(words.STARTING, "hint", wrap=True)
        self._confirm = Button(theme, "Looks right", icon="check")
        self._now = Button(theme, "Start from now", icon="play", hint=words.FROM_NOW)
        self._top = Button(theme, f"Post the top {TOP} first", icon="send", hint=words.TOP_FIRST)
        self._not_now = Button(theme, "Not now", kind="ghost")
        self._progress = ProgressLine(theme)
        self._choices = QWidget()
        self._choices.setLayout(row(self._now, self._top, self._not_now, None))
        question = row((self._question, 1), self._confirm)
        frame = framed(
            "sunken", column(question, self._hint, self._choices, self._progress, spacing=6, margins=(12, 8, 8, 8))
        )
        self.setLayout(column(frame))
        self._confirm.clicked.connect(self.confirmed)
        self._now.clicked.connect(self.now_wanted)
        self._top.clicked.connect(self.top_wanted)
        self._not_now.clicked.connect(self.refused)
        self.hide()

    def ask_to_confirm(self, channel: str) -> None:
        """channel: its name, with #."""
        self._question.setText(f"Does this look right for {channel}? The timer waits until you confirm.")
        self._show(is_start=False)

    def ask_how_to_start(self) -> None:
        self._question.setText(words.HOW_TO_START)
        self._show(is_start=True)

    def focus(self) -> None:
        (self._confirm if self._confirm.isVisible() else self._now).setFocus()

    def set_working(self, working: bool) -> None:
        """Shows progress while it is chosen what to post first."""
        (self._progress.start if working else self._progress.stop)()
        for button in (self._now, self._top, self._not_now, self._confirm):
            button.setEnabled(not working)

    def has_focus(self) -> bool:
        """Whether one of its buttons has the focus, or would have it in an active window."""
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _show(self, *, is_start: bool) -> None:
        was_focused = self.has_focus()
        self._confirm.setVisible(not is_start)
        for part in (self._hint, self._choices, self._progress):
            part.setVisible(is_start)
        self.show()
        if was_focused:
            self.focus()
