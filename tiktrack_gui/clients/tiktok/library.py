"""The library TikTokApi: is it there, is it the tested version, and how loudly it may speak."""

from __future__ import annotations

import importlib.metadata
import logging
from typing import Any

from tiktrack_gui.core.errors import LibraryUnusable

TESTED_VERSION = "7.3.3"
LOGGER = "tiktrack.tiktokapi"
LONGEST_MESSAGE = 500  # the library logs whole answers of TikTok, with people's data in them


def new_api() -> Any:
    """A TikTokApi. There can be only one at work in a process: its classes refer to the newest one.

    Raises LibraryUnusable when the library is missing or of a version TikTrack was not tested with.
    """
    found = installed_version()
    if found != TESTED_VERSION:
        raise LibraryUnusable(found, TESTED_VERSION)
    from TikTokApi import TikTokApi  # type: ignore[import-untyped]

    api = TikTokApi(logging_level=logging.WARNING, logger_name=LOGGER)
    _tame(api.logger)
    return api


def installed_version() -> str | None:
    try:
        return importlib.metadata.version("TikTokApi")
    except importlib.metadata.PackageNotFoundError:
        return None


def _tame(logger: logging.Logger) -> None:
    """Every TikTokApi adds a handler for stderr; its messages go where all of ours go, the long ones nowhere."""
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    if _is_short not in logger.filters:
        logger.addFilter(_is_short)


def _is_short(record: logging.LogRecord) -> bool:
    return len(record.getMessage()) <= LONGEST_MESSAGE
