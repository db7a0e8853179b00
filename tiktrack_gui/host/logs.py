"""Logging to the file and the terminal, with secrets blanked in both."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tiktrack_gui.core import plain

BLANK = "[secret]"
INDENT = "    "
LONGEST_LINE = 4_000  # characters
MOST_LINES = 400  # of a traceback
SHORTEST_SECRET = 6  # anything shorter would blank half of every line

OURS = "tiktrack_gui"  # libraries log only from WARNING on: their debug lines contain whole requests

_TOKEN_SHAPES = re.compile(
    r"""
    (                                                                 # what comes before a secret, and stays
        \b(?:Bot|Bearer)\s+
      | /webhooks/
      | (?:ms_?token|_token|api[_-]?key) ["']? \s* [=:] \s* ["']?
    ) [\w.~%+/=-]{16,}
    | (?<![\w.-]) [\w-]{23,30} \. [\w-]{6,7} \. [\w-]{27,}            # Discord's bot tokens, wherever they stand
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Secrets:
    """All secrets used so far, to be blanked in any text that leaves the program."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def add(self, secret: str) -> None:
        """Registers a secret, also in its URL-quoted form."""
        if len(secret) >= SHORTEST_SECRET:
            self._known.update((secret, quote(secret, safe="")))

    def blank(self, text: str) -> str:
        """Replaces known secrets, and anything that looks like one, with BLANK."""
        for secret in sorted(self._known, key=len, reverse=True):
            text = text.replace(secret, BLANK)
        return _TOKEN_SHAPES.sub(lambda match: (match[1] or "") + BLANK, text)

    def __repr__(self) -> str:
        return f"<{len(self._known)} secrets>"


class BlankingFormatter(logging.Formatter):
    """Blanks secrets in everything that is written of a record: message, arguments, traceback and stack.

    It may quote TikTok, Discord or a file, and nobody may write lines of their own with that: the message is one line,
    and a traceback's lines are indented, so that only a record begins at the left. Control characters and direction
    marks, which could affect the terminal, are replaced too, and what is too long is cut.
    """

    def __init__(self, secrets: Secrets, layout: str) -> None:
        super().__init__(layout)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        record.message = record.getMessage()
        record.asctime = self.formatTime(record, self.datefmt)
        said = self._secrets.blank(self.formatMessage(record)).replace("\r\n", "\n").replace("\n", "\\n")
        return "\n".join([_line(said), *(f"{INDENT}{_line(below)}" for below in self._below(record))])

    def _below(self, record: logging.LogRecord) -> list[str]:
        """The lines of the traceback and the stack."""
        trace = self.formatException(record.exc_info) if record.exc_info else record.exc_text
        parts = [trace, record.stack_info and self.formatStack(record.stack_info)]
        lines = self._secrets.blank("\n".join(filter(None, parts))).rstrip("\n").split("\n")
        if len(lines) > MOST_LINES:
            lines = [*lines[: MOST_LINES // 2], "…", *lines[-MOST_LINES // 2 :]]
        return lines if lines != [""] else []


def _line(text: str) -> str:
    """The text as one line, without its middle if that is too long."""
    if len(text) > LONGEST_LINE:
        text = f"{text[: LONGEST_LINE // 2]} … {text[-LONGEST_LINE // 2 :]}"
    return plain.line(text)


class LateFile(logging.Handler):
    """The log file, whose handler is imported only with the first line, so that it doesn't delay the window."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from tiktrack_gui.host.log_file import LogFile

            self._file = LogFile(self._path)
            self._file.setFormatter(self.formatter)
        self._file.handle(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


@contextmanager
def written(path: Path, secrets: Secrets, level: str | None = None) -> Iterator[None]:
    """Logs to `path` inside the block, and also to stderr if a level is given ("debug", "info", …).

    The file gets everything from INFO on, or from `level` on if that is lower.
    """
    wanted = logging.getLevelNamesMapping()[(level or "info").upper()]
    handlers: list[logging.Handler] = [LateFile(path)]
    handlers[0].setFormatter(BlankingFormatter(secrets, "%(asctime)s %(levelname)s %(name)s: %(message)s"))
    if level and sys.stderr is not None:  # None in a windowed program on Windows
        handlers.append(logging.StreamHandler())
        handlers[1].setFormatter(BlankingFormatter(secrets, "%(levelname)s %(name)s: %(message)s"))
        handlers[1].setLevel(wanted)
    root, ours = logging.getLogger(), logging.getLogger(OURS)
    for handler in handlers:
        root.addHandler(handler)
    ours.setLevel(min(wanted, logging.INFO))
    try:
        yield
    finally:
        ours.setLevel(logging.NOTSET)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()
