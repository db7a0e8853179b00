"""A brand's candidates with all that is known of them, in one statement: it is read again at every change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec
from peewee import Database

from tiktrack_gui.core.discovery.pool import Row, Rows, Watch
from tiktrack_gui.core.errors import StoreDamaged
from tiktrack_gui.store import dialects
from tiktrack_gui.store.lists import tracked_id
from tiktrack_gui.store.rows import fetch

# Row's fields are read in their order. The names of those that have another one in the database, or come from others
# than the creator's figures:
_COLUMNS = {
    **{name: f"c.{name}" for name in ("handle", "name", "avatar", "verified", "state", "hidden")},
    **{name: f"n.{name}" for name in ("creator_id", "found", "found_at", "dismissed_at")},
    **{name: f"n.{name}" for name in ("niche_matches", "niche_captions", "similarity", "similar_to")},
    "followers": "cs.followers",
    "sample_at": "cs.at",
    "rounded": "cs.rounded",
    "watch": f"CASE WHEN e.creator_id IS NOT NULL THEN '{Watch.TRACKED}' ELSE COALESCE(w.watch, '{Watch.NONE}') END",
    "read_at": "COALESCE(w.read_at, e.added_at)",
    "checked_at": "CASE WHEN e.creator_id IS NOT NULL THEN c.tried_at ELSE w.checked_at END",
    "watched_until": "w.until",
    "trouble": "CASE WHEN e.creator_id IS NOT NULL THEN c.trouble ELSE w.trouble END",
    "figures_at": "f.at",
    "comments": "k.comments",
    "comments_videos": "k.videos",
    "comments_at": "k.at",
    "comment_languages": "k.languages",
    "places": "p.places",
    "places_at": "p.at",
    "stated": "a.audience",
    "stated_on": "a.stated_on",
}
_SELECTED = ", ".join(_COLUMNS.get(name, f"f.{name}") for name in Row._fields)
_POOL = """\
SELECT {selected}
FROM candidates AS n
{join} creators AS c ON c.id = n.creator_id
{samples}
LEFT JOIN list_entries AS e ON e.list_id = ? AND e.creator_id = n.creator_id
LEFT JOIN watched_creators AS w ON w.creator_id = n.creator_id
LEFT JOIN creator_figures AS f ON f.creator_id = n.creator_id
LEFT JOIN (
    SELECT creator_id, CAST(SUM(comments) AS {integer}) AS comments, COUNT(*) AS videos, MAX(at) AS at,
        {languages} AS languages
    FROM comment_counts WHERE pages > 0 GROUP BY creator_id
) AS k ON k.creator_id = n.creator_id
LEFT JOIN (
    SELECT creator_id, MAX(at) AS at, {places} AS places FROM video_places WHERE at IS NOT NULL GROUP BY creator_id
) AS p ON p.creator_id = n.creator_id
LEFT JOIN stated_audiences AS a ON a.creator_id = n.creator_id
WHERE n.brand_id = ?
ORDER BY n.creator_id
"""
_LANGUAGES, _PLACES = Row._fields.index("comment_languages"), Row._fields.index("places")
_to_json, _from_json = msgspec.json.encode, msgspec.json.decode


def read_pool(db: Database, brand_id: int) -> Rows:
    """Returns the brand's candidates in the order of their IDs."""
    sql = dialects.of(db)
    question = _POOL.format(
        selected=_SELECTED,
        join=sql.join,
        integer=sql.integer,
        samples=sql.nearest("creator_samples", "cs", "creator_id = c.id AND followers IS NOT NULL", optional=True),
        languages=sql.listed.format(column="languages"),
        places=sql.listed.format(column="place"),
    )
    rows = fetch(db, question, tracked_id(db), brand_id)
    try:
        for place, row in enumerate(rows):
            if row[_LANGUAGES] is not None or row[_PLACES] is not None:  # of a few
                rows[place] = _summed(Row._make(row))
    except (ValueError, TypeError, AttributeError) as error:
        raise StoreDamaged(f"comment_counts.languages: {error}") from error
    return Rows(rows)


def _summed(row: Row) -> Row:
    """The statement has a list of each video's languages, and one of their places."""
    languages, places = row.comment_languages, row.places
    return row._replace(
        comment_languages=None if languages is None else _added_up(map(_from_json, _from_json(languages))),
        places=None if places is None else _counted(_from_json(places)),
    )


def _added_up(counts: Iterable[dict[str, int]]) -> str:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return _to_json(total).decode()


def _counted(places: Iterable[str | None]) -> str:
    return _to_json(Counter(place for place in places if place)).decode()
