"""The candidates of brands: who they are, and how they are watched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import Database, fn

from tiktrack_gui.core.discovery.columns import Rows
from tiktrack_gui.core.discovery.pool import Found, Watch
from tiktrack_gui.core.discovery.stored import Matches, Watched
from tiktrack_gui.core.models import Creator, Video
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.store import dialects
from tiktrack_gui.store import discovery_tables as tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.lists import tracked_id
from tiktrack_gui.store.lookups import creators_by_id, newest_videos
from tiktrack_gui.store.pool import read_pool
from tiktrack_gui.store.rows import (
    any_of,
    columns_for,
    execute_many,
    fetch,
    insert_new,
    listed,
    locked,
    part,
    read,
    upsert,
)
from tiktrack_gui.store.sightings import record_creators
from tiktrack_gui.store.tables import ListEntries

_brands, _candidates, _watched, _entries = (
    tables.Brands,
    tables.Candidates,
    tables.WatchedCreators,
    ListEntries,
)
WATCHED = columns_for(_watched, Watched)

# As in `suggestions`: a run's videos are first seen when it finished. A creator's own page isn't where one is found.
_SEEN = """\
SELECT v.creator_id, MAX(CASE WHEN SUBSTR(s.account_handle, 1, 1) = '#' THEN 1 ELSE 0 END)
FROM scrape_runs AS r
{join} sources AS s ON s.id = r.source_id AND SUBSTR(s.account_handle, 1, 1) <> '@'
{join} videos AS v ON v.first_seen_at = r.finished_at
{join} creators AS c ON c.id = v.creator_id AND c.hidden = ? AND c.state = ?
LEFT JOIN creator_sizes AS z ON z.creator_id = v.creator_id
WHERE r.finished_at >= ? AND (COALESCE(z.followers, -1) = -1 OR z.followers BETWEEN ? AND ?)
GROUP BY v.creator_id
ORDER BY v.creator_id
"""

# Of those that are tracked, `refreshing` takes care. Those that are candidates of no brand any more are left alone.
_WATCHED = """\
SELECT c.handle, c.state, {columns} FROM watched_creators AS w
{join} creators AS c ON c.id = w.creator_id
WHERE w.watch IN ('{waiting}', '{watched}')
  AND EXISTS (SELECT 1 FROM candidates AS n WHERE n.creator_id = w.creator_id AND n.dismissed_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM list_entries AS e WHERE e.list_id = ? AND e.creator_id = w.creator_id)
