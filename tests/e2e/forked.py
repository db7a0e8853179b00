"""Starts `tiktrack` as a fork of a process that has imported its commands already.

Otherwise, importing them is most of what the many calls in these tests cost. What a start itself does is tested with
processes of their own: `Command.start`.
"""

from __future__ import annotations

import atexit
import io
import multiprocessing
import os
import runpy
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from multiprocessing.context import ForkServerContext
from multiprocessing.reduction import DupFd
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from tests.waiting import LIMIT

# What only a start reads: with another value there, a fork would be something else.
READ_AT_START = ("LANG", "LC_", "PYTHON", "MALLOC_", "LD_", "OPENBLAS_", "OMP_")


def is_possible(environment: Mapping[str, str]) -> bool:
    """Whether a fork is the same as a process started with that environment."""
    names = {name for name in environment.keys() | os.environ.keys() if name.startswith(READ_AT_START)}
    same = all(environment.get(name) == os.environ.get(name) for name in names)
    return same and sys.platform == "linux"  # Windows can't fork, and macOS only with luck


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.e2e.imported"])
    return context


def run(arguments: Sequence[str], environment: Mapping[str, str], given: str | None) -> tuple[int, str, str]:
    """Runs the command to its end; returns its exit status, and what it wrote to stdout and to stderr.

    given: its standard input; None = none. Raises subprocess.TimeoutExpired if it hangs.
    """
    with TemporaryFile() as stdout, TemporaryFile() as stderr, _readable(given) as stdin:
        streams = stdin, stdout.fileno(), stderr.fileno()
        process = _server().Process(target=_Program(streams, arguments, environment))
        process.start()
        process.join(LIMIT)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(list(arguments), LIMIT)
        status = process.exitcode
        process.close()
        return status, _text(stdout), _text(stderr)


class _Program:
    """What the fork is to do: sent to it with copies of the streams."""

    def __init__(self, streams: Sequence[int], arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self._streams = streams
        self._arguments = list(arguments)
        self._environment = dict(environment)
        self._folder = Path.cwd()

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_streams": [DupFd(stream) for stream in self._streams]}

    def __call__(self) -> None:
        os.chdir(self._folder)
        os.environ.clear()
        os.environ.update(self._environment)
        time.tzset()
        for number, stream in enumerate(self._streams):
            os.dup2(stream.detach(), number)  # type: ignore[attr-defined]
        sys.stdin = os.fdopen(0, closefd=False)
        sys.stdout = os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", closefd=False, errors="backslashreplace", buffering=1)
        sys.argv = ["tiktrack", *self._arguments]
        try:
            runpy.run_module("tiktrack_gui", run_name="__main__", alter_sys=True)
        finally:
            atexit._run_exitfuncs()  # multiprocessing leaves them out


@contextmanager
def _readable(given: str | None) -> Iterator[int]:
    """The descriptor of a stream with this text; None = of /dev/null."""
    if given is None:
        stream = os.open(os.devnull, os.O_RDONLY)
    else:
        stream, writer = os.pipe()
        os.write(writer, given.encode())  # a pipe holds more than any test gives
        os.close(writer)
    try:
        yield stream
    finally:
        os.close(stream)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return io.TextIOWrapper(io.BytesIO(stream.read()), "utf-8").read()
