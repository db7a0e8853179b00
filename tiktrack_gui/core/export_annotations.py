"""JSON-ready values of notes, statuses and tags. A status's day is a date; the other times are in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from tiktrack_gui.core.annotations import BUILT_IN, Annotations, Note, StatusChange, Tag, Uses
from tiktrack_gui.core.collaboration import Comparison, NotEnoughDays
from tiktrack_gui.core.days import iso_day
from tiktrack_gui.core.export import iso, weekly_rate


def kept(
    found: Annotations, comparisons: Mapping[int, Comparison | NotEnoughDays], zone: tzinfo | None = None
) -> dict[str, Any]:
    """status: the current one, by its key or own name. comparisons: by the IDs of the statuses.

    zone: in which the days are; None = this computer's.
    """
    return {
        "status": None if found.status is None else found.status.status,
        "statuses": [status(one, comparisons.get(one.id), zone) for one in found.statuses],
        "tags": [tag.name for tag in found.tags],
        "notes": [note(one) for one in found.notes],
    }


def note(one: Note) -> dict[str, Any]:
    return {"id": one.id, "text": one.text, "created_at": iso(one.created_at), "changed_at": iso(one.changed_at)}


def status(one: StatusChange, found: Comparison | NotEnoughDays | None, zone: tzinfo | None = None) -> dict[str, Any]:
    return {
        "id": one.id,
        "status": one.status,
        "since": iso_day(one.since, zone),
        "entered_at": iso(one.entered_at),
        "growth": None if found is None else comparison(found),
    }


def comparison(found: Comparison | NotEnoughDays) -> dict[str, Any]:
    """Growth of the followers per week, in percent, before and after. change: null without enough days."""
    days = {"days_before": found.days_before, "days_after": found.days_after}
    if isinstance(found, NotEnoughDays):
        return {"change": None, "before": None, "after": None, **days}
    change = "faster" if found.is_faster else "slower" if found.is_slower else "steady" if found.is_steady else "none"
    return {"change": change, "before": weekly_rate(found.before), "after": weekly_rate(found.after), **days}


def names(own: list[str], tags: list[Tag], uses: Uses) -> dict[str, Any]:
    """All statuses and tags, with how many creators have each now."""
    return {
        "statuses": [
            {"status": one, "own": one in own, "creators": uses.statuses.get(one, 0)} for one in (*BUILT_IN, *own)
        ],
        "tags": [{"name": one.name, "color": one.color, "creators": uses.tags.get(one.id, 0)} for one in tags],
    }
