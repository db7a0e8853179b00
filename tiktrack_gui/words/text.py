"""Other people’s text, made to fit."""

from __future__ import annotations

import re

_UNBROKEN = re.compile(r"((?:[!-~]|\w){24})(?=[!-~]|\w)")


def breakable(text: str) -> str:
    """With places for a line to end in rows of hashtags, and in what else has no spaces."""
    return _UNBROKEN.sub("\\1\u200b", re.sub(r"(?<=\S)(?=[#@])", "\u200b", text))
