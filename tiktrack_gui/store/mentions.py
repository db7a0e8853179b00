"""Videos whose captions mention a creator."""

from __future__ import annotations

from collections.abc import Sequence

from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.mentions import mentioned
from tiktrack_gui.core.models import Creator, Video
from tiktrack_gui.store.connection import Part, reads
from tiktrack_gui.store.lookups import videos_by_id
from tiktrack_gui.store.rows import fetch

BEFORE = 8 * DAY  # s; an ID is made at most this long before the video is posted
TIME_BITS = 32  # of an ID, below the second in which it was made


class Mentions(Part):
    @reads
    def of_creator(self, creator: Creator, periods: Sequence[tuple[int, int]]) -> list[Video]:
        """Returns the videos of others that were posted in these periods (both ends included) and mention the creator.

        By the present handle, in any case of the letters. Of the table, only the videos whose IDs were made around
        these periods are read: IDs are in the order of time.
        """
        ids: set[int] = set()
        name = canonical(creator.handle)
        for since, until in periods:
            rows = fetch(
                self._db,
                "SELECT v.id, v.caption FROM videos AS v WHERE v.id >= ? AND v.id < ? AND v.posted_at >= ? "
                "AND v.posted_at <= ? AND v.creator_id <> ? AND LOWER(v.caption) LIKE ?",
                (since - BEFORE) << TIME_BITS,
                (until + 1) << TIME_BITS,
                since,
                until,
                creator.id,
                f"%@{name}%",
            )
            ids |= {video_id for video_id, caption in rows if name in mentioned(caption)}
        return list(videos_by_id(self._db, sorted(ids)).values())
