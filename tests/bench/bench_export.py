"""What it costs to export a year of 200 creators, measured every hour, as CSV, also from the window at work.

The floors: the same measurements as the database has them, through bare `sqlite3` and `csv`; and the same window at
rest.
"""

from __future__ import annotations

import csv
import os
import sqlite3
import statistics
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from tests.bench import window_exporting
from tests.bench.floor import Row, measure
from tests.bench.process import measured_by
from tests.bench.stories import pause
from tests.store.examples import NOW
from tiktrack_gui.clients.table_writers import TableWriters
from tiktrack_gui.core.history_table import history_table
from tiktrack_gui.core.table_export import TableFormat, Written
from tiktrack_gui.store import Store

CREATORS, HOURS = 200, 365 * 24
FIRST = 6_800_000_000_000_000_000
STEP = 104_729_000  # between IDs
ROUNDS, RUNS = 3, 3
NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
STATEMENTS = (
    f"""{NUMBERS.format(last=CREATORS - 1)}
    INSERT INTO creators (id, sec_uid, handle, name, bio, verified, private, avatar, state, not_found_count,
                          first_seen_at, hidden)
    SELECT {FIRST} + i * {STEP}, 'MS4w' || i, 'creator' || i, 'Creator ' || i, 'A bio', 0, 0, NULL, 'active', 0,
           {NOW}, 0 FROM n""",
    f"""INSERT INTO list_entries (list_id, creator_id, position, added_at)
    SELECT (SELECT MIN(id) FROM lists), id, id, {NOW} FROM creators""",
    f"""{NUMBERS.format(last=HOURS - 1)}
    INSERT INTO creator_samples (creator_id, at, followers, following, likes, videos, rounded, repaired, origin)
    SELECT c.id, {NOW} - ({HOURS} - i) * 3600 + c.id % 600,
           CASE WHEN k + i < 10000 THEN k + i ELSE (k + i) / 100 * 100 END, 321, (k + i * 50) / 100 * 100, 100 + i / 24,
           CASE WHEN k + i < 10000 THEN 4 ELSE 5 END, 0, 'profile_page'
    FROM (SELECT id, 5000 + (id - {FIRST}) / {STEP} * 1000 AS k FROM creators) AS c CROSS JOIN n""",
)
BARE = """
    SELECT s.creator_id, c.handle, s.at, s.followers, s.following, s.likes, s.videos, s.rounded, s.repaired, s.origin
    FROM creator_samples AS s JOIN creators AS c ON c.id = s.creator_id ORDER BY s.creator_id, s.at
"""


def rows() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        fill(data / "tiktrack.db")
        ours, floor = exporting(data)
        name = f"exporting {CREATORS * HOURS:,} measurements as CSV"
        yield Row(name=name, value=ours / 1000, unit="s", floor=floor / 1000, times=1.5)
        pause(data)
        runs = [measured_by(window_exporting, data) for _ in range(RUNS)]
    late, at_rest = (statistics.median(max(one[which]) for one in runs) for which in ("work", "rest"))
    yield Row(name="exporting them: the window’s latest tick", value=late, unit="ms", floor=at_rest, at_most=50)
    grown = statistics.median(max(one["memory"]) - one["memory"][0] for one in runs)
    yield Row(name="exporting them: memory on top", value=grown, unit="MB", at_most=30)


def fill(database: Path) -> None:
    with Store(database):
        pass  # makes the tables
    with closing(sqlite3.connect(database, isolation_level=None)) as file:
        file.execute("PRAGMA synchronous = off")
        file.execute("BEGIN")
        for statement in STATEMENTS:
            file.execute(statement)
        file.execute("COMMIT")


def exporting(folder: Path) -> tuple[float, float]:
    database, ours, floor = folder / "tiktrack.db", folder / "ours.csv", folder / "floor.csv"
    with Store(database, read_only=True) as store:
        listed = [(one.creator.id, one.creator.handle) for one in store.creators.tracked().result()]
        times = measure(lambda: export(store, listed, ours), lambda: bare(database, floor), ROUNDS)
    assert lines(ours) == lines(floor) == CREATORS * HOURS + 1
    return times


def export(store: Store, creators: list[tuple[int, str]], path: Path) -> None:
    table = history_table(store.exports.history(creators))
    TableWriters().write(table, TableFormat.CSV, path, ignored, never)


def bare(database: Path, path: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, path.open("w", newline="", encoding="utf-8") as file:
        rows, writer = connection.execute(BARE), csv.writer(file)
        writer.writerow([column[0] for column in rows.description])
        writer.writerows(rows)
        file.flush()
        os.fsync(file.fileno())


def ignored(_written: Written) -> None:
    pass


def never() -> bool:
    return False


def lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
