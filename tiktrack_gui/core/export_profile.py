"""JSON-ready values of a creator as of a moment, and of its whole history."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from tiktrack_gui.core.as_of import History, Profile
from tiktrack_gui.core.baseline import ViewsPerVideo
from tiktrack_gui.core.export import iso, measured_creator
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.posts import PostsPerWeek
from tiktrack_gui.core.timeline import FLAGS, TOLD, FieldChange


def profile_as_of(
    profile: Profile, history: History, views: ViewsPerVideo, posts: PostsPerWeek | None
) -> dict[str, Any]:
    """in_a_day: the change of each count, null if it isn't known. The rest as in `export.measured_creator`."""
    creator = profile.creator
    numbers = measured_creator(creator, "", profile.growth, profile.per_week)
    del numbers["state"]  # it is only known of now
    said = ("bio", "bio_link", "verified", "private", "language")
    return {
        "as_of": iso(profile.at),
        **numbers,
        **{name: getattr(creator, name) for name in said},
        "first_seen_at": iso(history.first_seen_at),
        "in_a_day": {name_of(which): _change(profile.in_a_day(which)) for which in CreatorCount},
        "views_per_video": views.median,
        "posts_per_week": None if posts is None else posts.per_week,
    }


def history(known: History) -> dict[str, Any]:
    """All measurements and changes, oldest first."""
    return {
        "id": str(known.creator.id),
        "handle": known.creator.handle,
        "first_seen_at": iso(known.first_seen_at),
        "tracked_since": iso(known.tracked_since),
        "changes": [_field_change(one) for one in known.changes if one.field in TOLD],
        "measurements": [_measurement(sample) for sample in known.samples],
    }


def name_of(which: CreatorCount) -> str:
    return str(which.name).lower()


def _change(found: Change | None) -> dict[str, int] | None:
    if found is None:
        return None
    return {"amount": found.amount, "uncertainty": found.margin, "seconds": found.seconds}


def _field_change(one: FieldChange) -> dict[str, Any]:
    old, new = (text == "1" if one.field in FLAGS else text for text in (one.old, one.new))
    return {"at": iso(one.at), "field": one.field, "old": old, "new": new}


def _measurement(sample: CreatorSample) -> dict[str, Any]:
    """rounded, at_least: which of the counts are rounded by TikTok, or only lower bounds."""
    values = {field.name: getattr(sample, field.name) for field in fields(sample)}
    flags = {"rounded": values.pop("rounded"), "at_least": values.pop("repaired")}
    marked = {name: [name_of(which) for which in CreatorCount if bits & which] for name, bits in flags.items()}
    return values | {"at": iso(sample.at), "origin": sample.origin.value} | marked
