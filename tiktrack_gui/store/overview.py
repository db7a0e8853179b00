"""The figures of all creators of a list, with a few statements that read only what they are computed from.

The first and the last of the samples of each period stand for all of them: the last one counts (see `core.regular`),
and whether the first one is equal to the one before it says whether the time between them was measured.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from peewee import Database

from tiktrack_gui.core.baseline import NEWEST, READ
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.growth_rate import EVERY
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample
from tiktrack_gui.core.overview import PERIODS, RENAMED_FOR, Figures, Read, figures
from tiktrack_gui.core.posts import PostsPerWeek, Seen, posts_since
from tiktrack_gui.store import dialects
from tiktrack_gui.store.connection import Part, reads
from tiktrack_gui.store.lookups import CREATOR_SAMPLE, newest_videos
from tiktrack_gui.store.rows import fetch, listed, part
from tiktrack_gui.store.samples import FOREVER, counted_at, creator_samples_at

SPAN = GROWTH_DAYS * DAY
MEASURED = f"followers > 0 AND repaired & {CreatorCount.FOLLOWERS.value} = 0"
WITH_VIDEOS = "videos IS NOT NULL"


class Overview(Part):
    @reads
    def figures(self, creators: Sequence[Creator], now: int) -> dict[int, Figures]:
        """Returns the figures of these creators by ID, computed on the store thread: 1–2 ms each.

        creators: as stored, each with its newest sample.
        """
        db, ids = self._db, [creator.id for creator in creators]
        before = {period: creator_samples_at(db, ids, now - period) for period in PERIODS}
        recent, posts = _recent(db, ids), _posts(db, ids)
        videos, formerly = newest_videos(db, creators, NEWEST), _formerly(db, ids, now - RENAMED_FOR)
        return {
            id_: figures(
                creator,
                Read(
                    before={period: found[id_] for period, found in before.items() if id_ in found},
                    recent=recent.get(id_, ()),
                    videos=videos.get(id_, ()),
                    posts=posts.get(id_),
                    formerly=formerly.get(id_),
                ),
            )
            for creator in creators
            for id_ in [creator.id]
        }


def _recent(db: Database, ids: Sequence[int]) -> dict[int, list[CreatorSample]]:
    """Returns the samples of `Read.recent`, after the one that was the newest when those weeks began."""
    newest = counted_at(db, dict.fromkeys(ids, FOREVER), MEASURED)
    starts = {id_: one.at - SPAN for id_, one in newest.items()}
    sql, columns = dialects.of(db), listed(CREATOR_SAMPLE, "s")
    periods = (
        "WITH periods AS (SELECT n.creator_id AS id, MIN(n.at) AS earliest, MAX(n.at) AS latest "
        f"FROM {sql.pairs.format(param='?')} {sql.join} creator_samples AS n "
        f"ON n.creator_id = wanted.k AND n.at >= wanted.v WHERE {MEASURED} "
        f"GROUP BY n.creator_id, n.at - n.at {sql.modulo} {EVERY})"
    )
    question = (
        f"{periods} SELECT s.creator_id, {columns} "
        "FROM (SELECT id, earliest AS at FROM periods UNION SELECT id, latest FROM periods) AS kept "
        f"{sql.join} creator_samples AS s ON s.creator_id = kept.id AND s.at = kept.at ORDER BY s.creator_id, s.at"
    )
    rows = fetch(db, question, json.dumps(list(starts.items())))
    found = defaultdict(list, {id_: [one] for id_, one in counted_at(db, starts, MEASURED).items()})
    for row, values in zip(rows, part(rows, CREATOR_SAMPLE, 1), strict=True):
        samples = found[row[0]]
        if not samples or values["at"] > samples[-1].at:
            samples.append(CreatorSample(**values))
    return found


def _posts(db: Database, ids: Sequence[int]) -> dict[int, PostsPerWeek | None]:
    newest = counted_at(db, dict.fromkeys(ids, FOREVER), WITH_VIDEOS)
    before = counted_at(db, {id_: one.at - SPAN for id_, one in newest.items()}, WITH_VIDEOS)
    seen = _seen(db, {id_: one.at for id_, one in newest.items()})
    none = Seen(videos=0, lately=0)
    return {id_: posts_since(before.get(id_), one, seen.get(id_, none)) for id_, one in newest.items()}


def _seen(db: Database, until: Mapping[int, int]) -> dict[int, Seen]:
    """until: the moment the weeks end, by creator ID."""
    sql = dialects.of(db)
    lately = f"SUM(CASE WHEN v.posted_at > wanted.v - {SPAN} AND v.posted_at <= wanted.v THEN 1 ELSE 0 END)"
    question = (
        f"SELECT v.creator_id, COUNT(*), {lately} FROM {sql.pairs.format(param='?')} "
        f"{sql.join} videos AS v ON v.creator_id = wanted.k GROUP BY v.creator_id"
    )
    rows = fetch(db, question, json.dumps(list(until.items())))
    return {id_: Seen(videos=min(int(number), READ), lately=min(int(new), READ)) for id_, number, new in rows}


def _formerly(db: Database, ids: Sequence[int], since: int) -> dict[int, str]:
    """Returns the handles of those that were renamed since then, before they were."""
    sql = dialects.of(db)
    question = (
        f"SELECT h.creator_id, h.old FROM {sql.numbers.format(param='?')} "
        f"{sql.join} creator_changes AS h ON h.creator_id = wanted.value AND h.at >= ? "
        "WHERE h.field = 'handle' ORDER BY h.at DESC, h.id DESC"
    )
    return dict(fetch(db, question, json.dumps(list(ids)), since))  # the oldest of several is the last
