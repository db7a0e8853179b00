"""What a check of the database found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tiktrack_gui.core.runs import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """problems: descriptions, empty if OK; counts: rows per table; average_velocity: per minute, by platform."""

    problems: list[str]
    counts: Mapping[str, int]
    average_velocity: Mapping[str, float]
    runs: list[Run]
