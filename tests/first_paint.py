"""The moment a program's first window is painted, seen from outside: Qt says it on stderr when it is asked to."""

from __future__ import annotations

import os
import subprocess
import sys

TELL = {"QT_LOGGING_RULES": "qt.widgets.painting.debug=true", "QT_FORCE_STDERR_LOGGING": "1"}
SIGN = "Flushing"  # what was painted goes to the screen


def started(*arguments: str) -> subprocess.Popen[str]:
    """A Python with these arguments, for `until_painted`."""
    return subprocess.Popen([sys.executable, *arguments], env=os.environ | TELL, stderr=subprocess.PIPE, text=True)


def until_painted(process: subprocess.Popen[str]) -> list[str]:
    """Waits for the moment. The lines it wrote to stderr before."""
    assert process.stderr is not None
    lines: list[str] = []
    for line in process.stderr:
        if SIGN in line:
            return lines
        lines.append(line)
    raise AssertionError("It ended without a window.\n" + "".join(lines))
