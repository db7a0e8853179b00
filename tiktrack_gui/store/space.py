"""How much space the rows of the database file take, and at which pace they are added.

What SQLite knows of the size of each table isn't in every build of it. So rows are weighed by the values of some, and
what the whole file takes is divided accordingly: the shares of indexes and of free space within pages are in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.keeping import Keeping
from tiktrack_gui.core.models import PLATFORM
from tiktrack_gui.core.space import ESTIMATED_FROM, PACE_DAYS, Kept, Rows, Space, estimate
from tiktrack_gui.store.faults import translated

WEIGHED = 200  # rows of each table
CELL = 6  # bytes beside the values of a row

# Videos that are stories or of creators on a list.
_KEPT = f"""(v.creator_id IN (SELECT creator_id FROM list_entries) OR EXISTS (
    SELECT 1 FROM raw_posts WHERE platform = '{PLATFORM}' AND platform_post_id = CAST(v.id AS TEXT)))"""
_RECENT_SAMPLES = f"""
    SELECT {_KEPT} AS kept, s.video_id AS owner, s.at AS at
    FROM video_samples AS s JOIN videos AS v ON v.id = s.video_id WHERE s.at >= :since"""
_RECENT_CREATOR_SAMPLES = """
    SELECT creator_id IN (SELECT creator_id FROM list_entries) AS kept, creator_id AS owner, at
    FROM creator_samples WHERE at >= :since"""
_BY_KIND = """
    SELECT kept, COUNT(*), COUNT(DISTINCT owner), COUNT(DISTINCT owner || ' ' || (at / 3600)),
           COUNT(DISTINCT owner || ' ' || (at / 86400))
    FROM ({recent}) GROUP BY kept"""
_OTHERS = {  # kept forever → how recent ones are found
    "creators": "first_seen_at >= :since",
    "creator_changes": "at >= :since",
    "raw_posts": "id IN (SELECT raw_post_id FROM stories WHERE flagged_at >= datetime(:since, 'unixepoch'))",
    "stories": "flagged_at >= datetime(:since, 'unixepoch')",
    "scrape_runs": "started_at >= :since",
    "deliveries": "created_at >= :since",
}


class FileSpace:
    """Reads the file by itself, beside the store's thread. The method blocks; it raises StoreError."""

    def __init__(self, database: Path) -> None:
        self._database = database

    def measured(self, now: float, keeping: Keeping) -> Space:
        """Takes about half a second in a year's data."""
        uri = f"{self._database.absolute().as_uri()}?mode=ro"
        with translated(), closing(sqlite3.connect(uri, uri=True)) as file:
            file.execute("BEGIN")
            return _measured(file, int(now), keeping)


def _measured(file: sqlite3.Connection, now: int, keeping: Keeping) -> Space:
    (size, free), *_ = file.execute(
        "SELECT page_count * page_size, freelist_count * page_size"
        " FROM pragma_page_count, pragma_page_size, pragma_freelist_count"
    )
    age = (now - _first_run(file, now)) / DAY
    if age < ESTIMATED_FROM:
        return Space(size=size, in_a_year=None)
    days = min(age, PACE_DAYS, *(limit for limit in (keeping.full_days, keeping.slow_days) if limit))
    rows = list(_rows(file, now, days, keeping))
    weight = sum(kind.number * kind.size for kind in rows)
    rows = [replace(kind, size=kind.size * (size - free) / weight) for kind in rows]
    return Space(size=size, in_a_year=estimate(size, rows, keeping))


def _first_run(file: sqlite3.Connection, now: int) -> int:
    """When TikTrack's own data begins; what was imported is older."""
    (first,) = file.execute("SELECT MIN(started_at) FROM scrape_runs").fetchone()
    return now if first is None else int(first)


