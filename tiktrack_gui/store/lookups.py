"""Loads complete creators and videos by ID, with one query per table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peewee import Database

from tiktrack_gui.core.models import Creator, Video, VideoSample
from tiktrack_gui.store import tables
from tiktrack_gui.store.rows import any_of, columns_for, read
from tiktrack_gui.store.samples import newest_creator_samples, newest_video_samples

CREATOR = columns_for(tables.Creators, Creator)
VIDEO = (*columns_for(tables.Videos, Video), tables.Videos.creator_id, tables.Videos.last_seen_at)


def creators_by_id(db: Database, ids: Iterable[int], *, with_samples: bool = True) -> dict[int, Creator]:
    """Returns the known creators by ID, each with its newest sample unless `with_samples` is false."""
    wanted = list(ids)
    samples = newest_creator_samples(db, wanted) if with_samples else {}
    rows = read(db, tables.Creators.select(*CREATOR).where(tables.Creators.id.in_(any_of(db, wanted))))
    return {row["id"]: Creator(**row, sample=samples.get(row["id"])) for row in rows}


def videos_by_id(db: Database, ids: Iterable[int]) -> dict[int, Video]:
    """Returns the known videos by ID, each with its creator and the newest sample of both."""
    wanted = list(ids)
    rows = read(db, tables.Videos.select(*VIDEO).where(tables.Videos.id.in_(any_of(db, wanted))))
    samples = newest_video_samples(db, wanted)
    creators = creators_by_id(db, {row["creator_id"] for row in rows})
    return {row["id"]: _video(row, creators, samples) for row in rows}


def _video(row: dict[str, Any], creators: dict[int, Creator], samples: dict[int, VideoSample]) -> Video:
    creator, seen_at = creators[row.pop("creator_id")], row.pop("last_seen_at")
    return Video(**row, creator=creator, sample=samples.get(row["id"]) or VideoSample(at=seen_at))
