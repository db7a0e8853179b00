"""Actions on the selected creators, as a menu and as shortcuts of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.ui.creators.annotations.menus import StatusMenu, TagsMenu
from tiktrack_gui.ui.creators.list import CreatorsList
from tiktrack_gui.ui.creators.model import Entry
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.compared_plot import FEWEST, MOST
from tiktrack_gui.ui.widgets.post_menu import PostMenu
from tiktrack_gui.words.forgetting import ACTION
from tiktrack_gui.words.report_dialog import ACTION as REPORT


class CreatorsMenu(QMenu):
    """Attributes:
        post_to: The channels that the selected ones can be posted to.
        statuses, tags: Those that the selected ones can have.

    Signals:
        refresh_wanted, copy_wanted, compare_wanted, post_wanted, report_wanted, removal_wanted, untrack_wanted: arg:
            the selected entries.
        open_wanted, import_wanted, forget_wanted: Of one creator. arg: its Entry.
        listing_wanted: The creators are to be put on a list. args: its ID (None = a new one), the selected entries.
        copy_rows_wanted, export_wanted, history_wanted: The rows are to be copied, or they or their measurements to be
            exported.
        moving_wanted: The creators are to be put on a list, and taken off the one shown. args: its ID, the selected
            entries.
    """

    refresh_wanted = Signal(object)
    open_wanted = Signal(object)
    copy_wanted = Signal(object)
    copy_rows_wanted = Signal()
    export_wanted = Signal()
    history_wanted = Signal()
    compare_wanted = Signal(object)
    post_wanted = Signal(object)
    report_wanted = Signal(object)
    listing_wanted = Signal(object, object)
    moving_wanted = Signal(object, object)
    removal_wanted = Signal(object)
    untrack_wanted = Signal(object)
    import_wanted = Signal(object)
    forget_wanted = Signal(object)

    def __init__(self, theme: Theme, page: QWidget, creators: CreatorsList) -> None:
        super().__init__(page)
        self._creators = creators
        self._page = page
        self._of_several: dict[QAction, Callable[[list[Entry]], None]] = {}
        self._of_one: dict[QAction, Callable[[Entry], None]] = {}
        self._several("Refresh", "R", self.refresh_wanted.emit, page)
        self._of_one[self.addAction("Open profile\tEnter")] = self.open_wanted.emit  # the list has the key
        self._copy = self._several("Copy link", "Ctrl+Shift+C", self.copy_wanted.emit, page)
        self._copy_rows = self.addAction("Copy row", self.copy_rows_wanted.emit)
        self._compare = self._several("Compare growth", "G", self.compare_wanted.emit, page)
        self._several("Post to Discord", "D", self.post_wanted.emit, page)
        self.post_to = PostMenu(self)
        self.addMenu(self.post_to)
        self._several(REPORT, "Ctrl+P", self.report_wanted.emit, page)
        self.addSeparator()
        self.statuses, self.tags = StatusMenu(self), TagsMenu(theme, self)
        for marks in (self.statuses, self.tags):
            self.addMenu(marks)
        self.addSeparator()
        self._lists = self.addMenu("Add to list")
        self._lists.triggered.connect(self._put)
        self._others = self.addMenu("Move to list")
        self._others.triggered.connect(self._put_elsewhere)
        self.addSeparator()
        self._export = self.addAction("Export…", self.export_wanted.emit)
        self._history = self.addAction("Export measurements…", self.history_wanted.emit)
        self.addSeparator()
        self._removal = self._several("Remove from list", "Del", self.removal_wanted.emit, creators)
        self._untrack = self._several("Stop tracking", "Shift+Del", self.untrack_wanted.emit, creators)
        self._of_one[self.addAction("Import measurements…")] = self.import_wanted.emit
        self._of_one[self.addAction(ACTION)] = self.forget_wanted.emit
        self.triggered.connect(self._act)
        self.aboutToHide.connect(self._enable_all)
        creators.menu_wanted.connect(self._open)
        self.offer_lists((), None)

    def offer_lists(self, lists: Sequence[CreatorList], shown: int | None) -> None:
        """shown: the list whose creators are shown; None = everyone."""
        for menu in (self._lists, self._others):
            menu.clear()
            for one in lists:
                if one.id != shown:
                    menu.addAction(one.name.replace("&", "&&")).setData(one.id)  # one & underlines a letter
        self._others.menuAction().setVisible(shown is not None and not self._others.isEmpty())
        if self._lists.actions():
            self._lists.addSeparator()
        self._lists.addAction("New list…").setData(None)
        self._removal.setVisible(shown is not None)
        self._removal.setEnabled(shown is not None)
        keys = ("Shift+Del",) if shown is not None else ("Del", "Shift+Del")
        self._untrack.setShortcuts([QKeySequence(key) for key in keys])

    def works_in(self, view: QWidget) -> None:
        """Makes the shortcuts of the list work in another view of it."""
        view.addActions([self._removal, self._untrack])

    def open_at(self, position: QPoint) -> None:
        """Opens the menu of the selected creators at a global position."""
        several = len(self._creators.chosen) > 1
        number = len(self._creators.chosen)
        self._copy.setText("Copy links" if several else "Copy link")
        self._copy_rows.setText(f"{'Copy rows' if several else 'Copy row'}\tCtrl+C")
        self._export.setText(f"{f'Export {number} creators…' if several else 'Export all shown…'}\tCtrl+E")
        whose = f"measurements of {number} creators" if several else "all measurements"
        self._history.setText(f"Export {whose}…")
        for action in self._of_one:
            action.setEnabled(not several)
        self._compare.setEnabled(FEWEST <= len(self._creators.chosen) <= MOST)
        self.popup(position)

    def _several(self, text: str, key: str, tell: Callable[[list[Entry]], None], place: QWidget) -> QAction:
        action = self._bound(text, key, place)
        self._of_several[action] = tell
        return action

    def _bound(self, text: str, key: str, place: QWidget) -> QAction:
        """place: the widget in which the shortcut works."""
        action = self.addAction(text)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        place.addAction(action)
        return action

    def _act(self, action: QAction) -> None:
        chosen, selected = self._creators.chosen, self._creators.selected
        if selected is None:
            return
        if action in self._of_several:
            self._of_several[action](chosen)
        elif action in self._of_one:
            self._of_one[action](selected)

    def _put(self, action: QAction) -> None:
        if self._creators.chosen:
            self.listing_wanted.emit(action.data(), self._creators.chosen)

    def _put_elsewhere(self, action: QAction) -> None:
        if self._creators.chosen:
            self.moving_wanted.emit(action.data(), self._creators.chosen)

    def _open(self, _entry: Entry, position: QPoint) -> None:
        self.open_at(position)

    def _enable_all(self) -> None:
        """The shortcuts of disabled actions don't work."""
        for action in (self._compare, *self._of_one):
            action.setEnabled(True)
