"""How exact TikTok's counts are.

TikTok's website rounds counts of 10,000 or more to the nearest step: 100 below a million, 100,000 below a billion,
100,000,000 above. Some counts are 32-bit and become negative above 2,147,483,647.
"""

from __future__ import annotations

EXACT_BELOW = 10_000


def step(n: int) -> int:
    """The rounding step for counts of the magnitude of n."""
    if n < 1_000_000:
        return 100
    return 100_000 if n < 1_000_000_000 else 100_000_000


def is_rounded(n: int) -> bool:
    """Whether TikTok may have rounded n. A count that isn't a multiple of its step is exact."""
    return n >= EXACT_BELOW and n % step(n) == 0


def rounded_as_tiktok(n: int) -> int:
    """Rounds n the way TikTok's website does."""
    if n < EXACT_BELOW:
        return n
    width = step(n)
    return (n + width // 2) // width * width


def uncertainty(n: int) -> int:
    """The maximum distance of the true count from n, a count marked as rounded, in either direction.

    Half a step. A whole one from a carried count: it and the true count are both within half a step of TikTok's.
    """
    return step(n) if is_carried(n) else step(n) // 2


def is_carried(n: int) -> bool:
    """Whether n, a count marked as rounded, is an earlier exact one that TikTok's rounded one agrees with."""
    return n % step(n) != 0


def unwrapped(n: int) -> int | None:
    """The smallest count that a 32-bit counter shows as the negative n; None if n isn't such an overflow.

    A lower bound: the counter may have wrapped more than once. Small negative numbers are placeholders
    (-1 = unknown), not counts just below 2³².
    """
    return n + 2**32 if -(2**31) <= n <= -EXACT_BELOW else None
