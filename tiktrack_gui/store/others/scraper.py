"""Imports a trending scraper's sources, posts and stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from peewee import Database, Model

from tiktrack_gui.core.models import PLATFORM
from tiktrack_gui.store import tables
from tiktrack_gui.store.others.ours import AT_LIMIT, Tally, insert_sorted, known_in, known_posts, videos_of
from tiktrack_gui.store.others.theirs import Theirs, in_chunks
from tiktrack_gui.store.others.values import (
    Key,
    count_of,
    flag_of,
    is_at_limit,
    json_of,
    moment_of,
    platform_of,
    post_key,
    real_of,
    rows_by_key,
    text_of,
    word_of,
)
from tiktrack_gui.store.rows import Row, read

DEFAULT_FREQUENCY = 15  # minutes
DEFAULT_REASON = "Imported"
NO_HANDLE = "sources without a platform or a handle"
NO_ID = "posts without a platform or a usable ID"
POST_WITHOUT_TIME = "posts without a usable time"
COPY_OF_POST = "older copies of the same post"
CUT_OFF = "raw data cut off, left out"
NO_POST = "stories without a usable post"
STORY_WITHOUT_TIME = "stories without a usable time"
COPY_OF_STORY = "older copies of the same story"
SCRAPER_NOTES = (
    "Velocities are taken as they are: engagements per minute.",
    "Posts without a source belong to TikTok Trending.",
    "Stories whose video TikTrack hasn’t seen are imported as inactive: the feed can’t show them.",
)
_SHARED = ("platform", "author", "content", "url", "posted_at")  # columns of a post and its story
_POST_COUNTS = ("likes", "comments", "shares", "views")


class Scraper:
    """Sources, posts and stories."""

    def __init__(self, theirs: Theirs, db: Database, tally: Tally) -> None:
        self._theirs, self._db, self._tally = theirs, db, tally

    def run(self) -> None:
        self._tally.begin(tables.Sources, tables.RawPosts, tables.Stories)
        sources, trending = self._import_sources()
        self._import_posts(sources, trending)
        if self._theirs.has("stories", "raw_post_id"):
            self._import_stories()

    def _import_sources(self) -> tuple[dict[Any, int], int]:
        """Returns our source IDs by theirs, and that of the trending feed."""
        table = tables.Sources
        rows = read(self._db, table.select(table.id, table.platform, table.account_handle))
        ours = {(row["platform"], row["account_handle"]): row["id"] for row in rows}
        found: dict[Any, int] = {}
        trending, before = ours[PLATFORM, "trending"], len(ours)
        for row in self._their_sources():
            key = platform_of(row["platform"]), word_of(row["account_handle"])
            if not all(key):
                self._tally.left_out[NO_HANDLE] += 1
                continue
            if key not in ours:
                ours[key] = table.insert(_source_row(key, row)).execute(self._db)
            found[row["id"]] = ours[key]
        new = len(ours) - before
        self._tally.took(table, new=new, known=len(found) - new)
        return found, trending

    def _their_sources(self) -> Iterator[Row]:
        if not self._theirs.has("sources", "id", "platform", "account_handle"):
            return iter(())
        names = "id platform account_handle account_name is_active is_trusted scrape_frequency_minutes".split()
        return self._theirs.rows(
            self._theirs.select("sources", *names, "last_checked_at", "created_at"), "sources ORDER BY id"
        )

    def _import_posts(self, sources: Mapping[Any, int], trending: int) -> None:
        kept = self._newest(self._dated_posts(), COPY_OF_POST)
        names = ("id", "platform_post_id", *_SHARED, *_POST_COUNTS, "raw_data", "source_id", "fetched_at")
        theirs = self._theirs.rows(self._theirs.select("raw_posts", *names), "raw_posts")
        for rows in in_chunks(row for row in theirs if row["id"] in kept):
            by_key = rows_by_key(rows)
            ours = known_posts(self._db, by_key)
            new = {key: row for key, row in by_key.items() if key not in ours}
            added = [self._post_row(key, row, sources.get(row["source_id"], trending)) for key, row in new.items()]
            self._add(tables.RawPosts, added, ("platform", "platform_post_id"), known=len(ours))

    def _dated_posts(self) -> Iterator[tuple[Key, int, Any]]:
        """Yields the key, the time and their ID of each usable post."""
        names = ("id", "platform", "platform_post_id", "posted_at", "fetched_at")
        for row in self._theirs.rows(self._theirs.select("raw_posts", *names), "raw_posts"):
            key, posted_at = post_key(row), moment_of(row["posted_at"])
            if key is None:
                self._tally.left_out[NO_ID] += 1
            elif posted_at is None:
                self._tally.left_out[POST_WITHOUT_TIME] += 1
            else:
                yield key, moment_of(row["fetched_at"]) or posted_at, row["id"]

    def _post_row(self, key: Key, row: Row, source_id: int) -> Row:
        raw_data = json_of(row["raw_data"])
        self._tally.left_out[CUT_OFF] += raw_data is None
        self._tally.left_out[AT_LIMIT] += sum(is_at_limit(row[name]) for name in _POST_COUNTS)
        shared = _shared(row)
        return {
            **shared,
            "platform": key[0],
            "platform_post_id": key[1],
            **{name: count_of(row[name]) for name in _POST_COUNTS},
            "raw_data": {} if raw_data is None else raw_data,
            "source_id": source_id,
            "fetched_at": moment_of(row["fetched_at"]) or shared["posted_at"],
        }

    def _import_stories(self) -> None:
        kept = self._newest(self._dated_stories(), COPY_OF_STORY)
        names = ("score", "engagement_velocity", "reason_flagged", "is_active")
        for rows in in_chunks(row for row in self._their_stories(*names) if row["id"] in kept):
            by_key = rows_by_key(rows, "post_platform")
            posts = known_posts(self._db, by_key)
            known = known_in(self._db, tables.Stories.raw_post_id, posts.values())
            shown = videos_of(self._db, posts)
            added = [
                _story_row(post_id, by_key[key], can_be_shown=key in shown)
                for key, post_id in posts.items()
                if post_id not in known
            ]
            self._tally.left_out[NO_POST] += len(by_key) - len(posts)
            self._add(tables.Stories, added, ("raw_post_id",), known=len(known))

    def _dated_stories(self) -> Iterator[tuple[Key, int, Any]]:
        for row in self._their_stories():
            key, posted_at = post_key(row, "post_platform"), moment_of(row["posted_at"])
            if key is None:
                self._tally.left_out[NO_POST] += 1
            elif posted_at is None:
                self._tally.left_out[STORY_WITHOUT_TIME] += 1
            else:
                yield key, _times_of_story(row)[1], row["id"]

    def _their_stories(self, *names: str) -> Iterator[Row]:
        """Yields stories, each with its post's key and with what only its post has."""
        column = self._theirs.column
        columns = {
            "id": column("stories", "id" if self._theirs.has("stories", "id") else "raw_post_id"),
            "post_platform": column("raw_posts", "platform"),
            "platform_post_id": column("raw_posts", "platform_post_id"),
            "fetched_at": column("raw_posts", "fetched_at"),
            **{name: f"COALESCE({column('stories', name)}, {column('raw_posts', name)})" for name in _SHARED},
            **self._theirs.select("stories", "created_at", "updated_at", *names),
        }
        return self._theirs.rows(columns, "stories LEFT JOIN raw_posts ON raw_posts.id = stories.raw_post_id")

    def _newest(self, rows: Iterable[tuple[Key, int, Any]], reason: str) -> set[Any]:
        """Returns the IDs of the newest row of each key: (key, time, ID). The others are left out for that reason."""
        newest: dict[Key, tuple[int, Any]] = {}
        for key, at, id_ in rows:
            self._tally.left_out[reason] += key in newest
            newest[key] = max(newest.get(key, (at, id_)), (at, id_))
        return {id_ for _, id_ in newest.values()}

    def _add(self, table: type[Model], rows: list[Row], key: Sequence[str], *, known: int) -> None:
        insert_sorted(self._db, table, rows, key)
        self._tally.took(table, new=len(rows), known=known)


