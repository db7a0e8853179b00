"""A brand's candidates with all that is known of them: they are read again at every change.

One statement reads what every candidate has; what only a few have is read by a statement of its own, as thousands of
NULLs take as long as as many values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec
from peewee import Database

from tiktrack_gui.core.discovery import packed
from tiktrack_gui.core.discovery.columns import Rows
from tiktrack_gui.core.discovery.pool import Row, Watch
from tiktrack_gui.core.errors import StoreDamaged
from tiktrack_gui.store import dialects
from tiktrack_gui.store.lists import tracked_id
from tiktrack_gui.store.rows import fetch, fetch_columns

_OF_ALL = {  # Row's field → its column
    **{name: f"c.{name}" for name in ("handle", "name", "avatar", "verified", "state", "hidden")},
    **{name: f"n.{name}" for name in ("creator_id", "found", "found_at")},
    **{name: f"n.{name}" for name in ("niche_matches", "niche_captions", "similarity", "similar_to")},
    **{name: f"f.{name}" for name in ("views", "languages", "packed")},
    "followers": "cs.followers",
    "sample_at": "cs.at",
    "rounded": "cs.rounded",
}
_POOL = """\
SELECT {selected}
FROM candidates AS n
{join} creators AS c ON c.id = n.creator_id
{samples}
LEFT JOIN creator_figures AS f ON f.creator_id = n.creator_id AND f.packed IS NOT NULL
WHERE n.brand_id = ?
ORDER BY n.creator_id
"""
_DISMISSED = """\
SELECT creator_id, dismissed_at FROM candidates WHERE brand_id = ? AND dismissed_at IS NOT NULL
"""
_WATCHED = """\
SELECT w.creator_id, w.watch, w.read_at, w.checked_at, w.until, w.trouble
FROM candidates AS n {join} watched_creators AS w ON w.creator_id = n.creator_id
WHERE n.brand_id = ?
"""
_TRACKED = f"""\
SELECT c.id, '{Watch.TRACKED}', COALESCE(w.read_at, e.added_at), c.tried_at, c.trouble
FROM candidates AS n
{{join}} list_entries AS e ON e.creator_id = n.creator_id AND e.list_id = ?
{{join}} creators AS c ON c.id = n.creator_id
LEFT JOIN watched_creators AS w ON w.creator_id = n.creator_id
WHERE n.brand_id = ?
"""
_COMMENTS = """\
SELECT k.creator_id, CAST(SUM(k.comments) AS {integer}), COUNT(*), MAX(k.at), {languages}
FROM candidates AS n {join} comment_counts AS k ON k.creator_id = n.creator_id
WHERE n.brand_id = ? AND k.pages > 0 GROUP BY k.creator_id
"""
_PLACES = """\
SELECT p.creator_id, {places}, MAX(p.at)
FROM candidates AS n {join} video_places AS p ON p.creator_id = n.creator_id
WHERE n.brand_id = ? AND p.at IS NOT NULL GROUP BY p.creator_id
"""
_STATED = """\
SELECT a.creator_id, a.audience, a.stated_on
FROM candidates AS n {join} stated_audiences AS a ON a.creator_id = n.creator_id
WHERE n.brand_id = ?
"""
_OF_A_FEW = (  # statement → the fields of the columns after the ID; tracked ones after watched ones
    (_DISMISSED, ("dismissed_at",)),
    (_WATCHED, ("watch", "read_at", "checked_at", "watched_until", "trouble")),
    (_TRACKED, ("watch", "read_at", "checked_at", "trouble")),
    (_COMMENTS, ("comments", "comments_videos", "comments_at", "comment_languages")),
    (_PLACES, ("places", "places_at")),
    (_STATED, ("stated", "stated_on")),
)
_to_json, _from_json = msgspec.json.encode, msgspec.json.decode


def read_pool(db: Database, brand_id: int) -> Rows:
    """Returns the brand's candidates in the order of their IDs."""
    columns = _of_all(db, brand_id)
    figures = columns.pop("packed")
    columns |= _of_a_few(db, brand_id, columns["creator_id"])
    before, after = Row._fields[: packed.PLACES.start], Row._fields[packed.PLACES.stop :]
    with _damage_in("creator_figures.packed"):
        records = packed.records(figures)
    return Rows([columns[name] for name in before], records, [columns[name] for name in after])


def _of_all(db: Database, brand_id: int) -> dict[str, list[Any]]:
    sql = dialects.of(db)
    statement = _POOL.format(
        selected=", ".join(_OF_ALL.values()),
        join=sql.join,
        samples=sql.nearest("creator_samples", "cs", "creator_id = c.id AND followers IS NOT NULL", optional=True),
    )
    return dict(zip(_OF_ALL, fetch_columns(db, statement, len(_OF_ALL), brand_id), strict=True))


def _of_a_few(db: Database, brand_id: int, ids: list[int]) -> dict[str, list[Any]]:
    places = {id_: place for place, id_ in enumerate(ids)}
    columns: dict[str, list[Any]] = {name: [None] * len(ids) for _, names in _OF_A_FEW for name in names}
    columns["watch"] = [Watch.NONE.value] * len(ids)
    sql = dialects.of(db)
    words = {
        "join": sql.join,
        "integer": sql.integer,
        "languages": sql.listed.format(column="k.languages"),
        "places": sql.listed.format(column="p.place"),
    }
    for statement, names in _OF_A_FEW:
        parameters = (tracked_id(db), brand_id) if statement is _TRACKED else (brand_id,)
        for id_, *values in fetch(db, statement.format(**words), *parameters):
            for name, value in zip(names, values, strict=True):
                columns[name][places[id_]] = _summed(name, value)
    return columns


def _summed(name: str, value: Any) -> Any:
    """The statements have a list of each video's languages, and one of their places."""
    if name not in _SUMS:
        return value
    with _damage_in(name):
        return _to_json(_SUMS[name](_from_json(value))).decode()


def _added_up(texts: Iterable[str]) -> Mapping[str, int]:
    """texts: each video's languages."""
    total: Counter[str] = Counter()
    for counts in map(_from_json, texts):
        total.update(counts)
    return total


def _counted(places: Iterable[str | None]) -> Mapping[str, int]:
    return Counter(place for place in places if place)


_SUMS = {"comment_languages": _added_up, "places": _counted}


@contextmanager
def _damage_in(name: str) -> Iterator[None]:
    """Raises StoreDamaged for what TikTrack never writes."""
    try:
        yield
    except (ValueError, TypeError, AttributeError) as error:
        raise StoreDamaged(f"{name}: {error}") from error
