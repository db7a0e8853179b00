"""All that is known of one creator over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from peewee import Database

from tiktrack_gui.core.as_of import History
from tiktrack_gui.core.models import Video, VideoSample
from tiktrack_gui.core.timeline import FieldChange
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads
from tiktrack_gui.store.lists import tracked_id
from tiktrack_gui.store.lookups import creators_by_id, newest_videos, videos_by_id
from tiktrack_gui.store.rows import any_of, columns_for, fetch, read
from tiktrack_gui.store.samples import creator_samples

_creators, _changes, _videos, _entries = tables.Creators, tables.CreatorChanges, tables.Videos, tables.ListEntries
CHANGE = columns_for(_changes, FieldChange)


class Profiles(Part):
    @reads
    def profile_of(self, creator_id: int, videos: int) -> tuple[History, list[Video]]:
        """Returns the creator's whole history, and up to `videos` of its videos, newest first, as measured last.

        Raises LookupError for an unknown creator.
        """
        [history] = _histories(self._db, [creator_id], {creator_id: 0})
        return history, _newest(self._db, creator_id, videos)

    @reads
    def histories_since(self, creator_ids: Sequence[int], moment: int) -> list[History]:
        """As `profile_of`, of several creators, but with the samples since that moment and the newest one by then only.

        Raises LookupError for an unknown creator.
        """
        newest = "SELECT MAX(at) FROM creator_samples WHERE creator_id = ? AND at <= ?"
        starts = {id_: fetch(self._db, newest, id_, moment)[0][0] for id_ in creator_ids}
        return _histories(self._db, creator_ids, {id_: moment if at is None else at for id_, at in starts.items()})

    @reads
    def videos_as_of(self, creator_id: int, moment: int, videos: int) -> list[Video]:
        """Returns up to `videos` of those posted by that moment, newest first, each with its newest sample by then.

        One that wasn't measured by then has a sample without counts.
        """
        creators = creators_by_id(self._db, [creator_id]).values()
        found = newest_videos(self._db, creators, videos, moment)
        return [_as_of(video, moment) for video in found.get(creator_id, ())]


def _histories(db: Database, creator_ids: Sequence[int], starts: Mapping[int, int]) -> list[History]:
    """starts: since when each one's samples are read. Raises LookupError for an unknown creator."""
    creators = creators_by_id(db, creator_ids)
    if unknown := [id_ for id_ in creator_ids if id_ not in creators]:
        raise LookupError(f"no creator {unknown[0]}")
    changes: defaultdict[int, list[FieldChange]] = defaultdict(list)
    theirs = _changes.creator_id.in_(any_of(db, creator_ids))
    for row in read(db, _changes.select(_changes.creator_id, *CHANGE).where(theirs).order_by(_changes.at, _changes.id)):
        changes[row.pop("creator_id")].append(FieldChange(**row))
    seen = read(
        db, _creators.select(_creators.id, _creators.first_seen_at).where(_creators.id.in_(any_of(db, creator_ids)))
    )
    first = {row["id"]: row["first_seen_at"] for row in seen}
    on_list = _entries.creator_id.in_(any_of(db, creator_ids)) & (_entries.list_id == tracked_id(db))
    added = read(db, _entries.select(_entries.creator_id, _entries.added_at).where(on_list))
    tracked = {row["creator_id"]: row["added_at"] for row in added}
    return [
        History(
            creator=creators[id_],
            samples=creator_samples(db, id_, starts[id_]),
            changes=changes[id_],
            first_seen_at=first[id_],
            tracked_since=tracked.get(id_),
        )
        for id_ in creator_ids
    ]


def _newest(db: Database, creator_id: int, limit: int) -> list[Video]:
    newest = _videos.select(_videos.id).where(_videos.creator_id == creator_id)
    in_order = newest.order_by(_videos.posted_at.desc(), _videos.id.desc())
    ids = [row["id"] for row in read(db, in_order.limit(limit))]
    videos = videos_by_id(db, ids)
    return [videos[video_id] for video_id in ids]


def _as_of(video: Video, moment: int) -> Video:
    """video: with its newest sample by then, or with one of later, without counts."""
    is_gone_later = video.gone_at is not None and video.gone_at > moment
    if video.sample.at <= moment and not is_gone_later:
        return video
    sample = video.sample if video.sample.at <= moment else VideoSample(at=moment)
    return replace(video, sample=sample, gone_at=None if is_gone_later else video.gone_at)
