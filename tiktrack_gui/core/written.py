"""Values as people write them in files, variables and on the command line: in quotes, and numbers with separators."""

from __future__ import annotations

import re

from tiktrack_gui.core.characters import typed
from tiktrack_gui.core.errors import BadInput

_QUOTES = ('""', "''", "“”", "„“", "‘’", "``")
_COMMENT = re.compile(r"\s+#.*$", re.DOTALL)
_SEPARATORS = " .,'’_"
_GROUPED = re.compile(
    rf"(?P<whole>[+-]?[1-9]\d{{0,2}}(?P<by>[{_SEPARATORS}])\d{{3}}(?:(?P=by)\d{{3}})*)(?P<rest>(?!\d).*)", re.ASCII
)
_FRACTION = re.compile(r"[.,]\d+")
_ZEROS = re.compile(r"[+-]?\d+\.0(?:0|0{3,})")  # neither a usual fraction nor a group of thousands
_COMMA = re.compile(r"[+-]?\d+,\d+")


def unquoted(text: str) -> str:
    """The text without white space and the quotes around it, as a `.env` file's values are read."""
    text = text.strip()
    if len(text) > 1 and text[0] + text[-1] in _QUOTES and not {text[0], text[-1]} & set(text[1:-1]):
        return text[1:-1].strip()
    return text


def without_comment(text: str) -> str:
    """As `unquoted`, and without a comment after the value."""
    return unquoted(_COMMENT.sub("", typed(text)))


def number(text: str, *, whole: bool) -> str:
    """Returns the number in a form Python reads; other text unchanged. A comment after it is left out.

    Groups of three digits are thousands, however they are separated: 10.000, 10,000 and 10 000 are 10000. Only where
    a fraction is allowed may one separator mean either: 2.125 is a fraction, because nobody groups it so, but 10.000
    and 2,125 could be both. Raises BadInput for these.
    """
    plain = without_comment(text)
    if whole and _ZEROS.fullmatch(plain):
        raise BadInput("That is no whole number.", "Write a whole number, without a point.")
    grouped = _GROUPED.fullmatch(plain)
    if grouped is None:
        return plain.replace(",", ".") if _COMMA.fullmatch(plain) and not whole else plain
    digits, by, rest = re.sub(rf"[{_SEPARATORS}]", "", grouped["whole"]), grouped["by"], grouped["rest"]
    if rest:
        is_fraction = not whole and by not in rest and _FRACTION.fullmatch(rest)
        return digits + rest.replace(",", ".") if is_fraction else plain
    if not whole and by in ".," and plain.count(by) == 1:
        if by == "." and not plain.endswith("0"):
            return plain
        raise BadInput("That number can be read in two ways.", f"Write {digits} or {float(plain.replace(',', '.')):g}.")
    return digits
