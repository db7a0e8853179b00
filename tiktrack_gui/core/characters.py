"""Characters as people see them: invisible ones, full-width ones, and texts cut between what looks like one character.

`regex` knows Unicode's properties and grapheme clusters; it is imported on use, since that takes 15 ms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

ELLIPSIS = "…"

LONGEST_GRAPHEME = 64  # code points; longer ones are a letter under a pile of marks, and are made to annoy

_SPACES = dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))), " ")
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # ！ to ～, as East Asian keyboards type them
_TYPED = _SPACES | _WIDE | {ord("﹫"): "@", ord("﹒"): ".", ord("﹍"): "_"}


def visible(text: str) -> str:
    """The text without what shows nothing: zero-width and direction characters, soft hyphens, variation selectors."""
    if text.isascii():
        return text
    import regex

    return regex.sub(r"[\p{Cf}\p{Default_Ignorable_Code_Point}]+", "", text)


def typed(text: str) -> str:
    """As `visible`, with ordinary spaces and ASCII letters, digits and signs for their full-width forms."""
    return visible(text).translate(_TYPED)


def storable(text: str) -> str:
    """The text without NULs and lone surrogates, which databases refuse."""
    return text.encode(errors="ignore").decode().replace("\0", "")


def graphemes(text: str) -> list[str]:
    """Splits the text into what people see as one character each: a letter with its marks, a flag, a family emoji."""
    if text.isascii():
        return list(text)
    import regex

    return regex.findall(r"\X", text)


def cut(text: str, limit: int) -> str:
    """Cuts the text to `limit` code points including an ellipsis, between graphemes."""
    if len(text) <= limit:
        return text
    return beginning(graphemes(text[: limit + LONGEST_GRAPHEME]), limit - len(ELLIPSIS)).rstrip() + ELLIPSIS


def beginning(units: Iterable[str], room: int, size: Callable[[str], int] = len) -> str:
    """Returns the first units that have room, in code points or as `size` says. A first one too long is cut within."""
    kept, taken = "", 0
    for unit in units:
        taken += size(unit)
        if taken > room:
            return kept or (beginning(unit, room, size) if len(unit) > 1 else "")
        kept += unit
    return kept


def utf16_length(text: str) -> int:
    """The length in UTF-16 units, never less than in code points: what is within a limit so is within it in both."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def ending(text: str, room: int) -> str:
    """Returns the last graphemes of the text that have room, in code points. Flags are counted from its beginning."""
    kept = ""
    for unit in reversed(graphemes(text)):
        if len(kept) + len(unit) > room:
            return kept or unit[-room:]
        kept = unit + kept
    return kept
