"""Removes what is no longer kept, in small steps, between which the store's thread is free.

A step begins at a place and returns where the next one does. One that is never done, such as when TikTrack is quit,
leaves nothing half-done: what it would have removed is found by the next one that begins at START.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from peewee import Database, Model

from tiktrack_gui.core.discovery.pool import Watch
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.keeping import Keeping, Place, Step
from tiktrack_gui.core.models import PLATFORM, CreatorSample, Origin, VideoSample
from tiktrack_gui.core.samples import Sample
from tiktrack_gui.core.thinning import needless
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, writes
from tiktrack_gui.store.discovery_tables import WatchedCreators
from tiktrack_gui.store.rows import any_word_of, execute_many, fetch, read
from tiktrack_gui.store.samples import samples_in
from tiktrack_gui.store.tables import name_of

# A step takes up to about 50 ms in a year's data: it looks at one of the first two, and loads or removes the third.
SAMPLES = 4_000
VIDEOS = 500
ROWS = 1_000
PIECE = 30 * DAY  # s; the samples of an owner are thinned in pieces, whose ends and extremes stay, too

WITH_VIDEOS = f" AND origin IN ('{Origin.ITEM_LIST}', '{Origin.VIDEO_PAGE}')"

Piece = tuple[Place, list[int]]  # where it begins, and the times of its samples


class Retention(Part):
    @writes
    def thin_creator_samples(self, place: Place, now: float, keeping: Keeping) -> Step:
        """Thins the old samples of creators: see `core.thinning`."""
        return _thin(self._db, tables.CreatorSamples, "creator_id", CreatorSample, place, now, keeping)

    @writes
    def thin_video_samples(self, place: Place, now: float, keeping: Keeping) -> Step:
        """Thins the old samples of videos."""
        return _thin(self._db, tables.VideoSamples, "video_id", VideoSample, place, now, keeping)

    @writes
    def forget_untracked(self, place: Place, before: int) -> Step:
        """Deletes the samples from before that moment that came with videos, of creators that are on no list and aren't
        watched, except each one's first and last. What was asked for or imported is thinned as that of others.
        """
        pieces, following = _pieces(self._db, tables.CreatorSamples, "creator_id", place, None, WITH_VIDEOS)
        kept = _on_lists_or_watched(self._db)
        old = [
            (owner_id, at)
            for (owner_id, _), times in pieces
            if owner_id not in kept
            for at in [at for at in times if at < before][1:-1]
        ]
        return Step(_delete(self._db, tables.CreatorSamples, "creator_id", old), following)

    @writes
    def forget_slow_videos(self, place: Place, before: int) -> Step:
        """Deletes the samples from before that moment of videos that are no stories, of creators on no list that aren't
        watched; then the videos that weren't seen since and have no samples left.
        """
        slow, following = _slow_videos(self._db, place[0], before)
        samples = execute_many(
            self._db, "DELETE FROM video_samples WHERE video_id = ? AND at < ?", [(id_, before) for id_ in slow]
        )
        unmeasured = "NOT EXISTS (SELECT 1 FROM video_samples WHERE video_id = videos.id)"
        videos = execute_many(
            self._db,
            f"DELETE FROM videos WHERE id = ? AND last_seen_at < ? AND {unmeasured}",
            [(id_, before) for id_ in slow],
        )
        return Step(samples + videos, following)


def _thin(
    db: Database,
    table: type[Model],
    owner: str,
    shape: type[Sample],
    place: Place,
    now: float,
    keeping: Keeping,
) -> Step:
    pieces, following = _pieces(db, table, owner, place, PIECE)
    crowded: list[Place] = []
    loaded = 0
    for start, times in pieces:
        slots = [slot for slot in keeping.slots(times, now) if slot is not None]
        if len(slots) == len(set(slots)):
            continue
        if loaded and loaded + len(times) > ROWS:
            following = start
            break
        crowded.append(start)
        loaded += len(times)
    found = samples_in(db, table, owner, shape, crowded, PIECE)
    old = [(owner_id, one.at) for (owner_id, _), samples in found.items() for one in needless(samples, now, keeping)]
    return Step(_delete(db, table, owner, old), following)


def _pieces(
    db: Database, table: type[Model], owner: str, place: Place, seconds: int | None, condition: str = ""
) -> tuple[list[Piece], Place | None]:
    """Returns the next pieces of samples, in the order of their keys, and where those after them begin.

    seconds: how long a piece is; None = all samples of an owner are one. A piece is cut off only if it alone is more
    than a step looks at.
    """
    question = f"SELECT {owner}, at FROM {name_of(table)} WHERE {owner} >= ? AND ({owner} > ? OR at >= ?){condition}"
    id_, at = place
    rows = fetch(db, f"{question} ORDER BY {owner}, at LIMIT {SAMPLES}", id_, id_, at)
    pieces = list(_grouped(rows, seconds))
    if len(rows) < SAMPLES:
        return pieces, None
    if len(pieces) > 1:
        return pieces[:-1], pieces[-1][0]
    return pieces, (rows[-1][0], rows[-1][1] + 1)


def _grouped(rows: Sequence[tuple[Any, ...]], seconds: int | None) -> Iterator[Piece]:
    def start(row: tuple[Any, ...]) -> Place:
        return row[0], row[1] - row[1] % seconds if seconds else 0

    for place, group in groupby(rows, key=start):
        yield place, [at for _, at in group]


def _slow_videos(db: Database, first_id: int, before: int) -> tuple[list[int], Place | None]:
    """Returns the old ones of the next videos that aren't stories, of creators on no list that aren't watched."""
    videos, posts = tables.Videos, tables.RawPosts
    columns = videos.select(videos.id, videos.creator_id, videos.first_seen_at)
    rows = read(db, columns.where(videos.id >= first_id).order_by(videos.id).limit(VIDEOS))
    following = (rows[-1]["id"] + 1, 0) if len(rows) == VIDEOS else None
    kept = _on_lists_or_watched(db)
    old = [row["id"] for row in rows if row["first_seen_at"] < before and row["creator_id"] not in kept]
    theirs = posts.platform_post_id.in_(any_word_of(db, map(str, old)))
    passed = read(db, posts.select(posts.platform_post_id).where(posts.platform == PLATFORM, theirs))
    stories = {int(row["platform_post_id"]) for row in passed}
    return [id_ for id_ in old if id_ not in stories], following


def _on_lists_or_watched(db: Database) -> set[int]:
    entries, watched = tables.ListEntries, WatchedCreators
    now = watched.watch.in_((Watch.WAITING, Watch.WATCHED))
    queries = entries.select(entries.creator_id), watched.select(watched.creator_id).where(now)
    return {row["creator_id"] for query in queries for row in read(db, query)}


def _delete(db: Database, table: type[Model], owner: str, places: Sequence[Place]) -> int:
    return execute_many(db, f"DELETE FROM {name_of(table)} WHERE {owner} = ? AND at = ?", sorted(places))