ORDER BY w.since, w.creator_id
"""


class Candidates(Part):
    @reads
    def pool(self, brand_id: int) -> Rows:
        """Returns the brand's candidates in the order of their IDs, with one statement."""
        return read_pool(self._db, brand_id)

    @writes
    def add(self, brand_id: int, found: Sequence[tuple[int, Found]], now: int) -> list[int]:
        """Adds recorded creators to the brand's candidates; returns those that weren't.

        Raises LookupError if there is no such brand.
        """
        if not read(self._db, locked(self._db, _brands.select(_brands.id).where(_brands.id == brand_id))):
            raise LookupError(f"no brand {brand_id}")
        theirs = _candidates.select(_candidates.creator_id).where(_candidates.brand_id == brand_id)
        there = {row["creator_id"] for row in read(self._db, theirs)}
        new: dict[int, Found] = {}
        for creator_id, where in found:
            if creator_id not in there:
                new.setdefault(creator_id, where)
        rows = [
            {"brand_id": brand_id, "creator_id": creator_id, "found": where, "found_at": now}
            for creator_id, where in sorted(new.items())
        ]
        insert_new(self._db, _candidates, rows, key=("brand_id", "creator_id"))
        return list(new)

    @writes
    def remove(self, brand_id: int, creator_ids: Iterable[int]) -> None:
        places = [(brand_id, creator_id) for creator_id in sorted(creator_ids)]
        execute_many(self._db, "DELETE FROM candidates WHERE brand_id = ? AND creator_id = ?", places)

    @writes
    def dismiss(self, brand_id: int, creator_ids: Iterable[int], at: int | None) -> None:
        """Marks candidates as not interesting since that moment; None takes it back."""
        changed = [(at, brand_id, creator_id) for creator_id in sorted(creator_ids)]
        execute_many(self._db, "UPDATE candidates SET dismissed_at = ? WHERE brand_id = ? AND creator_id = ?", changed)

    @reads
    def ids(self, brand_id: int) -> list[int]:
        """Returns who the brand's candidates are."""
        theirs = _candidates.select(_candidates.creator_id).where(_candidates.brand_id == brand_id)
        return [row["creator_id"] for row in read(self._db, theirs.order_by(_candidates.creator_id))]

    @reads
    def of_brands(self, creator_ids: Iterable[int]) -> dict[int, list[int]]:
        """Returns which of these creators are candidates, by the ID of the brand."""
        query = _candidates.select(_candidates.brand_id, _candidates.creator_id)
        found = defaultdict(list)
        for row in read(self._db, query.where(_candidates.creator_id.in_(any_of(self._db, creator_ids)))):
            found[row["brand_id"]].append(row["creator_id"])
        return dict(found)

    @writes
    def set_matches(self, brand_id: int, matches: Mapping[int, Matches]) -> None:
        """Stores how the candidates' captions fit the brand, by creator ID."""
        rows = [(*match, brand_id, creator_id) for creator_id, match in sorted(matches.items())]
        execute_many(
            self._db,
            "UPDATE candidates SET niche_matches = ?, niche_captions = ?, similarity = ?, similar_to = ? "
            "WHERE brand_id = ? AND creator_id = ?",
            rows,
        )

    @reads
    def authors_seen(self, since: int, followers_from: int, followers_to: int) -> list[tuple[int, Found]]:
        """Returns the authors of videos first seen since that moment in the feed or a hashtag, and in which of these.

        They are neither hidden, private nor missing; their last known followers are in the range, or aren't known.
        """
        sql = dialects.of(self._db)
        question = _SEEN.format(join=sql.join)
        rows = fetch(self._db, question, False, CreatorState.ACTIVE, since, followers_from, followers_to)
        return [(creator_id, Found.HASHTAG if hashtag else Found.FEED) for creator_id, hashtag in rows]

    @writes
    def record_found(self, creators: Sequence[Creator], now: int) -> None:
        """Stores creators that a search found, with their samples."""
        record_creators(self._db, creators, now)

    @reads
    def captions(self, creator_ids: Iterable[int], most: int) -> dict[int, list[Video]]:
        """Returns up to `most` of each creator's newest videos, newest first, by creator ID."""
        return newest_videos(self._db, creators_by_id(self._db, creator_ids).values(), most)

    @writes
    def wait(self, creator_ids: Iterable[int], now: int) -> list[int]:
        """Puts creators where they wait to be read; returns those that weren't waiting, watched or tracked already."""
        ids = sorted(set(creator_ids))
        there = _watched.creator_id.in_(any_of(self._db, ids)) & _watched.watch.in_((Watch.WAITING, Watch.WATCHED))
        on_list = _entries.creator_id.in_(any_of(self._db, ids)) & (_entries.list_id == tracked_id(self._db))
        taken = {row["creator_id"] for row in read(self._db, _watched.select(_watched.creator_id).where(there))}
        tracked = {row["creator_id"] for row in read(self._db, _entries.select(_entries.creator_id).where(on_list))}
        new = [creator_id for creator_id in ids if creator_id not in taken | tracked]
        never = dict.fromkeys(("until", "read_at", "checked_at", "next_at", "trouble"))
        rows = [{"creator_id": id_, "watch": Watch.WAITING, "since": now, **never, "failures": 0} for id_ in new]
        upsert(self._db, _watched, rows, key=("creator_id",))
        return new

    @reads
    def watched(self) -> list[Watched]:
        """Returns the candidates that are to be read, or are read daily, in the order in which they were put there.

        Without those that are tracked, and those that are interesting for no brand any more.
        """
        sql = dialects.of(self._db)
        question = _WATCHED.format(
            columns=listed(WATCHED, "w"), join=sql.join, waiting=Watch.WAITING, watched=Watch.WATCHED
        )
        rows = fetch(self._db, question, tracked_id(self._db))
        return [
            Watched(handle=row[0], state=row[1], **values)
            for row, values in zip(rows, part(rows, WATCHED, 2), strict=True)
        ]

    @writes
    def record_read(self, creator_id: int, at: int, until: int, next_at: int) -> None:
        """Records that the creator and its videos were read; it is watched until that moment."""
        first = fn.COALESCE(_watched.read_at, at)
        read_now = {"watch": Watch.WATCHED, "until": until, "read_at": first, "checked_at": at, "next_at": next_at}
        _update(self._db, creator_id, **read_now, failures=0, trouble=None)

    @writes
    def record_tried(self, creator_id: int, at: int, next_at: int, trouble: str) -> None:
        """Records that the creator was asked for in vain. trouble: the error's kind."""
        failures = _watched.failures + 1
        _update(self._db, creator_id, checked_at=at, next_at=next_at, failures=failures, trouble=trouble)

    @writes
    def finish(self, creator_ids: Iterable[int], now: int) -> None:
        """Records that the creators aren't watched any longer."""
        theirs = _watched.creator_id.in_(any_of(self._db, creator_ids))
        done = {"watch": Watch.DONE, "until": now, "next_at": None}
        _watched.update(done).where(theirs).execute(self._db)


def _update(db: Database, creator_id: int, **values: Any) -> None:
    _watched.update(values).where(_watched.creator_id == creator_id).execute(db)
