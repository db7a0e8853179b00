"""Qt's own messages, in our log: by default they go to stderr, which doesn't exist without a terminal."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
TO_STDERR = "QT_FORCE_STDERR_LOGGING"  # Qt's own switch to keep them there
_PARTICULARS = re.compile(r'"[^"]*"|\d+')


@contextmanager
def in_our_log() -> Iterator[None]:
    """Logs Qt's messages in the block, each kind once: for a rare script, Qt tries and reports every system font."""
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


@contextmanager
def ending_on_fatal(words: Callable[[], str]) -> Iterator[None]:
    """Ends the process with these words on stderr and status 1 if Qt meets a fatal error in the block.

    Qt would abort it, without a word on a system without core dumps, and no exception can get out of Qt.
    """

    def take(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        logging.getLogger(context.category or "qt").log(LEVELS[kind], "%s", message)
        if kind is QtMsgType.QtFatalMsg:
            if sys.stderr is not None:  # None in a windowed program on Windows
                sys.stderr.write(f"tiktrack: {words()}\n")
                sys.stderr.flush()
            logging.shutdown()
            os._exit(1)

    previous = qInstallMessageHandler(take)
    try:
        yield
    finally:
        qInstallMessageHandler(previous)
