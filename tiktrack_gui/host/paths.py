"""Where TikTrack keeps its files: everything in one data folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from PySide6.QtCore import QCryptographicHash

from tiktrack_gui.core.errors import BadInput, CannotWrite
from tiktrack_gui.core.written import unquoted

VARIABLE = "TIKTRACK_DATA_DIR"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder with all of TikTrack's data, except for what is in the system's keyring."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "tiktrack.db"

    @property
    def settings(self) -> Path:
        return self.root / "settings.toml"

    @property
    def env(self) -> Path:
        """The user's environment variables, read at startup."""
        return self.root / ".env"

    @property
    def window_state(self) -> Path:
        return self.root / "ui.ini"

    @property
    def log(self) -> Path:
        return self.root / "tiktrack.log"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def old_browsers(self) -> Path:
        """Where earlier versions kept the browser they downloaded, and its profile; nothing in it is started."""
        return self.root / "browsers"

    @property
    def cache(self) -> Path:
        """Pictures; may be deleted at any time."""
        return self.root / "cache"

    @property
    def demo(self) -> DataFolder:
        """A separate data folder, so that demo data never mixes with real data."""
        return DataFolder(self.root / "demo")

    def create(self) -> DataFolder:
        """Creates the folder, readable only by its owner. Creates its parents only for the default folder: a custom
        one may be on a disk that isn't mounted, and must not end up on another disk. Raises CannotWrite.
        """
        try:
            self.root.mkdir(mode=0o700, parents=is_usual(self), exist_ok=True)
        except OSError as error:
            raise CannotWrite(self.root, error.strerror) from error
        return self

    def create_window_state(self) -> None:
        """Qt leaves the permissions of a new file to the umask, and keeps those of one that is there."""
        with suppress(OSError):
            self.window_state.touch(mode=0o600)


def data_folder(chosen: Path | None = None, environ: Mapping[str, str] = os.environ) -> DataFolder:
    """Returns the folder given by `--data-dir`, else by TIKTRACK_DATA_DIR, else the system's default for user data.

    Raises BadInput if it depends on a home folder that isn't known.
    """
    if chosen is None and (named := unquoted(environ.get(VARIABLE, ""))):
        chosen = Path(named)
    if chosen is None:
        return usual_folder()
    try:
        return DataFolder(chosen.expanduser().absolute())
    except RuntimeError:
        raise BadInput(f"{chosen} is in a home folder that doesn’t exist.", "Give the folder’s whole path.") from None


def usual_folder() -> DataFolder:
    """Returns the system's default folder for user data. Raises BadInput if there is no home folder."""
    try:
        return DataFolder(platformdirs.user_data_path("TikTrack", appauthor=False))
    except RuntimeError:
        raise BadInput(
            "You have no home folder: HOME isn’t set.", "Set it, or choose a data folder with --data-dir."
        ) from None


def browsers_folder() -> Path | None:
    """Returns where downloaded browsers are, in the user's cache and in no data folder, which may be from somebody
    else. None if there is no home folder.
    """
    try:
        return platformdirs.user_cache_path("TikTrack", appauthor=False) / "browsers"
    except RuntimeError:
        return None


def state_folder() -> Path | None:
    """Returns the folder for what this computer remembers of data folders. None if there is no home folder."""
    try:
        return platformdirs.user_state_path("TikTrack", appauthor=False)
    except RuntimeError:
        return None


def known_as(folder: Path) -> str:
    """Returns the name under which this computer remembers a data folder, for every spelling of its path."""
    place = os.path.normcase(folder.resolve())
    digest = QCryptographicHash.hash(os.fsencode(place), QCryptographicHash.Algorithm.Sha256)  # hashlib loads OpenSSL
    return bytes(digest.toHex().data()[:24]).decode()


def is_usual(folder: DataFolder) -> bool:
    try:
        return folder == usual_folder()
    except BadInput:
        return False


def expanded(path: Path) -> Path:
    """Replaces a leading ~; without that user, the path stays as it is, and nothing is there."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path
