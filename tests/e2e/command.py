"""Runs the command `tiktrack` like a user, in a separate process."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import forked
from tests.processes import Child
from tests.waiting import LIMIT
from tiktrack_gui.cli import command_line


@dataclass(frozen=True, slots=True)
class Done:
    """The result of a call."""

    status: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


@dataclass(frozen=True, slots=True)
class Command:
    """Starts `tiktrack` over one data folder, with the test's own environment."""

    data_dir: Path
    env: Mapping[str, str]

    def start(self, *arguments: str, stdin: int = subprocess.DEVNULL, as_group: bool = False) -> subprocess.Popen[str]:
        """as_group: in its own process group, like a shell, so that a signal can be sent to the whole group."""
        return Child(
            self._line(arguments),
            env=self._environment(),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=as_group,
        )

    def on_a_terminal(self, *arguments: str, columns: int = 80, typed: str = "") -> str:
        """Runs the command on a terminal with that many columns; returns all its output. typed: after its question."""
        import pty  # not on Windows
        import termios

        terminal, end = pty.openpty()
        termios.tcsetwinsize(end, (24, columns))
        environment = {name: value for name, value in self._environment().items() if name != "COLUMNS"}
        with Child(self._line(arguments), env=environment, stdin=end, stdout=end, stderr=end) as process:
            os.close(end)
            written = b""
            with os.fdopen(terminal, "r+b", buffering=0) as shown, suppress(OSError):  # raised at the end of a terminal
                while part := shown.read(65_536):
                    written += part
                    if typed and written.endswith(b": "):
                        shown.write(typed.encode())
                        typed = ""
            process.wait(LIMIT)
        return written.decode()

    def __call__(self, *arguments: str, given: str | None = None) -> Done:
        """Runs the command to its end."""
        environment = self._environment()
        if forked.is_possible(environment):
            return Done(*forked.run(arguments, environment, given))
        return self.started(*arguments, given=given)

    def started(self, *arguments: str, given: str | None = None) -> Done:
        """As a call, but in a process that imports everything itself."""
        process = self.start(*arguments, stdin=subprocess.DEVNULL if given is None else subprocess.PIPE)
        try:
            stdout, stderr = process.communicate(given, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        return Done(process.returncode, stdout, stderr)

    def in_this_process(self, *arguments: str) -> Done:
        """Runs a call that starts nothing in this process, because a separate process would take much longer."""
        stdout, stderr = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        with (
            pytest.MonkeyPatch.context() as patch,
            contextlib.redirect_stdout(stdout),
            contextlib.redirect_stderr(stderr),
        ):
            patch.setattr(sys, "argv", ["tiktrack", *arguments])
            for name, value in self._environment().items():
                patch.setenv(name, value)
            try:
                status = command_line.run()
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else 1
        return Done(status, _written(stdout), _written(stderr))

    def _environment(self) -> dict[str, str]:
        return os.environ | {"TIKTRACK_DATA_DIR": str(self.data_dir), "RATE_LIMIT_DELAY": "0"} | dict(self.env)

    @staticmethod
    def _line(arguments: Sequence[str]) -> list[str]:
        return [sys.executable, "-m", "tiktrack_gui", *arguments]


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()
