"""The lists of creators: choosing one, naming, ordering and deleting them, and dropping creators on one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QMenu, QWidget

from tiktrack_gui.core.list_names import ALL
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.ui.creators.lists_combo import WIDEST, ListsCombo
from tiktrack_gui.ui.creators.model import DRAGGED, dragged
from tiktrack_gui.ui.creators.rhythm import RhythmMenu
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.fields import IconField
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words.report_dialog import LIST_ACTION

MOST_SHOWN = 8  # lists to drop on, before it scrolls
ROW = 36  # px, at the default text size
BESIDE = 28  # px, beside the name of a list to drop on
MOVING = "Drag a list in the open menu to move it, or press Alt and an arrow key."


class ListChooser(QWidget):
    """Chooses the list that is shown, and has the actions on it in a menu.

    Attributes:
        naming: The field for a list's name; the pane may place it where there is more room.
        rhythm: The menu of how often it is refreshed.

    Signals:
        chosen: Another list is to be shown. arg: its ID; None = everyone who is tracked.
        created: arg: the new list's name.
        renamed: args: the shown list's ID, its new name.
        deleted: arg: the shown list's ID.
        moved: The list is to stand elsewhere. args: its ID, and that of the list below, or None.
        dropped: Creators were dropped on a list. args: its ID, their IDs.
        alerts_wanted: The user wants to choose the alerts of the shown list. args: its ID, or None; its name.
        report_wanted: The user wants a report on the list that is shown.
    """

    chosen = Signal(object)
    report_wanted = Signal()
    created = Signal(str)
    renamed = Signal(object, str)
    deleted = Signal(object)
    moved = Signal(object, object)
    dropped = Signal(object, object)
    alerts_wanted = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lists: tuple[CreatorList, ...] = ()
        self.tracked: int | None = None  # creators in all, once they were counted
        self._renaming: int | None = None
        self._moved: int | None = None  # ID of the list moved last
        self._combo = ListsCombo(theme)
        self._combo.setAccessibleName("List of creators")
        self._combo.setAccessibleDescription(MOVING)
        self._combo.setToolTip(MOVING)
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._more = IconButton(theme, "list", "Lists")
        self.naming = _NameField(theme)
        self._targets = _DropTargets(theme, self)
        self._menu = QMenu(self)
        self._new = self._menu.addAction("New list…")
        self._rename = self._menu.addAction("Rename…")
        self._up = self._menu.addAction("Move up")
        self._down = self._menu.addAction("Move down")
        self.rhythm = RhythmMenu(self)
        self._menu.addMenu(self.rhythm)
        self._alerts = self._menu.addAction("Alerts…")
        self._report = self._menu.addAction(LIST_ACTION)
        self._menu.addSeparator()
        self._delete = self._menu.addAction("Delete list")
        self.setAcceptDrops(True)
        self._parts = column(row((self._combo, 1), self._more, spacing=4), self.naming, spacing=4)
        self.setLayout(self._parts)
        self._combo.activated.connect(self._choose)
        self._combo.moved.connect(self._reorder)
        self._more.clicked.connect(self._open_menu)
        self._menu.triggered.connect(self._act)
        self.naming.committed.connect(self._name_given)
        self._targets.dropped.connect(self.dropped)
        self.show_lists((), None)

    @property
    def shown(self) -> int | None:
        """The ID of the list that is shown; None = everyone who is tracked."""
        shown: int | None = self._combo.currentData()
        return shown

    @property
    def name(self) -> str:
        """The name of the list that is shown."""
        return next((one.name for one in self._lists if one.id == self.shown), ALL)

    @property
    def lists(self) -> tuple[CreatorList, ...]:
        return self._lists

    def show_lists(self, lists: Sequence[CreatorList], tracked: int | None) -> None:
        """tracked: how many creators there are in all; None = not known yet."""
        shown = self.shown
        self._lists, self.tracked = tuple(lists), tracked
        self._combo.clear()
        self._combo.addItem(ALL if tracked is None else f"{ALL} · {tracked:,}", None)
        for one in lists:
            self._combo.addItem(f"{one.name} · {one.creators:,}", one.id)
        self.show_list(shown)
        if self._combo.is_open and self._moved is not None:  # to be moved on
            self._combo.point_at(self._place_of(self._moved))
        self._targets.show_lists(self._lists)

    def show_list(self, list_id: int | None) -> None:
        """Shows it as chosen; everyone, if there is no such list."""
        self._combo.setCurrentIndex(self._place_of(list_id))
        self._enable()

    def ask_for_name(self) -> None:
        """Opens the field for the name of a new list."""
        self._renaming = None
        self.naming.open("", "Name of the new list")

    def take_naming(self) -> None:
        """Places the field for a name below the box of lists again."""
        self._parts.addWidget(self.naming)

    def show_fault(self, words: str) -> None:
        """Says why a name can't be used; it stays in the field."""
        self.naming.show_fault(words)

    def close_name(self) -> None:
        self.naming.hide()
        self._combo.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Creators are dragged here: shows the lists they can be dropped on."""
        if event.mimeData().hasFormat(DRAGGED) and self._lists:
            event.acceptProposedAction()
            self._targets.open_below(self._combo)

    def _enable(self) -> None:
        place, last = self._combo.currentIndex(), self._combo.count() - 1
        for action in (self._rename, self._delete, self.rhythm.menuAction()):
            action.setEnabled(place > 0)
        self._up.setEnabled(place > 1)
        self._down.setEnabled(0 < place < last)

    def _choose(self) -> None:
        self._enable()
        self.naming.hide()
        self.chosen.emit(self.shown)

    def _open_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _act(self, action: QAction) -> None:
        if action is self._new:
            self.ask_for_name()
        elif action is self._rename:
            self._renaming = self.shown
            self.naming.open(self.name, "Name of this list")
        elif action is self._report:
            self.report_wanted.emit()
        elif action is self._delete:
            self.deleted.emit(self.shown)
        elif action is self._alerts:
            self.alerts_wanted.emit(self.shown, self.name)
        elif action is self._up:
            self._move(self._combo.currentIndex() - 1)
        elif action is self._down:
            self._move(self._combo.currentIndex() + 2)

    def _move(self, before: int) -> None:
        self._reorder(self._combo.currentIndex(), before)

    def _reorder(self, place: int, before: int) -> None:
        self._moved = self._combo.itemData(place)
        self.moved.emit(self._moved, self._combo.itemData(before) if before < self._combo.count() else None)

    def _place_of(self, list_id: int | None) -> int:
        ids = [self._combo.itemData(place) for place in range(self._combo.count())]
        return ids.index(list_id) if list_id in ids else 0

    def _name_given(self, name: str) -> None:
        if self._renaming is None:
            self.created.emit(name)
        else:
            self.renamed.emit(self._renaming, name)


class _NameField(QWidget):
    """The name of a list. Hidden until it is asked for; Esc closes it.

    Signals:
        committed: arg: the text.
    """

    committed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._field = IconField(theme, "list", "", "")
        self._save = Button(theme, "Save", kind="primary", hint="Enter")
        self._fault = Label("", "hint", wrap=True)
        self._fault.set_tone("bad")
        self.setLayout(
            column(row((self._field, 1), self._save, spacing=8), self._fault, spacing=4, margins=(0, 4, 0, 4))
        )
        self._field.returnPressed.connect(self._commit)
        self._field.textEdited.connect(self._edited)
        self._save.clicked.connect(self._commit)
        self.hide()

    def open(self, text: str, name: str) -> None:
        self._field.setPlaceholderText(name)
        self._field.setAccessibleName(name)
        self._field.setText(text)
        self._edited()
        self.show()
        self._field.setFocus()
        self._field.selectAll()

    def show_fault(self, words: str) -> None:
        self._fault.setText(words)
        self._fault.show()
        self._field.set_invalid(True)
        self._field.setAccessibleDescription(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _edited(self) -> None:
        self._fault.hide()
        self._field.set_invalid(False)

    def _commit(self) -> None:
        self.committed.emit(self._field.text())


class _DropTargets(QListWidget):
    """The lists below the chooser while creators are dragged over it.

    Signals:
        dropped: args: the list's ID, the creators' IDs.
    """

    dropped = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Lists to drop creators on")
        self.setProperty("surface", "popup")
        self.setAcceptDrops(True)
        self.setDragDropMode(QListWidget.DragDropMode.DropOnly)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(300)
        self._leaving.timeout.connect(self.hide)
        self.hide()

    def show_lists(self, lists: Sequence[CreatorList]) -> None:
        self.clear()
        for one in lists:
            item = QListWidgetItem(one.name)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setSizeHint(QSize(0, self._theme.px(ROW)))
            self.addItem(item)

    def open_below(self, anchor: QWidget) -> None:
        self._leaving.stop()
        top = self.window()
        self.setParent(top)
        place = anchor.mapTo(top, QPoint(0, anchor.height()))
        height = min(self.count(), MOST_SHOWN) * self._theme.px(ROW) + 2
        longest = max(self.fontMetrics().horizontalAdvance(self.item(row).text()) for row in range(self.count()))
        names = min(longest + BESIDE, self._theme.px(WIDEST), top.width() - place.x())
        self.setGeometry(place.x(), place.y(), max(names, anchor.width()), height)
        self.show()
        self.raise_()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._leaving.stop()
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None:
            self.setCurrentItem(item)
        event.setAccepted(item is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._leaving.start()

    def dropEvent(self, event: QDropEvent) -> None:
        item, ids = self.itemAt(event.position().toPoint()), dragged(event.mimeData())
        self.hide()
        if item is not None and ids:
            event.setDropAction(Qt.DropAction.CopyAction)  # they stay on their own list, too
            event.accept()
            self.dropped.emit(item.data(Qt.ItemDataRole.UserRole), ids)
