"""Actions on the selected creator, as a menu and as shortcuts of the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.ui.creators.list import CreatorsList
from tiktrack_gui.ui.creators.model import Entry


class CreatorsMenu(QMenu):
    """Signals: refresh_wanted, open_wanted, copy_wanted, post_wanted, removal_wanted. arg: the selected Entry."""

    refresh_wanted = Signal(object)
    open_wanted = Signal(object)
    copy_wanted = Signal(object)
    post_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, page: QWidget, creators: CreatorsList) -> None:
        super().__init__(page)
        self._creators = creators
        self._tell: dict[QAction, Callable[[Entry], None]] = {}
        self._add("Refresh", "R", self.refresh_wanted.emit, page)
        self._tell[self.addAction("Open profile\tEnter")] = self.open_wanted.emit  # the list has the key
        self._add("Copy link", "Ctrl+Shift+C", self.copy_wanted.emit, page)
        self._add("Post to Discord", "D", self.post_wanted.emit, page)
        self.addSeparator()
        self._add("Stop tracking", "Del", self.removal_wanted.emit, creators)
        self.triggered.connect(self._act)
        creators.menu_wanted.connect(self._open)

    def _add(self, text: str, key: str, tell: Callable[[Entry], None], place: QWidget) -> None:
        """place: the widget in which the shortcut works."""
        action = self.addAction(text)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        place.addAction(action)
        self._tell[action] = tell

    def _act(self, action: QAction) -> None:
        if (entry := self._creators.selected) is not None:
            self._tell[action](entry)

    def _open(self, _entry: Entry, position: QPoint) -> None:
        self.popup(position)
