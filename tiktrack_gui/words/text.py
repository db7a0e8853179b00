"""Line breaking for text written by others."""

from __future__ import annotations

import re

_UNBROKEN = re.compile(r"((?:[!-~]|\w){24})(?=[!-~]|\w)")


def breakable(text: str) -> str:
    """Allows line breaks (zero-width spaces) between hashtags or handles and in anything else without spaces."""
    return _UNBROKEN.sub("\\1\u200b", re.sub(r"(?<=\S)(?=[#@])", "\u200b", text))
