"""Reads single values of TikTok's JSON without trusting their types. Invalid values become None or empty."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tiktrack_gui.clients.tiktok.extent import LONGEST_TEXT

Json = Mapping[str, Any]

INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1  # the range of the database's integers

_INTEGER = re.compile(r"-?[0-9]{1,19}")
_GROUPED = re.compile(r"[0-9]{1,3}([,.'’\u00a0\u2009\u202f ])[0-9]{3}(?:\1[0-9]{3})*")
_ABBREVIATED = re.compile(r"([0-9]{1,4}(?:[.,][0-9]{1,3})?)\s?([KMB])", re.IGNORECASE)
_UNITS = {"K": 10**3, "M": 10**6, "B": 10**9}


@dataclass(frozen=True, slots=True)
class Count:
    """A count as it was written. abbreviated: "226.1K", so its last digits are unknown."""

    value: int
    abbreviated: bool = False


def integer(value: object) -> int | None:
    """An integer, also from decimal text; not True, 1.5 or NaN."""
    if type(value) is int:
        return value if INT64_MIN <= value <= INT64_MAX else None
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        return integer(int(value))
    return None


def count(value: object) -> Count | None:
    """A count in any of the forms it comes in: 226100, "226100", 226100.0, "226,100", "226.1K"; not -1, for unknown."""
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        value = int(value)
    written = value.strip() if isinstance(value, str) else value
    if isinstance(written, str):
        if match := _ABBREVIATED.fullmatch(written):
            size = Decimal(match[1].replace(",", ".")) * _UNITS[match[2].upper()]
            return Count(int(size), abbreviated=True)
        if match := _GROUPED.fullmatch(written):
            written = written.replace(match[1], "")
    number = integer(written)
    return Count(number) if number is not None and number >= 0 else None


def identifier(value: object) -> int | None:
    """One of TikTok's 64-bit IDs, which it sends as text."""
    number = integer(value)
    return number if number is not None and number > 0 else None


def flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def is_set(value: object) -> bool:
    """Whether a flag or a number says yes: True, 1, "1" or "true"."""
    return value is True or value == "true" or bool(integer(value))


def text(value: object) -> str | None:
    """Text that can be stored and sent: joins surrogate pairs, replaces lone surrogates and removes NULs.

    What is longer than any text of TikTok's is cut.
    """
    if not isinstance(value, str):
        return None
    value = value[:LONGEST_TEXT]
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


def picture(value: object) -> str | None:
    """A picture's URL; it is sent as text, or as an object with a list of URLs."""
    if isinstance(value, str):
        return text(value) or None
    listed = mapping(value)
    urls = (listed.get(key) for key in ("urlList", "url_list", "UrlList"))
    return next((address for url in urls for each in sequence(url) if (address := text(each))), None)


def first_picture(parent: Json, keys: Iterable[str]) -> str | None:
    return next((url for key in keys if (url := picture(parent.get(key)))), None)


def mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
