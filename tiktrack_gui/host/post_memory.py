"""Remembers, outside the data folder, which of its databases was used last and how many attempts to post it had.

It is outside so that a data folder put back from a backup doesn't bring its own, equally old memory along.
"""

from __future__ import annotations

import hashlib
import json
import logging
from contextlib import suppress
from dataclasses import asdict

from tiktrack_gui.core.history import Identity
from tiktrack_gui.host.files import replace_text
from tiktrack_gui.host.paths import DataFolder, state_folder

log = logging.getLogger(__name__)


class PostMemoryFile:
    """Implements `services.sources.PostMemory` for one data folder."""

    def __init__(self, folder: DataFolder) -> None:
        # Without a home folder, there is no better place than the data folder
        name = hashlib.sha256(str(folder.root.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._path = (state_folder() or folder.root) / "posted" / f"{name}.json"

    def is_there(self) -> bool:
        """Whether anything was ever remembered of this folder."""
        return self._path.is_file()

    def read(self) -> Identity | None:
        try:
            return Identity(**json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, identity: Identity) -> None:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_text(self._path, json.dumps(asdict(identity)))
        except OSError as error:
            log.warning("Couldn't remember the database in use: %s", error)
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
