"""The lines of the sheet of statuses and tags."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.core.annotations import COLORS, Tag
from tiktrack_gui.core.unique_names import MOST_LETTERS
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.fields import IconField, TextField, is_undo
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words import annotating as words


class _NewField(IconField):
    """Leaves Ctrl+Z to the sheet while it is empty."""

    def event(self, event: QEvent) -> bool:
        return False if not self.text() and is_undo(event) else super().event(event)


class NewLine(QWidget):
    """The field for another name, with a button; Enter does the same.

    Attributes:
        field: Where it is entered.

    Signals:
        committed: arg: the name.
    """

    committed = Signal(str)

    def __init__(self, theme: Theme, name: str, placeholder: str) -> None:
        """name: of the field, for screen readers."""
        super().__init__()
        self.field = _NewField(theme, "plus", placeholder, name)
        self.field.setMaxLength(MOST_LETTERS)
        self._add = Button(theme, "Add", hint="Enter")
        self._add.setAutoDefault(False)
        self._fault = Label("", "hint", tone="bad", wrap=True)
        self._fault.hide()
        self.setLayout(column(row((self.field, 1), self._add), self._fault, spacing=4))
        self.field.returnPressed.connect(self._commit)
        self.field.textEdited.connect(self._edited)
        self._add.clicked.connect(self._commit)

    def focus(self) -> None:
        self.field.setFocus()

    def forget(self) -> None:
        """What was entered is there now."""
        self.field.clear()
        self._edited()

    def show_fault(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.show()
        self.field.set_invalid(True)
        self.field.setAccessibleDescription(text)
        self.field.setFocus()

    def _edited(self) -> None:
        self._fault.hide()
        self.field.set_invalid(False)
        self.field.setAccessibleDescription("")

    def _commit(self) -> None:
        self.committed.emit(self.field.text())


class _NamedRow(QWidget):
    """A name that can be changed in its place, how many creators have it, and a button that removes it."""

    def __init__(self, theme: Theme, icon: str, what: str) -> None:
        super().__init__()
        self._theme, self._what = theme, what
        self._field = TextField(theme, icon, "", "")
        self._field.setMaxLength(MOST_LETTERS)
        self._uses = Label("", "hint", tabular=True)
        self._remove = IconButton(theme, "trash-2", "")
        self._fault = Label("", "hint", tone="bad", wrap=True)
        self._fault.hide()
        self._line = row((self._field, 1), self._uses, self._remove)
        self.setLayout(column(self._line, self._fault, spacing=4))
        self._field.textEdited.connect(self._edited)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches."""
        return self._field, self._remove

    def show_fault(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.show()
        self._field.set_invalid(True)
        self._field.setAccessibleDescription(text)

    def _show(self, name: str, creators: int) -> None:
        self._field.set_value(name)
        if not self._field.is_edited:
            self._edited()
            self._field.set_invalid(False)
        self._field.setAccessibleName(f"Name of the {self._what} {name}")
        self._uses.setText(words.used_by(creators))
        self._remove.set_name(f"Remove “{name}”")

    def _edited(self) -> None:
        self._fault.hide()
        self._field.setAccessibleDescription("")


class StatusRow(_NamedRow):
    """
    Signals:
        renamed: args: the name, the new one.
        removed: arg: the name.
    """

    renamed = Signal(str, str)
    removed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "pencil", "status")
        self.name = ""
        self._field.committed.connect(self._rename)
        self._remove.clicked.connect(self._ask_to_remove)

    def show_status(self, name: str, creators: int) -> None:
        if name != self.name:
            self._field.restore()
        self.name = name
        self._show(name, creators)

    def _rename(self, name: str) -> None:
        self.renamed.emit(self.name, name)

    def _ask_to_remove(self) -> None:
        self.removed.emit(self.name)


class TagRow(_NamedRow):
    """
    Attributes:
        tag: What it is about.

    Signals:
        changed: arg: the Tag as it is to be.
        removed: arg: the Tag.
    """

    changed = Signal(object)
    removed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "pencil", "tag")
        self.tag = Tag(id=0, name="", color=COLORS[0])
        self._color = IconButton(theme, "tag", words.COLOR)
        self._colors = QMenu(self)
        for color in COLORS:
            action = self._colors.addAction(color.capitalize())
            action.setData(color)
        self._line.insertWidget(0, self._color)
        self._field.committed.connect(self._rename)
        self._color.clicked.connect(self._open_colors)
        self._colors.triggered.connect(self._recolor)
        self._remove.clicked.connect(self._ask_to_remove)
        theme.changed.connect(self._tint)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        return self._color, *super().stops

    def show_tag(self, tag: Tag, creators: int) -> None:
        if tag.id != self.tag.id:
            self._field.restore()
        self.tag = tag
        self._show(tag.name, creators)
        self._color.set_name(f"{words.COLOR} of “{tag.name}”: {tag.color}")
        self._tint()

    def _rename(self, name: str) -> None:
        self.changed.emit(replace(self.tag, name=name))

    def _recolor(self, action: QAction) -> None:
        if action.data() != self.tag.color:
            self.changed.emit(replace(self.tag, color=action.data()))

    def _open_colors(self) -> None:
        self._colors.popup(self._color.mapToGlobal(QPoint(0, self._color.height())))

    def _ask_to_remove(self) -> None:
        self.removed.emit(self.tag)

    def _tint(self) -> None:
        self._color.setIcon(self._theme.icons.icon("tag", self._theme.tag(self.tag.color).ink))
        for action in self._colors.actions():
            action.setIcon(self._theme.icons.icon("tag", self._theme.tag(action.data()).ink))
