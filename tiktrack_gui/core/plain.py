"""Anybody's words as text a terminal only shows: nothing in them moves its cursor, its colours or its reading."""

from __future__ import annotations

import re

LONGEST = 500  # signs of a message; what it repeats of its user's may be a whole file
_END = 300  # of them; the advice is there

_BREAKS = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
_SHOWN = str.maketrans(
    dict.fromkeys(_CONTROLS, "�") | dict.fromkeys(_BREAKS, " ") | dict.fromkeys(_DIRECTIONS, "")  # the later wins
)
_UNSEEN = re.compile(f"[\x7f-\x9f\u2028\u2029{_DIRECTIONS}]")  # json.dumps escapes those below


def line(text: str) -> str:
    """The text as one line."""
    return text.translate(_SHOWN)


def lines(text: str) -> str:
    """The same, but it keeps its lines."""
    return "\n".join(map(line, text.split("\n")))


def message(text: str) -> str:
    """One line of bearable length: a long one lacks its middle."""
    text = line(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - _END]} … {text[-_END:]}"


def json(text: str) -> str:
    """JSON that means the same, with what could not be seen, or would turn the rest around, as escapes."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
