"""Stories: the videos that passed, in the tables `raw_posts` and `stories`, which users' own SQL relies on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from peewee import Database, fn

from tiktrack_gui.core.models import PLATFORM, MeasuredVideo, Video
from tiktrack_gui.core.phases import RESTS_AFTER
from tiktrack_gui.store import tables
from tiktrack_gui.store.rows import any_of, any_word_of, read, upsert

REMEASURED = ("score", "engagement_velocity", "reason_flagged", "score_parts", "updated_at")


def record_stories(db: Database, measured: Sequence[MeasuredVideo], source_id: int, at: int) -> int:
    """Creates or updates a raw post and a story for each video that passed; returns the number of new stories.

    Those of videos that don't pass any more are updated as well, so that they have their last measurement.
    A story keeps the source that found it first, and stays inactive if it was set inactive. Those that weren't measured
    for RESTS_AFTER become inactive, until they are seen again.
    """
    passed = [item for item in measured if item.passed]
    posts = [_post_row(item.video, source_id, at) for item in passed]
    upsert(db, tables.RawPosts, posts, key=("platform", "platform_post_id"), keep=("source_id",))
    post_ids = _post_ids(db, (item.video for item in passed))
    known = tables.Stories.select(fn.COUNT(tables.Stories.id)).where(
        tables.Stories.raw_post_id.in_(any_of(db, post_ids.values()))
    )
    new = len(post_ids) - int(known.scalar(db))
    _wake(db, post_ids.values(), at - RESTS_AFTER)
    stories = [_story_row(item, post_ids[item.video.id], at) for item in passed]
    upsert(db, tables.Stories, stories, key=("raw_post_id",), keep=("is_active", "flagged_at"))
    update_stories(db, [item for item in measured if not item.passed], at)
    _rest(db, at - RESTS_AFTER)
    return new


def update_stories(db: Database, measured: Sequence[MeasuredVideo], at: int) -> None:
    """Gives the videos that are stories their new velocity, score and reason; others are left alone."""
    scored = {item.video.id: item for item in measured if item.score is not None}
    post_ids = _post_ids(db, (item.video for item in scored.values()))
    _wake(db, post_ids.values(), at - RESTS_AFTER)
    for video_id, post_id in sorted(post_ids.items(), key=lambda pair: pair[1]):
        row = _story_row(scored[video_id], post_id, at)
        changed = {name: row[name] for name in REMEASURED}
        tables.Stories.update(changed).where(tables.Stories.raw_post_id == post_id).execute(db)


def finds(db: Database, video_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Returns when each of these videos became a story, in epoch seconds, and the source that found it; others are
    left out.
    """
    posts, stories = tables.RawPosts, tables.Stories
    theirs = posts.platform_post_id.in_(any_word_of(db, map(str, video_ids)))
    found = stories.select(posts.platform_post_id, stories.flagged_at, posts.source_id)
    query = found.join(posts, on=posts.id == stories.raw_post_id)
    rows = read(db, query.where(posts.platform == PLATFORM, theirs))
    return {int(row["platform_post_id"]): (row["flagged_at"], row["source_id"]) for row in rows}


def found_by(db: Database, post_ids: Iterable[int]) -> dict[int, int]:
    """Returns the source that found each of these raw posts first."""
    posts = tables.RawPosts
    rows = read(db, posts.select(posts.id, posts.source_id).where(posts.id.in_(any_of(db, post_ids))))
    return {row["id"]: row["source_id"] for row in rows}


def _wake(db: Database, post_ids: Iterable[int], before: int) -> None:
    """Makes stories active again that were last measured before that moment, and those of another program.

    The latter are inactive until TikTrack sees their videos itself. Ours always have parts.
    """
    stories = tables.Stories
    asleep = (stories.updated_at < before) | (stories.score_parts == {})
    seen = stories.raw_post_id.in_(any_of(db, post_ids)) & asleep
    found = [row["id"] for row in read(db, stories.select(stories.id).where(seen))]
    if found:  # seldom; MySQL and MariaDB read the whole table for an UPDATE with such a list
        stories.update(is_active=True).where(stories.id.in_(found)).execute(db)


def _rest(db: Database, before: int) -> None:
    stories = tables.Stories
    old = (stories.platform == PLATFORM) & (stories.is_active == True) & (stories.updated_at < before)  # noqa: E712
    stories.update(is_active=False).where(old).execute(db)


def _post_ids(db: Database, videos: Iterable[Video]) -> dict[int, int]:
    """Returns the raw post IDs by video ID."""
    posts = tables.RawPosts
    theirs = posts.platform_post_id.in_(any_word_of(db, (str(video.id) for video in videos)))
    rows = read(db, posts.select(posts.id, posts.platform_post_id).where(posts.platform == PLATFORM, theirs))
    return {int(row["platform_post_id"]): row["id"] for row in rows}


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
