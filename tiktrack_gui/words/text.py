"""Lists of names, and line breaking for text written by others."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNBROKEN = re.compile(r"((?:[!-~]|\w){24})(?=[!-~]|\w)")


def listed(names: Sequence[str]) -> str:
    """ "View Channel, Send Messages and Embed Links"; "" for none."""
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last


def breakable(text: str) -> str:
    """Allows line breaks (zero-width spaces) between hashtags or handles and in anything else without spaces."""
    return _UNBROKEN.sub("\\1\u200b", re.sub(r"(?<=\S)(?=[#@])", "\u200b", text))
