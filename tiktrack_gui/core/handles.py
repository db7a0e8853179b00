"""Parsing creators from user input: a handle, with or without @, or a link to a profile or one of its posts."""

from __future__ import annotations

import re

from tiktrack_gui.core.errors import BadInput

_NAME = r"(?P<handle>[a-z0-9_.]{1,24}(?<!\.))"
_SITE = r"(?:https?://)?(?:www\.|m\.)?tiktok\.com"
_HANDLE = re.compile(rf"@?{_NAME}", re.IGNORECASE | re.ASCII)
_LINK = re.compile(rf"{_SITE}/@{_NAME}(?:[/?#].*)?", re.IGNORECASE | re.ASCII)
_SHORT_LINK = re.compile(rf"(?:(?:https?://)?v[mt]\.tiktok\.com|{_SITE}/t)/.*", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+")


def parse_handle(text: str) -> str:
    """Returns the handle without @, in lower case as TikTok stores it. Raises BadInput."""
    text = text.strip()
    if _SHORT_LINK.fullmatch(text):
        raise BadInput(
            "That short link doesn’t say whose profile it is.", "Open it in a browser and copy the address you land on."
        )
    if _NUMBER.fullmatch(text):
        raise BadInput(f"“{text[:60]}” looks like an ID, not a TikTok handle.", "Enter @name or a profile link.")
    match = _LINK.fullmatch(text) or _HANDLE.fullmatch(text)
    if match is None:
        raise BadInput(f"“{text[:60]}” isn’t a valid TikTok handle.", "Enter @name or a profile link.")
    return match["handle"].lower()
