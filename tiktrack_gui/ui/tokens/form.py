"""The form for a token, which is never shown: dots stand for it until it is replaced."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Where
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.fields import IconField
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words.tokens import WAITING, WORDS, where_kept

MASK = "•" * 24


class TokenForm(QWidget):
    """Shows what is known about the token, and requests what the user wants done; `TokenKeeping` does all but the test.

    Signals:
        look_wanted: Find out where the token is.
        given: Save the token that the user pasted. arg: the text.
        removal_wanted: Delete the token.
        test_wanted: Check with the token's issuer whether it is valid.
        looked: The token has been looked for. arg: Where; None if that is unknown, or the token unusable.
    """

    look_wanted = Signal()
    given = Signal(str)
    removal_wanted = Signal()
    test_wanted = Signal()
    looked = Signal(object)

    def __init__(self, theme: Theme, kind: Kind, *, testable: bool = False) -> None:
        super().__init__()
        self._kind, self._testable = kind, testable
        self._where: Where | None = None  # not known yet
        self._badge = Label("", "badge")
        self._field = IconField(theme, "lock", WORDS[kind].paste, WORDS[kind].name)
        self._hint = Label("", "hint", wrap=True)
        self._replace = Button(theme, "Replace", icon="key-round")
        self._test = Button(theme, "Test", icon="plug", hint="Check that the token works")
        self._delete = Button(theme, "Delete", icon="trash-2", kind="danger")
        self._save = Button(theme, f"Save {WORDS[kind].kind}", icon="check", hint="Enter")
        self._retry = Button(theme, "Try again", icon="refresh-cw", hint="Check the keyring again")
        self._really = Button(theme, f"Delete {WORDS[kind].kind}", icon="trash-2", kind="danger")
        self._cancel = Button(theme, "Cancel", kind="ghost", hint="Esc")
        self._buttons = (
            self._replace, self._test, self._delete, self._save, self._retry, self._really, self._cancel,
        )  # fmt: skip
        self._lay_out()
        self._connect()
        self._show_badge("")
        self._field.setReadOnly(True)
        self._offer_changes()
        self._disable()

    @property
    def is_editing(self) -> bool:
        return not self._field.isReadOnly()

    def look(self) -> None:
        """Requests where the token is, and disables the form until then."""
        self._wait()
        self.look_wanted.emit()

    def start_editing(self) -> None:
        if self._where is not Where.ENVIRONMENT:
            self._edit()
        self.focus()

    def focus(self) -> None:
        self._field.setFocus()

    # What is known about the token

    def show_place(self, where: Where) -> None:
        """Shows where the token is. Clears the field, unless editing began before that was known."""
        replacing = self.is_editing and self._where is None  # editing began before that was known
        self._where = where
        if replacing and where is not Where.ENVIRONMENT:
            self._offer_saving()
            self._say_where()
        else:
            self._show_kept()
        self.show_untested()
        self.looked.emit(where)

    def show_locked(self, sentence: str) -> None:
        """Says that the keyring is unavailable, and lets the user paste a token anyway."""
        self._where = Where.NONE
        self._edit()
        self._offer_saving(self._retry)
        self._show_badge("Keyring unavailable", "warn")
        self._say(sentence, "bad")
        self.looked.emit(None)

    def show_unusable(self, sentence: str) -> None:
        """Says that the token in the environment is unusable."""
        self._where = Where.ENVIRONMENT
        self._show_kept()
        self._test.setEnabled(False)
        self._show_badge("Not valid", "bad")
        self._say(sentence, "bad")
        self.looked.emit(None)

    def show_fault(self, sentence: str) -> None:
        """Says that the pasted text is not a token; it stays there to be corrected."""
        self._field.setReadOnly(False)
        self._offer_saving()
        self._field.set_invalid(True)
        self._field.setFocus()
        self._say(sentence, "bad")

    def show_kept_on(self, sentence: str) -> None:
        """Says that the token couldn't be deleted."""
        self._show_kept()
        self._say(sentence, "bad")

    def show_untested(self) -> None:
        untested = "No token yet" if self._where is Where.NONE else "Not tested yet"
        self._show_badge(untested if self._testable else "")

    def show_testing(self) -> None:
        self._show_badge("Testing")

    def show_works(self, words: str) -> None:
        self._show_badge(words, "ok")
        self._say_where()

    def show_refused(self, sentence: str) -> None:
        """Says that the token's issuer rejected it."""
        self._show_trouble("Rejected", sentence)

    def show_not_tested(self, sentence: str) -> None:
        """Says that the token couldn't be tested."""
        self._show_trouble("Not connected", sentence)

    # How it is shown

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._cancel.isVisible():
            self._show_kept()
        else:
            super().keyPressEvent(event)

    def _show_kept(self) -> None:
        """Returns to the state before editing."""
        if self._where is Where.NONE:
            self._edit()
        else:
            self._mask()
        self._say_where()

    def _mask(self) -> None:
        self._field.setEchoMode(QLineEdit.EchoMode.Normal)
        self._field.setText(MASK)
        self._field.setReadOnly(True)
        self._field.set_invalid(False)
        self._offer_changes()

    def _edit(self) -> None:
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.clear()
        self._field.setReadOnly(False)
        self._field.set_invalid(False)
        self._offer_saving()

    def _ask_whether_to_delete(self) -> None:
        self._offer(self._really, self._cancel)
        self._say(WORDS[self._kind].gone, "warn")
        self._cancel.setFocus()

    def _offer_changes(self) -> None:
        self._offer(self._replace, *([self._test] if self._testable else []), self._delete)
        for button in (self._replace, self._delete):
            button.setEnabled(self._where is not Where.ENVIRONMENT)

    def _offer_saving(self, *others: Button) -> None:
        self._offer(self._save, *others, *([] if self._where is Where.NONE else [self._cancel]))
        self._save.setEnabled(bool(self._field.text().strip()))

    def _offer(self, *offered: Button) -> None:
        self._keep_focus(offered)
        for button in self._buttons:
            button.setVisible(button in offered)
            button.setEnabled(True)

    def _wait(self) -> None:
        """Disables the form while the keyring may have to be unlocked."""
        self._disable()
        self._field.setReadOnly(True)
        self._say(WAITING)

    def _disable(self) -> None:
        self._keep_focus(())
        for button in self._buttons:
            button.setEnabled(False)

    def _keep_focus(self, offered: tuple[Button, ...]) -> None:
        """Moves focus to the field if the focused button is about to go: Qt would pass it to whatever comes next."""
        if any(button is self.window().focusWidget() and button not in offered for button in self._buttons):
            self._field.setFocus()

    def _show_badge(self, text: str, tone: str = "") -> None:
        self._badge.setText(text)
        self._badge.set_tone(tone)
        self._badge.setVisible(bool(text))

    def _show_trouble(self, badge: str, sentence: str) -> None:
        self._show_badge(badge, "bad")
        fixed = f" {where_kept(self._kind, self._where)}" if self._where is Where.ENVIRONMENT else ""
        self._say(f"{sentence}{fixed}", "bad")

    def _say_where(self) -> None:
        if self._where is not None:
            self._say(where_kept(self._kind, self._where), "warn" if self._where is Where.SESSION else "")

    def _say(self, words: str, tone: str = "") -> None:
        self._hint.setText(words)
        self._hint.set_tone(tone)
        self._field.setAccessibleDescription(words)

    # What the user does

    def _typed(self, text: str) -> None:
        self._save.setEnabled(bool(text.strip()))
        self._field.set_invalid(False)

    def _leave_dots(self) -> None:
        """Deselects the dots, which Tab selects as if they could be copied."""
        if not self.is_editing:
            self._field.deselect()

    def _give(self) -> None:
        if self.is_editing and self._field.text().strip():
            self._wait()
            self.given.emit(self._field.text())

    def _remove(self) -> None:
        self._wait()
        self.removal_wanted.emit()

    def _lay_out(self) -> None:
        label = Label(WORDS[self._kind].name, "label")
        label.setBuddy(self._field)
        self.setLayout(
            column(row(label, None, self._badge), self._field, self._hint, row(*self._buttons, None), spacing=8)
        )

    def _connect(self) -> None:
        self._field.textEdited.connect(self._typed)
        self._field.selectionChanged.connect(self._leave_dots)
        self._field.returnPressed.connect(self._give)
        self._replace.clicked.connect(self.start_editing)
        self._test.clicked.connect(self.test_wanted)
        self._delete.clicked.connect(self._ask_whether_to_delete)
        self._save.clicked.connect(self._give)
        self._retry.clicked.connect(self.look)
        self._really.clicked.connect(self._remove)
        self._cancel.clicked.connect(self._show_kept)
