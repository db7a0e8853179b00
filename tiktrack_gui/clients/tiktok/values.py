"""Reads single values of TikTok's JSON without trusting their types. Invalid values become None or empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

Json = Mapping[str, Any]

INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1  # the range of the database's integers

_INTEGER = re.compile(r"-?[0-9]{1,19}")


def integer(value: object) -> int | None:
    """An integer, also from decimal text; not True, 1.5 or NaN."""
    if type(value) is int:
        return value if INT64_MIN <= value <= INT64_MAX else None
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        return integer(int(value))
    return None


def identifier(value: object) -> int | None:
    """One of TikTok's 64-bit IDs, which it sends as text."""
    number = integer(value)
    return number if number is not None and number > 0 else None


def flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def text(value: object) -> str | None:
    """Text that can be stored and sent: joins surrogate pairs, replaces lone surrogates and removes NULs."""
    if not isinstance(value, str):
        return None
    if not value.isascii():
        value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value.replace("\0", "")


def first_text(parent: Json, keys: Iterable[str]) -> str | None:
    """The first non-empty text among the keys, or None."""
    for key in keys:
        if found := text(parent.get(key)):
            return found
    return None


def language(value: object) -> str | None:
    """A language code; None for an empty one or `un`, TikTok's code for unknown."""
    code = text(value)
    return None if code in ("", "un") else code


def mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
