"""Writes a file as a whole, or leaves what is there."""

from __future__ import annotations

import io
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from tiktrack_gui.core.errors import BadInput

IsStopped = Callable[[], bool]

ADVICE = "Check the free space and permissions there."
NO_FOLDER = "Make that folder first, or choose another one."
BUFFER = 256 * 1024  # bytes


class WritingStopped(Exception):
    """It was stopped; there is no file, or still the old one."""


def _never() -> bool:
    return False


@contextmanager
def replacing(target: Path, is_stopped: IsStopped = _never) -> Iterator[IO[bytes]]:
    """Yields a new file, which takes the place of the target once everything is on the disk; a device as it is.

    Raises BadInput with what the disk says, and WritingStopped soon after `is_stopped` returns True.
    """
    with _told(target), _replacing(target, is_stopped) as file:
        yield file


class _Stoppable(io.FileIO):
    """Also ends what is written at once, such as a workbook that is packed."""

    is_stopped: IsStopped

    def write(self, data: object) -> int:
        if self.is_stopped():
            raise WritingStopped
        return super().write(data)  # type: ignore[arg-type]


@contextmanager
def _replacing(target: Path, is_stopped: IsStopped) -> Iterator[IO[bytes]]:
    """Yields a new file beside the target, which takes its place in the end; or the target, if it is a device."""
    place = target.resolve()
    if place.exists() and not place.is_file() and not place.is_dir():
        with place.open("wb") as device:
            yield device
        return
    if place.is_dir():
        raise IsADirectoryError(21, "It’s a folder")
    new = place.with_name(f".{place.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with io.BufferedWriter(_opened(new, is_stopped), BUFFER) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            new.chmod(place.stat().st_mode & 0o777)
        new.replace(place)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def _opened(new: Path, is_stopped: IsStopped) -> io.FileIO:
    file = _Stoppable(os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), "w")
    file.is_stopped = is_stopped
    return file


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Raises BadInput for what the disk says."""
    try:
        yield
    except OSError as error:
        if not target.parent.is_dir():
            raise BadInput(f"Couldn’t write to {target}: there’s no folder {target.parent}.", NO_FOLDER) from None
        reason = error.strerror or "the system gave no reason"
        raise BadInput(f"Couldn’t write to {target}: {reason}.", ADVICE) from None
