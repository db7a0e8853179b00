"""One window per data folder: a second start brings the first one's window to the front.

`lock.py` decides who may write; this module only notifies the instance that has a window open, over a local socket.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QDir, QObject, Signal

log = logging.getLogger(__name__)

CONNECT = 500  # ms; the kernel accepts the connection even while the server process is busy
ANSWER = 3_000  # ms; a window that takes longer has hung, so raising it would be pointless
COMING = b"coming"


def raise_running(folder: Path) -> bool:
    """Asks the window that uses this data folder to come to the front. Returns False if none answers."""
    name = _name(folder)
    return _may_be_there(name) and _ring(name)


class Instance(QObject):
    """The local server of the running window.

    Signals:
        raised: The program was started again; show the window.
    """

    raised = Signal()

    def __init__(self, folder: Path) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__()
        self._name = _name(folder)
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
        if _ring(self._name):
            log.warning("Another window of this data folder answers; a second start will raise that one")
            return False
        self._server.removeServer(self._name)
        if not self._server.listen(self._name):
            log.warning("A second start will not raise this window: %s", self._server.errorString())
            return False
        return True

    def close(self) -> None:
        self._server.close()

    def _answer(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.disconnected.connect(visitor.deleteLater)
            visitor.write(COMING)
            visitor.flush()
            visitor.disconnectFromServer()
            self.raised.emit()


def _may_be_there(name: str) -> bool:
    """Returns False if no server has this name. A server's socket is a file, except on Windows."""
    return sys.platform == "win32" or os.path.lexists(QDir(QDir.tempPath()).filePath(name))


def _ring(name: str) -> bool:
    from PySide6.QtNetwork import QLocalSocket  # a 10 ms import that the first start doesn't need before its window

    door = QLocalSocket()
    door.connectToServer(name)
    answered = door.waitForConnected(CONNECT) and door.waitForReadyRead(ANSWER)
    return answered and door.readAll().data() == COMING


def _name(folder: Path) -> str:
    """The server name: the same for every spelling of the path, and short enough for a socket path."""
    place = os.path.normcase(folder.resolve())
    digest = QCryptographicHash.hash(os.fsencode(place), QCryptographicHash.Algorithm.Sha256)  # hashlib loads OpenSSL
    return f"tiktrack-{bytes(digest.toHex().data()[:24]).decode()}"
