"""One window per data folder: a second start brings the first one's window to the front.

Who may write is decided by `lock.py`; this only rings at the door of whoever has a window open.
"""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

CONNECT = 500  # ms; the server answers from the kernel's queue, even while the program behind it is busy
ANSWER = 3_000  # ms; a window that takes longer hangs, and raising it would help nobody
COMING = b"coming"


def raise_running(folder: Path) -> bool:
    """Asks the window that has this data folder to come to the front. False when there is none that answers."""
    return _ring(_name(folder))


class Instance(QObject):
    """The door of the running window.

    Signals:
        raised: The program was started again: show the window.
    """

    raised = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._name = _name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    @property
    def is_open(self) -> bool:
        return self._server.isListening()

    def listen(self) -> bool:
        """False when the door cannot be had: the window works all the same, only a second start cannot raise it.

        Qt would silently take the place of a server that lives, so whether one does is asked first. What a crash
        left behind is removed.
        """
        if _ring(self._name):
            log.warning("Another window of this data folder answers; a second start will raise that one")
            return False
        QLocalServer.removeServer(self._name)
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


def _ring(name: str) -> bool:
    door = QLocalSocket()
    door.connectToServer(name)
    answered = door.waitForConnected(CONNECT) and door.waitForReadyRead(ANSWER)
    return answered and door.readAll().data() == COMING


def _name(folder: Path) -> str:
    """The same for every way of writing the folder, and short enough for a socket's path."""
    place = os.path.normcase(folder.resolve())
    return f"tiktrack-{hashlib.sha256(place.encode()).hexdigest()[:24]}"
