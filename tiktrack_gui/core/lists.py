"""Lists of tracked creators, and the places on them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorList:
    """A list of tracked creators. creators: how many there are on it.

    refresh_every: seconds between two refreshes, None = as in the settings. adaptive: see `core.refreshing`.
    """

    id: int
    name: str
    creators: int = 0
    refresh_every: int | None = None
    adaptive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """A creator's place on a list, so that it can be put back there."""

    list_id: int
    creator_id: int
    position: float
    added_at: int
