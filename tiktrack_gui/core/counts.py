"""What TikTok's numbers can be trusted for.

TikTok's web rounds counts from 10,000 up to the nearest step: 100 below a million, 100,000 below a billion,
100,000,000 above. Some of its counts are 32-bit and come out negative when they grow past 2,147,483,647.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntFlag

EXACT_BELOW = 10_000


def step(n: int) -> int:
    """The distance between neighbouring rounded counts of the size of n."""
    if n < 1_000_000:
        return 100
    return 100_000 if n < 1_000_000_000 else 100_000_000


def is_rounded(n: int) -> bool:
    """Whether TikTok may have rounded n. A count that is no multiple of its step is exact."""
    return n >= EXACT_BELOW and n % step(n) == 0


def rounded_as_tiktok(n: int) -> int:
    """n as TikTok's web shows it."""
    if n < EXACT_BELOW:
        return n
    width = step(n)
    return (n + width // 2) // width * width


def uncertainty(n: int) -> int:
    """How far the true count can be from n, either way: half a step, 0 when n is exact."""
    return step(n) // 2 if is_rounded(n) else 0


def rounded_bits(counts: Iterable[tuple[IntFlag, int | None]]) -> int:
    """The bits of those counts that TikTok may have rounded; a count that is not known has none."""
    return sum(bit for bit, n in counts if n is not None and is_rounded(n))


def unwrapped(n: int) -> int | None:
    """The least count that a 32-bit counter shows as the negative n; None when n is no such overflow.

    A lower bound: the counter may have gone round more than once. Small negative numbers are a way to say nothing
    (-1 = unknown), not a count a hair below 2³².
    """
    return n + 2**32 if -(2**31) <= n <= -EXACT_BELOW else None
