"""Polls of sources as they are stored and counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tiktrack_gui.core.models import LeftOut, MeasuredVideo


class Outcome(StrEnum):
    OK = "ok"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One poll of a source. fetched = measured videos, saved = new stories, skipped = items left out.

    left_out: how many of the skipped ones for which reason. median_velocity: engagements per minute, of all measured
    videos. Runs of earlier versions have neither.
    """

    source_id: int
    started_at: int
    finished_at: int
    outcome: Outcome
    fetched: int = 0
    passed: int = 0
    saved: int = 0
    skipped: int = 0
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    median_velocity: float | None = None
    error_kind: str | None = None
    message: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfRuns:
    """The runs that started on the local day that began at `start`: their number, how many failed, and their sums."""

    start: int
    runs: int = 0
    fetched: int = 0
    passed: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A run as stored, and its videos, each with its creator's newest delivery."""

    run: Run
    measured: tuple[MeasuredVideo, ...]
