"""Detects from outside when a program first paints its window: Qt logs it to stderr on request."""

from __future__ import annotations

import os
import subprocess
import sys

TELL = {"QT_LOGGING_RULES": "qt.widgets.painting.debug=true", "QT_FORCE_STDERR_LOGGING": "1"}
SIGN = "Flushing"  # logged when the painted content goes to the screen


def started(*arguments: str) -> subprocess.Popen[str]:
    """Starts Python with these arguments, for `until_painted`."""
    return subprocess.Popen([sys.executable, *arguments], env=os.environ | TELL, stderr=subprocess.PIPE, text=True)


def until_painted(process: subprocess.Popen[str]) -> list[str]:
    """Waits for the first paint; returns the lines written to stderr before."""
    assert process.stderr is not None
    lines: list[str] = []
    for line in process.stderr:
        if SIGN in line:
            return lines
        lines.append(line)
    raise AssertionError("It ended without a window.\n" + "".join(lines))
