"""Remembers, outside the data folder, which of its settings somebody on this computer has confirmed.

A data folder can be from somebody else: unpacked, copied, on a stick. Its settings must not decide by themselves which
program is started, or which server gets a password.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress

from tiktrack_gui.host.files import replace_text
from tiktrack_gui.host.paths import DataFolder, known_as, state_folder

log = logging.getLogger(__name__)


class Trust:
    """What was confirmed for one data folder: names of settings, each with the value that counts."""

    def __init__(self, folder: DataFolder) -> None:
        state = state_folder()  # without a home folder nothing is ever confirmed
        self._path = None if state is None else state / "confirmed" / f"{known_as(folder.root)}.json"

    def has(self, name: str, value: str) -> bool:
        return self._read().get(name) == value

    def knows_folder(self) -> bool:
        """Whether anything was ever noted about this folder."""
        return self._path is not None and self._path.is_file()

    def confirm(self, values: Mapping[str, str]) -> bool:
        """Notes values as confirmed; returns whether that could be written."""
        import json  # later than the window's first paint, as below

        if self._path is None:
            return False
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_text(self._path, json.dumps({**self._read(), **values}))
        except OSError as error:
            log.warning("Couldn't note what was confirmed: %s", error)
            return False
        return True

    def is_first_time(self, said: str) -> bool:
        """Notes that something was said about this folder; returns whether it wasn't yet."""
        return not self.has(said, "said") and self.confirm({said: "said"})

    def _read(self) -> dict[str, str]:
        import json

        if self._path is not None:
            with suppress(OSError, ValueError, TypeError):
                return dict(json.loads(self._path.read_text(encoding="utf-8")))
        return {}
