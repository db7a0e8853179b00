"""Stories: the videos that passed, in the tables `raw_posts` and `stories`, which users' own SQL relies on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from peewee import Database

from tiktrack_gui.core.models import PLATFORM, MeasuredVideo, Video
from tiktrack_gui.core.phases import RESTS_AFTER
from tiktrack_gui.store import dialects, tables
from tiktrack_gui.store.columns import utc_text
from tiktrack_gui.store.rows import execute_many, fetch, part, update, upsert

REMEASURED = ("score", "engagement_velocity", "reason_flagged", "score_parts", "updated_at")


class _Known(NamedTuple):
    """A video's raw post, with its story if it has one.

    asleep: The story was last measured RESTS_AFTER ago, or is another program's, which is inactive until TikTrack sees
    the video itself.
    """

    post_id: int
    source_id: int
    story_id: int | None
    found_at: int | None
    asleep: bool


class Find(NamedTuple):
    """When a video became a story, in epoch seconds, and the source that found it first."""

    at: int
    source_id: int


class RecordedStories(NamedTuple):
    """new: how many weren't stories before. finds: of those that are stories, by video ID."""

    new: int
    finds: Mapping[int, Find]


def record_stories(db: Database, measured: Sequence[MeasuredVideo], source_id: int, at: int) -> RecordedStories:
    """Creates or updates a raw post and a story for each video that passed.

    Those of videos that don't pass any more are updated as well, so that they have their last measurement.
    A story keeps the source that found it first, and stays inactive if it was set inactive. Those that weren't measured
    for RESTS_AFTER become inactive, until they are seen again.
    """
    passed = [item for item in measured if item.passed]
    posts = [_post_row(item.video, source_id, at) for item in passed]
    upsert(db, tables.RawPosts, posts, key=("platform", "platform_post_id"), keep=("source_id",))
    known = _known(db, measured, at)
    _wake(db, measured, known)
    stories = [_story_row(item, known[item.video.id].post_id, at) for item in passed]
    upsert(db, tables.Stories, stories, key=("raw_post_id",), keep=("is_active", "flagged_at"))
    _update(db, [item for item in measured if not item.passed], known, at)
    _rest(db, at - RESTS_AFTER)
    new = {item.video.id for item in passed if known[item.video.id].story_id is None}
    return RecordedStories(len(new), _finds(known) | {id_: Find(at, known[id_].source_id) for id_ in new})


def update_stories(db: Database, measured: Sequence[MeasuredVideo], at: int) -> Mapping[int, Find]:
    """Gives the videos that are stories their new velocity, score and reason; others are left alone.

    Returns how each was found, by video ID.
    """
    known = _known(db, measured, at)
    _wake(db, measured, known)
    _update(db, measured, known, at)
    return _finds(known)


def _known(db: Database, measured: Iterable[MeasuredVideo], at: int) -> dict[int, _Known]:
    """Returns what is stored of the videos, by their ID; those without a raw post are left out."""
    sql = dialects.of(db)
    asleep = "s.updated_at < ? OR s.score_parts = '{}'"  # ours always have parts
    stories = "LEFT JOIN stories AS s ON s.raw_post_id = p.id"
    posts = f"{sql.join} raw_posts AS p ON p.platform = ? AND p.platform_post_id = wanted.value {stories}"
    rows = fetch(
        db,
        f"SELECT p.platform_post_id, p.id, p.source_id, s.id, {asleep}, s.flagged_at "
        f"FROM {sql.words.format(param='?')} {posts}",
        utc_text(at - RESTS_AFTER),
        json.dumps([str(item.video.id) for item in measured]),
        PLATFORM,
    )
    moments = part(rows, [tables.Stories.flagged_at], 5)
    return {
        int(row[0]): _Known(row[1], row[2], row[3], moment["flagged_at"], bool(row[4]))
        for row, moment in zip(rows, moments, strict=True)
    }


def _finds(known: Mapping[int, _Known]) -> dict[int, Find]:
    return {video_id: Find(one.found_at, one.source_id) for video_id, one in known.items() if one.found_at is not None}


def _wake(db: Database, measured: Iterable[MeasuredVideo], known: Mapping[int, _Known]) -> None:
    """Makes the stories active again that were asleep until now."""
    seen = (known[item.video.id] for item in measured if item.score and item.video.id in known)
    asleep = [one.story_id for one in seen if one.asleep]
    if asleep:
        tables.Stories.update(is_active=True).where(tables.Stories.id.in_(asleep)).execute(db)


def _update(db: Database, measured: Iterable[MeasuredVideo], known: Mapping[int, _Known], at: int) -> None:
    scored = {known[item.video.id].post_id: item for item in measured if item.score and item.video.id in known}
    rows = [_story_row(item, post_id, at) for post_id, item in scored.items()]
    update(db, tables.Stories, rows, key="raw_post_id", changed=REMEASURED)


def _rest(db: Database, before: int) -> None:
    old = "platform = ? AND is_active = ? AND updated_at < ?"
    execute_many(db, f"UPDATE stories SET is_active = ? WHERE {old}", [(False, PLATFORM, True, utc_text(before))])


def _post_row(video: Video, source_id: int, at: int) -> dict[str, Any]:
    return {
        "platform": PLATFORM,
        "platform_post_id": str(video.id),
        **_shared(video),
        "likes": video.sample.likes,
        "comments": video.sample.comments,
        "shares": video.sample.shares,
        "views": video.sample.views,
        "raw_data": video.raw,
        "source_id": source_id,
        "fetched_at": at,
    }


def _story_row(item: MeasuredVideo, raw_post_id: int, at: int) -> dict[str, Any]:
    assert item.score is not None  # nothing passes without
    return {
        "raw_post_id": raw_post_id,
        "platform": PLATFORM,
        **_shared(item.video),
        "score": item.score.value,
        "engagement_velocity": item.velocity,
        "reason_flagged": item.reason,
        "score_parts": item.score.parts,
        "is_active": True,
        "flagged_at": at,
        "updated_at": at,
    }


def _shared(video: Video) -> dict[str, Any]:
    """The columns shared by a raw post and its story."""
    return {
        "author": video.creator.handle,
        "content": video.caption,
        "url": video.url,
        "posted_at": video.posted_at,
    }
