"""Which creator somebody means: a handle, with or without @, or a link to a profile or one of its posts."""

from __future__ import annotations

import re

from tiktrack_gui.core.errors import BadInput

_HANDLE = re.compile(r"@?(?P<handle>[\w.]{1,32})")
_LINK = re.compile(r"(?:https?://)?(?:www\.|m\.)?tiktok\.com/@(?P<handle>[\w.]{1,32})(?:[/?#].*)?", re.IGNORECASE)


def parse_handle(text: str) -> str:
    """The handle without @, in lower case as TikTok keeps it. Raises BadInput."""
    text = text.strip()
    match = _LINK.fullmatch(text) or _HANDLE.fullmatch(text)
    if match is None:
        raise BadInput(f"“{text[:60]}” is no TikTok handle.", "Give @name or the link of a profile.")
    return match["handle"].lower()
