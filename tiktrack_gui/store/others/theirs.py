"""Another program's database: opened for reading, in one state, and read in chunks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from peewee import Database, SqliteDatabase

from tiktrack_gui.core.database_url import DatabaseKind, DatabaseUrl
from tiktrack_gui.core.errors import BadInput, StoreDamaged, StoreError
from tiktrack_gui.store import dialects
from tiktrack_gui.store.faults import translated
from tiktrack_gui.store.rows import Row, quoted

T = TypeVar("T")
CHUNK = 200  # rows; a post's raw data may have 64 KB, and many times that as objects
_TIMES = frozenset("posted_at fetched_at created_at updated_at last_checked_at dl_date".split())
_REALS = frozenset(("score", "engagement_velocity"))
CREATOR_TABLES = ("creators", "users", "accounts", "tiktokers")


@dataclass(frozen=True)
class Theirs:
    """The other program's database. columns: those of its tables, by the table's name."""

    db: Database
    columns: Mapping[str, Collection[str]]

    def has(self, table: str, *columns: str) -> bool:
        return table in self.columns and set(columns) <= set(self.columns[table])

    def present(self, table: str, columns: Iterable[str]) -> list[str]:
        return [name for name in columns if name in self.columns[table]]

    def column(self, table: str, name: str) -> str:
        """The SQL of a column's value; NULL for one that is missing."""
        if not self.has(table, name):
            return "NULL"
        sql, column = dialects.of(self.db), f"{table}.{quoted(self.db, name)}"
        if name in _TIMES:  # as text, also those that Python has no value for: 0000-00-00, infinity
            return f"CAST({column} AS {sql.text})"
        if name in _REALS and not sql.is_file:  # a 32-bit FLOAT is rounded when it's sent, but not as a DOUBLE
            return f"{column} + 0e0"
        return column

    def select(self, table: str, *names: str) -> dict[str, str]:
        return {name: self.column(table, name) for name in names}

    def rows(self, columns: Mapping[str, str], places: str) -> Iterator[Row]:
        """Yields the rows with these columns: names → SQL. places: what follows FROM. It must be read to its end."""
        sql = f"SELECT {', '.join(columns.values())} FROM {places}"
        for row in dialects.of(self.db).stream(self.db, sql, CHUNK):
            yield dict(zip(columns, row, strict=True))


@contextmanager
def opened(place: Path | DatabaseUrl) -> Iterator[Theirs]:
    """Opens the database for reading, in one state. Raises BadInput, StoreUnreachable and others."""
    db = _database(place)
    try:
        with _about_theirs():
            db.connect()
            dialects.execute(db, dialects.of(db).read_only)
        with db.atomic(**dialects.of(db).reading):
            with _about_theirs():
                theirs = Theirs(db, _columns(db))
            yield theirs
    finally:
        db.close()


@contextmanager
def _about_theirs() -> Iterator[None]:
    """The advice of these errors is about TikTrack's own database."""
    try:
        with translated():
            yield
    except StoreError as error:
        if type(error) not in (StoreError, StoreDamaged):
            raise
        raise BadInput(
            "The other program’s database can’t be read.", "Make sure it’s the right one, and TikTrack may read it."
        ) from error


def _database(place: Path | DatabaseUrl) -> Database:
    """Raises StoreDriverMissing."""
    if isinstance(place, DatabaseUrl) and place.kind is not DatabaseKind.SQLITE:
        from tiktrack_gui.store.server import Server  # with what peewee has for servers

        return Server(place, read_only=True).db
    path = place if isinstance(place, Path) else place.path
    return SqliteDatabase(f"{path.absolute().as_uri()}?mode=ro", uri=True, autoconnect=False, thread_safe=False)


def _columns(db: Database) -> dict[str, list[str]]:
    there = set(db.get_tables())
    wanted = ("sources", "raw_posts", "stories", "metrics", *CREATOR_TABLES)
    return {table: [column.name for column in db.get_columns(table)] for table in wanted if table in there}


def in_chunks(rows: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
