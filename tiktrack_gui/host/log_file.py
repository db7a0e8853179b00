"""The rotating log file."""

from __future__ import annotations

import logging
import sys
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from tiktrack_gui.host.files import appended

FILE_SIZE = 2_000_000  # bytes, per file
OLD_FILES = 3


class LogFile(RotatingFileHandler):
    """A log file that never causes failures itself: a full disk or a file in use only costs log lines."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=FILE_SIZE, backupCount=OLD_FILES, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        stream = appended(Path(self.baseFilename), "a", encoding=self.encoding, errors=self.errors)
        assert isinstance(stream, TextIOWrapper)
        return stream

    def doRollover(self) -> None:  # noqa: N802
        try:
            super().doRollover()
        except OSError:  # on Windows, while another TikTrack has it open: continue in the same file
            self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)
