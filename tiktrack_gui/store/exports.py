"""Reading much for exports: a few rows at a time, on a connection of its own.

Each step is a transaction of its own, so that nobody who writes waits for an export, however long it takes; what is
written meanwhile behind the place where it reads is in it. All of it blocks, and is for a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from peewee import Database, Expression, Field, Model, fn

from tiktrack_gui.core.database_url import DatabaseUrl
from tiktrack_gui.core.deliveries import Delivery
from tiktrack_gui.core.history_table import NAMES, SampleRow, SampleRows
from tiktrack_gui.core.models import PLATFORM, MeasuredVideo
from tiktrack_gui.core.runs import Run
from tiktrack_gui.core.table_export import AT_ONCE, Read
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Engine
from tiktrack_gui.store.copy import engine
from tiktrack_gui.store.feed import STORY, measured_stories
from tiktrack_gui.store.outbox import DELIVERY
from tiktrack_gui.store.rows import Row, fetch, read
from tiktrack_gui.store.runs import RUN

T = TypeVar("T")
Make = Callable[[Database, list[Row]], list[T]]

STORIES_AT_ONCE = 200  # each with its creator, measurements and delivery
_SAMPLES = f"""\
SELECT {", ".join(NAMES)} FROM creator_samples WHERE creator_id = ? AND at >= ? ORDER BY at LIMIT {AT_ONCE}
"""
_LAST = "SELECT MAX(at) FROM creator_samples WHERE creator_id = ?"

_stories, _runs, _deliveries = tables.Stories, tables.ScrapeRuns, tables.Deliveries


class Exports:
    """Reads the database beside everything else. What the methods return raises StoreError while it is read."""

    def __init__(self, place: Path | DatabaseUrl) -> None:
        self._place = place

    def history(self, creators: Sequence[tuple[int, str]], since: int = 0) -> Iterator[SampleRows]:
        """Yields the creators' measurements since that moment, one creator after the other, oldest first.

        creators: each one's ID and handle.
        """
        with self._opened() as step:
            for number, (creator_id, handle) in enumerate(creators):
                first, start = None, since
                last = step(partial(_last, creator_id))
                while rows := step(partial(_samples, creator_id, start)):
                    first = rows[0][0] if first is None else first
                    start = rows[-1][0] + 1
                    part = (start - first) / (max(last, start) - first + 1)
                    done = (number + part) / len(creators)
                    yield SampleRows(creator_id=creator_id, handle=handle, rows=rows, done=done)

    def stories(self, since: int = 0) -> Iterator[Read[MeasuredVideo]]:
        """Yields the stories found since that moment, the last found first, also those that rest."""
        theirs = (_stories.platform == PLATFORM) & (_stories.flagged_at >= since)
        columns = (_stories.id, *STORY)
        return self._newest_first(_stories, columns, theirs, measured_stories, STORIES_AT_ONCE)

    def runs(self, since: int = 0) -> Iterator[Read[Run]]:
        """Yields the runs that started since that moment, newest first."""
        return self._newest_first(_runs, RUN, _runs.started_at >= since, _made_runs, AT_ONCE)

    def deliveries(self, since: int = 0) -> Iterator[Read[Delivery]]:
        """Yields the deliveries requested since that moment, newest first."""
        wanted = _deliveries.created_at >= since
        return self._newest_first(_deliveries, DELIVERY, wanted, _made_deliveries, AT_ONCE)

    def _newest_first(
        self, table: type[Model], columns: Sequence[Field], wanted: Expression, make: Make[T], at_once: int
    ) -> Iterator[Read[T]]:
        number: Any = table.id  # type: ignore[attr-defined]
        with self._opened() as step:
            first, last = step(partial(_bounds, table, wanted))
            before = last + 1
            while True:
                query = table.select(*columns).where(wanted, number < before).order_by(number.desc()).limit(at_once)
                rows, records = step(partial(_made, query, make))
                if not rows:
                    return
                before = rows[-1]["id"]
                yield Read(records, (last - before + 1) / (last - first + 1))

    @contextmanager
    def _opened(self) -> Iterator[Callable[[Callable[[Database], T]], T]]:
        """Yields what carries out a question in a transaction."""
        with closing(engine(self._place, read_only=True)) as opened:
            opened.open()
            yield partial(_in_transaction, opened)


def _in_transaction(engine: Engine, question: Callable[[Database], T]) -> T:
    with engine.transaction(write=False):
        return question(engine.db)


def _samples(creator_id: int, start: int, db: Database) -> list[SampleRow]:
    return fetch(db, _SAMPLES, creator_id, start)


def _last(creator_id: int, db: Database) -> int:
    ((last,),) = fetch(db, _LAST, creator_id)
    return last or 0


def _bounds(table: Any, wanted: Expression, db: Database) -> tuple[int, int]:
    """Returns the smallest and the largest ID."""
    query = table.select(fn.MIN(table.id), fn.MAX(table.id)).where(wanted)
    first, last = db.execute(query).fetchone()  # type: ignore[no-untyped-call]
    return first or 0, last or 0


def _made(query: Any, make: Make[T], db: Database) -> tuple[list[Row], list[T]]:
    rows = read(db, query)
    return rows, make(db, rows)


def _made_runs(_db: Database, rows: list[Row]) -> list[Run]:
    return [Run(**row) for row in rows]


def _made_deliveries(_db: Database, rows: list[Row]) -> list[Delivery]:
    return [Delivery(**row) for row in rows]
