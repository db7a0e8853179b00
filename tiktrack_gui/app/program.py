"""The running program: connects the parts that live as long as the process, runs the sessions, and shuts down.

A `Session` is one lifetime of the services, over demo data or real data; switching ends one session and begins
another.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tiktrack_gui.app.loop import loop_on
from tiktrack_gui.app.session_imports import import_session
from tiktrack_gui.app.start_trouble import StartTrouble
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.config import environment
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.core.anonymous import without_people
from tiktrack_gui.core.errors import CannotWrite, DataFolderInUse, StoreError
from tiktrack_gui.core.runs import Outcome
from tiktrack_gui.host import instance, signals
from tiktrack_gui.host.access import Access
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.ui.theme.look import look_of
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.main_window import DESTINATIONS, SETTINGS, USUAL, MainWindow
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.rail_marks import RailMarks
from tiktrack_gui.ui.window.report_dialog import Reporter
from tiktrack_gui.ui.window.tray import Tray

if TYPE_CHECKING:
    from tiktrack_gui.app.forgetting import ForgetRequest
    from tiktrack_gui.app.session import Session

log = logging.getLogger(__name__)

TURN = 0.001  # s; Python's thread switch interval; the GUI thread needs several turns per frame
PATIENCE = 4.0  # s; how long another TikTrack may take to quit
LOOK = 0.2  # s, between attempts to acquire the data folder
LATER_LOOK = 1.0  # s; the same, once the user has been told that another TikTrack holds it
TRAY_WAIT = 30_000  # ms; at login, a panel may appear after TikTrack
SETTLING = 0.05  # s, between checks whether a page has settled
REAL_DATA = "real data"  # noted in the window's state once the user has chosen it


def run(
    qt: QApplication,
    theme: Theme,
    window: MainWindow,
    access: Access,
    secrets: Secrets,
    *,
    demo: bool,
    hidden: bool,
    pictures: Path | None,
) -> int:
    """Runs until the user quits, or until the pictures are saved."""
    with loop_on(qt) as runner:
        program = Program(theme, window, access, secrets, demo=demo, hidden=hidden)
        with _last_resort(program):
            return runner.run(program.run() if pictures is None else program.save_pictures(pictures))


class Program(QObject):
    """The parts that live as long as the program (theme, window, tray, messages), and one session after another."""

    def __init__(
        self,
        theme: Theme,
        window: MainWindow,
        access: Access,
        secrets: Secrets,
        *,
        demo: bool,
        hidden: bool = False,
    ) -> None:
        """access: need not hold the lock yet. hidden: starts in the tray, unless this desktop has none."""
        super().__init__()
        self.theme, self.window = theme, window
        self._access, self._folder, self._secrets = access, access.folder, secrets
        self._is_demo = demo
        self._is_yet_unseen = hidden  # the window was not shown so far
        self._tray_wait = QTimer(self, singleShot=True, interval=TRAY_WAIT)
        self._tray_wait.timeout.connect(self._show_without_tray)
        self._quit = asyncio.Event()
        self._next = asyncio.Event()  # set to end the session and begin another
        self._session: Session | None = None
        self.messages = Messages()
        self._marks = RailMarks(window, self.messages)
        self.reporter = Reporter(self.theme, secrets.blank, log.error, without_people)
        self.tray = Tray()
        self._trouble = StartTrouble(window, theme, self.messages, self.reporter, self._folder, secrets)
        self._door = instance.Instance(self._folder.root)
        self._is_in_trouble = False  # no session can begin
        self._has_raised_another = False  # which has the data folder
        self._to_restore: str | None = None  # the name of a backup
        self._to_forget: ForgetRequest | None = None
        self._connect()
        if window.isVisible():
            self._window_shown()
        self._dress()

    async def run(self) -> int:
        """Returns the exit status: 1 if the user quit while it couldn't work."""
        sys.setswitchinterval(TURN)
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # else numpy's threads busy-wait for work
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._unhandled)
        if sys.platform != "win32":
            for number in (signal.SIGINT, *signals.ending()):
                loop.add_signal_handler(number, self.quit)
        self.tray.show()
        if self._is_yet_unseen:
            self._tray_wait.start()
        else:
            self.window.present()
        try:
            while not self._quit.is_set():
                await self._one_session()
        finally:
            self._vanish()
            self._door.close()
            await self._trouble.end()
            self.window.deleteLater()
            await asyncio.sleep(0)  # lets the window be deleted before its parts
        return int(self._is_in_trouble and not self._has_raised_another)

    async def save_pictures(self, folder: Path) -> int:
        """Saves a screenshot of each page of one session, once it has settled."""
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
        """Returns the window's image once no task is running and it no longer changes.

        Grabs it repeatedly, because drawing is what requests the pictures.
        """
        shown, before = self.window.grab().toImage(), QImage()
        while session.is_busy or shown != before:
            await asyncio.sleep(SETTLING)
            shown, before = self.window.grab().toImage(), shown
        return shown

    def quit(self) -> None:
        """Hides the window and ends the session. A TikTrack started now waits until this one has ended."""
        self.window.finish_editing()
        self._door.close()
        self._vanish()
        self._quit.set()
        self._next.set()

    def use_real_data(self) -> None:
        """Ends the demo session; from now on the user's own data is shown."""
        self._is_demo = False
        self.window.note(REAL_DATA)
        self._next.set()

    def restore(self, name: str) -> None:
        """Ends the session, puts a backup in the place of the database, and begins another session."""
        self._to_restore = name
        self._next.set()

    async def _restore(self) -> None:
        """Restores what was asked for, while no session has the database open. Raises StoreError."""
        name, self._to_restore = self._to_restore, None
        if name is None:
            return
        from tiktrack_gui.store import Backups

        await asyncio.to_thread(Backups(self._folder.database).restore, name, SystemClock().now())
        self.messages.say("Backup restored. The database before it is kept as a backup")

    def forget(self, request: ForgetRequest) -> None:
        """Ends the session, forgets a creator, and begins another session: nothing of it is left in any page, and what
        is being read of it is given up.
        """
        self._to_forget = request
        self._next.set()

    async def _forget(self) -> None:
        request, self._to_forget = self._to_forget, None
        if request is not None:
            await request.carry_out()

    async def _one_session(self) -> None:
        self._next.clear()
        self._is_in_trouble = False
        self.window.set_pages({})
        async with AsyncExitStack() as closing:
            try:
                await self._take_folder()
                await self._restore()
                await self._forget()
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
        """Acquires the data folder, waiting for a TikTrack about to end. Raises DataFolderInUse, CannotWrite."""
        end = asyncio.get_running_loop().time() + PATIENCE
        while not await self._try_folder():
            if asyncio.get_running_loop().time() > end or await self._next_within(LOOK):
                raise DataFolderInUse
        if not self._door.is_open:
            self._door.listen()

    async def _try_folder(self) -> bool:
        """Returns whether we hold the data folder now. If another window holds it, raises that window and quits."""
        try:
            self._access.take()
        except DataFolderInUse:
            if await asyncio.to_thread(instance.raise_running, self._folder.root):
                self._has_raised_another = True
                self.quit()
        return self._access.is_had

    async def _until_another_try(self, error: Exception) -> None:
        """Waits until the user asks to try again or, if the folder was not available, until it is."""
        if self._access.is_had:  # the demo folder in it may be in use briefly
            await self._next_within(PATIENCE if isinstance(error, DataFolderInUse) else None)
        while not self._access.is_had and not await self._next_within(LATER_LOOK):
            with suppress(CannotWrite):
                await self._try_folder()

    async def _next_within(self, limit: float | None) -> bool:
        """Waits up to `limit` seconds (None = forever); returns whether this session is to end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(limit):
                await self._next.wait()
        return self._next.is_set()

    def _has_begun(self, session: Session) -> None:
        self._session = session
        session.real_data_wanted.connect(self.use_real_data)
        session.restore_wanted.connect(self.restore)
        session.forget_wanted.connect(self.forget)
        if self._is_yet_unseen:  # there was no window to close, and perhaps no tray so far
            return
        if session.keeps_running and not self.tray.available() and self.window.is_first_time("no tray"):
            self.messages.say("This desktop has no system tray, so closing the window quits TikTrack")
        if not self.window.isVisible():
            self._stay_in_tray()

    def _cannot_begin(self, error: Exception) -> None:
        """Shows the window with the reason."""
        self._is_in_trouble = True
        self.window.set_pages({})
        self._trouble.show(error)
        if not (self.window.isVisible() or self._quit.is_set()):
            self.window.present()  # without a session there is no use in staying in the tray

    async def _begin(self, closing: AsyncExitStack) -> Session:
        begin = await import_session()  # while the skeleton is shown
        if not self._is_demo and not self.window.has_noted(REAL_DATA):
            self._is_demo = await asyncio.to_thread(_is_first_start, self._folder)
        parts = (self.theme, self.window, self.tray, self.messages, self.reporter, self._folder, self._secrets)
        return await begin(*parts, closing, is_demo=self._is_demo)

    def _dress(self) -> None:
        """Applies the look from the settings, in case it differs from the last session's."""
        settings = Settings(self._folder.settings, environment.read(self._folder.env))
        self.theme.set_look(look_of(partial(getattr, settings.values)))

    def _connect(self) -> None:
        self.window.quit_requested.connect(self.quit)
        self.window.close_requested.connect(self._close)
        self.window.shown.connect(self._window_shown)
        self.window.trouble_acted.connect(self._next.set)
        self._trouble.restore_wanted.connect(self.restore)
        self.tray.open_requested.connect(self.window.present)
        self.tray.quit_requested.connect(self.quit)
        self._door.raised.connect(self.window.present)
        self.messages.said.connect(self.window.say)
        self.window.toast_acted.connect(self.messages.accept_offer)

    def _close(self) -> None:
        """Handles closing the window: hides it in the tray, or quits if there is no tray or no session to keep."""
        if self._access.is_had and not self._is_in_trouble and self.tray.available():
            self.window.hide()
            self.messages.listen(False)
            self.reporter.set_window(None)
            self._stay_in_tray()
        else:
            self.quit()

    def _stay_in_tray(self) -> None:
        """Stays in the tray if the settings say so, otherwise quits; does nothing until there is a session."""
        if self._session is None:
            return
        if not self._session.keeps_running:
            self.quit()
        elif self.window.is_first_time("tray"):
            self._session.say_outside(
                "TikTrack is still running in the tray", "To quit, use the menu of its tray icon."
            )

    def _show_without_tray(self) -> None:
        """A program without a window or an icon couldn't even be quit."""
        if not self.tray.available() and not self._quit.is_set():
            self.window.present()

    def _vanish(self) -> None:
        self.window.remember()
        self.window.hide()
        self.tray.hide()

    def _window_shown(self) -> None:
        self._is_yet_unseen = False
        self.messages.listen(True)
        self.reporter.set_window(self.window)

    def _unhandled(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        self.reporter.report(error if error is not None else RuntimeError(context["message"]))


@contextmanager
def _last_resort(program: Program) -> Iterator[None]:
    """Reports exceptions raised in Qt slots, which end up in `sys.excepthook`."""

    def report(_kind: type[BaseException], error: BaseException, _traceback: TracebackType | None) -> None:
        program.reporter.report(error)

    previous, sys.excepthook = sys.excepthook, report
    try:
        yield
    finally:
        sys.excepthook = previous


def _is_first_start(folder: DataFolder) -> bool:
    """Whether there is no data yet, so that the demo is shown. True also for a database without data, left by a failed
    first run; False for one that can't be read or has gone, because the session reports that.
    """
    from tiktrack_gui.host.post_memory import PostMemoryFile
    from tiktrack_gui.store import Store

    if Settings(folder.settings, environment.read(folder.env)).values.database_url:
        return False
    last = PostMemoryFile(folder).read()
    if last is not None and last.attempts > 0:
        return False
    if not folder.database.exists():
        return True
    store = Store(folder.database, read_only=True)
    try:
        store.open()
        return not (
            store.creators.tracked().result()
            or store.brands.all().result()
            or any(run.outcome is Outcome.OK for run in store.runs.newest().result())
        )
    except StoreError:
        return False
    finally:
        store.close()
