"""Which of the stored videos a FeedQuery finds: the database compares numbers, and Python's own rules words.

No database here folds the case of all letters as Python does, and none knows hashtags that mark an ad.
"""

from __future__ import annotations

from typing import Any

from peewee import Database

from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.feed_filter import FeedFilter, FeedQuery, Kind, VideoText
from tiktrack_gui.core.models import PLATFORM
from tiktrack_gui.store import dialects, tables
from tiktrack_gui.store.rows import fetch, part

_VIDEO_TEXT = (tables.Videos.caption, tables.Videos.hashtags, tables.Videos.sound, tables.Videos.ad)
_CREATOR_TEXT = (tables.Creators.handle, tables.Creators.name)
_TEXT = ", ".join([*(f"v.{field.name}" for field in _VIDEO_TEXT), *(f"c.{field.name}" for field in _CREATOR_TEXT)])


class _Conditions:
    """The WHERE of a statement, with its parameters."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        self.values: list[Any] = []

    def add(self, term: str, *values: Any) -> None:
        self.terms.append(term)
        self.values += values

    def __str__(self) -> str:
        return " AND ".join(self.terms)


def stories_found(db: Database, query: FeedQuery, now: float, *, active: bool, before: int | None = None) -> list[int]:
    """Returns the IDs of the raw posts of the matching stories, most recently updated first, of one run fastest first.

    before: only those updated before that moment, and measured by TikTrack itself.
    """
    where, moment = _Conditions(), tables.Stories.updated_at
    where.add("s.platform = ?", PLATFORM)
    where.add("s.is_active = ?", active)
    if before is not None:
        where.add("s.updated_at < ? AND s.score_parts <> '{}'", moment.db_value(before))
    sql = dialects.of(db)
    of_story = f"{sql.join} raw_posts AS p ON p.id = s.raw_post_id {sql.join} videos AS v ON v.id = {sql.video_id('p')}"
    order = "s.updated_at DESC, s.engagement_velocity DESC"
    return _found(db, query, now, "s.raw_post_id", "stories AS s", of_story, where, order)


def below_found(db: Database, query: FeedQuery, now: float, since: int) -> list[int]:
    """Returns the IDs of the matching videos first seen since that moment that are no stories, the newest first."""
    where, sql = _Conditions(), dialects.of(db)
    post = f"p.platform = '{PLATFORM}' AND p.platform_post_id = CAST(v.id AS {sql.text})"
    where.add("v.first_seen_at >= ?", since)
    where.add(f"NOT EXISTS (SELECT 1 FROM raw_posts AS p WHERE {post})")
    return _found(db, query, now, "v.id", "videos AS v", "", where, "v.first_seen_at DESC")


def _found(
    db: Database, query: FeedQuery, now: float, key: str, table: str, videos: str, where: _Conditions, order: str
) -> list[int]:
    """videos: joins `videos AS v` to the table, for what is asked about them."""
    if not query.finds_all:
        join = dialects.of(db).join
        table += f" {videos} {join} creators AS c ON c.id = v.creator_id {_compare(db, query.filter, now, where)}"
    columns = f"{key}, {_TEXT}" if query.is_about_text else key
    rows = fetch(db, f"SELECT {columns} FROM {table} WHERE {where} ORDER BY {order}", *where.values)
    if not query.is_about_text:
        return [row[0] for row in rows]
    texts = [VideoText(**values) for values in part(rows, (*_VIDEO_TEXT, *_CREATOR_TEXT), 1)]
    return [row[0] for row, fits in zip(rows, query.fits(texts), strict=True) if fits]


def _compare(db: Database, wanted: FeedFilter, now: float, where: _Conditions) -> str:
    """Adds the conditions about numbers and labels; returns the joins they need."""
    sql, joined = dialects.of(db), []
    if wanted.max_age:
        where.add("v.posted_at >= ?", now - wanted.max_age * HOUR)
    if wanted.language:
        where.add("v.language = ?", wanted.language)
    if wanted.min_views:
        joined.append(sql.nearest("video_samples", "vs", "video_id = v.id"))
        where.add("vs.views >= ?", wanted.min_views)
    if wanted.followers_from or wanted.followers_to:
        joined.append(sql.nearest("creator_samples", "cs", "creator_id = c.id"))
        where.add("cs.followers >= ?", wanted.followers_from)
        if wanted.followers_to:
            where.add("cs.followers <= ?", wanted.followers_to)
    for label, kind in (("v.ai", wanted.ai), ("v.shop", wanted.shop)):
        if kind is not Kind.SHOWN:
            where.add(f"COALESCE({label}, ?) = ?", False, kind is Kind.ALONE)
    return " ".join(joined)
