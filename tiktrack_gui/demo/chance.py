"""Reproducible randomness: numbers derived from the name of what they are for."""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Sequence
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")

DRAWS = 8  # numbers per hash

_NORMAL = NormalDist()


def draws(*name: object) -> tuple[float, ...]:
    """DRAWS numbers between 0 and 1 (both exclusive), uniformly distributed over all names."""
    digest = hashlib.blake2b("/".join(map(str, name)).encode()).digest()
    return tuple((number + 0.5) / 2**64 for number in struct.unpack(f"<{DRAWS}Q", digest))


def lognormal(draw: float, median: float, sigma: float) -> float:
    """A log-normal number: half are below the median, one in six above median · e^sigma, one in six below ÷ e^sigma."""
    return median * math.exp(sigma * _NORMAL.inv_cdf(min(max(draw, 1e-12), 1 - 1e-12)))


def chosen(draw: float, options: Sequence[T]) -> T:
    return options[int(draw * len(options))]


def within(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)
