"""Runs the program with its window in this process, with the test acting as the user.

    async def user(window: Window) -> None:
        window.press("Refresh")
        await until(lambda: window.stories)

    drive(user)

`user` runs in the program's event loop. It must await `tests.waiting.until`; blocking waits (`qtbot.wait…`) would stop
the very program they wait for.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.processes import children, wait_until_none
from tests.ui.seen import texts
from tests.waiting import until
from tiktrack_gui.app.loop import loop_on
from tiktrack_gui.app.program import Program, _last_resort
from tiktrack_gui.app.session import Session
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.host.access import Access
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.table import FeedTable
from tiktrack_gui.ui.widgets.notice_bar import NoticeBar
from tiktrack_gui.ui.widgets.state_page import StatePage
from tiktrack_gui.ui.window.main_window import MainWindow

Found = TypeVar("Found", bound=QWidget)


class Window:
    """What a user can see and do. Only visible widgets are found.

    Attributes:
        main: The window itself.
        faults: Exceptions sent to the report dialog: bugs in the program.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.main = program.window
        self.faults: list[BaseException] = []
        self._keep_faults()

    @property
    def session(self) -> Session:
        session = self.program._session
        assert session is not None
        return session

    @property
    def stories(self) -> list[MeasuredVideo]:
        """The rows of the Trending table."""
        table = self.find(FeedTable)
        return [table._feed.item(row) for row in range(table._feed.rowCount())] if table is not None else []

    @property
    def words(self) -> str:
        """All visible text, joined."""
        return texts(self.main)

    @property
    def trouble(self) -> str:
        """The text of the notice bar, or of the page shown in place of all others."""
        told = self.find(NoticeBar) or self.find(StatePage)
        return told.accessibleName() if told is not None else ""

    def find(self, kind: type[Found], name: str = "", within: QWidget | None = None) -> Found | None:
        """Returns the visible widget of that type and accessible name on the current page, or None."""
        found = [
            widget
            for widget in (within or self.main).findChildren(kind)
            if widget.isVisible() and name in ("", widget.accessibleName())
        ]
        return found[0] if found else None

    def the(self, kind: type[Found], name: str = "", within: QWidget | None = None) -> Found:
        found = self.find(kind, name, within)
        assert found is not None, f"no {kind.__name__} {name!r} can be seen: {self.words}"
        return found

    def offers(self, name: str) -> bool:
        """Whether there is an enabled button with that name."""
        button = self.find(QAbstractButton, name)
        return button is not None and button.isEnabled()

    def press(self, name: str, within: QWidget | None = None) -> None:
        """Clicks the button with that name."""
        button = self.the(QAbstractButton, name, within)
        assert button.isEnabled(), f"{name} is disabled: {button.toolTip()}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def help_with_trouble(self, name: str) -> None:
        """Presses the button in the notice bar, or on the page shown in place of all others."""
        self.press(name, self.find(NoticeBar) or self.the(StatePage))

    def keys(self, sequence: str) -> None:
        """Presses keys in the focused widget."""
        QTest.keySequence(self.main.focusWidget() or self.main, QKeySequence(sequence))

    def write(self, name: str, text: str) -> None:
        """Replaces the text in the field with that name and presses Enter."""
        field = self.the(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def choose_story(self, handle: str) -> MeasuredVideo:
        """Selects the creator's first row in the Trending table."""
        story = next(story for story in self.stories if story.video.creator.handle == handle)
        self.the(FeedTable).select(story.video.id)
        return story

    async def active(self) -> None:
        """Waits until the window is active; shortcuts don't work before."""

        def is_active() -> bool:
            self.main.activateWindow()  # a window manager may refuse this for a new window
            return self.main.isActiveWindow()

        await until(is_active)

    def _keep_faults(self) -> None:
        report = self.program.reporter.report

        def keep(error: BaseException) -> None:
            self.faults.append(error)
            report(error)

        self.program.reporter.report = keep  # type: ignore[method-assign]


User = Callable[[Window], Awaitable[object]]


class Driver:
    """Starts the program over a data folder, as often as a test needs."""

    def __init__(self, qt: QApplication, folder: DataFolder) -> None:
        self.folder = folder
        self._qt = qt
        qt.setQuitOnLastWindowClosed(False)

    def __call__(self, user: User, *, faults: int = 0, at_once: bool = False, hidden: bool = False) -> None:
        """Runs the program until `user` returns or quits it.

        faults: the expected number of reported bugs. at_once: start `user` without waiting for the pages. hidden:
        start in the tray.
        """
        before = children()
        with Access(self.folder) as access, loop_on(self._qt) as runner:
            theme = Theme(self._qt, self.folder.cache)
            main = MainWindow(theme, self.folder.window_state)
            program = Program(theme, main, access, Secrets(), demo=False, hidden=hidden)
            window = Window(program)
            with _last_resort(program):
                runner.run(_used(window, user, at_once=at_once))
        assert len(window.faults) == faults, window.faults
        wait_until_none(lambda: children(besides=before))


async def _used(window: Window, user: User, *, at_once: bool) -> None:
    program = window.program

    def is_ready() -> bool:
        return at_once or program._session is not None or bool(window.trouble and not window.main.key)

    tasks = Tasks(window.faults.append)
    running = tasks.spawn(program.run(), name="program")
    try:
        await until(is_ready)
        await user(window)
    except BaseException as error:
        if not running.done():
            error.add_note(f"The focus was on {window.main.focusWidget()}, and the window said:\n{window.words}")
        raise
    finally:
        if not running.done():
            program.quit()
        with contextlib.suppress(asyncio.CancelledError):
            await running


class Opened(QObject):
    """Records the URLs the system was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url.toString())
