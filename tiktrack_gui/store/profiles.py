"""All that is known of one creator over time."""

from __future__ import annotations

from dataclasses import replace

from peewee import Database, fn

from tiktrack_gui.core.as_of import History
from tiktrack_gui.core.models import Creator, Video, VideoSample
from tiktrack_gui.core.timeline import FieldChange
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads
from tiktrack_gui.store.lists import tracked_id
from tiktrack_gui.store.lookups import creators_by_id, videos_by_id
from tiktrack_gui.store.rows import columns_for, read, read_one
from tiktrack_gui.store.samples import creator_samples, video_samples_until

_creators, _changes, _videos, _entries = tables.Creators, tables.CreatorChanges, tables.Videos, tables.ListEntries
_samples = tables.CreatorSamples
CHANGE = columns_for(_changes, FieldChange)


class Profiles(Part):
    @reads
    def profile_of(self, creator_id: int, videos: int) -> tuple[History, list[Video]]:
        """Returns the creator's whole history, and up to `videos` of its videos, newest first, as measured last.

        Raises LookupError for an unknown creator.
        """
        creator = creators_by_id(self._db, [creator_id]).get(creator_id)
        if creator is None:
            raise LookupError(f"no creator {creator_id}")
        return _history(self._db, creator), _videos_until(self._db, creator_id, None, videos)

    @reads
    def history_since(self, creator_id: int, moment: int) -> History:
        """As `profile_of`, but with the samples since that moment only, and the newest one by then.

        Raises LookupError for an unknown creator.
        """
        creator = creators_by_id(self._db, [creator_id]).get(creator_id)
        if creator is None:
            raise LookupError(f"no creator {creator_id}")
        theirs = (_samples.creator_id == creator_id) & (_samples.at <= moment)
        newest = read_one(self._db, _samples.select(fn.MAX(_samples.at).alias("at")).where(theirs))
        start = newest["at"] if newest and newest["at"] is not None else moment
        return _history(self._db, creator, start)

    @reads
    def videos_as_of(self, creator_id: int, moment: int, videos: int) -> list[Video]:
        """Returns up to `videos` of those posted by that moment, newest first, each with its newest sample by then.

        One that wasn't measured by then has a sample without counts.
        """
        found = _videos_until(self._db, creator_id, moment, videos)
        samples = video_samples_until(self._db, {video.id: moment for video in found})
        return [_as_of(video, samples.get(video.id), moment) for video in found]


def _history(db: Database, creator: Creator, since: int = 0) -> History:
    theirs = _changes.creator_id == creator.id
    changes = read(db, _changes.select(*CHANGE).where(theirs).order_by(_changes.at, _changes.id))
    first = read_one(db, _creators.select(_creators.first_seen_at).where(_creators.id == creator.id))
    on_list = (_entries.creator_id == creator.id) & (_entries.list_id == tracked_id(db))
    entry = read_one(db, _entries.select(_entries.added_at).where(on_list))
    return History(
        creator=creator,
        samples=creator_samples(db, creator.id, since),
        changes=[FieldChange(**row) for row in changes],
        first_seen_at=first["first_seen_at"] if first else None,
        tracked_since=entry["added_at"] if entry else None,
    )


def _videos_until(db: Database, creator_id: int, moment: int | None, limit: int) -> list[Video]:
    theirs = _videos.creator_id == creator_id
    by_then = theirs if moment is None else theirs & (_videos.posted_at <= moment)
    newest = _videos.select(_videos.id).where(by_then).order_by(_videos.posted_at.desc(), _videos.id.desc())
    ids = [row["id"] for row in read(db, newest.limit(limit))]
    videos = videos_by_id(db, ids)
    return [videos[video_id] for video_id in ids]


def _as_of(video: Video, sample: VideoSample | None, moment: int) -> Video:
    gone_at = video.gone_at if video.gone_at is not None and video.gone_at <= moment else None
    return replace(video, sample=sample or VideoSample(at=moment), gone_at=gone_at)
