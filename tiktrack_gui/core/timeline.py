"""What a creator was called and said of itself over time: its logged changes, forwards as events, backwards as of a
moment. Pure; times are epoch seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from tiktrack_gui.core.models import Creator

FLAGS = ("verified", "private")  # fields whose text is "0" or "1"
TOLD = ("handle", "name", "bio", "bio_link", "verified", "private", "language")  # others are TikTok's own business


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of a creator became another: seen at `at`. old, new: as text."""

    at: int
    field: str
    old: str
    new: str


class Kind(StrEnum):
    FIRST_SEEN = "first_seen"
    TRACKED = "tracked"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A line of a creator's timeline. change: of a CHANGED one only."""

    at: int
    kind: Kind
    change: FieldChange | None = None


def identity_at(creator: Creator, changes: Sequence[FieldChange], moment: float) -> Creator:
    """Returns the creator as it was called at that moment: the changes seen after it are undone, the last one first.

    What was unknown at first and never changed since counts as having been the same. changes: oldest first.
    """
    undone: dict[str, Any] = {}
    for change in reversed(changes):
        if change.at <= moment:
            break
        undone[change.field] = change.old == "1" if change.field in FLAGS else change.old
    return replace(creator, **undone) if undone else creator


def former_handle(changes: Sequence[FieldChange], moment: float) -> tuple[str, int] | None:
    """Returns the handle before the one of that moment, and since when it is gone; None without one."""
    gone = next((one for one in reversed(changes) if one.field == "handle" and one.at <= moment), None)
    return None if gone is None else (gone.old, gone.at)


def events(
    changes: Sequence[FieldChange], first_seen_at: int | None, tracked_since: int | None, until: float
) -> list[Event]:
    """Returns what happened until that moment, newest first. changes: oldest first."""
    begun = [
        Event(at=at, kind=kind)
        for kind, at in ((Kind.FIRST_SEEN, first_seen_at), (Kind.TRACKED, tracked_since))
        if at is not None
    ]
    changed = [Event(at=one.at, kind=Kind.CHANGED, change=one) for one in changes if one.field in TOLD]
    found = [event for event in (*begun, *changed) if event.at <= until]
    return sorted(found, key=lambda event: event.at)[::-1]
