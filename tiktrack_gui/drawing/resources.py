"""Locates the fonts, icons and pictures that ship with TikTrack."""

from __future__ import annotations

import sys
import sysconfig
from functools import cache
from pathlib import Path


def resource(name: str) -> Path:
    """Returns the path of a file under `resources/`, such as "icons/send.svg"."""
    return _folder() / name


@cache
def _folder() -> Path:
    """A frozen build has `resources/` in its bundle folder, a checkout at its top, a wheel in share/tiktrack."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    checkout = Path(__file__).resolve().parents[2] / "resources"
    return checkout if checkout.is_dir() else Path(sysconfig.get_path("data")) / "share" / "tiktrack"
