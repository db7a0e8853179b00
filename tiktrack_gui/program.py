"""The program behind the window: what is connected to what, and how it ends.

`Session` is one life of the services in it: the demo's, or the real one; going from the one to the other ends a
session and begins the next.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tiktrack_gui import instance
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.imports import importing
from tiktrack_gui.logs import Secrets
from tiktrack_gui.paths import DataFolder
from tiktrack_gui.ui.main_window import DESTINATIONS, SETTINGS, USUAL, MainWindow
from tiktrack_gui.ui.messages import Messages
from tiktrack_gui.ui.report_dialog import Reporter
from tiktrack_gui.ui.theme import Theme
from tiktrack_gui.ui.tray import Tray

if TYPE_CHECKING:
    from tiktrack_gui.session import Session

    Begin = Callable[..., Awaitable[Session]]

log = logging.getLogger(__name__)

PICTURE_SETTLES = 1.0  # s; covers arrive, plots are drawn


def run(
    qt: QApplication,
    theme: Theme,
    window: MainWindow,
    folder: DataFolder,
    secrets: Secrets,
    *,
    demo: bool,
    pictures: Path | None,
) -> int:
    """Runs until the user quits, or until there are pictures."""
    with asyncio.Runner(loop_factory=lambda: QEventLoop(qt)) as runner:
        program = Program(theme, window, folder, secrets, demo=demo)
        with _last_resort(program):
            return runner.run(program.run() if pictures is None else program.save_pictures(pictures))


class Program(QObject):
    """The parts that live as long as the program: theme, window, tray, messages; and one session after the other."""

    def __init__(self, theme: Theme, window: MainWindow, folder: DataFolder, secrets: Secrets, *, demo: bool) -> None:
        super().__init__()
        self.theme, self.window = theme, window
        self._folder, self._secrets = folder, secrets
        self._is_demo = demo or not folder.database.exists()  # the first start shows what it could be like
        self._quit = asyncio.Event()
        self._next = asyncio.Event()  # the session gives way to another one
        self._session: Session | None = None
        self.messages = Messages()
        self.reporter = Reporter(self.theme, secrets.blank, log.error)
        self.tray = Tray()
        self._door = instance.Instance(folder.root)
        self._said_once = False
        self._connect()
        if window.isVisible():
            self._window_shown()

    async def run(self) -> int:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._unhandled)
        if sys.platform != "win32":
            loop.add_signal_handler(signal.SIGTERM, self.quit)
            loop.add_signal_handler(signal.SIGINT, self.quit)
        self._door.listen()
        self.tray.show()
        self.window.present()
        try:
            while not self._quit.is_set():
                await self._one_session()
        except TikTrackError as error:
            self._cannot_go_on(error)
            await self._quit.wait()
        finally:
            self.window.remember()
            self.window.hide()
            self.tray.hide()
            self._door.close()
        return 0

    async def save_pictures(self, folder: Path) -> int:
        """Each page of one session, as it is once it has settled."""
        self.window.resize(USUAL)
        self.window.show()
        async with AsyncExitStack() as closing:
            self._session = await self._begin(closing)
            for key in (*(destination.key for destination in DESTINATIONS), SETTINGS):
                self.window.open_page(key)
                await asyncio.sleep(PICTURE_SETTLES)
                self.window.grab().save(str(folder / f"{key}.png"))
            self._session = None
        return 0

    def quit(self) -> None:
        self._quit.set()
        self._next.set()

    def use_real_data(self) -> None:
        """Ends the demo's session; from now on the user's own data is shown."""
        self._is_demo = False
        self._next.set()

    async def _one_session(self) -> None:
        """Raises TikTrackError when it cannot begin."""
        self._next.clear()
        async with AsyncExitStack() as closing:
            self._session = await self._begin(closing)
            self._session.real_data_wanted.connect(self.use_real_data)
            await self._next.wait()
            self._session = None
            self.messages.settle()
            self.window.set_pages({})

    async def _begin(self, closing: AsyncExitStack) -> Session:
        begin = await asyncio.to_thread(_import_session)  # the heavy libraries, while the skeleton is on the screen
        parts = (self.theme, self.window, self.tray, self.messages, self.reporter, self._folder, self._secrets)
        return await begin(*parts, closing, is_demo=self._is_demo)

    def _connect(self) -> None:
        self.window.quit_requested.connect(self.quit)
        self.window.close_requested.connect(self._close)
        self.window.shown.connect(self._window_shown)
        self.tray.open_requested.connect(self.window.present)
        self.tray.quit_requested.connect(self.quit)
        self._door.raised.connect(self.window.present)
        self.messages.said.connect(self.window.say)

    def _close(self) -> None:
        """The window was closed: into the tray, or out when there is none."""
        if self._session is not None and self._session.keeps_running and self.tray.available():
            self.window.hide()
            self.messages.listen(False)
            self.reporter.set_window(None)
            self._session.hidden_to_tray(self._say_once())
        else:
            self.quit()

    def _say_once(self) -> bool:
        first, self._said_once = not self._said_once, True
        return first

    def _window_shown(self) -> None:
        self.messages.listen(True)
        self.reporter.set_window(self.window)

    def _cannot_go_on(self, error: TikTrackError) -> None:
        """The database could not be opened or the like: said in the window, which does nothing else."""
        log.error("%s", error)
        self.window.show_trouble(error.sentence, error.advice)

    def _unhandled(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        self.reporter.report(error if error is not None else RuntimeError(context["message"]))


@contextmanager
def _last_resort(program: Program) -> Iterator[None]:
    """What a Qt slot raises comes to `sys.excepthook`; it must not end in silence."""

    def report(_kind: type[BaseException], error: BaseException, _traceback: TracebackType | None) -> None:
        program.reporter.report(error)

    previous, sys.excepthook = sys.excepthook, report
    try:
        yield
    finally:
        sys.excepthook = previous


def _import_session() -> Begin:
    with importing():
        from tiktrack_gui.session import begin

    return begin
