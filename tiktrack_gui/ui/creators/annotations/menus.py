"""The menus of statuses and of tags, for one creator or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.core.annotations import BUILT_IN, Annotations, Tag
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.staying_menu import StayingMenu
from tiktrack_gui.words import annotating as words
from tiktrack_gui.words import annotations as words_of_annotations

MANAGE, CLEAR, NEW = "manage", "clear", "new"  # what entries stand for that aren't a status or a tag


def plain(name: str) -> str:
    """A name as an entry's text: one & underlines a letter."""
    return name.replace("&", "&&")


def show_color(theme: Theme, action: QAction, color: str) -> None:
    """Gives a tag's entry an icon in its colour: a check mark if it is checked, as an icon takes the mark's place."""
    icon = "check" if action.isChecked() else "tag"
    action.setIcon(theme.icons.icon(icon, theme.tag(color).ink))


class StatusMenu(QMenu):
    """The current status is checked; choosing it again changes nothing.

    Signals:
        chosen: Another status was chosen, from today on. arg: its key or name.
        cleared: The statuses are to be removed.
        managed: The user wants to change which statuses there are.
    """

    chosen = Signal(str)
    cleared = Signal()
    managed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(words.STATUSES_HEADING, parent)
        self._own: Sequence[str] | None = None
        self._current: str | None = None
        self.setProperty("scrolls", "true")
        self.triggered.connect(self._choose)
        self.aboutToShow.connect(self._check)
        self.offer(())

    def offer(self, own: Sequence[str]) -> None:
        """own: the user's own statuses."""
        if own == self._own:
            return
        self._own = tuple(own)
        self.clear()
        for key in (*BUILT_IN, *own):
            action = self.addAction(plain(words_of_annotations.status(key)))
            action.setCheckable(True)
            action.setData((None, key))
        self.addSeparator()
        self._clear = self.addAction(words.CLEAR_STATUS)
        self._clear.setData((CLEAR, ""))
        self.addAction(words.MANAGE_ENTRY).setData((MANAGE, ""))
        self._check()

    def show_of(self, found: Sequence[Annotations | None]) -> None:
        """found: what is kept about the creators it is for; one status is checked only if all of them have it."""
        current = {one.status.status if one is not None and one.status is not None else None for one in found}
        self._current = current.pop() if len(current) == 1 else None
        self._clear.setEnabled(any(one is not None and one.statuses for one in found))
        self._check()

    def _check(self) -> None:
        for action in self.actions():
            if action.isCheckable():
                action.setChecked(action.data()[1] == self._current)

    def _choose(self, action: QAction) -> None:
        kind, status = action.data()
        self._check()
        if kind == CLEAR:
            self.cleared.emit()
        elif kind == MANAGE:
            self.managed.emit()
        elif status != self._current:
            self.chosen.emit(status)


class TagsMenu(StayingMenu):
    """Signals:
    switched: A tag is to be given to the creators, or taken off them. args: its ID, whether it is given.
    new_wanted: The user wants to create a tag for them.
    managed: The user wants to change which tags there are.
    """

    switched = Signal(object, bool)
    new_wanted = Signal()
    managed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(words.TAGS_HEADING, parent)
        self._theme = theme
        self._tags: tuple[Tag, ...] | None = None
        self._entries: dict[int, QAction] = {}  # by the tag's ID
        self.setProperty("scrolls", "true")
        self.triggered.connect(self._choose)
        theme.changed.connect(self._tint)
        self.offer(())

    def offer(self, tags: Sequence[Tag]) -> None:
        if tuple(tags) == self._tags:  # it may be open
            return
        self._tags = tuple(tags)
        self.clear()
        self._entries = {}
        for tag in tags:
            self._entries[tag.id] = action = self.addAction(plain(tag.name))
            action.setCheckable(True)
            action.setData((None, tag.id))
        self.addSeparator()
        self.addAction(words.NEW_TAG).setData((NEW, 0))
        self.addAction(words.MANAGE_ENTRY).setData((MANAGE, 0))
        self._tint()

    def show_of(self, found: Sequence[Annotations | None]) -> None:
        """found: what is kept about the creators it is for; a tag is checked only if all of them have it."""
        having = _counted(found)
        for tag in self._tags or ():
            action, number = self._entries[tag.id], having.get(tag.id, 0)
            action.setChecked(bool(found) and number == len(found))
            action.setText(plain(words.some_of(tag.name, number, len(found))))
        self._tint()

    def _choose(self, action: QAction) -> None:
        kind, tag_id = action.data()
        if kind == NEW:
            self.new_wanted.emit()
        elif kind == MANAGE:
            self.managed.emit()
        else:
            self._tint()
            self.switched.emit(tag_id, action.isChecked())

    def _tint(self) -> None:
        for tag in self._tags or ():
            show_color(self._theme, self._entries[tag.id], tag.color)


def _counted(found: Sequence[Annotations | None]) -> Mapping[int, int]:
    """How many of them have which tag."""
    having: dict[int, int] = {}
    for one in found:
        for tag in one.tags if one is not None else ():
            having[tag.id] = having.get(tag.id, 0) + 1
    return having
