"""Cost of the store on servers: as `bench_store`, each floor the same rows through bare SQL and the same driver."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.bench.bench_store import FEED, FEED_SQL, HISTORY, ROUNDS, ROWS_OF_RUN, STORIES, VIDEOS, make, recorded_items
from tests.bench.bench_store import recording as recording_of
from tests.bench.floor import Row, measure
from tests.databases import RealServer, server
from tiktrack_gui.core.database_url import DatabaseUrl
from tiktrack_gui.core.runs import Run
from tiktrack_gui.store import Store, StoreCopy, dialects
from tiktrack_gui.store.columns import UtcText
from tiktrack_gui.store.server import Server

SERVERS = {"postgresql": "PostgreSQL", "mariadb": "MariaDB"}

Inserts = list[tuple[str, list[Any]]]


def rows() -> Iterable[Row]:
    for kind, name in SERVERS.items():
        with tempfile.TemporaryDirectory() as folder, server(kind) as real:
            ours, floor = recording_a_run(Path(folder), real)
            yield Row(name=f"recording a run of 50 videos, {name}", value=ours, unit="ms", floor=floor, times=3)
            ours, floor = reading_the_feed(Path(folder), real)
            yield Row(name=f"reading a feed of 500, {name}", value=ours, unit="ms", floor=floor, times=3)


def recording_a_run(folder: Path, real: RealServer) -> tuple[float, float]:
    recordings = [recording_of(number, recorded_items()) for number in range(HISTORY + 1 + ROUNDS)]
    start, whole = folder / "start.db", folder / "whole.db"
    make(start, recordings[:HISTORY])
    make(whole, recordings)
    ours, bare = copied(start, real), Bare(copied(start, real))
    source = Bare(copied(whole, real))
    inserts = iter([source.inserts_of(run) for run, _ in recordings[HISTORY:]])
    runs = iter(recordings[HISTORY:])
    with Store(ours) as store:
        found = measure(lambda: store.runs.record_run(*next(runs)).result(), lambda: bare.write(next(inserts)), ROUNDS)
    bare.close()
    source.close()
    return found


def reading_the_feed(folder: Path, real: RealServer) -> tuple[float, float]:
    file = folder / "feed.db"
    make(file, [recording_of(number, [{}]) for number in range(STORIES // VIDEOS)])
    url = copied(file, real)
    bare = Bare(url)
    with Store(url) as store:
        assert len(store.stories.feed(FEED).result()) == len(bare.feed()) == FEED
        found = measure(lambda: store.stories.feed(FEED).result(), bare.feed, ROUNDS)
    bare.close()
    return found


def copied(file: Path, real: RealServer) -> DatabaseUrl:
    url = real.new()
    StoreCopy(file, url).run()
    return url


class Bare:
    """The driver itself, with its own connection."""

    def __init__(self, url: DatabaseUrl) -> None:
        self._engine = Server(url)
        self._engine.db.connect()
        self._cursor: Any = self._engine.db.cursor()  # type: ignore[no-untyped-call]
        sql = dialects.of(self._engine.db)
        statement = FEED_SQL.replace("is_active = 1", "is_active = TRUE").replace("AS INTEGER", f"AS {sql.integer}")
        self._feed = statement.replace("?", "%s")

    def close(self) -> None:
        self._engine.close()

    def feed(self) -> list[Any]:
        self._cursor.execute(self._feed, [FEED])
        return list(self._cursor.fetchall())

    def inserts_of(self, run: Run) -> Inserts:
        """All rows written by the run, by the statement that inserts them."""
        found: Inserts = []
        for table, condition in ROWS_OF_RUN.items():
            moment = "datetime(?1, 'unixepoch')"
            at = UtcText().db_value(run.finished_at) if moment in condition else run.finished_at
            wanted = condition.replace(moment, "%s").replace("?1", "%s")
            self._cursor.execute(f"SELECT * FROM {table} WHERE {wanted}", [at])
            values = list(self._cursor.fetchall())
            assert len(values) == (1 if table == "scrape_runs" else VIDEOS)
            found.append((f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(values[0]))})", values))
        return found

    def write(self, inserts: Inserts) -> None:
        self._cursor.execute("BEGIN")
        for insert, values in inserts:
            self._cursor.executemany(insert, values)
        self._cursor.execute("COMMIT")