def _source_row(key: Key, row: Row) -> Row:
    platform, handle = key
    created_at = moment_of(row["created_at"])
    return {
        "platform": platform,
        "account_handle": handle,
        "account_name": word_of(row["account_name"]) or handle,
        # TikTrack would begin to poll those of TikTok: their user decides that
        "is_active": platform != PLATFORM and flag_of(row["is_active"], default=True),
        "is_trusted": flag_of(row["is_trusted"], default=False),
        "scrape_frequency_minutes": count_of(row["scrape_frequency_minutes"]) or DEFAULT_FREQUENCY,
        "last_run_at": moment_of(row["last_checked_at"]),
        **({} if created_at is None else {"created_at": created_at}),  # else now
    }


def _story_row(post_id: int, row: Row, *, can_be_shown: bool) -> Row:
    flagged_at, updated_at = _times_of_story(row)
    return {
        "raw_post_id": post_id,
        **_shared(row),
        "score": min(100, max(0, round(real_of(row["score"]) or 0))),
        "engagement_velocity": real_of(row["engagement_velocity"]),
        "reason_flagged": text_of(row["reason_flagged"]) or DEFAULT_REASON,
        "score_parts": {},
        "is_active": can_be_shown and flag_of(row["is_active"], default=True),
        "flagged_at": flagged_at,
        "updated_at": updated_at,
    }


def _times_of_story(row: Row) -> tuple[int, int]:
    """When the story was flagged and when it was updated. It must have a usable `posted_at`."""
    created, updated, fetched, posted = (
        moment_of(row[name]) for name in ("created_at", "updated_at", "fetched_at", "posted_at")
    )
    flagged_at = created or updated or fetched or posted or 0
    return flagged_at, updated or flagged_at


def _shared(row: Row) -> Row:
    """The columns shared by a post and its story. The row must have a usable `posted_at`."""
    texts = {name: text_of(row[name]) for name in ("author", "content", "url")}
    return {"platform": platform_of(row["platform"]), **texts, "posted_at": moment_of(row["posted_at"])}
