"""Actions on the selected videos of a campaign, and on a campaign, as menus and as shortcuts of the page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.ui.campaigns.list import CampaignsList
from tiktrack_gui.ui.campaigns.table import VideosTable
from tiktrack_gui.ui.widgets.post_menu import PostMenu
from tiktrack_gui.words.forgetting import ACTION


class VideosMenu(QMenu):
    """
    Attributes:
        post_to: The channels that the selected ones can be posted to.

    Signals:
        open_wanted, copy_wanted, rows_wanted, price_wanted, date_wanted, gift_wanted, measure_wanted, track_wanted,
            post_wanted, export_wanted, forget_wanted, removal_wanted: An action on those selected; copy_wanted is for
            their links.
    """

    open_wanted = Signal()
    copy_wanted = Signal()
    rows_wanted = Signal()
    price_wanted = Signal()
    date_wanted = Signal()
    gift_wanted = Signal()
    measure_wanted = Signal()
    track_wanted = Signal()
    post_wanted = Signal()
    export_wanted = Signal()
    forget_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, page: QWidget, table: VideosTable) -> None:
        super().__init__(page)
        self._page, self._table = page, table
        self._is_active = True
        self._of_one: list[QAction] = []
        self._one("Open on TikTok", "O", self.open_wanted)
        self._copy = self._several("Copy link", "Ctrl+Shift+C", self.copy_wanted)
        self._rows = self.addAction("", self.rows_wanted.emit)
        self.addSeparator()
        self._one("Edit price", "F2", self.price_wanted)
        self._one("Edit date", "Shift+F2", self.date_wanted)
        self._gift = self._several("Mark as a gift", "G", self.gift_wanted)
        self.addSeparator()
        self._several("Measure now", "M", self.measure_wanted)
        self._track = self._several("Track creator", "T", self.track_wanted)
        self._several("Post to Discord", "D", self.post_wanted)
        self.post_to = PostMenu(self)
        self.addMenu(self.post_to)
        self._export = self.addAction("", self.export_wanted.emit)
        self._forget = self.addAction(ACTION)
        self._forget.triggered.connect(self.forget_wanted)
        self.addSeparator()
        _action(self, "Remove from the campaign", "Del", self.removal_wanted, table)
        self.addSeparator()
        self.addMenu(table.sort_menu)
        self.aboutToHide.connect(self._enable_all)
        table.menu_wanted.connect(self.open_at)

    def open_at(self, position: QPoint) -> None:
        """Opens the menu of the selected videos at a global position."""
        selected = self._table.selection
        several = len(selected) > 1
        self._copy.setText("Copy links" if several else "Copy link")
        self._rows.setText(copy_entry(len(selected)))
        self._export.setText(export_entry(len(selected)))
        self._track.setText("Track creators" if several else "Track creator")
        self._gift.setText("Mark as paid" if all(one.entry.is_gift for one in selected) else "Mark as a gift")
        for action in self._of_one:
            action.setEnabled(not several)
        one = self._table.selected
        self._forget.setEnabled(not several and one is not None and one.creator is not None)
        self.popup(position)

    def set_active(self, active: bool) -> None:
        """Whether the shortcuts work: not while another view of the page is shown, which has some of them, too."""
        self._is_active = active
        for action in self.actions():
            action.setEnabled(active)

    def _several(self, text: str, key: str, asked: SignalInstance) -> QAction:
        return _action(self, text, key, asked, self._page)

    def _one(self, text: str, key: str, asked: SignalInstance) -> None:
        self._of_one.append(self._several(text, key, asked))

    def _enable_all(self) -> None:
        """The shortcuts of disabled actions don't work."""
        self.set_active(self._is_active)


class CampaignMenu(QMenu):
    """
    Signals:
        edit_wanted, removal_wanted, new_wanted: An action on the selected campaign, or a new one.
        export_wanted: What is shown is to be exported.
    """

    new_wanted = Signal()
    edit_wanted = Signal()
    removal_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, page: QWidget, campaigns: CampaignsList) -> None:
        super().__init__(page)
        self._new = _action(self, "New campaign…", "Ctrl+N", self.new_wanted, page)
        self._edit = _action(self, "Edit campaign…", "E", self.edit_wanted, page)
        self._export = self.addAction("Export…\tCtrl+E", self.export_wanted.emit)
        self.addSeparator()
        self._remove = _action(self, "Delete campaign", "Del", self.removal_wanted, campaigns)
        self._campaigns = campaigns
        campaigns.menu_wanted.connect(self.popup)

    def open_below(self, button: QWidget, *, exports: bool) -> None:
        """exports: whether there is something to export."""
        self._export.setEnabled(exports)
        for action in (self._edit, self._remove):
            action.setEnabled(self._campaigns.campaign is not None)
        below = QPoint(button.width() - self.sizeHint().width(), button.height() + 4)
        self.popup(button.mapToGlobal(below))


def copy_entry(number: int) -> str:
    """number: of the selected rows."""
    return f"{'Copy row' if number < 2 else f'Copy {number} rows'}\tCtrl+C"


def export_entry(number: int) -> str:
    return f"{'Export all shown…' if number < 2 else f'Export {number} rows…'}\tCtrl+E"


def _action(menu: QMenu, text: str, key: str, asked: SignalInstance, place: QWidget) -> QAction:
    """place: where the shortcut works."""
    action = menu.addAction(text)
    action.triggered.connect(asked)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    place.addAction(action)
    return action
