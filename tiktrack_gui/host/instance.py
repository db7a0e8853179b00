"""One window per data folder: a second start brings the first one's window to the front.

`lock.py` decides who may write; this module only notifies the instance that has a window open, over a local socket. The
socket is in a folder only its user can enter. On Windows, whose pipes have one common place, anybody could have taken
its name: the window proves that it can read the key, which it left in a file of the user's.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCryptographicHash, QMessageAuthenticationCode, QObject, Signal

from tiktrack_gui.host.files import NO_LINKS, replace_text
from tiktrack_gui.host.paths import known_as, state_folder
from tiktrack_gui.host.private import is_private

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

log = logging.getLogger(__name__)

CONNECT = 500  # ms; the kernel accepts the connection even while the server process is busy
ANSWER = 3_000  # ms; a window that takes longer has hung, so raising it would be pointless
QUESTION = 32  # bytes, random
LONGEST = 100  # characters of a socket's path; macOS takes 103


@dataclass(frozen=True, slots=True)
class Door:
    """Where the window of a data folder listens, and the file with the key that proves who it is."""

    address: str
    key: Path

    def may_be_open(self) -> bool:
        """Returns False if nobody listens here. A server's socket is a file, except on Windows."""
        return sys.platform == "win32" or os.path.lexists(self.address)

    def new_key(self) -> bytes:
        """Raises OSError."""
        key = os.urandom(QUESTION).hex()  # the module `secrets` loads OpenSSL
        replace_text(self.key, key)
        return key.encode()

    def read_key(self) -> bytes:
        """Raises OSError."""
        with os.fdopen(os.open(self.key, os.O_RDONLY | NO_LINKS), "rb") as file:
            return file.read()


def raise_running(folder: Path) -> bool:
    """Asks the window that uses this data folder to come to the front. Returns False if none answers, or something else
    does.
    """
    door = _door(folder)
    return door is not None and door.may_be_open() and _ring(door)


class Instance(QObject):
    """The local server of the running window.

    Signals:
        raised: The program was started again; show the window.
    """

    raised = Signal()

    def __init__(self, folder: Path) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__()
        self._folder = folder
        self._key = b""
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    @property
    def is_open(self) -> bool:
        return self._server.isListening()

    def listen(self) -> bool:
        """Starts the server. Returns False if that fails: the window works anyway, but a second start can't raise it.

        Checks for a live server first, because Qt would silently replace it. Removes the socket left by a crash.
        """
        door = _door(self._folder)
        if door is None:
            log.warning("A second start will not raise this window: there is no private folder for its socket")
            return False
        if _ring(door):
            log.warning("Another window of this data folder answers; a second start will raise that one")
            return False
        self._server.removeServer(door.address)
        try:
            self._key = door.new_key()
        except OSError as error:
            log.warning("A second start will not raise this window: %s", error)
            return False
        if not self._server.listen(door.address):
            log.warning("A second start will not raise this window: %s", self._server.errorString())
            return False
        return True

    def close(self) -> None:
        self._server.close()

    def _answer(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.disconnected.connect(visitor.deleteLater)
            visitor.readyRead.connect(self._prove)
            if visitor.bytesAvailable() >= QUESTION:
                self._prove_to(visitor)

    def _prove(self) -> None:
        visitor: Any = self.sender()
        if visitor.bytesAvailable() >= QUESTION:
            self._prove_to(visitor)

    def _prove_to(self, visitor: QLocalSocket) -> None:
        visitor.readyRead.disconnect(self._prove)
        visitor.write(_proof(self._key, bytes(visitor.read(QUESTION).data())))
        visitor.flush()
        visitor.disconnectFromServer()
        self.raised.emit()


def _ring(door: Door) -> bool:
    from PySide6.QtNetwork import QLocalSocket  # a 10 ms import that the first start doesn't need before its window

    with suppress(OSError):
        key, question = door.read_key(), os.urandom(QUESTION)
        socket = QLocalSocket()
        socket.connectToServer(door.address)
        if not socket.waitForConnected(CONNECT):
            return False
        socket.write(question)
        if not (socket.flush() and socket.waitForReadyRead(ANSWER)):
            return False
        if socket.readAll().data() == _proof(key, question):
            return True
        log.warning("Something else than TikTrack answers at %s", door.address)
    return False


def _proof(key: bytes, question: bytes) -> bytes:
    return bytes(QMessageAuthenticationCode.hash(question, key, QCryptographicHash.Algorithm.Sha256).data())


def _door(folder: Path) -> Door | None:
    """Returns the same for every spelling of the path, or None if there is no place that is private."""
    state, name = state_folder(), f"tiktrack-{known_as(folder)}"
    if state is None:
        return None
    key = state / f"{name}.key"
    with suppress(OSError):
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform == "win32":
        return Door(name, key)
    return next((Door(str(place / name), key) for place in _places(state, name)), None)


def _places(state: Path, name: str) -> Iterator[Path]:
    """The folders for the socket: this user's runtime folder, which is emptied at the end, else the state folder."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    for place in (*([Path(runtime)] if runtime else []), state):
        if is_private(place) and len(str(place / name)) <= LONGEST:
            yield place
