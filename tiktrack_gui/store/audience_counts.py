"""What was read of candidates' comments and videos' places: only counts, no text and nobody who wrote one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from peewee import Database

from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.discovery.plans import COMMENT_PAGES
from tiktrack_gui.core.discovery.stored import CommentsRead, Unfinished
from tiktrack_gui.store import discovery_tables as tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.rows import any_of, columns_for, insert_new, locked, read, read_one

_counts, _places = tables.CommentCounts, tables.VideoPlaces
READ = columns_for(_counts, CommentsRead)
_TO_DO = (_counts.done == False) & _counts.trouble.is_null()  # noqa: E712
_UNPLACED = _places.at.is_null() & _places.trouble.is_null()


class AudienceCounts(Part):
    @writes
    def begin_comments(self, creator_id: int, video_ids: Iterable[int], now: int) -> None:
        """Begins to read the comments of these videos; those that were read before are read anew.

        Where it was interrupted, or in trouble, it goes on. What was counted stays until there is something newer, also
        of other videos.
        """
        ids = sorted(set(video_ids))
        theirs = _counts.video_id.in_(any_of(self._db, ids))
        _counts.update(cursor=0, done=False).where(theirs, _counts.done == True).execute(self._db)  # noqa: E712
        _counts.update(trouble=None).where(theirs).execute(self._db)
        nothing: dict[str, Any] = {"comments": 0, "languages": {}, "cursor": 0, "pages": 0, "done": False}
        rows = [{"video_id": id_, "creator_id": creator_id, **nothing, "at": now, "trouble": None} for id_ in ids]
        insert_new(self._db, _counts, rows, key=("video_id",))

    @reads
    def next_comments(self, creator_id: int) -> CommentsRead | None:
        """Returns the newest of the creator's videos whose comments are still to be read, and how far they are."""
        query = _counts.select(*READ).where(_counts.creator_id == creator_id, _TO_DO)
        row = read_one(self._db, query.order_by(_counts.video_id.desc()))
        return None if row is None else CommentsRead(**row)

    @reads
    def comments_of(self, creator_id: int) -> list[CommentsRead]:
        """Returns how far the comments of each of the creator's videos were read, newest first."""
        query = _counts.select(*READ).where(_counts.creator_id == creator_id).order_by(_counts.video_id.desc())
        return [CommentsRead(**row) for row in read(self._db, query)]

    @writes
    def add_page(self, video_id: int, page: CommentPage, now: int, *, begins: int | None = None) -> None:
        """Adds what was counted on a page; the first one replaces what was counted before. The video is done after its
        last one, and after COMMENT_PAGES.

        begins: where the page begins; one that was added in the meantime, by another program, isn't added again.
        Raises LookupError if its comments aren't to be read.
        """
        row = read_one(self._db, locked(self._db, _counts.select().where(_counts.video_id == video_id)))
        if row is None:
            raise LookupError(f"no comments of {video_id} are to be read")
        if begins is not None and (row["done"] or row["cursor"] != begins):
            return
        if not row["cursor"]:
            row |= {"comments": 0, "languages": {}, "pages": 0}
        pages = row["pages"] + 1
        values = {
            "comments": row["comments"] + page.comments,
            "languages": dict(Counter(row["languages"]) + Counter(page.languages)),
            "cursor": page.cursor,
            "pages": pages,
            "done": not page.has_more or pages >= COMMENT_PAGES,
            "at": now,
            "trouble": None,
        }
        _counts.update(values).where(_counts.video_id == video_id).execute(self._db)

    @writes
    def fail(self, video_id: int, trouble: str, now: int) -> None:
        """Records that reading the video's comments was given up. trouble: the error's kind. What was counted stays."""
        _counts.update(trouble=trouble, at=now).where(_counts.video_id == video_id).execute(self._db)

    @writes
    def begin_places(self, creator_id: int, video_ids: Iterable[int]) -> list[int]:
        """Begins to read where these videos were posted; forgets those of the creator's others.

        Returns those to be read. A place never changes: what was read isn't read again, except after trouble.
        """
        ids = set(video_ids)
        others = (_places.creator_id == creator_id) & _places.video_id.not_in(any_of(self._db, ids))
        _places.delete().where(others).execute(self._db)
        rows = [
            {"video_id": id_, "creator_id": creator_id, "place": None, "at": None, "trouble": None}
            for id_ in sorted(ids)
        ]
        insert_new(self._db, _places, rows, key=("video_id",))
        _places.update(trouble=None).where(_places.video_id.in_(any_of(self._db, ids))).execute(self._db)
        return _unplaced(self._db, creator_id)

    @reads
    def next_place(self, creator_id: int) -> int | None:
        """Returns the newest of the creator's videos whose place is still to be read."""
        return next(iter(_unplaced(self._db, creator_id)), None)

    @reads
    def placed(self, video_ids: Iterable[int]) -> frozenset[int]:
        """Returns those of the videos whose places were read."""
        there = _places.video_id.in_(any_of(self._db, video_ids)) & _places.at.is_null(False)
        return frozenset(row["video_id"] for row in read(self._db, _places.select(_places.video_id).where(there)))

    @writes
    def record_place(self, video_id: int, place: str | None, now: int) -> None:
        """place: an ISO 3166 code; None if the video's page says none."""
        _places.update(place=place, at=now, trouble=None).where(_places.video_id == video_id).execute(self._db)

    @writes
    def fail_place(self, video_id: int, trouble: str) -> None:
        """Records that reading the video's place was given up. trouble: the error's kind."""
        _places.update(trouble=trouble).where(_places.video_id == video_id).execute(self._db)

    @reads
    def unfinished(self) -> Unfinished:
        """Returns whose comments and places are still to be read, such as after a restart."""
        return Unfinished(comments=_owners(self._db, _counts, _TO_DO), places=_owners(self._db, _places, _UNPLACED))


def _unplaced(db: Database, creator_id: int) -> list[int]:
    query = _places.select(_places.video_id).where(_places.creator_id == creator_id, _UNPLACED)
    return [row["video_id"] for row in read(db, query.order_by(_places.video_id.desc()))]


def _owners(db: Database, table: Any, which: Any) -> tuple[int, ...]:
    rows = read(db, table.select(table.creator_id).where(which).distinct().order_by(table.creator_id))
    return tuple(row["creator_id"] for row in rows)
