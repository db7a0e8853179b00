"""What is computed from a candidate's own measurements, and what that takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from peewee import Database

from tiktrack_gui.core.baseline import READ
from tiktrack_gui.core.discovery import packed
from tiktrack_gui.core.discovery.figures import CreatorFigures
from tiktrack_gui.core.discovery.stored import Facts
from tiktrack_gui.store import dialects
from tiktrack_gui.store import discovery_tables as tables
from tiktrack_gui.store.brands import all_brands
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.lookups import creators_by_id, newest_videos
from tiktrack_gui.store.rows import Row, any_of, fetch, read, upsert
from tiktrack_gui.store.samples import creator_samples

_figures = tables.CreatorFigures

# A video's samples are looked at only if it was seen since; seen is when the samples were stored, a little later.
_STALE = """\
SELECT n.creator_id FROM (SELECT DISTINCT creator_id FROM candidates) AS n
LEFT JOIN creator_figures AS f ON f.creator_id = n.creator_id
WHERE f.packed IS NULL
  OR EXISTS (SELECT 1 FROM creator_samples AS s WHERE s.creator_id = n.creator_id AND s.at > f.at)
  OR EXISTS (
    SELECT 1 FROM videos AS v {join} video_samples AS vs ON vs.video_id = v.id AND vs.at > f.at
    WHERE v.creator_id = n.creator_id AND v.last_seen_at > f.at
  )
ORDER BY n.creator_id LIMIT ?
"""


class CandidateFacts(Part):
    @reads
    def facts(self, creator_ids: Iterable[int]) -> dict[int, Facts]:
        """Returns what the creators' figures are computed from, by ID: the READ newest videos."""
        creators = creators_by_id(self._db, creator_ids)
        videos = newest_videos(self._db, creators.values(), READ)
        return {id_: Facts(samples=creator_samples(self._db, id_), videos=videos.get(id_, ())) for id_ in creators}

    @writes
    def set(self, figures: Mapping[int, CreatorFigures]) -> None:
        """Replaces the figures of creators, by ID."""
        upsert(self._db, _figures, [_row(id_, one) for id_, one in figures.items()], key=("creator_id",))

    @reads
    def stale(self, most: int) -> list[int]:
        """Returns candidates, and examples of brands, that were measured after their figures, or have none yet."""
        question = _STALE.format(join=dialects.of(self._db).join)
        found = [id_ for (id_,) in fetch(self._db, question, most)]
        return [*found, *(id_ for id_ in _stale_examples(self._db) if id_ not in found)][:most]

    @reads
    def words(self, creator_ids: Iterable[int]) -> dict[int, Mapping[str, float]]:
        """Returns the telling words of creators, with their weight, by ID; without those that have no figures."""
        theirs = _figures.creator_id.in_(any_of(self._db, creator_ids))
        rows = read(self._db, _figures.select(_figures.creator_id, _figures.words).where(theirs))
        return {row["creator_id"]: row["words"] for row in rows}


def _stale_examples(db: Database) -> list[int]:
    """Those without figures, or with a newer sample: they are measured like this whenever somebody reads them."""
    ids = {id_ for brand in all_brands(db) for id_ in brand.examples}
    known = creators_by_id(db, ids)
    rows = read(db, _figures.select(_figures.creator_id, _figures.at).where(_figures.creator_id.in_(any_of(db, ids))))
    computed = {row["creator_id"]: row["at"] for row in rows}
    return sorted(
        id_
        for id_, creator in known.items()
        if id_ not in computed or (creator.sample is not None and creator.sample.at > computed[id_])
    )


def _row(creator_id: int, figures: CreatorFigures) -> Row:
    viral = figures.viral[0] if figures.viral else None
    after, jump = figures.after, figures.jump
    found = {
        "figures_at": figures.at,
        "videos": figures.videos,
        "usual": figures.usual,
        "usual_videos": figures.usual_videos,
        "viral_id": viral and viral.video_id,
        "viral_at": viral and viral.posted_at,
        "viral_views": viral and viral.views,
        "viral_times": viral and viral.times,
        "viral_known": viral and viral.known,
        "viral_provisional": viral and viral.provisional,
        "viral_rounded": viral and viral.rounded,
        "viral_videos": len(figures.viral),
        "trend": after.trend,
        "since": after.since,
        "growth": after.growth,
        "growth_low": after.low,
        "growth_high": after.high,
        "growth_samples": after.samples,
        "week": after.week and after.week.amount,
        "week_margin": after.week and after.week.margin,
        "month": after.month and after.month.amount,
        "month_margin": after.month and after.month.margin,
        "jump_since": jump and jump.since,
        "jump_until": jump and jump.until,
        "jump_amount": jump and jump.amount,
        "engagement": figures.engagement,
        "engagement_videos": figures.engagement_videos,
        "comments_per_1000": figures.comments_per_1000,
        "posts_per_week": figures.posts_per_week,
        "ads": figures.ads,
    }
    return {
        "creator_id": creator_id,
        **{name: value for name, value in found.items() if name != "figures_at"},
        "at": figures.at,
        "packed": packed.pack([found[name] for name in packed.NAMES]),
        "views": list(figures.views),
        "languages": figures.languages,
        "words": figures.words,
    }
