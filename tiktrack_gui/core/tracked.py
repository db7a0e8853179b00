"""Creators that are tracked, and their state on TikTok."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tiktrack_gui.core.models import Creator

MISSING_FROM = 3  # confirmed “not found” in a row, in different runs, until a creator counts as missing
CONFIRMED_AFTER = 600  # s from one confirmation to the next: trying again at once confirms nothing


class CreatorState(StrEnum):
    ACTIVE = "active"
    PRIVATE = "private"
    HANDLE_TAKEN = "handle_taken"  # another account has the handle now
    MISSING = "missing"  # see MISSING_FROM


LOST = (CreatorState.HANDLE_TAKEN, CreatorState.MISSING)  # another account may have their handles


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedCreator:
    """A creator as listed: identity, newest numbers, and its state on TikTok.

    checked_at: when TikTok last said something about it. not_found_count: how often in a row that was “not found”;
    confirmations: how many of these count towards being missing. tried_at: when it was last asked for. trouble: the
    kind of the error of that try, if it said nothing about the creator.
    """

    creator: Creator
    state: str  # CreatorState
    checked_at: int | None = None
    not_found_count: int = 0
    confirmations: int = 0
    tried_at: int | None = None
    trouble: str | None = None
    added_at: int | None = None
    position: float = 0.0
