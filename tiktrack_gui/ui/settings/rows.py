"""The row of one setting, and the cards that group rows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from tiktrack_gui.config.keys import Key
from tiktrack_gui.ui.browser.program import choose_program
from tiktrack_gui.ui.settings import controls
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.fields import TextField
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.words.settings import WORDS


class KeyRow(QWidget):
    """A setting with its control, its stored value, and what is wrong with the entered one.

    Signals:
        committed: The user set another value.

    Attributes:
        key: The setting.
    """

    committed = Signal()

    def __init__(self, theme: Theme, key: Key) -> None:
        super().__init__()
        self.key, self._theme = key, theme
        words = WORDS[key.name]
        self._control = controls.make(theme, key, words)
        self._description = "" if words.plain else key.at.hint
        self._row = SettingRow(theme, words.name, self._description, self._control)
        self._fault = Label("", "hint", tone="bad", wrap=True)
        self._fault.setContentsMargins(0, 0, 0, 8)
        self._fault.hide()
        self._warning = Label("", "hint", tone="warn", wrap=True)
        self._warning.setContentsMargins(0, 0, 0, 8)
        self._warning.hide()
        self._stored = self.value
        line = row((self._row, 1))
        self._browse: Button | None = None
        if isinstance(self._control, TextField):
            if words.file:
                self._browse = self._offer_browsing(theme)
                line.addWidget(self._browse)
            self._control.textChanged.connect(self._text_changed)
        self.setLayout(column(line, self._fault, self._warning, spacing=0))
        controls.committed(self._control).connect(self._commit)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def value(self) -> object:
        return controls.read(self._control)

    @property
    def fault(self) -> str:
        """What was found wrong with the value; "" = nothing."""
        return self._fault.text()

    def show_stored(self, value: object) -> None:
        """Shows the stored value, unless the user is entering another one."""
        self._stored = value
        controls.show(self._control, value)

    def restore(self) -> None:
        """Shows the stored value instead of what the user entered."""
        controls.restore(self._control, self._stored)
        self.show_fault("")

    def tidy(self) -> None:
        """Shows a usable text as it will be stored, such as a URL that was entered without its scheme."""
        if isinstance(self._control, TextField):
            self._control.setText(str(self.key.converted(self.value, self.key.place)))

    def show_fault(self, sentence: str) -> None:
        """Shows what is wrong below the control until the value changes; "" = nothing."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self._control.setAccessibleDescription(sentence or self._description)
        if isinstance(self._control, TextField):
            self._control.set_invalid(bool(sentence))

    def show_warning(self, sentence: str) -> None:
        """Shows below the control what the stored value leads to; "" = nothing."""
        self._warning.setText(sentence)
        self._warning.setVisible(bool(sentence))
        self._control.setAccessibleDescription(self.fault or sentence or self._description)

    def focus(self) -> None:
        controls.focus(self._control)

    def lock(self, variable: str) -> None:
        """Disables the control, because an environment variable sets the value."""
        self._description = f"Set by the environment variable {variable}"
        self._row.lock(self._description)
        if self._browse is not None:
            self._browse.hide()

    def _dress(self) -> None:
        controls.fit(self._theme, self._control)

    def _commit(self) -> None:
        if self.value != self._stored:
            self.committed.emit()

    def _text_changed(self, text: str) -> None:
        self.show_fault("")
        self._control.setToolTip(text)  # a path is often longer than its field

    def _offer_browsing(self, theme: Theme) -> Button:
        button = Button(theme, "Browse…", icon="folder-open")
        button.setAccessibleName(f"Browse for: {WORDS[self.key.name].name}")
        button.clicked.connect(self._open_files)
        return button

    def _open_files(self) -> None:
        dialog = choose_program(self)
        dialog.fileSelected.connect(self._take_file)
        dialog.open()

    def _take_file(self, path: str) -> None:
        if isinstance(self._control, TextField):
            self._control.enter(path)


class Card(QFrame):
    """A titled box of rows with hairlines between them."""

    def __init__(self, title: str, *rows: QWidget) -> None:
        super().__init__()
        self.setAccessibleName(title)
        body = column(spacing=0, margins=(16, 0, 16, 4))
        for number, part in enumerate(rows):
            if number:
                body.addWidget(hairline())
            body.addWidget(part)
        box = framed("card", body)
        self.setLayout(column(Label(title, "section"), box, spacing=8))
