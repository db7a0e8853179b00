"""Actions on the selected candidates, as a menu and as shortcuts of the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.core.discovery.pool import Watch
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.ui.discover.compare import FEWEST, MOST
from tiktrack_gui.ui.discover.table import CandidatesTable
from tiktrack_gui.ui.widgets.post_menu import PostMenu
from tiktrack_gui.words.forgetting import ACTION

WITHOUT_LIST = "Without a list"


class CandidatesMenu(QMenu):
    """
    Attributes:
        post_to: The channels that the selected ones can be posted to.
        track_in: The lists that they can be tracked in.

    Signals:
        open_wanted, copy_wanted, track_wanted, dismissal_wanted, compare_wanted, similar_wanted, post_wanted,
        reading_wanted, comments_wanted, places_wanted, stating_wanted, export_wanted, forget_wanted: An action on
            those selected.
    """

    open_wanted = Signal()
    copy_wanted = Signal()
    track_wanted = Signal()
    dismissal_wanted = Signal()
    compare_wanted = Signal()
    similar_wanted = Signal()
    post_wanted = Signal()
    reading_wanted = Signal()
    comments_wanted = Signal()
    places_wanted = Signal()
    stating_wanted = Signal()
    export_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, page: QWidget, table: CandidatesTable) -> None:
        super().__init__(page)
        self._page, self._table = page, table
        self._of_one: list[QAction] = []
        self._one("Open on TikTok", "O", self.open_wanted)
        self._copy = self._several("Copy link", "Ctrl+Shift+C", self.copy_wanted)
        self.addSeparator()
        self._track = self._several("Track", "T", self.track_wanted)
        self.track_in = ListsMenu(self)
        self.addMenu(self.track_in)
        self._dismiss = self._several("Not interesting", "Del", self.dismissal_wanted, within=table)
        self._compare = self._several("Compare", "C", self.compare_wanted)
        self._one("More like this one", "M", self.similar_wanted)
        self._several("Post to Discord", "D", self.post_wanted)
        self.post_to = PostMenu(self)
        self.addMenu(self.post_to)
        self.addSeparator()
        self._several("Read now", "R", self.reading_wanted)
        self._one("Read comments…", "", self.comments_wanted)
        self._one("Where posts are from…", "", self.places_wanted)
        self._one("Enter stated audience…", "", self.stating_wanted)
        self._one(ACTION, "", self.forget_wanted)
        self.addSeparator()
        self._several("Export…", "", self.export_wanted)
        self.addMenu(table.sort_menu)
        self.aboutToHide.connect(self._enable_all)
        table.menu_wanted.connect(self.open_at)

    def open_at(self, position: QPoint) -> None:
        """Opens the menu of the selected candidates at a global position."""
        selected = self._table.selection
        several = len(selected) > 1
        self._copy.setText("Copy links" if several else "Copy link")
        self._track.setText("Add to list" if all(one.watch is Watch.TRACKED for one in selected) else "Track")
        self._dismiss.setText("Interesting again" if all(one.dismissed for one in selected) else "Not interesting")
        for action in self._of_one:
            action.setEnabled(not several)
        self._compare.setEnabled(FEWEST <= len(selected) <= MOST)
        self.popup(position)

    def _several(self, text: str, key: str, asked: SignalInstance, *, within: QWidget | None = None) -> QAction:
        """within: where the shortcut works; None = on the whole page."""
        action = self.addAction(text)
        action.triggered.connect(asked)
        if key:
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            (within or self._page).addAction(action)
        return action

    def _one(self, text: str, key: str, asked: SignalInstance) -> None:
        self._of_one.append(self._several(text, key, asked))

    def _enable_all(self) -> None:
        """The shortcuts of disabled actions don't work."""
        for action in (self._compare, *self._of_one):
            action.setEnabled(True)


class ListsMenu(QMenu):
    """The lists that candidates can be tracked in.

    Signals:
        chosen: The user chose a list. arg: its ID; None = without one.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Track in list", parent)
        self.triggered.connect(self._choose)
        self.offer(())

    def offer(self, lists: Sequence[CreatorList]) -> None:
        self.clear()
        self.addAction(WITHOUT_LIST).setData(None)
        self.addSeparator()
        for one in lists:
            self.addAction(one.name.replace("&", "&&")).setData(one.id)  # one & underlines a letter
        self.menuAction().setVisible(bool(lists))

    @property
    def has_lists(self) -> bool:
        return self.menuAction().isVisible()

    def open_at(self, position: QPoint) -> None:
        """Opens it by itself, on its first entry: Enter then tracks without a list."""
        self.popup(position)
        self.setActiveAction(self.actions()[0])

    def _choose(self, action: QAction) -> None:
        self.chosen.emit(action.data())
