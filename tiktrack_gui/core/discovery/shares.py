"""Shares, and how exactly a count tells them: Wilson's score interval of 95 %.

    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)      p: share of n; z: NORMAL_975

Wilson 1927, "Probable inference, the law of succession, and statistical inference", JASA 22.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from tiktrack_gui.core.growth_rate import NORMAL_975

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Reals = NDArray[np.float64]

Number = TypeVar("Number", float, "Reals")


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `of`, which is above 0."""

    part: int
    of: int

    @property
    def value(self) -> float:
        return self.part / self.of

    @property
    def low(self) -> float:
        return _low(self.part, self.of)

    @property
    def high(self) -> float:
        return 1.0 - _low(self.of - self.part, self.of)


def lower_bound(share: Number, of: Number) -> Number:
    """Of the interval; rounding may take it below 0 by a hair. share, of: numbers or arrays of the same shape."""
    z2 = NORMAL_975**2
    spread = NORMAL_975 * (share * (1 - share) / of + z2 / (4 * of * of)) ** 0.5
    found: Number = (share + z2 / (2 * of) - spread) / (1 + z2 / of)
    return found


def _low(part: int, of: int) -> float:
    return max(lower_bound(part / of, float(of)), 0.0) if part else 0.0
