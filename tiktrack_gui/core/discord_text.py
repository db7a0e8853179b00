"""Makes untrusted text safe for Discord: no invisible characters, markdown, mentions or links, and limited in length.

`core.discord_markdown` reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from tiktrack_gui.core.characters import ELLIPSIS, LONGEST_GRAPHEME, beginning, graphemes, utf16_length

ZERO_WIDTH = "\u200b"
LONGEST_WORD = 24  # characters; in a longer one, as of a language without spaces, text is cut

# a flag such as Scotland's is a black flag followed by invisible tag characters
_FLAG = "(\U0001f3f4[\U000e0030-\U000e007a]+\U000e007f)"
_MEANINGFUL = frozenset(
    "\n\t"
    "\u200c\u200d"  # joiners: Persian needs the first, emoji the second
    + "".join(map(chr, range(0xE0030, 0xE0080)))  # outside flags, already removed by _HIDDEN
)
_SHAPELESS = frozenset(("Mn", "Mc", "Me", "Zs", "Cc", "Cf"))
_BLANKS = "\u034f\u115f\u1160\u2800\u3164\uffa0"  # letters and marks that render as nothing
_HIDDEN = re.compile(rf"{_FLAG}|[{_BLANKS}\U000e0000-\U000e007f]")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")

# Discord markup: special characters, a list's dash or number, the colon of a URL scheme
_INVITE = r"(?<=discord)\.|(?<=discordapp)\.|\.(?=gg/)"  # works without a scheme
_MARKUP = re.compile(rf"[\\`*_~|\[\]<>#]|(?<!\S)-(?=[\s#])|(?<=\d)\.(?=\s)|:(?=/)|{_INVITE}", re.IGNORECASE)
_CODE_ENDS = re.compile("`")
_IN_CODE = re.compile(rf"<(?=[@#:/\w])|\](?=\()|:(?=/)|{_INVITE}", re.IGNORECASE)
_CALLS = re.compile(r"@(?=everyone|here)", re.IGNORECASE)


def one_line(text: str) -> str:
    """The visible text, with each run of white space collapsed to one space."""
    return " ".join(_visible(text).split())


def paragraphs(text: str) -> str:
    """The visible text with its line breaks and at most one blank line in a row."""
    lines = (" ".join(line.split()) for line in _visible(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def escaped(text: str, limit: int) -> str:
    """Escapes `text` so that Discord shows it literally, cut to at most `limit` UTF-16 units."""
    return cut(escape(text), limit)


def escape(text: str) -> str:
    """Escapes all that is markup, a mention, a link or an invite for Discord."""
    return _CALLS.sub(f"@{ZERO_WIDTH}", _MARKUP.sub(r"\\\g<0>", text))


def for_code(text: str) -> str:
    """Makes text safe within `code`, where a backslash is shown, and harmless if Discord takes it for no code."""
    text = _CODE_ENDS.sub("ˋ", text)
    return _CALLS.sub(f"@{ZERO_WIDTH}", _IN_CODE.sub(f"\\g<0>{ZERO_WIDTH}", text))


def cut(text: str, limit: int) -> str:
    """Cuts `text` to `limit` UTF-16 units including an ellipsis: at a word's end if one is near, and otherwise between
    graphemes, never after an escape.
    """
    if utf16_length(text) <= limit:
        return text
    units = _escapes_together(graphemes(text[: limit + LONGEST_GRAPHEME]))
    kept = beginning(units, limit - len(ELLIPSIS), utf16_length)
    if not text[len(kept)].isspace():
        end = max(map(kept.rfind, " \n"))
        kept = kept[:end] if end > max(len(kept) - LONGEST_WORD, len(kept) // 2) else kept
    return ("" if kept == "\\" else kept.rstrip()) + ELLIPSIS


def _escapes_together(units: Iterable[str]) -> Iterator[str]:
    """Yields the units, a backslash together with what it escapes."""
    waiting = ""
    for unit in units:
        if unit == "\\" and not waiting:
            waiting = unit
        else:
            yield waiting + unit
            waiting = ""
    if waiting:
        yield waiting


def _visible(text: str) -> str:
    """Removes invisible characters; returns an empty string if nothing visible is left."""
    text = _HIDDEN.sub(lambda found: found[1] or "", _LINE_ENDS.sub("\n", text))
    text = "".join(character for character in text if _may_stay(character))
    return text if any(unicodedata.category(character) not in _SHAPELESS for character in text) else ""


def _may_stay(character: str) -> bool:
    """False for control characters, bidirectional overrides, other format characters and lone surrogates."""
    return character in _MEANINGFUL or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
