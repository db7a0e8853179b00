"""A figure of the details with its name above it and, below it, what it is from."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import Label


class Said(QWidget):
    """A long value or source takes several lines; without a source, its line isn't there."""

    def __init__(self, name: str, *, badge: str = "") -> None:
        """badge: a word beside the name, such as “estimate”."""
        super().__init__()
        self._name = name
        self._badge = Label(badge, "badge") if badge else None
        self._value = Label("", "label", tabular=True, wrap=True)
        self._source = Label("", "hint", wrap=True)
        for label in (self._value, self._source):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        heading = Label(name, "small", wrap=True)
        head = row((heading, 1)) if self._badge is None else row(heading, self._badge, None, spacing=6)
        self.setLayout(column(head, self._value, self._source, spacing=1))

    def say(self, value: str, source: str = "", *, hint: str = "", badge: bool = True) -> None:
        """badge: whether it is shown, if there is one. hint: tooltip."""
        self._value.setText(value)
        self._source.setText(source)
        self._source.setVisible(bool(source))
        if self._badge is not None:
            self._badge.setVisible(badge)
        self.setToolTip(hint)
        self.setAccessibleName(". ".join(filter(None, (f"{self._name}: {value}", source))))
