"""Child processes: started so that a failed test ends them, and found, to check what a test leaves behind."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, AnyStr

from tests.waiting import LIMIT, LOOK

PROC = Path("/proc")


class Child(subprocess.Popen[AnyStr]):
    """Leaving its `with` by an error kills it: Popen would wait for its end, and a process that hangs has none."""

    def __exit__(self, kind: type[BaseException] | None, *error: Any) -> None:
        if kind is not None:
            self.kill()
        super().__exit__(kind, *error)


@dataclass(frozen=True, slots=True)
class Process:
    pid: int
    parent: int
    name: str
    command: str


def children(*, besides: Iterable[Process] = ()) -> list[Process]:
    """The running descendants of this process, without zombies, and without `besides` and their descendants."""
    known = {process.pid for process in besides}
    living = [process for process in map(_read, PROC.iterdir()) if process is not None]
    everything = [process for process in living if process.pid not in known]
    family = {os.getpid()}
    found: list[Process] = []
    while generation := [process for process in everything if process.parent in family and process not in found]:
        found += generation
        family = {process.pid for process in generation}
    return found


def named(part: str) -> list[Process]:
    """All processes of this computer whose command line contains `part`, whatever their parent."""
    return [process for process in map(_read, PROC.iterdir()) if process is not None and part in process.command]


def wait_until_gone(part: str) -> None:
    """Blocks until no process has `part` in its command line."""
    wait_until_none(lambda: named(part))


def wait_until_none(find: Callable[[], list[Process]]) -> None:
    """Blocks until find() returns nothing."""
    end = time.monotonic() + LIMIT
    while left := find():
        assert time.monotonic() < end, f"still running: {left}"
        time.sleep(LOOK)


def _read(folder: Path) -> Process | None:
    if not folder.name.isdigit():
        return None
    try:
        stat = (folder / "stat").read_text(errors="replace")
        command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return None
    name, _, rest = stat[stat.index("(") + 1 :].rpartition(") ")
    state, parent = rest.split()[:2]
    return None if state in "ZX" else Process(int(folder.name), int(parent), name, command)
