"""A creator's tags as chips, and what adds others: a menu of all, and a field for a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from tiktrack_gui.core.annotations import Annotations, Tag
from tiktrack_gui.core.unique_names import MOST_LETTERS
from tiktrack_gui.ui.creators.annotations.menus import TagsMenu
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, follow, restyle
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.fields import STILL_IN_USE
from tiktrack_gui.ui.widgets.flow import Flow
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.tag_chip import TagChip
from tiktrack_gui.words import annotating as words

NAME_WIDTH = 150  # px, at the default text size


class TagsPart(QWidget):
    """
    Attributes:
        menu: Of the tags that can be chosen.

    Signals:
        named: The user wants the creator to have a tag, new or not. arg: its name.
        removed: A chip was taken away. arg: the tag.
    """

    named = Signal(str)
    removed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tags: Sequence[Tag] = ()
        self._chips: list[TagChip] = []
        self._add = Button(theme, words.ADD_TAG, icon="plus", kind="chip_add", hint=f"{words.ADD_TAG} (T)")
        self._name = NameField(theme)
        self._fault = Label("", "hint", tone="bad", wrap=True)
        self._fault.hide()
        self.menu = TagsMenu(theme, self)
        self._flow = Flow(spacing=4)
        for widget in (self._name, self._add):
            self._flow.addWidget(widget)
        chips = QWidget()
        chips.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        self.setLayout(column(chips, self._fault, spacing=4))
        self._add.clicked.connect(self.open_menu)
        self.menu.new_wanted.connect(self.ask_for_name)
        self._name.committed.connect(self.named)
        self._name.edited.connect(self._hide_fault)
        self._name.closed.connect(self._close_name)

    def open_menu(self) -> None:
        self.menu.popup(self._add.mapToGlobal(QPoint(0, self._add.height())))

    def ask_for_name(self) -> None:
        """Opens the field for the name of a new tag."""
        self._name.show()
        self._name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_tags(self, found: Annotations, *, is_other: bool) -> None:
        """is_other: whether it is another creator than before."""
        self.menu.show_of([found])
        if is_other:
            self.close_name()
        if tuple(found.tags) == tuple(self._tags) and len(self._chips) == len(found.tags):
            return
        had_focus = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), None)
        self._tags = found.tags
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for tag in found.tags:
            self._append(tag)
        if had_focus is not None:
            (self._chips[min(had_focus, len(self._chips) - 1)] if self._chips else self._add).setFocus()
        self.updateGeometry()

    def show_fault(self, text: str) -> None:
        """Says why a name can't be used; it stays in the field."""
        self._fault.setText(text)
        self._fault.show()
        self._name.show()
        restyle(self._name, "invalid", "true")
        self._name.setAccessibleDescription(text)

    def close_name(self) -> None:
        """Closes the field for a name without adding anything."""
        self._name.forget()
        self._name.hide()
        self._hide_fault()

    def _close_name(self) -> None:
        self.close_name()
        self._add.setFocus()

    def _hide_fault(self) -> None:
        self._fault.hide()
        restyle(self._name, "invalid", "false")
        self._name.setAccessibleDescription("")

    def _append(self, tag: Tag) -> None:
        chip = TagChip(self._theme, tag)
        chip.hide()
        self._flow.insert(len(self._chips), chip)
        self._chips.append(chip)
        chip.clicked.connect(self._clicked)
        chip.show()
        follow(chip, before=self._name if self._name.isVisible() else self._add)

    def _clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, TagChip):
            self.removed.emit(chip.tag)


class NameField(QLineEdit):
    """The name of a new tag: Enter, or leaving the field, creates it; Esc closes the field.

    Signals:
        committed: arg: the name.
        edited: The name was changed.
        closed: The field is to be closed.
    """

    committed = Signal(str)
    edited = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._committed = ""
        self.setProperty("kind", "chip")
        self.setMaxLength(MOST_LETTERS)
        self.setPlaceholderText(words.NAME_OF_TAG)
        self.setAccessibleName(words.NAME_OF_TAG)
        self.textEdited.connect(self._edit)
        theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    def forget(self) -> None:
        self.clear()
        self._committed = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._committed = ""
            self._commit(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STILL_IN_USE and self.isVisible():
            self._commit(event.reason())

    def _commit(self, reason: Qt.FocusReason) -> None:
        name = self.text().strip()
        if not name:
            if reason is Qt.FocusReason.OtherFocusReason:
                self.closed.emit()
            else:
                self.hide()
        elif name != self._committed:
            self._committed = name
            self.committed.emit(name)

    def _edit(self) -> None:
        self._committed = ""
        self.edited.emit()

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(NAME_WIDTH))
