"""A creator's figures as one text: thousands are read at once, and a value of its own for each takes most of the time.

Base64 of 30 little-endian numbers of 8 bytes, those of `Row` from FIRST to LAST: `viral_id` is an integer, as a float
has only 53 of its 64 bits, and the others are floats, nan for None. A trend is its place in TRENDS.
"""

from __future__ import annotations

from base64 import b64encode
from binascii import a2b_base64
from collections.abc import Callable, Iterator, Sequence
from math import nan
from struct import Struct
from typing import TYPE_CHECKING, Any

from tiktrack_gui.core.discovery.figures import Trend
from tiktrack_gui.core.discovery.pool import Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Records = NDArray[np.void]  # with a field for each name

TRENDS = (Trend.UNKNOWN, Trend.GROWING, Trend.FLAT, Trend.FADING)
FIRST, LAST = "figures_at", "ads"
PLACES = slice(Row._fields.index(FIRST), Row._fields.index(LAST) + 1)
NAMES = Row._fields[PLACES]
_ID = "viral_id"
_FRACTIONS = frozenset(
    {"viral_times", "growth", "growth_low", "growth_high", "engagement", "comments_per_1000", "posts_per_week"}
)
_STRUCT = Struct("<" + "".join("q" if name == _ID else "d" for name in NAMES))


def pack(values: Sequence[Any]) -> str:
    """values: of `Row`'s fields from FIRST to LAST."""
    found = []
    for name, value in zip(NAMES, values, strict=True):
        if name == _ID:
            found.append(value or 0)
        elif value is None:
            found.append(nan)
        else:
            found.append(TRENDS.index(Trend(value)) if name == "trend" else value)
    return b64encode(_STRUCT.pack(*found)).decode("ascii")


NOTHING = pack([None] * len(NAMES))


def records(texts: Sequence[str | None]) -> Records:
    """Reads what `pack` made, None as NOTHING. Raises ValueError for anything else."""
    import numpy as np

    length = len(NOTHING)
    if any(text is not None and len(text) != length for text in texts):
        raise ValueError("figures of another length")
    whole = a2b_base64("".join([NOTHING if text is None else text for text in texts]), strict_mode=True)
    found = np.frombuffer(whole, dtype=[(name, "<i8" if name == _ID else "<f8") for name in NAMES])
    numbers = found.view("<f8").reshape(len(found), len(NAMES))[:, [name != _ID for name in NAMES]]
    if np.isinf(numbers).any() or np.any(found["trend"] >= len(TRENDS)) or np.any(found["trend"] < 0):
        raise ValueError("no such figures")
    return found


def unpack(record: Sequence[Any]) -> Iterator[Any]:
    """Returns the values that were packed, those that are flags as 0 or 1. record: as a tuple."""
    return (read(value) for read, value in zip(_READERS, record, strict=True))


def _reader(name: str) -> Callable[[Any], Any]:
    if name == _ID:
        return lambda value: value or None
    if name in _FRACTIONS:
        return lambda value: value if value == value else None
    if name == "trend":
        return lambda value: TRENDS[int(value)].value if value == value else None
    return lambda value: int(value) if value == value else None


_READERS = [_reader(name) for name in NAMES]
