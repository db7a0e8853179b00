"""A folder for the temporary files of the programs TikTrack starts; removed after they end, in whatever way.

Chromium and playwright's driver clean up only if they have time to. The folder contains sockets, whose paths must be
short.
"""

from __future__ import annotations

import logging
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tiktrack_gui.core.errors import CannotWrite, DataFolderInUse
from tiktrack_gui.host import lock
from tiktrack_gui.host.private import is_private

log = logging.getLogger(__name__)

PREFIX = "tiktrack-files-"
LOCK = "lock"  # in the folder; held as long as its owner lives
LONGEST_PLACE = 32  # characters; Chromium's socket paths are 70 longer, and must not exceed 103 on macOS
ROOM = 512 * 1024 * 1024  # bytes; the runtime folder is often a small part of the memory
TRIES = 3
VARIABLES = ("TMPDIR", "TEMP", "TMP")  # read by programs on all systems


class Scratch:
    """The folder; created on first use, and again if the system has cleaned it up."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._closing = ExitStack()

    def environment(self) -> dict[str, str]:
        """The environment variables that make programs use the folder; empty if it can't be created."""
        if self._folder is None or not is_private(self._folder):
            self._folder = self._made()
        return dict.fromkeys(VARIABLES, str(self._folder)) if self._folder is not None else {}

    def close(self) -> None:
        self._closing.close()

    def _made(self) -> Path | None:
        """A new folder that only this user can enter: nobody else can have prepared it under its name."""
        for _ in range(TRIES):
            try:
                folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_roomy_place()))
            except OSError as error:
                log.warning("There is no folder for temporary files of other programs: %s", error)
                return None
            self._closing.callback(shutil.rmtree, folder, ignore_errors=True)
            with suppress(DataFolderInUse):
                with suppress(CannotWrite):  # on a disk without locks, the folder of a killed owner stays
                    self._closing.enter_context(lock.held(folder / LOCK))
                if folder.is_dir():  # before it was locked, another TikTrack could take it for one that was left
                    return folder
        log.warning("Other TikTracks removed each new folder for temporary files before it was locked")
        return None


@contextmanager
def scratch() -> Iterator[Scratch]:
    """Yields a folder that is removed at the end of the block. First removes those left by killed TikTracks."""
    with suppress(OSError):  # no temporary folder at all, or one that can't be read
        for place in _places():
            _remove_left(place)
    made = Scratch()
    try:
        yield made
    finally:
        made.close()


def _places() -> list[Path]:
    """Where the folder may be: the user's own runtime folder, if there is one, and the system's temporary folder."""
    usual = Path(tempfile.gettempdir())
    if sys.platform == "win32":
        return [usual]  # each user has their own
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or os.devnull)
    own = [runtime] if is_private(runtime) and _is_short(runtime) else []
    return [*own, usual if _is_short(usual) else Path("/tmp")]


def _roomy_place() -> Path:
    *own, usual = _places()
    return next((place for place in own if shutil.disk_usage(place).free >= ROOM), usual)


def _is_short(place: Path) -> bool:
    return len(str(place)) <= LONGEST_PLACE


def _remove_left(place: Path) -> None:
    for folder in filter(is_private, place.glob(f"{PREFIX}*/")):
        if (folder / LOCK).exists():
            _remove_if_left(folder, folder / LOCK)
        elif not folder.with_suffix(".lock").exists():
            with suppress(OSError):
                folder.rmdir()  # its owner was killed before it had the lock, or is about to get it and makes another
    for path in filter(_is_mine, place.glob(f"{PREFIX}*.lock")):  # 0.1 had them beside the folders
        folder = path.with_suffix("")
        if is_private(folder) or not os.path.lexists(folder):
            _remove_if_left(folder, path)


def _remove_if_left(folder: Path, its_lock: Path) -> None:
    """Removes a folder and its lock file if no process holds the lock."""
    with suppress(DataFolderInUse, CannotWrite):
        with lock.held(its_lock):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)  # Windows can't remove a file that is open
        its_lock.unlink(missing_ok=True)


def _is_mine(path: Path) -> bool:
    """Whether it is a file, not a link to one, of this user."""
    with suppress(OSError):
        state = path.lstat()
        return stat.S_ISREG(state.st_mode) and (sys.platform == "win32" or state.st_uid == os.getuid())
    return False
