"""A folder for the temporary files of programs TikTrack starts, which goes when they have ended, however they ended.

Chromium and playwright's driver clean up after themselves only when they are left the time for it. The folder lies in
the system's one for such files: there are sockets in it, whose paths must be short.
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
LONGEST_PLACE = (
    32  # characters; Chromium's sockets lie 70 below it, and their paths must not be longer than 103 on macOS
)
VARIABLES = ("TMPDIR", "TEMP", "TMP")  # where programs of all systems look


class Scratch:
    """The folder, which is made when it is first needed, and again where the system has tidied it away."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def environment(self) -> dict[str, str]:
        """What makes programs use the folder; nothing where it cannot be made."""
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            log.warning("There is no folder for temporary files of other programs: %s", error)
            return {}
        return dict.fromkeys(VARIABLES, str(self._folder))


@contextmanager
def scratch() -> Iterator[Scratch]:
    """A folder that is removed at the end of the block; and those of a TikTrack that was killed are removed now."""
    _remove_left()
    folder = _place() / f"{PREFIX}{secrets.token_hex(4)}"
    with ExitStack() as closing:
        closing.callback(_forget, folder)
        with suppress(CannotWrite):  # then no folder can be made either
            closing.enter_context(lock.held(_lock_of(folder)))  # before there is a folder: none is without its owner
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
    """Takes the lock's file away, unless the folder is still to be removed."""
    if not folder.exists():
        with suppress(OSError):
            _lock_of(folder).unlink()


def _is_mine(path: Path) -> bool:
    """Whether this user has made it: in a folder for all, others may use any name."""
    if sys.platform == "win32":
        return path.exists()  # there each user has a folder
    with suppress(OSError):
        return path.lstat().st_uid == os.getuid()
    return False
