"""Chance that comes out the same every time: numbers drawn from the name of what they are for."""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Sequence
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")

DRAWS = 8  # as many as one hash gives

_NORMAL = NormalDist()


def draws(*name: object) -> tuple[float, ...]:
    """DRAWS numbers between 0 and 1 (never at the ends), evenly spread over all names."""
    digest = hashlib.blake2b("/".join(map(str, name)).encode()).digest()
    return tuple((number + 0.5) / 2**64 for number in struct.unpack(f"<{DRAWS}Q", digest))


def lognormal(draw: float, median: float, sigma: float) -> float:
    """A heavy-tailed number: half are below the median, one in six beyond median · e^±sigma on either side."""
    return median * math.exp(sigma * _NORMAL.inv_cdf(min(max(draw, 1e-12), 1 - 1e-12)))


def chosen(draw: float, options: Sequence[T]) -> T:
    return options[int(draw * len(options))]


def within(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)