def _rows(file: sqlite3.Connection, now: int, days: float, keeping: Keeping) -> Iterator[Rows]:
    """Yields all kinds of rows, of which `size` is how they are weighed. days: of the pace."""
    since = {"since": int(now - days * DAY)}
    yield from _samples(file, "video_samples", _RECENT_SAMPLES, since, days)
    new = _count(file, "creators WHERE first_seen_at >= :since", since)
    yield from _samples(file, "creator_samples", _RECENT_CREATOR_SAMPLES, since, days, ends=2 * new)
    slow = _count(file, f"videos AS v WHERE first_seen_at >= :since AND NOT {_KEPT}", since)
    kept = _count(file, f"videos AS v WHERE first_seen_at >= :since AND {_KEPT}", since)
    size, number = _weight(file, "videos"), _count(file, "videos")
    yield Rows(number=min(slow, number), a_day=slow / days, size=size, kept=_slow(keeping))
    yield Rows(number=number - slow, a_day=kept / days, size=size)
    for table, recent in _OTHERS.items():
        added = _count(file, f"{table} WHERE {recent}", since)
        yield Rows(number=_count(file, table), a_day=added / days, size=_weight(file, table))
    yield _raw_data(file, now, days, keeping)


def _samples(
    file: sqlite3.Connection, table: str, recent: str, since: dict[str, int], days: float, ends: int = 0
) -> Iterator[Rows]:
    """Yields the kinds of samples. ends: how many of the recent slow ones stay forever, at most."""
    found = {row[0]: row[1:] for row in file.execute(_BY_KIND.format(recent=recent), since)}
    slow, others = (found.get(kept, (0, 0, 0, 0)) for kept in (False, True))
    ends = min(ends, slow[0])
    passing, size = slow[0] - ends, _weight(file, table)
    yield Rows(number=ends, a_day=ends / days, size=size)
    yield Rows(number=passing, a_day=passing / days, size=size, kept=Kept.WHILE_SLOW, **_left(*slow))
    number = _count(file, table) - slow[0]
    yield Rows(number=number, a_day=others[0] / days, size=size, kept=Kept.THINNED, **_left(*others))


def _left(samples: int, owners: int, hours: int, dates: int) -> dict[str, float]:
    """Returns the parts that are left after thinning. Of each owner, one more is counted for the ends and extremes."""
    parts = {"hourly": hours + owners, "daily": dates + owners}
    return {name: min(left / samples, 1.0) if samples else 1.0 for name, left in parts.items()}


def _slow(keeping: Keeping) -> Kept:
    """Videos have no samples to be thinned, so those that are never deleted are kept forever."""
    return Kept.WHILE_SLOW if keeping.slow_days else Kept.FOREVER


def _raw_data(file: sqlite3.Connection, now: int, days: float, keeping: Keeping) -> Rows:
    newest = "SELECT raw_data FROM raw_posts WHERE raw_data <> '{}' ORDER BY id DESC LIMIT :some"
    (size,) = file.execute(f"SELECT AVG(LENGTH(CAST(raw_data AS BLOB))) FROM ({newest})", {"some": WEIGHED}).fetchone()
    posts = "stories WHERE flagged_at >= datetime(:since, 'unixepoch')"
    added = _count(file, posts, {"since": int(now - days * DAY)})
    there = _count(file, posts, {"since": keeping.raw_before(now) or 0})
    return Rows(number=there, a_day=added / days, size=size or 0.0, kept=Kept.WHILE_RAW)


def _count(file: sqlite3.Connection, rows: str, values: dict[str, int] | None = None) -> int:
    (number,) = file.execute(f"SELECT COUNT(*) FROM {rows}", values or {}).fetchone()
    return int(number)


def _weight(file: sqlite3.Connection, table: str) -> float:
    """Returns the bytes of a row without raw data, which is a kind of its own."""
    rows = file.execute(f"SELECT * FROM {table} LIMIT ?", [WEIGHED])
    names = [column[0] for column in rows.description]
    weights = [
        CELL + sum(_bytes(value) for name, value in zip(names, row, strict=True) if name != "raw_data") for row in rows
    ]
    return sum(weights) / len(weights) if weights else 0.0


def _bytes(value: object) -> int:
    """As SQLite stores it, with a byte that says what it is."""
    match value:
        case None:
            return 1
        case int():
            return 1 + (value.bit_length() + 8) // 8
        case str():
            return 1 + len(value.encode())
        case _:
            return 9
