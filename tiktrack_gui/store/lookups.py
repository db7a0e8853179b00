"""Loads complete creators and videos, with their newest samples, with one query."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from peewee import Case, Database, Desc, ModelSelect, fn

from tiktrack_gui.core.models import Creator, CreatorSample, Video, VideoSample
from tiktrack_gui.core.tracked import LOST
from tiktrack_gui.store import dialects, tables
from tiktrack_gui.store.rows import columns_for, fetch, for_update, listed, part

CREATOR = columns_for(tables.Creators, Creator)
CREATOR_SAMPLE = columns_for(tables.CreatorSamples, CreatorSample)
VIDEO = (*columns_for(tables.Videos, Video), tables.Videos.last_seen_at)
VIDEO_SAMPLE = columns_for(tables.VideoSamples, VideoSample)

_CREATORS = f"{listed(CREATOR, 'c')}, {listed(CREATOR_SAMPLE, 'cs')}"
_VIDEOS = f"{_CREATORS}, {listed(VIDEO, 'v')}, {listed(VIDEO_SAMPLE, 'vs')}"


def creators_by_id(db: Database, ids: Iterable[int]) -> dict[int, Creator]:
    """Returns the known creators by ID, each with its newest sample."""
    creators = f"{dialects.of(db).join} creators AS c ON c.id = wanted.value {_creator_samples(db)}"
    return _creators(_wanted(db, ids, _CREATORS, creators))


def creators_to_change(db: Database, ids: Iterable[int]) -> dict[int, Creator]:
    """Returns the known creators by ID, without samples; others can't change them until this transaction ends."""
    wanted = f"SELECT value FROM {dialects.of(db).numbers.format(param='?')}"
    known = f"SELECT {listed(CREATOR, 'c')} FROM creators AS c WHERE c.id IN ({wanted}) ORDER BY c.id"
    rows = part(fetch(db, known + for_update(db), json.dumps(list(ids))), CREATOR)
    return {row["id"]: Creator(**row) for row in rows}


def holders(db: Database, handle: str) -> ModelSelect[tables.Creators]:
    """The IDs of the creators last seen with that handle (case-insensitive), its present holder first."""
    creators, samples = tables.Creators, tables.CreatorSamples
    newest = samples.select(fn.MAX(samples.at)).where(samples.creator_id == creators.id)
    lost = Case(None, [(creators.state.in_(LOST), 1)], 0)
    named = creators.select(creators.id).where(dialects.of(db).same_handle(creators.handle, handle))
    return named.order_by(lost, Desc(newest), creators.first_seen_at.desc())


def videos_by_id(db: Database, ids: Iterable[int]) -> dict[int, Video]:
    """Returns the known videos by ID, each with its creator and the newest sample of both."""
    rows = _wanted(db, ids, _VIDEOS, _videos(db, "wanted.value"))
    return {video.id: video for video in _made_videos(rows)}


def newest_videos(
    db: Database, creators: Iterable[Creator], most: int, until: int | None = None
) -> dict[int, list[Video]]:
    """Returns up to `most` of each creator's videos, newest first, each with its newest sample, by creator ID.

    until: a moment; only what was posted and measured by then. None = all.
    """
    sql, by_id = dialects.of(db), {creator.id: creator for creator in creators}
    posted, measured = ("", "") if until is None else (f"AND posted_at <= {until} ", f"<= {until}")
    last = (  # others may be posted in the same second
        f"SELECT posted_at FROM videos WHERE creator_id = wanted.value {posted}"
        f"ORDER BY posted_at DESC, id DESC LIMIT 1 OFFSET {most - 1}"
    )
    question = (
        f"SELECT v.creator_id, {listed(VIDEO, 'v')}, {listed(VIDEO_SAMPLE, 'vs')} "
        f"FROM {sql.numbers.format(param='?')} "
        f"{sql.join} videos AS v ON v.creator_id = wanted.value AND v.posted_at >= COALESCE(({last}), 0) "
        f"{posted.replace('posted_at', 'v.posted_at')}"
        f"{sql.nearest('video_samples', 'vs', 'video_id = v.id', measured, optional=True)} "
        "ORDER BY v.creator_id, v.posted_at DESC, v.id DESC"
    )
    rows = fetch(db, question, json.dumps(list(by_id)))
    videos, samples = part(rows, VIDEO, 1), part(rows, VIDEO_SAMPLE, 1 + len(VIDEO))
    made = [
        (row[0], made_video(video, sample, by_id[row[0]]))
        for row, video, sample in zip(rows, videos, samples, strict=True)
    ]
    return {id_: [video for _, video in theirs][:most] for id_, theirs in groupby(made, key=lambda pair: pair[0])}


def videos_of_posts(db: Database, post_ids: Iterable[int]) -> dict[int, tuple[Video, int]]:
    """As `videos_by_id`, by the ID of the raw post, each with the source that found it first."""
    sql = dialects.of(db)
    posts = f"{sql.join} raw_posts AS p ON p.id = wanted.value {_videos(db, sql.video_id('p'))}"
    rows = _wanted(db, post_ids, f"{_VIDEOS}, p.id, p.source_id", posts)
    return {row[-2]: (video, row[-1]) for row, video in zip(rows, _made_videos(rows), strict=True)}


def _wanted(db: Database, ids: Iterable[int], columns: str, joined: str) -> list[tuple[Any, ...]]:
    """Returns the columns of what is joined to the IDs, which are `wanted.value`."""
    wanted = dialects.of(db).numbers.format(param="?")
    return fetch(db, f"SELECT {columns} FROM {wanted} {joined}", json.dumps(list(ids)))


def _videos(db: Database, video_id: str) -> str:
    """Joins videos and their creators, with samples."""
    sql = dialects.of(db)
    samples = sql.nearest("video_samples", "vs", "video_id = v.id", optional=True)
    creators = f"{sql.join} creators AS c ON c.id = v.creator_id {_creator_samples(db)}"
    return f"{sql.join} videos AS v ON v.id = {video_id} {creators} {samples}"


def _creator_samples(db: Database) -> str:
    return dialects.of(db).nearest("creator_samples", "cs", "creator_id = c.id", optional=True)


def _creators(rows: list[tuple[Any, ...]]) -> dict[int, Creator]:
    """The creators of rows that begin with `_CREATORS`; some have the same."""
    rows = list({row[0]: row for row in rows}.values())
    creators, samples = part(rows, CREATOR), part(rows, CREATOR_SAMPLE, len(CREATOR))
    return {
        row["id"]: Creator(**row, sample=None if sample["at"] is None else CreatorSample(**sample))
        for row, sample in zip(creators, samples, strict=True)
    }


def _made_videos(rows: list[tuple[Any, ...]]) -> list[Video]:
    creators, place = _creators(rows), len(CREATOR) + len(CREATOR_SAMPLE)
    videos, samples = part(rows, VIDEO, place), part(rows, VIDEO_SAMPLE, place + len(VIDEO))
    return [
        made_video(video, sample, creators[row[0]]) for row, video, sample in zip(rows, videos, samples, strict=True)
    ]


def made_video(row: dict[str, Any], sample: dict[str, Any], creator: Creator) -> Video:
    """row, sample: the values of VIDEO and VIDEO_SAMPLE. One without a sample has what is known: when it was seen."""
    seen_at = row.pop("last_seen_at")
    known = VideoSample(at=seen_at) if sample["at"] is None else VideoSample(**sample)
    return Video(**row, creator=creator, sample=known)
