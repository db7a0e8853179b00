"""The criteria that make a video a story, and the weights of its score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

DEFAULT_THRESHOLD = 100.0  # engagements per minute
DEFAULT_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"velocity": 0.40, "acceleration": 0.20, "engagement": 0.15, "reach": 0.15, "freshness": 0.10}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What makes a video a story. threshold: engagements per minute; max_age: hours, 0 = any age.

    own: the thresholds that some sources have of their own, by the source's ID.
    """

    threshold: float = DEFAULT_THRESHOLD
    max_age: float = 0.0
    weights: Mapping[str, float] = field(default_factory=lambda: DEFAULT_WEIGHTS)
    own: Mapping[int, float] = field(default_factory=dict)

    def threshold_of(self, source_id: int | None) -> float:
        """The threshold for what that source found; None = no source is known."""
        return self.threshold if source_id is None else self.own.get(source_id, self.threshold)

    def for_source(self, source_id: int | None) -> Criteria:
        """The criteria for what that source found."""
        threshold = self.threshold_of(source_id)
        return self if threshold == self.threshold else replace(self, threshold=threshold)
