"""Discover with 5,000 candidates: reading and ranking them, and ranking them with other weights; in the window, too.

The floors: the same SQL in bare sqlite3, with the numbers made into numpy arrays; and the weighted mean of as many
candidates and its order in bare numpy.
"""

from __future__ import annotations

import asyncio
import gc
import sqlite3
import statistics
import tempfile
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import get_type_hints

import numpy as np

from tests.bench import many_candidates, window_with_candidates
from tests.bench.floor import Row, measure
from tests.bench.process import measured_by
from tests.bench.stories import pause
from tests.bench.window_with_creators import Times
from tests.databases import sqlite_of
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.discovery.brands import Brand, Part
from tiktrack_gui.core.discovery.constants import DEFAULTS
from tiktrack_gui.core.discovery.pool import Row as Candidate
from tiktrack_gui.core.discovery.ranking import Ranking
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.services.ranking import Rankings
from tiktrack_gui.store import Store, pool
from tiktrack_gui.store.rows import raw

CANDIDATES = 5_000
SOON = 100  # ms
LATE = 50  # ms
ROUNDS = 21
SHOWN = 30  # rows of a window
FIELDS = tuple(pool._OF_ALL)
KINDS = get_type_hints(Candidate)
NUMBERS = [name for name in FIELDS if name != "packed" and KINDS[name] not in (str, str | None)]


def rows() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        file = DataFolder(Path(folder)).create().database
        with (
            Store(file) as store,
            closing(sqlite3.connect(file)) as bare,
            asyncio.Runner() as runner,
            collected_later(),
        ):
            brand = many_candidates.fill(store, CANDIDATES, int(SystemClock().now()))
            yield from ranking(store, bare, brand, runner)
        yield from in_the_window(Path(folder))


def ranking(store: Store, bare: sqlite3.Connection, brand: Brand, runner: asyncio.Runner) -> Iterable[Row]:
    rankings = Rankings(store, SystemClock(), lambda: DEFAULTS)
    statements = statements_of(store, brand)

    def opened() -> None:
        first_rows(runner.run(rankings.of(brand)))

    def re_ranked() -> None:
        first_rows(runner.run(rankings.of(brand, dict.fromkeys(Part, 1.0))))

    parts, weights = np.random.default_rng(1).random((len(Part), CANDIDATES)), np.ones(len(Part))
    ours, floor = measure(opened, lambda: read_bare(bare, statements), ROUNDS)
    yield Row(name=f"{CANDIDATES:,} candidates: read and ranked", value=ours, unit="ms", floor=floor, at_most=SOON)
    ours, floor = measure(re_ranked, lambda: np.argsort(-(weights @ parts) / weights.sum()).tolist(), ROUNDS)
    yield Row(name=f"{CANDIDATES:,} candidates: other weights", value=ours, unit="ms", floor=floor, at_most=SOON)


def in_the_window(folder: Path) -> Iterable[Row]:
    pause(folder)
    times: Times = measured_by(window_with_candidates, folder)
    for name, what in (("open", "the page shows them"), ("weights", "the page, with other weights")):
        value = statistics.median(times[name])
        yield Row(name=f"{CANDIDATES:,} candidates: {what}", value=value, unit="ms", at_most=SOON)
    yield Row(name="meanwhile, the latest tick is late by", value=max(times["late"]), unit="ms", at_most=LATE)


@contextmanager
def collected_later() -> Iterator[None]:
    """In the program, garbage is collected between events of the window (`host.garbage`), and not meanwhile."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def first_rows(found: object) -> None:
    assert isinstance(found, Ranking)
    assert len(found) + found.counts.dismissed >= CANDIDATES
    for place in range(SHOWN):
        assert found[place].reasons


def read_bare(bare: sqlite3.Connection, statements: list[str]) -> object:
    found, *others = [bare.execute(statement).fetchall() for statement in statements]
    assert len(found) == CANDIDATES
    columns = dict(zip(FIELDS, zip(*found, strict=True), strict=True))
    numbers = np.array([columns[name] for name in NUMBERS], dtype=np.float64)
    return numbers, np.frombuffer(b64decode("".join(columns["packed"])), dtype=np.float64), others


def statements_of(store: Store, brand: Brand) -> list[str]:
    """The SQL by which the store reads the pool, that of all candidates first."""
    assert brand.id is not None
    statements: list[str] = []
    connection = raw(sqlite_of(store))
    connection.set_trace_callback(statements.append)
    store.candidates.pool(brand.id).result()
    connection.set_trace_callback(None)
    return [one for one in statements if "candidates" in one]
