"""Qt's own messages, in our log: on their own they go to stderr, which a program without a terminal does not have."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
TO_STDERR = "QT_FORCE_STDERR_LOGGING"  # Qt's own switch for whoever wants them there
_PARTICULARS = re.compile(r'"[^"]*"|\d+')


@contextmanager
def in_our_log() -> Iterator[None]:
    """Each kind of message once: a rare script makes Qt ask every font of the system, and tell of each."""
    if os.environ.get(TO_STDERR):
        yield
        return
    said: set[str] = set()

    def take(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        general = _PARTICULARS.sub("…", message)
        if general not in said:
            said.add(general)
            logging.getLogger(context.category or "qt").log(LEVELS[kind], "%s", message)

    previous = qInstallMessageHandler(take)
    try:
        yield
    finally:
        qInstallMessageHandler(previous)
