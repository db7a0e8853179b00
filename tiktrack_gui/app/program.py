"""The program behind the window: what is connected to what, and how it ends.

`Session` is one life of the services in it: the demo's, or the real one; going from the one to the other ends a
session and begins the next.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tiktrack_gui.config import environment
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.core.errors import CannotWrite, DataFolderInUse, StoreError, TikTrackError
from tiktrack_gui.core.models import Outcome
from tiktrack_gui.host import instance, signals
from tiktrack_gui.host.access import Access
from tiktrack_gui.host.imports import importing
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.ui.theme.look import look_of
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.main_window import DESTINATIONS, SETTINGS, USUAL, MainWindow
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.remedies import Remedy, remedy_for
from tiktrack_gui.ui.window.report_dialog import Reporter
from tiktrack_gui.ui.window.tray import Tray

if TYPE_CHECKING:
    from tiktrack_gui.app.session import Session

    Begin = Callable[..., Awaitable[Session]]

log = logging.getLogger(__name__)

TURN = 0.001  # s; Python's threads take turns, and the window wants one several times a frame
PATIENCE = 4.0  # s; as long as another TikTrack may take to quit
LOOK = 0.2  # s, from one try to have the data folder to the next
LATER_LOOK = 1.0  # s; once it has been said that another TikTrack has it
SETTLING = 0.05  # s, from one look at a page that settles to the next
REAL_DATA = "real data"  # what the window notes once its user has asked for it
OUR_FAULT = "TikTrack couldn’t start because of a bug.", "See the report for details. Your saved data is safe."


def run(
    qt: QApplication,
    theme: Theme,
    window: MainWindow,
    access: Access,
    secrets: Secrets,
    *,
    demo: bool,
    pictures: Path | None,
) -> int:
    """Runs until the user quits, or until there are pictures."""
    with asyncio.Runner(loop_factory=lambda: QEventLoop(qt)) as runner:
        program = Program(theme, window, access, secrets, demo=demo)
        with _last_resort(program):
            return runner.run(program.run() if pictures is None else program.save_pictures(pictures))


class Program(QObject):
    """The parts that live as long as the program: theme, window, tray, messages; and one session after the other."""

    def __init__(self, theme: Theme, window: MainWindow, access: Access, secrets: Secrets, *, demo: bool) -> None:
        """access: it need not be had yet."""
        super().__init__()
        self.theme, self.window = theme, window
        self._access, self._folder, self._secrets = access, access.folder, secrets
        self._is_demo = demo
        self._quit = asyncio.Event()
        self._next = asyncio.Event()  # the session gives way to another one
        self._session: Session | None = None
        self.messages = Messages()
        self.reporter = Reporter(self.theme, secrets.blank, log.error)
        self.tray = Tray()
        self._door = instance.Instance(self._folder.root)
        self._is_in_trouble = False  # no session can begin
        self._to_look_at: Path | None = None  # about the trouble
        self._connect()
        if window.isVisible():
            self._window_shown()
        self._dress()

    async def run(self) -> int:
        sys.setswitchinterval(TURN)
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # else numpy's threads wait for work as hard as they can
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._unhandled)
        if sys.platform != "win32":
            for number in (signal.SIGINT, *signals.ending()):
                loop.add_signal_handler(number, self.quit)
        self.tray.show()
        self.window.present()
        try:
            while not self._quit.is_set():
                await self._one_session()
        finally:
            self._vanish()
            self._door.close()
            self.window.deleteLater()
            await asyncio.sleep(0)  # for the window to go before what it is made of
        return 0

    async def save_pictures(self, folder: Path) -> int:
        """Each page of one session, as it is once it has settled."""
        self.window.resize(USUAL)
        self.window.show()
        async with AsyncExitStack() as closing:
            self._session = await self._begin(closing)
            for key in (*(destination.key for destination in DESTINATIONS), SETTINGS):
                self.window.open_page(key)
                page = await self._settled(self._session)
                page.save(str(folder / f"{key}.png"))
            self._session = None
        return 0

    async def _settled(self, session: Session) -> QImage:
        """What the window shows once nothing is under way and nothing moves any more. To draw it asks for pictures."""
        shown, before = self.window.grab().toImage(), QImage()
        while session.is_busy or shown != before:
            await asyncio.sleep(SETTLING)
            shown, before = self.window.grab().toImage(), shown
        return shown

    def quit(self) -> None:
        """Nothing is to be seen any more; what is under way ends. Who starts TikTrack now waits for that."""
        self._door.close()
        self._vanish()
        self._quit.set()
        self._next.set()

    def use_real_data(self) -> None:
        """Ends the demo's session; from now on the user's own data is shown."""
        self._is_demo = False
        self.window.note(REAL_DATA)
        self._next.set()

    async def _one_session(self) -> None:
        self._next.clear()
        self._is_in_trouble = False
        self.window.set_pages({})
        async with AsyncExitStack() as closing:
            try:
                await self._take_folder()
                session = await self._begin(closing)
            except Exception as error:
                self._cannot_begin(error)
                await self._until_another_try(error)
            else:
                self._has_begun(session)
                await self._next.wait()
            self._session = None
            self.messages.settle()

    async def _take_folder(self) -> None:
        """A TikTrack that is about to end is waited for. Raises DataFolderInUse, CannotWrite."""
        end = asyncio.get_running_loop().time() + PATIENCE
        while not await self._try_folder():
            if asyncio.get_running_loop().time() > end or await self._next_within(LOOK):
                raise DataFolderInUse
        if not self._door.is_open:
            self._door.listen()

    async def _try_folder(self) -> bool:
        """Whether we have it now. If it is a window that has it, that one is in front now and we quit."""
        try:
            self._access.take()
        except DataFolderInUse:
            if await asyncio.to_thread(instance.raise_running, self._folder.root):
                self.quit()
        return self._access.is_had

    async def _until_another_try(self, error: Exception) -> None:
        """Until the user wants one; or, where the folder could not be had, until it can be."""
        if self._access.is_had:  # the demo's, in it, may be in use for a moment
            await self._next_within(PATIENCE if isinstance(error, DataFolderInUse) else None)
        while not self._access.is_had and not await self._next_within(LATER_LOOK):
            with suppress(CannotWrite):
                await self._try_folder()

    async def _next_within(self, limit: float | None) -> bool:
        """Whether this session was to give way within so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(limit):
                await self._next.wait()
        return self._next.is_set()

    def _has_begun(self, session: Session) -> None:
        self._session = session
        session.real_data_wanted.connect(self.use_real_data)
        if session.keeps_running and not self.tray.available() and self.window.is_first_time("no tray"):
            self.messages.say("This desktop has no system tray, so closing the window quits TikTrack")
        if not self.window.isVisible():
            self._stay_in_tray()

    def _cannot_begin(self, error: Exception) -> None:
        """The database cannot be opened or the like: said in the window, which can do nothing else."""
        self._is_in_trouble = True
        self.window.set_pages({})
        if isinstance(error, TikTrackError):
            log.error("%s", error)
            self._show_trouble(error)
        else:
            self.reporter.report(error)
            self.window.show_trouble(*OUR_FAULT, Remedy.TRY_AGAIN)
        if not (self.window.isVisible() or self._quit.is_set()):
            self.window.present()  # nothing goes on in the tray

    def _show_trouble(self, error: TikTrackError) -> None:
        remedy = remedy_for(type(error))
        place = {Remedy.SHOW_DATA: self._folder.root, Remedy.SHOW_LOG: self._folder.log}.get(remedy)
        self._to_look_at = place if place is not None and place.exists() else None
        otherwise = remedy if self._to_look_at is not None else ""
        self.window.show_trouble(error.sentence, error.advice, Remedy.TRY_AGAIN, otherwise)

    def _look_at_trouble(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._to_look_at)))

    async def _begin(self, closing: AsyncExitStack) -> Session:
        begin = await asyncio.to_thread(_import_session)  # the heavy libraries, while the skeleton is on the screen
        if not self._is_demo and not self.window.has_noted(REAL_DATA):
            self._is_demo = await asyncio.to_thread(_is_first_start, self._folder.database)
        parts = (self.theme, self.window, self.tray, self.messages, self.reporter, self._folder, self._secrets)
        return await begin(*parts, closing, is_demo=self._is_demo)

    def _dress(self) -> None:
        """In the look of the settings, where it is not that of last time."""
        settings = Settings(self._folder.settings, environment.read(self._folder.env))
        self.theme.set_look(look_of(partial(getattr, settings.values)))

    def _connect(self) -> None:
        self.window.quit_requested.connect(self.quit)
        self.window.close_requested.connect(self._close)
        self.window.shown.connect(self._window_shown)
        self.window.trouble_acted.connect(self._next.set)
        self.window.trouble_acted_otherwise.connect(self._look_at_trouble)
        self.tray.open_requested.connect(self.window.present)
        self.tray.quit_requested.connect(self.quit)
        self._door.raised.connect(self.window.present)
        self.messages.said.connect(self.window.say)

    def _close(self) -> None:
        """The window was closed: into the tray, or out when there is none or nothing to do there."""
        if self._access.is_had and not self._is_in_trouble and self.tray.available():
            self.window.hide()
            self.messages.listen(False)
            self.reporter.set_window(None)
            self._stay_in_tray()
        else:
            self.quit()

    def _stay_in_tray(self) -> None:
        """As soon as there is a session: unless its user wants otherwise."""
        if self._session is None:
            return
        if not self._session.keeps_running:
            self.quit()
        elif self.window.is_first_time("tray"):
            self._session.say_outside(
                "TikTrack is still running in the tray", "To quit, use the menu of its tray icon."
            )

    def _vanish(self) -> None:
        self.window.remember()
        self.window.hide()
        self.tray.hide()

    def _window_shown(self) -> None:
        self.messages.listen(True)
        self.reporter.set_window(self.window)

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


def _is_first_start(database: Path) -> bool:
    """Whether there is nothing to show yet: then the demo shows what it could be like. A first try that failed left
    a file without data; a file that cannot be read is the session's to complain about.
    """
    from tiktrack_gui.store import Store

    if not database.exists():
        return True
    store = Store(database, read_only=True)
    try:
        store.open()
        return not (store.tracked() or any(run.outcome is Outcome.OK for run in store.runs()))
    except StoreError:
        return False
    finally:
        store.close()


def _import_session() -> Begin:
    with importing():
        from tiktrack_gui.app.session import begin

    return begin
