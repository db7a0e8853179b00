"""The criteria that make a video a story, and the weights of its score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

DEFAULT_THRESHOLD = 100.0  # engagements per minute
DEFAULT_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"velocity": 0.40, "acceleration": 0.20, "engagement": 0.15, "reach": 0.15, "freshness": 0.10}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What makes a video a story. threshold: engagements per minute; max_age: hours, 0 = any age."""

    threshold: float = DEFAULT_THRESHOLD
    max_age: float = 0.0
    weights: Mapping[str, float] = field(default_factory=lambda: DEFAULT_WEIGHTS)
