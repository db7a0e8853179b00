"""Access to the TikTokApi library: checks its version and limits its logging."""

from __future__ import annotations

import importlib.metadata
import logging
from collections.abc import Mapping
from typing import Any

from tiktrack_gui.clients.tiktok.extent import check_json
from tiktrack_gui.clients.tiktok.receiving import fetch_script
from tiktrack_gui.core.errors import LibraryUnusable

TESTED_VERSION = "7.3.3"
LOGGER = "tiktrack.tiktokapi"
LONGEST_MESSAGE = 500
# With these words, the library logs whole responses of TikTok, which contain personal data, be they ever so short
QUOTES_RESPONSE = ("Got an unexpected status code", "Failed to decode json response")


def new_api() -> Any:
    """Creates a TikTokApi. Use only one per process: its classes refer to the newest one.

    Raises LibraryUnusable if the library is missing or its version is untested.
    """
    found = installed_version()
    if found != TESTED_VERSION:
        raise LibraryUnusable(found, TESTED_VERSION)
    from TikTokApi import TikTokApi  # type: ignore[import-untyped]

    class LimitedApi(TikTokApi):  # type: ignore[misc]
        """Fetches no more than is read, and decodes nothing that is too large."""

        def generate_js_fetch(self, method: str, url: str, headers: Mapping[str, str]) -> str:
            return fetch_script(method, url, headers)

        async def run_fetch_script(self, url: str, headers: Mapping[str, str], **settings: Any) -> Any:
            received = await super().run_fetch_script(url, headers, **settings)
            if isinstance(received, str):
                check_json(received)
            return received

    api = LimitedApi(logging_level=logging.WARNING, logger_name=LOGGER)
    _tame(api.logger)
    return api


def installed_version() -> str | None:
    try:
        return importlib.metadata.version("TikTokApi")
    except importlib.metadata.PackageNotFoundError:
        return None


def _tame(logger: logging.Logger) -> None:
    """Removes the stderr handler that every TikTokApi adds, so that messages go to our log, and drops those that quote
    TikTok or are too long not to."""
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    if _is_its_own not in logger.filters:
        logger.addFilter(_is_its_own)


def _is_its_own(record: logging.LogRecord) -> bool:
    message = record.getMessage()
    return len(message) <= LONGEST_MESSAGE and not message.startswith(QUOTES_RESPONSE)
