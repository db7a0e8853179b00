"""Writes creators and videos seen on TikTok; called inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import Database

from tiktrack_gui.core.models import Creator, CreatorState, Video
from tiktrack_gui.store import tables
from tiktrack_gui.store.lookups import creators_to_change
from tiktrack_gui.store.merge import FILLED, changes, fill_in
from tiktrack_gui.store.rows import insert, upsert
from tiktrack_gui.store.samples import record_creator_samples, record_video_samples


def record_creators(db: Database, creators: Iterable[Creator], at: int) -> None:
    """Upserts creators by ID with their samples and logs their changes. Resets their `not_found_count` and state."""
    sightings = list(creators)
    seen = _once_each(sightings)
    known = creators_to_change(db, seen)
    filled = [fill_in(creator, known.get(creator.id, creator)) for creator in seen.values()]
    upsert(
        db,
        tables.Creators,
        [_creator_row(creator, at) for creator in filled],
        key=("id",),
        keep=("first_seen_at",),
        fill=FILLED,
    )
    insert(db, tables.CreatorChanges, _change_rows(known, filled, at))
    record_creator_samples(db, ((creator.id, creator.sample) for creator in sightings if creator.sample))


def record_videos(db: Database, videos: Sequence[Video], at: int) -> None:
    """Upserts videos by ID with their creators and all samples."""
    record_creators(db, (video.creator for video in videos), at)
    upsert(
        db,
        tables.Videos,
        [_video_row(video, at) for video in videos],
        key=("id",),
        keep=("first_seen_at",),
        fill=("sound", "language", "duration", "cover"),
    )
    record_video_samples(db, ((video.id, video.sample) for video in videos))


def _once_each(creators: Iterable[Creator]) -> dict[int, Creator]:
    """Merges repeated mentions of a creator, filling missing fields from earlier mentions; returns creators by ID."""
    seen: dict[int, Creator] = {}
    for creator in creators:
        seen[creator.id] = fill_in(creator, seen.get(creator.id, creator))
    return seen


def _creator_row(creator: Creator, at: int) -> dict[str, Any]:
    said = {name: getattr(creator, name) for name in FILLED}
    state = CreatorState.PRIVATE if creator.private else CreatorState.ACTIVE
    return {"id": creator.id, **said, "state": state, "not_found_count": 0, "first_seen_at": at}


def _change_rows(known: Mapping[int, Creator], seen: Iterable[Creator], at: int) -> list[dict[str, Any]]:
    return [
        {"creator_id": creator.id, "at": at, "field": change.field, "old": change.old, "new": change.new}
        for creator in seen
        if creator.id in known
        for change in changes(known[creator.id], creator)
    ]


def _video_row(video: Video, at: int) -> dict[str, Any]:
    return {
        "id": video.id,
        "creator_id": video.creator.id,
        "caption": video.caption,
        "hashtags": video.hashtags,
        "sound": video.sound,
        "language": video.language,
        "duration": video.duration,
        "kind": video.kind,
        "ad": video.ad,
        "pinned": video.pinned,
        "posted_at": video.posted_at,
        "cover": video.cover,
        "first_seen_at": at,
        "last_seen_at": at,
    }
