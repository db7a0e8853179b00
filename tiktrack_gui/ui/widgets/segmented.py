"""A few choices side by side, of which one is selected."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy

from tiktrack_gui.ui.widgets.boxes import row


class Segmented(QFrame):
    """Choices by key. Tab goes to the selected one; arrow keys select the next.

    Signals:
        chosen: Another choice was selected. arg: its key.
        chosen_again: The selected choice was clicked.
    """

    chosen = Signal(str)
    chosen_again = Signal()

    def __init__(self, choices: Mapping[str, str], name: str, hints: Mapping[str, str] | None = None) -> None:
        """choices: key → text, the first one selected. name: of the setting, for screen readers. hints: key → tooltip,
        where the text is short.
        """
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons = {key: self._segment(text, name) for key, text in choices.items()}
        for key, hint in (hints or {}).items():
            self._buttons[key].setToolTip(hint)
            self._buttons[key].setAccessibleName(f"{name}: {hint}")
        self._chosen = next(iter(choices))
        self._was_chosen = False  # when the button was pressed
        self._group.buttonToggled.connect(self._toggled)
        self._group.buttonPressed.connect(self._pressed)
        self._group.buttonClicked.connect(self._clicked)
        self._buttons[self._chosen].setChecked(True)
        self.setProperty("segmented", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setLayout(row(*self._buttons.values(), spacing=1, margins=(2, 2, 2, 2)))

    @property
    def choice(self) -> str:
        return self._chosen

    def choose(self, key: str) -> None:
        """Selects a choice, and emits `chosen` if it is another one."""
        self._buttons[key].setChecked(True)

    def focus(self) -> None:
        """Sets the focus to the selected choice."""
        self._buttons[self._chosen].setFocus()

    def set_text(self, key: str, text: str) -> None:
        """Changes a choice's text, such as for a number in it."""
        button = self._buttons[key]
        if button.text() != text:
            button.setText(text)
            button.setAccessibleName(f"{self.accessibleName()}: {text}")
            self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        """Sets minimum widths, now that the style sheet's font is known: otherwise layouts would clip the text."""
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        for button in self._buttons.values():
            button.setMinimumWidth(button.sizeHint().width())

    def _segment(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(f"{name}: {text}")
        self._group.addButton(button)
        return button

    def _pressed(self, button: QPushButton) -> None:
        self._was_chosen = button.isChecked()

    def _clicked(self, button: QPushButton) -> None:
        if self._was_chosen:
            self.chosen_again.emit()

    def _toggled(self, button: QPushButton, checked: bool) -> None:
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus if checked else Qt.FocusPolicy.NoFocus)
        if checked:
            self._chosen = next(key for key, known in self._buttons.items() if known is button)
            self.chosen.emit(self._chosen)
