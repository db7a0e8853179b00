"""TikTok's msToken, for those who want to give one: never shown, kept in the system's keyring."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tiktrack_gui.core.errors import BadInput, KeyringUnavailable
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.tokens import VARIABLES, Kind, Tokens, Where
from tiktrack_gui.ui.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.fields import IconField
from tiktrack_gui.ui.widgets.labels import Label

MASK = "•" * 24
TASK = "the msToken"
WAITING = "Asking the system’s keyring; it may want to be unlocked."
WHERE = {
    Where.ENVIRONMENT: f"Fixed by the environment variable {VARIABLES[Kind.TIKTOK]}",
    Where.KEYRING: "Kept in the system’s keyring, never in a file.",
    Where.SESSION: f"Kept for this session only. {KeyringUnavailable.sentence} {KeyringUnavailable.advice}",
    Where.NONE: "None is needed: TikTrack gets its own. Paste one only if TikTok goes on taking TikTrack for a bot.",
}


class MsTokenRow(QWidget):
    """Dots, with Replace and Delete; or a field to paste one into."""

    def __init__(self, theme: Theme, tokens: Tokens, tasks: Tasks) -> None:
        super().__init__()
        self._tokens, self._tasks = tokens, tasks
        self._where = Where.NONE
        self._field = IconField(theme, "lock", "Paste an msToken", "msToken")
        self._hint = Label("", "hint", wrap=True)
        self._replace = Button(theme, "Replace", icon="key-round")
        self._delete = Button(theme, "Delete", icon="trash-2", kind="danger")
        self._keep = Button(theme, "Keep", icon="check", hint="Enter")
        self._cancel = Button(theme, "Cancel", kind="ghost", hint="Esc")
        self._buttons = (self._replace, self._delete, self._keep, self._cancel)
        self._lay_out()
        self._connect()
        self._show_place(Where.NONE)

    def look(self) -> None:
        """Finds out where the token is."""
        self._work_on(self._look())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._cancel.isVisible():
            self._stop_editing()
        else:
            super().keyPressEvent(event)

    async def _look(self) -> None:
        try:
            where = await self._tokens.where(Kind.TIKTOK)
        except (BadInput, KeyringUnavailable) as error:
            self._show_place(Where.NONE)
            self._say(str(error), "bad")
        else:
            self._show_place(where)

    async def _give(self, text: str) -> None:
        try:
            await self._tokens.set(Kind.TIKTOK, text)
        except BadInput as error:
            self._edit(text)
            self._field.set_invalid(True)
            self._say(str(error), "bad")
        except KeyringUnavailable:
            self._show_place(Where.SESSION)
        else:
            self._show_place(Where.KEYRING)

    async def _forget(self) -> None:
        try:
            await self._tokens.delete(Kind.TIKTOK)
        except KeyringUnavailable as error:
            self._show_place(self._where)
            self._say(str(error), "bad")
        else:
            await self._look()

    def _work_on(self, work: Coroutine[Any, Any, None]) -> None:
        for button in self._buttons:
            button.setEnabled(False)
        self._say(WAITING)
        self._tasks.spawn(work, name=TASK)

    def _show_place(self, where: Where) -> None:
        self._where = where
        if where is Where.NONE:
            self._edit("")
        else:
            self._mask()
        self._say(WHERE[where], "warn" if where is Where.SESSION else "")

    def _mask(self) -> None:
        self._field.setEchoMode(QLineEdit.EchoMode.Normal)
        self._field.setText(MASK)
        self._field.setReadOnly(True)
        self._field.set_invalid(False)
        changeable = self._where is not Where.ENVIRONMENT
        self._offer(self._replace, self._delete, enabled=changeable)

    def _edit(self, text: str) -> None:
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setText(text)
        self._field.setReadOnly(False)
        self._offer(self._keep, *(() if self._where is Where.NONE else (self._cancel,)))
        self._typed(text)

    def _offer(self, *offered: Button, enabled: bool = True) -> None:
        for button in self._buttons:
            button.setVisible(button in offered)
            button.setEnabled(enabled)

    def _say(self, words: str, tone: str = "") -> None:
        self._hint.setText(words)
        self._hint.set_tone(tone)
        self._field.setAccessibleDescription(words)

    def _typed(self, text: str) -> None:
        self._keep.setEnabled(bool(text.strip()))
        self._field.set_invalid(False)

    def _start_editing(self) -> None:
        self._edit("")
        self._field.setFocus()

    def _stop_editing(self) -> None:
        self._show_place(self._where)

    def _ask_to_keep(self) -> None:
        if not self._field.isReadOnly() and self._field.text().strip():
            self._work_on(self._give(self._field.text()))

    def _ask_to_forget(self) -> None:
        self._work_on(self._forget())

    def _lay_out(self) -> None:
        label = Label("msToken", "label")
        label.setBuddy(self._field)
        line = row((self._field, 1), *self._buttons)
        self.setLayout(column(label, line, self._hint, spacing=6, margins=(0, 12, 0, 12)))

    def _connect(self) -> None:
        self._field.textEdited.connect(self._typed)
        self._field.returnPressed.connect(self._ask_to_keep)
        self._replace.clicked.connect(self._start_editing)
        self._delete.clicked.connect(self._ask_to_forget)
        self._keep.clicked.connect(self._ask_to_keep)
        self._cancel.clicked.connect(self._stop_editing)
