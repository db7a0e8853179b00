"""Loads complete creators and videos by ID, with one query per table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peewee import Database, ModelSelect

from tiktrack_gui.core.models import Creator, Video, VideoSample
from tiktrack_gui.store import tables
from tiktrack_gui.store.rows import any_of, columns_for, locked, read
from tiktrack_gui.store.samples import newest_creator_samples, newest_video_samples

CREATOR = columns_for(tables.Creators, Creator)
VIDEO = (*columns_for(tables.Videos, Video), tables.Videos.creator_id, tables.Videos.last_seen_at)


def creators_by_id(db: Database, ids: Iterable[int]) -> dict[int, Creator]:
    """Returns the known creators by ID, each with its newest sample."""
    wanted = list(ids)
    samples = newest_creator_samples(db, wanted)
    rows = read(db, _creators(db, wanted))
    return {row["id"]: Creator(**row, sample=samples.get(row["id"])) for row in rows}


def creators_to_change(db: Database, ids: Iterable[int]) -> dict[int, Creator]:
    """Returns the known creators by ID, without samples; others can't change them until this transaction ends."""
    rows = read(db, locked(db, _creators(db, ids).order_by(tables.Creators.id)))
    return {row["id"]: Creator(**row) for row in rows}


def _creators(db: Database, ids: Iterable[int]) -> ModelSelect[tables.Creators]:
    return tables.Creators.select(*CREATOR).where(tables.Creators.id.in_(any_of(db, ids)))


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
