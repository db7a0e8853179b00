"""Makes untrusted text safe for a terminal: neutralizes control characters, line breaks and direction marks."""

from __future__ import annotations

import re

from tiktrack_gui.core.characters import beginning, ending, graphemes

LONGEST = 500  # characters of a message; it may quote a whole file the user gave
_END = 300  # characters kept at the end, where the advice is

_BREAKS = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
_SHOWN = str.maketrans(
    dict.fromkeys(_CONTROLS, "�") | dict.fromkeys(_BREAKS, " ") | dict.fromkeys(_DIRECTIONS, "")  # later entries win
)
_UNSEEN = re.compile(f"[\x7f-\x9f\u2028\u2029{_DIRECTIONS}]")  # json.dumps escapes those below 0x20


def line(text: str) -> str:
    """The text as one line."""
    return text.translate(_SHOWN)


def lines(text: str) -> str:
    """As `line`, but keeps the line breaks."""
    return "\n".join(map(line, text.split("\n")))


def message(text: str) -> str:
    """The text as one line, with the middle cut out if it is longer than LONGEST."""
    text = line(text)
    if len(text) <= LONGEST:
        return text
    return f"{beginning(graphemes(text[:LONGEST]), LONGEST - _END)} … {ending(text, _END)}"


def json(text: str) -> str:
    """Equivalent JSON in which invisible and direction-changing characters are escaped."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
