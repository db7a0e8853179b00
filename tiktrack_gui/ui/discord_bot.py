"""The bot that posts: its token, whether Discord takes it, and how to make one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tiktrack_gui.tokens import Where
from tiktrack_gui.ui import discord_words as words
from tiktrack_gui.ui.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.fields import IconField
from tiktrack_gui.ui.widgets.labels import Label

MASK = "•" * 24


class BotSection(QWidget):
    """The token is never shown: the field is empty dots until it is replaced.

    Signals:
        token_given: The user pasted a token. arg: the text.
        test_wanted: Discord is to be asked who the bot is.
        portal_wanted: Discord's developer portal is to be opened.
    """

    token_given = Signal(str)
    test_wanted = Signal()
    portal_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._where: Where | None = None  # not known yet
        self._badge = Label("", "badge")
        self._field = IconField(theme, "lock", "Paste the bot's token", "Bot token")
        self._hint = Label("", "hint", wrap=True)
        self._replace = Button(theme, "Replace", icon="key-round")
        self._test = Button(theme, "Test", icon="plug", hint="Ask Discord who the bot is")
        self._save = Button(theme, "Save token", icon="check")
        self._cancel = Button(theme, "Cancel", kind="ghost", hint="Esc")
        self._how = Button(theme, "How to make a bot", kind="link")
        self._steps = self._make_steps(theme)
        self._lay_out()
        self._connect()
        self._edit(False)
        self._steps.hide()
        self._badge.hide()

    @property
    def is_editing(self) -> bool:
        return not self._field.isReadOnly()

    def show_place(self, where: Where) -> None:
        """Where the token is; what was typed goes."""
        self._where = where
        self._field.set_invalid(False)
        self._say(words.where_kept(where), "warn" if where is Where.SESSION else "")
        self._edit(where is Where.NONE)
        self._replace.setEnabled(where is not Where.ENVIRONMENT)
        self._steps.setVisible(where is Where.NONE)
        self.show_bot("")

    def show_bot(self, name: str) -> None:
        """The bot Discord knows the token as; "" = not asked yet."""
        known = f"Connected as {name}" if name else ("No token yet" if self._where is Where.NONE else "Not tested yet")
        self._show_badge(known, "ok" if name else "")
        self._test.setEnabled(True)
        if self._where is Where.NONE:
            self._steps.setVisible(not name)

    def show_testing(self) -> None:
        self._show_badge("Testing", "")
        self._test.setEnabled(False)

    def show_trouble(self, sentence: str) -> None:
        """Discord could not be asked, or does not take the token."""
        self._show_badge("Not connected", "bad")
        self._test.setEnabled(True)
        self._say(f"{sentence} {words.where_kept(self._where) if self._where else ''}", "bad")

    def show_fault(self, sentence: str) -> None:
        """What was pasted is no token."""
        self._field.set_invalid(True)
        self._field.setFocus()
        self._say(sentence, "bad")

    def start_editing(self) -> None:
        if self._where is not Where.ENVIRONMENT:
            self._edit(True)
            self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_editing and self._where is not Where.NONE:
            self._stop_editing()
        else:
            super().keyPressEvent(event)

    def _stop_editing(self) -> None:
        if self._where is not None:
            self.show_place(self._where)

    def _show_badge(self, text: str, tone: str) -> None:
        self._badge.setText(text)
        self._badge.set_tone(tone)
        self._badge.show()

    def _edit(self, editing: bool) -> None:
        self._field.setReadOnly(not editing)
        self._field.setEchoMode(QLineEdit.EchoMode.Password if editing else QLineEdit.EchoMode.Normal)
        self._field.setText("" if editing else MASK)
        self._save.setVisible(editing)
        self._save.setEnabled(False)
        self._cancel.setVisible(editing and self._where is not Where.NONE)
        self._replace.setVisible(not editing)
        self._test.setVisible(not editing)

    def _typed(self, text: str) -> None:
        self._save.setEnabled(bool(text.strip()))
        self._field.set_invalid(False)

    def _give(self) -> None:
        if self.is_editing and self._field.text().strip():
            self.token_given.emit(self._field.text())

    def _say(self, text: str, tone: str = "") -> None:
        self._hint.setText(text)
        self._hint.set_tone(tone)
        self._field.setAccessibleDescription(text)

    def _show_steps(self) -> None:
        self._steps.setVisible(not self._steps.isVisible())

    def _make_steps(self, theme: Theme) -> QWidget:
        portal = Button(theme, "Open the developer portal", icon="external-link")
        portal.clicked.connect(self.portal_wanted)
        steps = QWidget()
        lines = [Label(step, "small", wrap=True) for step in words.STEPS]
        steps.setLayout(column(*lines, row(portal, None), spacing=4, margins=(0, 4, 0, 0)))
        return steps

    def _lay_out(self) -> None:
        label = Label("Bot token", "label")
        label.setBuddy(self._field)
        title = row(Label("Bot", "section"), None, self._badge)
        buttons = row(self._replace, self._test, self._save, self._cancel, None, self._how)
        self.setLayout(column(title, label, self._field, self._hint, buttons, self._steps, spacing=8))

    def _connect(self) -> None:
        self._field.textEdited.connect(self._typed)
        self._field.returnPressed.connect(self._give)
        self._replace.clicked.connect(self.start_editing)
        self._test.clicked.connect(self.test_wanted)
        self._save.clicked.connect(self._give)
        self._cancel.clicked.connect(self._stop_editing)
        self._how.clicked.connect(self._show_steps)
