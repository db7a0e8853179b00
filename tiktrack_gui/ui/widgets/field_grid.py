"""Fields with their labels in as many columns as there is room for."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column
from tiktrack_gui.ui.widgets.labels import Label

GAP = 12
Field = TypeVar("Field", bound=QWidget)


class LabelledField(QWidget, Generic[Field]):
    """A field below its label, and above what is to be said about it."""

    def __init__(self, name: str, field: Field, hint: str = "") -> None:
        """hint: what it means, while there is nothing else to say."""
        super().__init__()
        self.field = field
        self._hint = hint
        label = Label(name.replace("&", "&&"), "label", wrap=True)  # one & would underline the next letter
        label.setBuddy(field)
        self._note = Label(hint, "hint", wrap=True)
        self.setLayout(column(label, field, self._note, spacing=4))
        field.setAccessibleName(name)
        self.say("")

    @property
    def note(self) -> str:
        return self._note.text() if self._note.isVisibleTo(self) else ""

    def say(self, text: str, tone: str = "") -> None:
        """Shows a text below the field; "" = the hint. tone: bad, warn or "" (grey)."""
        self._note.setText(text or self._hint)
        self._note.set_tone(tone if text else "")
        self._note.setVisible(bool(text or self._hint))
        self.field.setAccessibleDescription(text or self._hint)


class FieldGrid(QWidget):
    """The fields that are shown, from left to right."""

    def __init__(self, theme: Theme, *fields: QWidget, least: int = 168) -> None:
        """least: px a column needs at normal text size."""
        super().__init__()
        self._theme, self._fields, self._least = theme, fields, least
        self._left_out: set[QWidget] = set()
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP)
        self.setLayout(self._grid)
        self._arrange(2)
        theme.changed.connect(self._fit)

    def set_shown(self, field: QWidget, shown: bool) -> None:
        """Shows or hides a field; those after it move up."""
        if shown == (field in self._left_out):
            (self._left_out.discard if shown else self._left_out.add)(field)
            field.setVisible(shown)
            self._arrange(self._columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        columns = max(1, (self.width() + GAP) // (self._theme.px(self._least) + GAP))
        if columns != self._columns:
            self._arrange(columns)

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        shown = [field for field in self._fields if field not in self._left_out]
        for field in self._fields:
            self._grid.removeWidget(field)
        for place, field in enumerate(shown):
            self._grid.addWidget(field, *divmod(place, columns), Qt.AlignmentFlag.AlignTop)
        for number in range(self._grid.columnCount()):
            self._grid.setColumnStretch(number, int(number < min(columns, len(self._fields))))
