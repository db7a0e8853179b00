"""Figures and their floors: the same work without any of our code, in the same run on the same machine."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table.

    value, floor: medians, in `unit`. at_most: maximum for `value`. times: maximum for value / floor. A row with neither
    is for information only.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    at_most: float | None = None
    times: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def goal(self) -> str:
        parts = [] if self.at_most is None else [f"≤ {self.at_most:g} {self.unit}"]
        return ", ".join(parts if self.times is None else [*parts, f"≤ {self.times:g}×"])

    @property
    def ok(self) -> bool:
        """Whether every goal is met; a goal on a ratio that couldn't be measured isn't."""
        slow = self.at_most is not None and self.value > self.at_most
        far = self.times is not None and (self.ratio is None or self.ratio > self.times)
        return not (slow or far)

    def as_json(self) -> dict[str, object]:
        names = ("name", "value", "unit", "floor", "ratio", "goal", "ok")
        return {name: getattr(self, name) for name in names}


def measure(ours: Callable[[], object], floor: Callable[[], object], rounds: int = 15) -> tuple[float, float]:
    """The median milliseconds of both, measured alternately after a warm-up round, so that noise affects both alike."""
    ours(), floor()
    times = [(_milliseconds(ours), _milliseconds(floor)) for _ in range(rounds)]
    return statistics.median(one for one, _ in times), statistics.median(other for _, other in times)


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
