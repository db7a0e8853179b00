"""Creators: their identity, their numbers over time, and which are tracked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from peewee import Database, fn

from tiktrack_gui.core.lists import ListEntry
from tiktrack_gui.core.models import Creator, CreatorSample, Origin, Video, VideoPage
from tiktrack_gui.core.sample_columns import SampleColumns
from tiktrack_gui.core.tracked import CONFIRMED_AFTER, LOST, MISSING_FROM, CreatorState, TrackedCreator
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.creator_words import creators_with
from tiktrack_gui.store.lists import add_to_list, on_list, take_entries, tracked_id
from tiktrack_gui.store.lookups import CREATOR, creators_by_id, holders, videos_by_id
from tiktrack_gui.store.rows import any_of, locked, read, read_one
from tiktrack_gui.store.samples import creator_samples, creator_samples_at, record_creator_samples
from tiktrack_gui.store.sightings import mark_taken, record_creators, record_videos

_creators, _samples, _videos, _entries = tables.Creators, tables.CreatorSamples, tables.Videos, tables.ListEntries


class Creators(Part):
    @writes
    def record_creator(self, creator: Creator, at: int) -> Creator:
        """Stores the result of a creator lookup; returns the creator with everything now known."""
        return _record(self._db, creator, at)

    @writes
    def record_history(self, creator_id: int, samples: Sequence[CreatorSample]) -> None:
        """Stores earlier samples of an already recorded creator, which was seen first with the earliest of them."""
        record_creator_samples(self._db, ((creator_id, sample) for sample in samples))
        if samples:
            first = min(sample.at for sample in samples)
            later = (_creators.id == creator_id) & (_creators.first_seen_at > first)
            _creators.update(first_seen_at=first).where(later).execute(self._db)

    @writes
    def record_creator_missing(self, creator_id: int, at: int, *, confirmed: bool = True, taken: bool = False) -> int:
        """Records a "not found" from TikTok; returns how many in a row. Raises LookupError for an unknown creator.

        It counts once in CONFIRMED_AFTER seconds. confirmed: whether every way to the creator led to nothing; otherwise
        it doesn't count towards MISSING. taken: whether another account has the handle.
        """
        query = _creators.select(_creators.not_found_count, _creators.confirmations, _creators.checked_at)
        row = read_one(self._db, locked(self._db, query.where(_creators.id == creator_id)))
        if row is None:
            raise LookupError(f"no creator {creator_id}")
        count: int = row["not_found_count"]
        confirmations: int = row["confirmations"]
        since = at - (row["checked_at"] or 0) if count else CONFIRMED_AFTER
        _answered(self._db, creator_id, at)
        if since >= CONFIRMED_AFTER:
            count, confirmations = count + 1, confirmations + confirmed
            _update(self._db, creator_id, not_found_count=count, confirmations=confirmations, checked_at=at)
        if confirmations >= MISSING_FROM:
            _update(self._db, creator_id, state=CreatorState.MISSING)
        elif taken:
            mark_taken(self._db, [creator_id])
        return count

    @writes
    def record_creator_doubted(self, creator_id: int, at: int) -> None:
        """Records that the creator was there, but with counts that weren't believed."""
        _update(self._db, creator_id, not_found_count=0, confirmations=0, checked_at=at)
        _answered(self._db, creator_id, at)

    @writes
    def record_creator_private(self, creator_id: int) -> None:
        """Records that TikTok says it is private, and so there."""
        _update(self._db, creator_id, state=CreatorState.PRIVATE, not_found_count=0, confirmations=0)

    @writes
    def record_creator_unanswered(self, creator_id: int, at: int, trouble: str) -> None:
        """Records that TikTok said nothing about the creator when it was asked for. trouble: the error's kind."""
        _update(self._db, creator_id, tried_at=at, failures=_creators.failures + 1, trouble=trouble)

    @reads
    def was_doubted(self, creator_id: int) -> bool:
        """Whether the last check of the creator found it, but brought no sample."""
        newest = _samples.select(fn.MAX(_samples.at)).where(_samples.creator_id == creator_id).scalar(self._db)
        checks = _creators.select(_creators.checked_at, _creators.not_found_count)
        row = read_one(self._db, checks.where(_creators.id == creator_id))
        return bool(row and newest and not row["not_found_count"] and (row["checked_at"] or 0) > newest)

    @reads
    def was_answered(self, creator_id: int, since: int, until: int) -> bool:
        """Whether the last check of the creator was between these moments, and brought a sample."""
        samples = _samples.select(fn.MAX(_samples.at)).where(_samples.creator_id == creator_id)
        newest: int | None = samples.scalar(self._db)
        checks = _creators.select(_creators.checked_at, _creators.not_found_count)
        row = read_one(self._db, checks.where(_creators.id == creator_id))
        if row is None or newest is None or row["not_found_count"]:
            return False
        checked_at: int = row["checked_at"] or 0
        return since <= checked_at <= min(newest, until)

    @writes
    def record_creator_videos(self, page: VideoPage, at: int) -> None:
        """Stores a page of videos with their creators and all samples."""
        record_videos(self._db, page.videos, at)

    @reads
    def find(self, creator_id: int) -> Creator | None:
        """Returns the creator with its newest sample, or None."""
        return creators_by_id(self._db, [creator_id]).get(creator_id)

    @reads
    def creator_named(self, handle: str) -> Creator | None:
        """Returns the creator that has that handle, or had it last, with its newest sample, or None.

        Whatever the case of the letters.
        """
        row = read_one(self._db, holders(self._db, handle))
        return None if row is None else creators_by_id(self._db, [row["id"]])[row["id"]]

    @reads
    def lost(self, creator_ids: Iterable[int]) -> frozenset[int]:
        """Returns those that are missing from TikTok, or whose handle is another account's now."""
        theirs = _creators.id.in_(any_of(self._db, creator_ids))
        lost = _creators.select(_creators.id).where(theirs, _creators.state.in_(LOST))
        return frozenset(row["id"] for row in read(self._db, lost))

    @reads
    def by_ids(self, creator_ids: Iterable[int]) -> dict[int, Creator]:
        """Returns the known ones of these creators, by ID."""
        return creators_by_id(self._db, creator_ids)

    @reads
    def with_words(self, text: str, limit: int) -> list[Creator]:
        """Returns the creators whose handle, name or bio has each word of the text, or one that begins with it.

        Who has the text as its handle comes first, then who has the most followers. See `core.words_index`.
        """
        ids = creators_with(self._db, text, limit)
        found = creators_by_id(self._db, ids)
        return [found[id_] for id_ in ids]

    @reads
    def poster_of(self, video_id: int) -> Creator | None:
        """Returns the creator of a known video, or None."""
        row = read_one(self._db, _videos.select(_videos.creator_id).where(_videos.id == video_id))
        return None if row is None else creators_by_id(self._db, [row["creator_id"]])[row["creator_id"]]

    @writes
    def track(self, creator_id: int, at: int) -> None:
        """Adds the creator at the end of those tracked; no effect if it is already."""
        add_to_list(self._db, tracked_id(self._db), [creator_id], at)

    @writes
    def untrack(self, creator_ids: Sequence[int]) -> list[ListEntry]:
        """Takes the creators off all lists; returns where they stood, for `Lists.put_back`."""
        return take_entries(self._db, _entries.creator_id.in_(any_of(self._db, creator_ids)))

    @writes
    def set_hidden(self, creator_id: int, hidden: bool) -> None:
        """hidden: whether the user doesn't want to see the creator's videos in the feed."""
        _update(self._db, creator_id, hidden=hidden)

    @reads
    def hidden(self) -> list[Creator]:
        """Returns the hidden creators, by handle."""
        rows = read(self._db, _creators.select(*CREATOR).where(_creators.hidden == True))  # noqa: E712
        return sorted((Creator(**row) for row in rows), key=lambda creator: creator.handle.casefold())

    @reads
    def tracked(self) -> list[TrackedCreator]:
        """Returns the tracked creators in their order, each with its newest sample."""
        return on_list(self._db, tracked_id(self._db))

    @reads
    def is_made_up(self) -> bool:
        """Whether this is demo data. Checks a single sample: demo and real data are never in the same file."""
        row = read_one(self._db, _samples.select(_samples.origin))
        return row is not None and row["origin"] == Origin.DEMO

    @reads
    def growth_of(self, creator_id: int, since: int = 0) -> SampleColumns:
        """Returns the creator's samples since that moment, oldest first."""
        return creator_samples(self._db, creator_id, since)

    @reads
    def earlier_creator_samples(self, creator_ids: Iterable[int], moment: int) -> dict[int, CreatorSample]:
        """Returns each creator's baseline for a change since `moment`: its newest sample by then, else its oldest."""
        return creator_samples_at(self._db, creator_ids, moment)

    @reads
    def videos_of(self, creator_id: int, limit: int = 50) -> list[Video]:
        """Returns the creator's newest posts first, each with its newest sample."""
        return _videos_of(self._db, creator_id, limit)

    @reads
    def newest_post_at(self, creator_id: int) -> int | None:
        """Returns when the creator's newest known unpinned video was posted."""
        theirs = (_videos.creator_id == creator_id) & ~_videos.pinned
        newest: int | None = _videos.select(fn.MAX(_videos.posted_at)).where(theirs).scalar(self._db)
        return newest


def _record(db: Database, creator: Creator, at: int) -> Creator:
    record_creators(db, [creator], at, asked=True)
    _update(db, creator.id, checked_at=at)
    _answered(db, creator.id, at)
    return creators_by_id(db, [creator.id])[creator.id]


def _answered(db: Database, creator_id: int, at: int) -> None:
    _update(db, creator_id, tried_at=at, failures=0, trouble=None)


def _videos_of(db: Database, creator_id: int, limit: int) -> list[Video]:
    newest = _videos.select(_videos.id).where(_videos.creator_id == creator_id)
    rows = read(db, newest.order_by(_videos.posted_at.desc(), _videos.id.desc()).limit(limit))
    ids = [row["id"] for row in rows]
    videos = videos_by_id(db, ids)
    return [videos[video_id] for video_id in ids]


def _update(db: Database, creator_id: int, **values: Any) -> None:
    _creators.update(values).where(_creators.id == creator_id).execute(db)
