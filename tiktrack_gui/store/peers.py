"""What creators are compared by: their followers now and four weeks ago, and the engagement of their newest videos."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from tiktrack_gui.core.models import Creator, CreatorSample, Video, VideoSample
from tiktrack_gui.store import dialects, tables
from tiktrack_gui.store.connection import Part, reads
from tiktrack_gui.store.rows import fetch, read
from tiktrack_gui.store.samples import creator_samples_at, newest_creator_samples

_creators = tables.Creators
_COLUMNS = "v.id, v.ad, v.pinned, v.posted_at, vs.at, vs.likes, vs.comments, vs.shares, vs.views"


class Peers(Part):
    @reads
    def measured_at(self, moment: int) -> dict[int, tuple[CreatorSample | None, CreatorSample]]:
        """Returns the sample at that moment, and the newest one, of each creator that was ever looked up by itself.

        Reads all rows of creators, but no samples of those who were only seen in a feed.
        """
        rows = read(self._db, _creators.select(_creators.id).where(_creators.checked_at.is_null(False)))
        ids = [row["id"] for row in rows]
        newest = newest_creator_samples(self._db, ids)
        earlier = creator_samples_at(self._db, newest, moment)
        return {id_: (earlier.get(id_), sample) for id_, sample in newest.items()}

    @reads
    def newest_videos(self, creator_ids: Sequence[int], most: int) -> dict[int, list[Video]]:
        """Returns up to so many of each creator's newest videos with their newest samples, newest first.

        Only what engagement is computed from: captions and the like are left out, and which counts are rounded.
        """
        sql = dialects.of(self._db)
        wanted = sql.numbers.format(param="?")
        last = (  # of those wanted; others may be posted in the same second
            "SELECT o.posted_at FROM videos AS o WHERE o.creator_id = wanted.value "
            "ORDER BY o.posted_at DESC LIMIT 1 OFFSET ?"
        )
        rows = fetch(
            self._db,
            f"SELECT v.creator_id, {_COLUMNS} FROM {wanted} "
            f"{sql.join} videos AS v ON v.creator_id = wanted.value AND v.posted_at >= COALESCE(({last}), 0) "
            f"{sql.nearest('video_samples', 'vs', 'video_id = v.id')} "
            "ORDER BY v.creator_id, v.posted_at DESC, v.id DESC",
            json.dumps(list(creator_ids)),
            most - 1,
        )
        found: defaultdict[int, list[Video]] = defaultdict(list)
        creators = {row[0]: Creator(id=row[0], handle="") for row in rows}
        for creator_id, video_id, ad, pinned, posted_at, at, likes, comments, shares, views in rows:
            sample = VideoSample(at=at, likes=likes, comments=comments, shares=shares, views=views)
            video = Video(
                id=video_id,
                creator=creators[creator_id],
                posted_at=posted_at,
                sample=sample,
                ad=bool(ad),
                pinned=bool(pinned),
            )
            found[creator_id].append(video)
        return {id_: videos[:most] for id_, videos in found.items()}
