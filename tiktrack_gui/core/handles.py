"""Which creator somebody means: a handle, with or without @, or a link to a profile or one of its posts."""

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
    """The handle without @, in lower case as TikTok keeps it. Raises BadInput."""
    text = text.strip()
    if _SHORT_LINK.fullmatch(text):
        raise BadInput(
            "That short link does not say whose it is.", "Open it in a browser and copy the address it leads to."
        )
    if _NUMBER.fullmatch(text):
        raise BadInput(
            f"“{text[:60]}” is a number, as ids are, and no TikTok handle.", "Give @name or the link of a profile."
        )
    match = _LINK.fullmatch(text) or _HANDLE.fullmatch(text)
    if match is None:
        raise BadInput(f"“{text[:60]}” is no TikTok handle.", "Give @name or the link of a profile.")
    return match["handle"].lower()
