"""Writes creators and videos seen on TikTok; called inside the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import Database

from tiktrack_gui.core.doubt import is_doubtful
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.models import Creator, CreatorSample, Video, VideoSample
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.store import dialects, tables
from tiktrack_gui.store.creator_words import keep_sizes, keep_words
from tiktrack_gui.store.lookups import creators_to_change
from tiktrack_gui.store.merge import FILLED, changes, fill_in
from tiktrack_gui.store.rows import any_of, fetch, insert, read, upsert
from tiktrack_gui.store.samples import (
    newest_creator_samples,
    newest_video_samples,
    record_creator_samples,
    record_video_samples,
)

LONGEST_RUN = 10 * MINUTE  # from measuring a video until it is recorded


def record_creators(db: Database, creators: Iterable[Creator], at: int, *, asked: bool = False) -> None:
    """Upserts creators by ID with their samples and logs their changes. Resets their `not_found_count` and state.

    Others whose handles they have now lose them. asked: TikTok was asked for these creators, and whoever did so has
    judged the counts; samples that came with something else are left out if they are doubtful (see `core.doubt`).
    """
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
    _take_handles(db, filled)
    insert(db, tables.CreatorChanges, _change_rows(known, filled, at))
    keep_words(db, known, filled)
    last = {} if asked else newest_creator_samples(db, known)
    samples = [(creator.id, creator.sample) for creator in sightings if creator.sample]
    believed = [pair for pair in samples if not is_doubtful(pair[1], last.get(pair[0]))]
    record_creator_samples(db, believed, known)
    newest = dict(sorted(believed, key=lambda pair: pair[1].at))
    keep_sizes(db, {id_: max(newest.get(id_), last.get(id_), key=_moment) for id_ in seen})


def mark_taken(db: Database, creator_ids: Iterable[int]) -> None:
    """Marks creators whose handles are others' now, unless they are MISSING anyway."""
    creators = tables.Creators
    theirs = creators.id.in_(any_of(db, creator_ids)) & (creators.state != CreatorState.MISSING)
    creators.update(state=CreatorState.HANDLE_TAKEN).where(theirs).execute(db)


def record_videos(db: Database, videos: Sequence[Video], at: int) -> None:
    """Upserts videos by ID with their creators and all samples; doubtful ones of videos (see `core.doubt`) only if the
    last sighting was doubtful, too.
    """
    record_creators(db, (video.creator for video in videos), at)
    last = newest_video_samples(db, [video.id for video in videos])
    doubtful = _doubtful(db, videos, last)
    upsert(
        db,
        tables.Videos,
        [_video_row(video, at) for video in videos],
        key=("id",),
        keep=("first_seen_at",),
        fill=("sound", "language", "duration", "cover", "ai", "shop"),
    )
    record_video_samples(db, ((video.id, video.sample) for video in videos if video.id not in doubtful), last)


def _doubtful(db: Database, videos: Sequence[Video], last: Mapping[int, VideoSample]) -> list[int]:
    """Returns the IDs of the videos whose samples aren't believed yet: they are odd for the first time.

    A video last seen long after its last sample had an odd one then. last: the newest sample of each.
    """
    odd = [video.id for video in videos if is_doubtful(video.sample, last.get(video.id))]
    if not odd:
        return []
    rows = read(db, tables.Videos.select(tables.Videos.id, tables.Videos.last_seen_at).where(tables.Videos.id.in_(odd)))
    return [row["id"] for row in rows if row["last_seen_at"] - last[row["id"]].at < LONGEST_RUN]


def _take_handles(db: Database, creators: Iterable[Creator]) -> None:
    """Marks others that are stored with a handle of these creators."""
    present = {creator.handle.lower(): creator.id for creator in creators}
    ids, theirs = set(present.values()), dialects.of(db).in_handles().format(param="?")
    rows = fetch(db, f"SELECT id, handle FROM creators WHERE {theirs}", json.dumps(list(present)))
    lost = [id_ for id_, handle in rows if id_ not in ids and handle.lower() in present]
    if lost:
        mark_taken(db, lost)


def _once_each(creators: Iterable[Creator]) -> dict[int, Creator]:
    """Merges repeated mentions of a creator, filling missing fields from earlier mentions; returns creators by ID."""
    seen: dict[int, Creator] = {}
    for creator in creators:
        seen[creator.id] = fill_in(creator, seen.get(creator.id, creator))
    return seen


def _creator_row(creator: Creator, at: int) -> dict[str, Any]:
    said = {name: getattr(creator, name) for name in FILLED}
    state = CreatorState.PRIVATE if creator.private else CreatorState.ACTIVE
    return {"id": creator.id, **said, "state": state, "not_found_count": 0, "confirmations": 0, "first_seen_at": at}


def _moment(sample: CreatorSample | None) -> int:
    return -1 if sample is None else sample.at


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
        "ai": video.ai,
        "shop": video.shop,
        "pinned": video.pinned,
        "posted_at": video.posted_at,
        "cover": video.cover,
        "first_seen_at": at,
        "last_seen_at": at,
        "gone_at": None,
    }
