"""Whether files are their user's alone: nobody else may decide what TikTrack starts, reads or writes.

Windows keeps permissions in another way, and its folders for user data are private; there, nothing is checked.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tiktrack_gui.core.errors import FolderNotPrivate
from tiktrack_gui.host.paths import DataFolder, is_usual

OTHERS = 0o077  # the permissions of everybody else
OUR_FILES = ("tiktrack.db*", "tiktrack.log*", "settings.toml*", "ui.ini*", "lock")
OUR_FOLDERS = ("backups", "cache", "demo")
UNMAPPED = 65534  # in a container, the owner of what belongs to users from outside


def require_private(data: DataFolder) -> bool:
    """Checks that only its user can change the data folder, itself or by moving what it is in, and that TikTrack would
    write through no link in it. What doesn't exist yet is decided by its nearest parent.

    Returns whether the disk keeps permissions; if it doesn't, as exFAT and many network drives, nothing can be checked.
    Raises FolderNotPrivate.
    """
    if sys.platform == "win32":
        return True
    keeps = True
    for place in _places(data.root):
        if (trouble := _trouble(place, data.root)) is not None:
            if not _is_on_disk_without_modes(place, data.root):
                raise trouble
            keeps = False
    for path in _ours(data.root):
        if path.is_symlink():
            raise FolderNotPrivate.linked(path)
    return keeps


def make_private(data: DataFolder) -> None:
    """Takes everybody else's permissions off the files, which earlier versions left to the umask. Ignores errors: what
    belongs to others was refused.
    """
    if sys.platform == "win32":
        return
    for path in (*_ours(data.root), *([data.root] if is_usual(data) else [])):
        with suppress(OSError):
            mode = path.lstat().st_mode
            if not stat.S_ISLNK(mode) and mode & OTHERS:
                path.chmod(stat.S_IMODE(mode) & ~OTHERS)


def is_private(folder: Path) -> bool:
    """Whether it is a folder, not a link to one, of this user, that no other can enter."""
    with suppress(OSError):
        state = folder.lstat()
        return stat.S_ISDIR(state.st_mode) and (
            sys.platform == "win32" or (state.st_uid == os.getuid() and not state.st_mode & OTHERS)
        )
    return False


def _places(root: Path) -> Iterator[Path]:
    """The folder and all that it is in, by the path that was given and by the one it leads to."""
    real = Path(os.path.realpath(root))
    yield from dict.fromkeys((real, *real.parents, *root.parents))


def _trouble(place: Path, root: Path) -> FolderNotPrivate | None:
    """A folder on the way may belong to the system, and others may write in it as in /tmp: without removing what isn't
    theirs.
    """
    try:
        state = place.stat()
    except OSError:
        return None  # not there yet, or not ours to see: using it tells
    is_root = place == Path(os.path.realpath(root))
    if state.st_uid != os.getuid() and (is_root or state.st_uid not in _system()):
        return FolderNotPrivate.of_another(place, _name_of(state.st_uid))
    if not is_root and state.st_mode & stat.S_ISVTX:
        return None
    if state.st_mode & stat.S_IWOTH or (state.st_mode & stat.S_IWGRP and not _is_own_group(state.st_gid)):
        return FolderNotPrivate.writable(place, root)
    return None


def _system() -> set[int]:
    """The users who own the folders on the way: root, and in a container, those outside it."""
    with suppress(OSError, ValueError):
        _, _, count = map(int, Path("/proc/self/uid_map").read_text().split())
        return {0} if count > UNMAPPED else {0, UNMAPPED}
    return {0} if not Path("/proc/self/uid_map").exists() else {0, UNMAPPED}  # several lines are a container's


def _is_own_group(gid: int) -> bool:
    """Whether it is the group each user has for themselves on most Linux systems, whose umask lets it write."""
    import grp
    import pwd

    try:
        user, group = pwd.getpwuid(os.getuid()), grp.getgrgid(gid)
    except KeyError:
        return False
    return user.pw_gid == gid and group.gr_name == user.pw_name and set(group.gr_mem) <= {user.pw_name}


def _is_on_disk_without_modes(place: Path, root: Path) -> bool:
    """Whether a file that is made for its owner only turns out to be another's, or open to others: it is no use then to
    take offence at a folder on the same disk.
    """
    import tempfile  # takes some milliseconds, and few disks are like this

    try:
        if place.stat().st_dev != root.stat().st_dev:
            return False
        with tempfile.NamedTemporaryFile(prefix=".tiktrack-", dir=root) as file:
            os.fchmod(file.fileno(), stat.S_IRUSR | stat.S_IWUSR)
            made = Path(file.name).stat()
    except OSError:
        return False
    return made.st_uid != os.getuid() or bool(made.st_mode & OTHERS)


def _ours(root: Path) -> Iterator[Path]:
    """The files and folders TikTrack makes in a data folder; others may be in it as well."""
    with suppress(OSError):
        for path in root.iterdir():  # glob doesn't see links that lead nowhere
            if any(path.match(pattern) for pattern in OUR_FILES):
                yield path
            elif path.name in OUR_FOLDERS:
                yield path
                if not path.is_symlink():
                    yield from _ours(path) if path.name == "demo" else path.iterdir()


def _name_of(uid: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
