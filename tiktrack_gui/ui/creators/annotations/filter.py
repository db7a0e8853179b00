"""Filtering creators by status and tags: a button with a menu, and what is chosen as chips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.core.annotations import BUILT_IN, Tag
from tiktrack_gui.ui.creators.annotations.marked import ANYBODY, WITHOUT, Marked
from tiktrack_gui.ui.creators.annotations.menus import plain, show_color
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import follow
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.chips import Chip
from tiktrack_gui.ui.widgets.flow import Flow
from tiktrack_gui.ui.widgets.staying_menu import StayingMenu
from tiktrack_gui.ui.widgets.tag_chip import TagChip
from tiktrack_gui.words import annotating as words

STATUS, TAG = "status", "tag"


class MarksFilter(QObject):
    """
    Attributes:
        button: Opens the menu of statuses and tags.
        chips: What is chosen; hidden while that is nothing.

    Signals:
        changed: Something else was chosen. arg: Marked.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._own: tuple[str, ...] = ()
        self._tags: tuple[Tag, ...] = ()
        self._offered: tuple[tuple[str, ...], tuple[Tag, ...]] | None = None
        self.marked = ANYBODY
        self.button = IconButton(theme, "list-filter", words.FILTER, shortcut="Ctrl+Shift+F")
        self.chips = FilterChips(theme)
        self._menu = StayingMenu(self.button)
        self._menu.setProperty("scrolls", "true")
        self._menu.triggered.connect(self._choose)
        self.button.clicked.connect(self.open)
        self.chips.status_removed.connect(self._drop_status)
        self.chips.tag_removed.connect(self._drop_tag)
        self.chips.cleared.connect(self.clear)
        theme.changed.connect(self._tint)
        self.offer((), ())

    @property
    def tag_names(self) -> list[str]:
        """Those chosen."""
        return [tag.name for tag in self._tags if tag.id in self.marked.tag_ids]

    def offer(self, own: Sequence[str], tags: Sequence[Tag]) -> None:
        """Offers these statuses and tags, besides the built-in statuses; what is gone is no longer chosen."""
        self._own, self._tags = tuple(own), tuple(tags)
        if self._offered != (self._own, self._tags):
            self._offered = self._own, self._tags
            self._fill()
        there = frozenset(tag.id for tag in tags)
        status = self.marked.status if self.marked.status in (None, WITHOUT, *BUILT_IN, *own) else None
        self._take(Marked(status=status, tag_ids=self.marked.tag_ids & there))
        self._show()  # a tag may have another name or colour

    def open(self) -> None:
        self._check()
        self._menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def clear(self) -> None:
        self._take(ANYBODY)

    def _take(self, marked: Marked) -> None:
        if marked != self.marked:
            self.marked = marked
            self._show()
            self.changed.emit(marked)

    def _choose(self, action: QAction) -> None:
        kind, key = action.data() or ("", None)
        if kind == STATUS:
            self._take(replace(self.marked, status=None if key == self.marked.status else key))
        elif kind == TAG and isinstance(key, int):
            self._take(replace(self.marked, tag_ids=self.marked.tag_ids ^ {key}))
        else:
            self.clear()
        self._check()

    def _drop_status(self) -> None:
        self._take(replace(self.marked, status=None))
        self._keep_focus()

    def _drop_tag(self, tag_id: int) -> None:
        self._take(replace(self.marked, tag_ids=self.marked.tag_ids - {tag_id}))
        self._keep_focus()

    def _keep_focus(self) -> None:
        """Once the chip with the focus is gone: to the next one, or to what adds more."""
        (self.chips.first or self.button).setFocus()

    def _show(self) -> None:
        self._check()
        chosen = [tag for tag in self._tags if tag.id in self.marked.tag_ids]
        self.chips.show_chosen(self.marked.status, chosen)
        self.button.set_color("accent_text" if self.marked.is_active else "text2")
        said = words.status_in_words(self.marked.status) if self.marked.status is not None else ""
        self.button.setAccessibleDescription(", ".join(filter(None, (said, *(tag.name for tag in chosen)))))

    def _fill(self) -> None:
        self._menu.clear()
        self._menu.addAction(words.STATUSES_HEADING).setEnabled(False)
        for key in (*BUILT_IN, *self._own, WITHOUT):
            self._add(plain(words.status_in_words(key)), STATUS, key)
        if self._tags:
            self._menu.addSeparator()
            self._menu.addAction(words.TAGS_HEADING).setEnabled(False)
        for tag in self._tags:
            self._add(plain(tag.name), TAG, tag.id)
        self._menu.addSeparator()
        self._clear = self._menu.addAction(words.CLEAR_FILTER)
        self._check()

    def _add(self, text: str, kind: str, key: object) -> None:
        action = self._menu.addAction(text)
        action.setCheckable(True)
        action.setData((kind, key))

    def _check(self) -> None:
        for action in self._menu.actions():
            kind, key = action.data() or ("", None)
            if kind:
                action.setChecked(key == self.marked.status if kind == STATUS else key in self.marked.tag_ids)
        self._clear.setEnabled(self.marked.is_active)
        self._tint()

    def _tint(self) -> None:
        colors = {tag.id: tag.color for tag in self._tags}
        for action in self._menu.actions():
            kind, key = action.data() or ("", None)
            if kind == TAG and key in colors:
                show_color(self._theme, action, colors[key])


class FilterChips(QWidget):
    """A chip for the status and one for each tag, and a button that takes all of them away.

    Signals:
        status_removed, tag_removed: A chip was taken away. arg: the tag's ID.
        cleared: All are to go.
    """

    status_removed = Signal()
    tag_removed = Signal(object)
    cleared = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[str | None, tuple[Tag, ...]] = (None, ())
        self._chips: list[Chip] = []
        self._clear = Button(theme, words.CLEAR_FILTER, kind="chip_add")
        self._flow = Flow(spacing=4)
        self._flow.addWidget(self._clear)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._clear.clicked.connect(self.cleared)
        self.hide()

    @property
    def first(self) -> Chip | None:
        return self._chips[0] if self._chips else None

    def show_chosen(self, status: str | None, tags: Sequence[Tag]) -> None:
        if (status, tuple(tags)) == self._shown:
            return
        self._shown = status, tuple(tags)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        if status is not None:
            self._append(Chip(self._theme, words.status_in_words(status), hint=words.STATUSES_HEADING))
        for tag in tags:
            self._append(TagChip(self._theme, tag))
        self.setVisible(bool(self._chips))
        self.updateGeometry()

    def _append(self, chip: Chip) -> None:
        chip.hide()
        self._flow.insert(len(self._chips), chip)
        self._chips.append(chip)
        chip.clicked.connect(self._clicked)
        chip.show()
        follow(chip, before=self._clear)

    def _clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, TagChip):
            self.tag_removed.emit(chip.tag.id)
        elif isinstance(chip, Chip):
            self.status_removed.emit()
