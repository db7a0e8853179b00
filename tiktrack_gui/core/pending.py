"""Creators to be tracked that weren't looked up yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PendingState(StrEnum):
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingCreator:
    """A creator to be tracked that wasn't looked up yet, or couldn't be.

    given: the handle or link. list_id, position: where it is to stand. reason: its last failure, for
    `core.pending_reasons`.
    """

    id: int
    given: str
    list_id: int
    position: float
    state: PendingState
    reason: str | None = None
    added_at: int
    tried_at: int | None = None
