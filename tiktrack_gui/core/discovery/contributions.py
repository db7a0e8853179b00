"""A fit taken apart: the points that each of its parts adds. The same for every mean of parts (`core.score`)."""

from __future__ import annotations

from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.core.score import Contribution, taken_apart


def contributions(found: Ranked) -> tuple[Contribution, ...]:
    """Whole points that add up to the fit, and whole weights that do to 100, the brand's parts in their order."""
    values = {part.value: reading.value for part, reading in found.parts.items()}
    weights = {part.value: reading.weight for part, reading in found.parts.items()}
    return taken_apart(found.fit or 0, values, weights)
