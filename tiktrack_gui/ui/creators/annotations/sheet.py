"""The sheet in which own statuses and tags are created, renamed, recolored and removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from tiktrack_gui.core.annotations import Tag, Uses
from tiktrack_gui.ui.creators.annotations.sheet_rows import NewLine, StatusRow, TagRow
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, follow_all, framed, hairline, row, scrolled, scrolls_by_keyboard
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.dialog_size import resize_within_window
from tiktrack_gui.ui.widgets.keys import shortcut_within
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.toast import Toast
from tiktrack_gui.words import annotating as words

SIZE = 520, 560  # px
EDGE = 24


class AnnotationsSheet(QDialog):
    """Opened with open(). A change holds at once; Ctrl+Z takes it back, Esc closes.

    Signals:
        status_added, tag_added: arg: the name.
        status_renamed: args: the name, the new one.
        status_removed: arg: the name.
        tag_changed: arg: the Tag as it is to be.
        tag_removed: arg: the Tag.
        undo_wanted: The last change is to be taken back.
    """

    status_added = Signal(str)
    status_renamed = Signal(str, str)
    status_removed = Signal(str)
    tag_added = Signal(str)
    tag_changed = Signal(object)
    tag_removed = Signal(object)
    undo_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._statuses: list[StatusRow] = []
        self._tags: list[TagRow] = []
        self.new_status = NewLine(theme, words.NEW_STATUS, words.NEW_STATUS_SUCH_AS)
        self.new_tag = NewLine(theme, words.NEW_TAG_NAME, words.NEW_TAG_SUCH_AS)
        self._no_statuses, self._no_tags = Label(words.NO_OWN, "hint"), Label(words.NO_TAGS, "hint")
        self._status_rows, self._tag_rows = column(spacing=4), column(spacing=4)
        self._close = Button(theme, "Close", hint="Esc")
        self._toast = Toast(theme, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.MANAGE)
        resize_within_window(self, theme, *SIZE)
        self._lay_out()
        self.new_status.committed.connect(self.status_added)
        self.new_tag.committed.connect(self.tag_added)
        self._close.clicked.connect(self.reject)
        self._toast.acted.connect(self.undo_wanted)
        shortcut_within(self, "Ctrl+Z", self.undo_wanted.emit)

    def say(self, text: str, action: str = "") -> None:
        """Tells of a change. action: a button's text, that of the way back."""
        self._toast.say(text, action=action)

    def complain(self, text: str) -> None:
        """Tells of a change that can't be taken back."""
        self._toast.say(text, kind="bad")

    def show_all(self, own: Sequence[str], tags: Sequence[Tag], uses: Uses) -> None:
        """own: the user's own statuses. uses: how many creators have which."""
        self._no_statuses.setVisible(not own)
        self._no_tags.setVisible(not tags)
        self._show_statuses(own, uses)
        self._show_tags(tags, uses)

    def show_fault_of_status(self, name: str | None, text: str) -> None:
        """Says why a status can't have the name that was entered. name: as it is; None = of the new one."""
        fields = [self.new_status] if name is None else [one for one in self._statuses if one.name == name]
        for field in fields:
            field.show_fault(text)

    def show_fault_of_tag(self, tag_id: int | None, text: str) -> None:
        """As `show_fault_of_status`."""
        fields = [self.new_tag] if tag_id is None else [one for one in self._tags if one.tag.id == tag_id]
        for field in fields:
            field.show_fault(text)

    def _show_statuses(self, own: Sequence[str], uses: Uses) -> None:
        while len(self._statuses) > len(own):
            self._let_go(self._statuses.pop(), self.new_status)
        while len(self._statuses) < len(own):
            made = StatusRow(self._theme)
            made.renamed.connect(self.status_renamed)
            made.removed.connect(self.status_removed)
            self._statuses.append(made)
            self._status_rows.addWidget(made)
            made.show()
            follow_all(made.stops, before=self.new_status.field)
        for line, name in zip(self._statuses, own, strict=True):
            line.show_status(name, uses.statuses.get(name, 0))

    def _show_tags(self, tags: Sequence[Tag], uses: Uses) -> None:
        while len(self._tags) > len(tags):
            self._let_go(self._tags.pop(), self.new_tag)
        while len(self._tags) < len(tags):
            made = TagRow(self._theme)
            made.changed.connect(self.tag_changed)
            made.removed.connect(self.tag_removed)
            self._tags.append(made)
            self._tag_rows.addWidget(made)
            made.show()
            follow_all(made.stops, before=self.new_tag.field)
        for line, tag in zip(self._tags, tags, strict=True):
            line.show_tag(tag, uses.tags.get(tag.id, 0))

    def _let_go(self, line: QWidget, instead: NewLine) -> None:
        if line.isAncestorOf(self.focusWidget() or self):
            instead.focus()
        line.hide()
        line.deleteLater()

    def _lay_out(self) -> None:
        statuses = column(
            Label(words.OWN_STATUSES, "strong"),
            Label(words.ALWAYS_THERE, "hint", wrap=True),
            self._no_statuses,
            self._status_rows,
            self.new_status,
            spacing=6,
        )
        tags = column(Label(words.TAGS, "strong"), self._no_tags, self._tag_rows, self.new_tag, spacing=6)
        area = QScrollArea()
        scrolls_by_keyboard(area, words.MANAGE)
        scrolled(area, column(statuses, hairline(), tags, None, spacing=16, margins=(EDGE, 16, EDGE, 16)))
        head = column(Label(words.MANAGE, "section"), margins=(EDGE, 20, EDGE, 12))
        foot = row(None, self._close, margins=(EDGE, 12, EDGE, 16))
        body = column(head, hairline(), (area, 1), hairline(), foot, spacing=0)
        self.setLayout(column((framed("page", body), 1), spacing=0))
        self._close.setAutoDefault(False)
