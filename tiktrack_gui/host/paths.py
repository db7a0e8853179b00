"""Where TikTrack keeps its files: everything in one data folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from tiktrack_gui.core.errors import CannotWrite

VARIABLE = "TIKTRACK_DATA_DIR"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder with all that TikTrack knows and keeps; besides it there is only the system's keyring."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "tiktrack.db"

    @property
    def settings(self) -> Path:
        return self.root / "settings.toml"

    @property
    def env(self) -> Path:
        """Environment variables of the user's own, read at start."""
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
    def browsers(self) -> Path:
        """A browser TikTrack downloaded, and the profile its pages live in."""
        return self.root / "browsers"

    @property
    def cache(self) -> Path:
        """Pictures; may be deleted at any time."""
        return self.root / "cache"

    @property
    def demo(self) -> DataFolder:
        """A whole data folder of its own, so that demo data never meets real data."""
        return DataFolder(self.root / "demo")

    def create(self) -> DataFolder:
        """Makes the folder, readable by its owner only; where it was chosen, not what it is in: a disk that is not
        there is no reason to fill another one. Raises CannotWrite.
        """
        try:
            self.root.mkdir(mode=0o700, parents=self == usual_folder(), exist_ok=True)
        except OSError as error:
            raise CannotWrite(self.root, error.strerror) from error
        return self


def data_folder(chosen: Path | None = None, environ: Mapping[str, str] = os.environ) -> DataFolder:
    """The folder `--data-dir` gave, else the one TIKTRACK_DATA_DIR names, else the system's place for such data."""
    if chosen is None and environ.get(VARIABLE):
        chosen = Path(environ[VARIABLE])
    return DataFolder(chosen.expanduser().absolute()) if chosen is not None else usual_folder()


def usual_folder() -> DataFolder:
    """The system's place for such data."""
    return DataFolder(platformdirs.user_data_path("TikTrack", appauthor=False))
