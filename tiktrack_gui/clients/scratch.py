"""A folder for the temporary files of the programs TikTrack starts; removed after they end, in whatever way.

Chromium and playwright's driver clean up only if they have time to. The folder is in the system's temporary folder,
because it contains sockets, whose paths must be short.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tiktrack_gui.core.errors import CannotWrite, DataFolderInUse
from tiktrack_gui.host import lock

log = logging.getLogger(__name__)

PREFIX = "tiktrack-files-"
LONGEST_PLACE = 32  # characters; Chromium's socket paths are 70 longer, and must not exceed 103 on macOS
VARIABLES = ("TMPDIR", "TEMP", "TMP")  # read by programs on all systems


class Scratch:
    """The folder; created on first use, and again if the system has cleaned it up."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def environment(self) -> dict[str, str]:
        """The environment variables that make programs use the folder; empty if it can't be created."""
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            log.warning("There is no folder for temporary files of other programs: %s", error)
            return {}
        return dict.fromkeys(VARIABLES, str(self._folder))


@contextmanager
def scratch() -> Iterator[Scratch]:
    """Yields a folder that is removed at the end of the block. First removes those left by killed TikTracks."""
    _remove_left()
    folder = _place() / f"{PREFIX}{secrets.token_hex(4)}"
    with ExitStack() as closing:
        closing.callback(_forget, folder)
        with suppress(CannotWrite):  # then the folder can't be created either
            closing.enter_context(lock.held(_lock_of(folder)))  # before the folder exists, so that it is never unowned
        closing.callback(shutil.rmtree, folder, ignore_errors=True)
        yield Scratch(folder)


def _remove_left() -> None:
    for folder in _place().glob(f"{PREFIX}*/"):
        path = _lock_of(folder)
        if _is_mine(folder) and _is_mine(path):
            with suppress(DataFolderInUse, CannotWrite):
                with lock.held(path):
                    shutil.rmtree(folder, ignore_errors=True)
                _forget(folder)


def _place() -> Path:
    usual = Path(tempfile.gettempdir())
    return usual if sys.platform == "win32" or len(str(usual)) <= LONGEST_PLACE else Path("/tmp")


def _lock_of(folder: Path) -> Path:
    return folder.with_suffix(".lock")


def _forget(folder: Path) -> None:
    """Removes the lock file, unless the folder still exists."""
    if not folder.exists():
        with suppress(OSError):
            _lock_of(folder).unlink()


def _is_mine(path: Path) -> bool:
    """Whether this user owns it: in a shared temporary folder, others may use the same names."""
    if sys.platform == "win32":
        return path.exists()  # each user has their own temporary folder
    with suppress(OSError):
        return path.lstat().st_uid == os.getuid()
    return False
