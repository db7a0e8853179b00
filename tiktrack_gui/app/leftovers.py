"""Removes what may hold secrets of earlier runs: the profile of TikTok's window, and files of killed TikTracks."""

from __future__ import annotations

import logging
import shutil

from tiktrack_gui.clients.scratch import scratch
from tiktrack_gui.host.paths import DataFolder

log = logging.getLogger(__name__)


def remove_leftovers(folder: DataFolder) -> None:
    """Earlier versions kept the profile in the data folder, with the sign-in in it; now it is among temporary files."""
    profile = folder.old_browsers / "profile"
    if profile.is_dir() and not profile.is_symlink() and not folder.old_browsers.is_symlink():
        log.info("Removing the profile an earlier version kept of TikTok's window")
        shutil.rmtree(profile, ignore_errors=True)
    with scratch():
        pass  # on its way in, it removes what others left
