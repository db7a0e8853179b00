"""A field for one of several choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy


class Choice(QComboBox):
    """As wide as its place, whatever its texts. The wheel scrolls the page.

    Signals:
        chosen: The user chose one. arg: its key.
    """

    chosen = Signal(object)

    def __init__(self, choices: Mapping[Any, str] | None = None) -> None:
        """choices: key → text."""
        super().__init__()
        self._choices: dict[Any, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(72)
        self.setFixedHeight(32)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._tell)
        self.set_choices(choices or {}, None)

    @property
    def choice(self) -> Any:
        keys = list(self._choices)
        return keys[self.currentIndex()] if 0 <= self.currentIndex() < len(keys) else None

    def set_choices(self, choices: Mapping[Any, str], chosen: Any) -> None:
        """Shows the choices and which one is chosen, without telling of it."""
        if dict(choices) != self._choices:
            self._choices = dict(choices)
            self.clear()
            self.addItems(list(choices.values()))
        keys = list(self._choices)
        self.setCurrentIndex(keys.index(chosen) if chosen in keys else -1)
        self.setToolTip(self.currentText())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _tell(self) -> None:
        self.setToolTip(self.currentText())
        self.chosen.emit(self.choice)
