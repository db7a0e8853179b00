"""Checks the integrity of the database file and summarizes its contents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import Database, Field, fn

from tiktrack_gui.core.verification import Verification
from tiktrack_gui.store import dialects, tables
from tiktrack_gui.store.columns import JsonText, UtcText, Word
from tiktrack_gui.store.connection import Part, reads
from tiktrack_gui.store.rows import fetch
from tiktrack_gui.store.runs import newest_runs
from tiktrack_gui.store.tables import TABLES, fields_of, name_of

LAST_RUNS = 5


class Verify(Part):
    @reads
    def version(self) -> str:
        """The database program and its version."""
        return self._connection.engine.version

    @reads
    def counts(self) -> dict[str, int]:
        """The number of rows of each table."""
        return self._counts()

    @reads
    def verify(self) -> Verification:
        """Checks the whole database. Reports only broken pages if there are any, because counting would fail on them.

        A server checks its own pages and references.
        """
        is_file = dialects.of(self._db).is_file
        broken = _broken_pages(self._db) if is_file else []
        if broken:
            return Verification(problems=broken, counts={}, average_velocity={}, runs=[])
        unreadable = list(_unreadable_values(self._db))
        return Verification(
            problems=[*(_dangling_rows(self._db) if is_file else ()), *unreadable],
            counts=self._counts(),
            average_velocity=_average_velocity(self._db),
            runs=[] if unreadable else newest_runs(self._db, LAST_RUNS),
        )

    def _counts(self) -> dict[str, int]:
        return {name_of(table): table.select().count(self._db) for table in TABLES}


def _broken_pages(db: Database) -> list[str]:
    """SQLite's own messages, which help with a repair. The thorough check fails on pages the quick one reports."""
    for check in ("quick_check", "integrity_check"):
        lines = [line for (words,) in fetch(db, f"PRAGMA {check}") for line in words.splitlines()]
        problems = [line for line in lines if line != "ok" and not line.startswith("***")]
        if problems:
            return problems
    return []


def _dangling_rows(db: Database) -> Iterator[str]:
    for table, _, parent, _ in fetch(db, "PRAGMA foreign_key_check"):
        yield f"A row in {table} refers to a missing row in {parent}."


def _unreadable_values(db: Database) -> Iterator[str]:
    """Values that TikTrack never writes, by column."""
    for table in TABLES:
        for name, field in fields_of(table).items():
            if (test := _unreadable(db, field)) is not None:
                bad = int(table.select().where(field.is_null(False), test).count(db))
                if bad:
                    yield f"{bad} unreadable {'value' if bad == 1 else 'values'} in {name_of(table)}.{name}."


def _unreadable(db: Database, field: Field) -> Any:
    """A condition for values the field can't convert; None if it converts all."""
    match field:
        case Word():
            return field.not_in([word.value for word in field.words])
        case JsonText():
            return dialects.of(db).is_no_json(db, field)
        case UtcText() if dialects.of(db).is_file:
            return fn.datetime(field).is_null()
        case _:
            return None


def _average_velocity(db: Database) -> dict[str, float]:
    stories = tables.Stories
    query = stories.select(stories.platform, fn.AVG(stories.engagement_velocity)).group_by(stories.platform)
    return dict(query.tuples().execute(db))
