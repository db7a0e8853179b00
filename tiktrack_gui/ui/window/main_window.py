"""The main window: rail at the left, one page at a time, a toast over it. Layout only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QFileInfo, QRectF, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QFocusEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QStackedWidget, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import framed, hairline, row
from tiktrack_gui.ui.widgets.nav_rail import Destination, NavRail
from tiktrack_gui.ui.widgets.toast import Toast
from tiktrack_gui.ui.window import arrangement
from tiktrack_gui.ui.window.loading_page import LoadingPage

DESTINATIONS = (
    Destination(key="trending", text="Trending", icon="trending-up", shortcut="Ctrl+1"),
    Destination(key="creators", text="Creators", icon="users", shortcut="Ctrl+2"),
    Destination(key="discover", text="Discover", icon="compass", shortcut="Ctrl+3"),
    Destination(key="campaigns", text="Campaigns", icon="megaphone", shortcut="Ctrl+4"),
    Destination(key="discord", text="Discord", icon="send", shortcut="Ctrl+5"),
    Destination(key="activity", text="Activity", icon="activity", shortcut="Ctrl+6"),
)
SETTINGS = "settings"
MINIMUM = QSize(1024, 640)
USUAL = QSize(1440, 900)
APPEARS_WITHIN = 500  # ms

Page = Callable[[], QWidget]


class MainWindow(QWidget):
    """Shows pages, each built when first opened.

    Signals:
        page_changed: A page was opened. arg: its key.
        close_requested: The user wants to close the window; its owner hides it or quits.
        quit_requested: Ctrl+Q was pressed.
        help_requested: The help is to be opened.
        shown: The window appeared.
        activated: The window became the active one, so the user is looking at it.
        toast_acted: The toast's button was pressed.
        trouble_acted: The first button shown by `show_trouble` was pressed.
        trouble_acted_otherwise: The second one was.

    Attributes:
        rail: The rail, with the pages and the state of the background work.
    """

    page_changed = Signal(str)
    close_requested = Signal()
    quit_requested = Signal()
    help_requested = Signal()
    shown = Signal()
    activated = Signal()
    toast_acted = Signal()
    trouble_acted = Signal()
    trouble_acted_otherwise = Signal()

    def __init__(self, theme: Theme, state_file: Path) -> None:
        """state_file: stores what `remember` and `note` save."""
        super().__init__()
        self._theme = theme
        self._builders: dict[str, Page] = {}
        self._pages: dict[str, QWidget] = {}
        self._key = ""
        self._state = QSettings(str(state_file), QSettings.Format.IniFormat)
        self.rail = NavRail(theme, DESTINATIONS)
        self._stack = QStackedWidget()
        self._first = LoadingPage(theme)
        self._add(self._first)
        ground = framed("page", row(self._stack))
        self._toast = Toast(theme, ground)  # not a child of the stack, which raises each page above it
        self.setWindowTitle("TikTrack")
        self.setMinimumSize(MINIMUM)
        self.setLayout(row(self.rail, hairline("vertical"), (ground, 1), spacing=0))
        self._appearing = QTimer(self, singleShot=True, interval=APPEARS_WITHIN)
        self._appearing.timeout.connect(self._make_sure_it_appeared)
        self._first.setFocus()  # otherwise the rail's first entry would get the focus and its frame
        self.rail.chosen.connect(self.open_page)
        self.rail.settings_clicked.connect(self.open_settings)
        self.rail.help_clicked.connect(self.help_requested)
        self._toast.acted.connect(self.toast_acted)
        self._first.acted.connect(self.trouble_acted)
        self._first.acted_otherwise.connect(self.trouble_acted_otherwise)
        self._bind_keys()
        self._restore()

    @property
    def key(self) -> str:
        """The key of the open page; "" before the first."""
        return self._key

    def set_pages(self, builders: dict[str, Page]) -> None:
        """Replaces all pages, and opens the one that was last shown. An empty dict shows the loading page again."""
        self._keep_arrangement()
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages, self._builders = {}, builders
        if not builders:
            self._first.show_loading()
            self._stack.setCurrentWidget(self._first)
            return
        last = self._key or str(self._state.value("page", ""))
        self.open_page(last if last in builders else DESTINATIONS[0].key)

    def page(self, key: str) -> QWidget:
        """Returns the page, building it if necessary."""
        if key not in self._pages:
            self._pages[key] = self._builders[key]()
            arrangement.restore(self._pages[key], self._state, self._theme.look.text_size)
            self._add(self._pages[key])
        return self._pages[key]

    def _add(self, page: QWidget) -> None:
        if page.focusProxy() is None:
            page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # takes focus itself, so that nothing in it looks focused
        self._stack.addWidget(page)

    def open_page(self, key: str) -> None:
        """Shows a page with focus, for its shortcuts: on the widget that had it last. If there is none, or the page is
        already open, the page decides.
        """
        if key not in self._builders:
            return
        self.finish_editing()
        page, again = self.page(key), key == self._key
        self.setFocus()  # otherwise the stack moves it to the page's first button
        self._stack.setCurrentWidget(page)
        self.rail.select(key)
        self._key = key
        self.page_changed.emit(key)
        before = None if again else page.focusWidget()
        (before if before is not None and before.isVisible() and before.isEnabled() else page).setFocus()

    def open_settings(self) -> None:
        self.open_page(SETTINGS)

    def say(self, words: str, action: str = "") -> None:
        """Shows a toast. action: its button's text; "" = no button."""
        self._toast.say(words, action=action)

    def finish_editing(self) -> None:
        """Makes a field that is being edited commit, as if it was left; also while the window isn't active."""
        focused = self.focusWidget()
        if isinstance(focused, QLineEdit | QAbstractSpinBox):
            QApplication.sendEvent(focused, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason))

    def show_trouble(self, sentence: str, advice: str, action: str, otherwise: str = "") -> None:
        """Explains why there are no pages. action, otherwise: the buttons' texts; empty = no button."""
        self._first.show_trouble(sentence, advice, action, otherwise)
        self.rail.set_state("Needs attention", "TikTrack couldn’t start", color="warn")

    def present(self) -> None:
        """Brings the window to the front, even if hidden or minimized."""
        self._come_to_front()
        self._appearing.start()

    def _come_to_front(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _make_sure_it_appeared(self) -> None:
        """Tries again if the window isn't in front: a minimizing or hiding still under way undoes `present`."""
        if not self.isVisible():  # closed meanwhile
            return
        if not (self.isMinimized() or self.windowHandle().isExposed()):
            self.hide()  # or `show` does nothing: it's on another workspace, or lost by the window manager
            self._come_to_front()
        elif self.isMinimized() or QApplication.activeWindow() is None:
            self._come_to_front()

    def is_first_time(self, key: str) -> bool:
        """Notes a key and returns whether that is the first time in this data folder, for messages shown only once."""
        first = not self.has_noted(key)
        self.note(key)
        return first

    def note(self, key: str) -> None:
        """Records that something has happened in this data folder, for `has_noted`."""
        self._state.setValue(f"said/{key}", True)

    def has_noted(self, key: str) -> bool:
        return self._state.contains(f"said/{key}")

    def remember(self) -> None:
        """Saves look, geometry, open page and the pages' arrangement for the next start.

        Without the data folder it saves nothing: Qt would create it, perhaps on another disk than the intended one.
        """
        if not QFileInfo(self._state.fileName()).dir().exists():
            return
        for name, choice in asdict(self._theme.look).items():
            self._state.setValue(f"look/{name}", choice if isinstance(choice, bool) else str(choice))
        self._state.setValue("geometry", self.saveGeometry())
        self._state.setValue("page", self._key)
        self._keep_arrangement()
        self._state.sync()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.finish_editing()
        self.remember()
        self.close_requested.emit()

    def _restore(self) -> None:
        geometry = self._state.value("geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            screen = self.screen().availableSize()
            self.resize(USUAL.boundedTo(screen - QSize(48, 48)))

    def _keep_arrangement(self) -> None:
        for page in self._pages.values():
            arrangement.keep(page, self._state, self._theme.look.text_size)

    def _bind_keys(self) -> None:
        for destination in DESTINATIONS:
            shortcut = QShortcut(QKeySequence(destination.shortcut), self)
            shortcut.setObjectName(destination.key)
            shortcut.activated.connect(self._open_by_key)
        for keys, act in (
            ("Ctrl+,", self.open_settings),
            ("Ctrl+Shift+L", self.rail.next_mode),
            ("Ctrl+Q", self.quit_requested.emit),
            ("Shift+F10", self._ask_for_menu),
            ("?", self.help_requested.emit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _open_by_key(self) -> None:
        self.open_page(self.sender().objectName())

    def _ask_for_menu(self) -> None:
        """Does what the menu key does, which many keyboards lack."""
        if (focused := self.focusWidget()) is not None:
            place = QRectF(focused.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)).center().toPoint()
            asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, focused.mapToGlobal(place))
            QApplication.sendEvent(focused, asked)
