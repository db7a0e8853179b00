"""Copies a whole database to another one, from a file to a server or back."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from peewee import BooleanField, Database, Field, Model

from tiktrack_gui.core.database_url import DatabaseUrl
from tiktrack_gui.core.errors import DiskFull, StoreDamaged, StoreNotEmpty
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.store import dialects
from tiktrack_gui.store.backups import ROOM
from tiktrack_gui.store.columns import UtcText
from tiktrack_gui.store.connection import Engine
from tiktrack_gui.store.rows import execute_many, fetch, quoted
from tiktrack_gui.store.sqlite import SqliteFile
from tiktrack_gui.store.tables import TABLES, fields_of, name_of

CHUNK = 1_000  # rows
SEEDED = ("sources", "lists", "identity")  # filled by the migrations; the copy has the source's rows instead

Row = tuple[Any, ...]


class StoreCopy:
    """Copies in one state and one transaction: the target has everything, or only empty tables.

    Both are left open only during `run`, which blocks.
    """

    def __init__(self, source: Path | DatabaseUrl, target: Path | DatabaseUrl) -> None:
        self._source, self._target = engine(source, read_only=True), engine(target)

    def run(self, progress: Progress = lambda table, done, of: None) -> Mapping[str, int]:
        """Returns the number of rows by table.

        progress: called with a table's name, the rows copied and their number.

        Raises StoreNotEmpty, DiskFull before it begins, StoreDamaged if the copy isn't equal, and what `open` raises.
        """
        with closing(self._source) as source, closing(self._target) as target:
            source.open()
            self._require_room()
            target.upgrade()
            with source.transaction(write=False), target.transaction(write=True):
                _require_empty(target.db)
                _empty(target.db)
                copied = {name_of(table): self._copy(table, progress) for table in TABLES}
                for table in TABLES:
                    _require_equal(source.db, target.db, table)
            return copied

    def _copy(self, table: type[Model], progress: Progress) -> int:
        source, target, name = self._source.db, self._target.db, name_of(table)
        (of,) = fetch(source, f"SELECT COUNT(*) FROM {name}")[0]
        done = 0
        progress(name, done, of)
        for rows in _chunks(_rows(source, table)):
            _write(target, table, rows)
            done += len(rows)
            progress(name, done, of)
        if "id" in fields_of(table) and fields_of(table)["id"].__class__.__name__ == "AutoField":
            dialects.of(target).numbered_anew(target, name)
        return done

    def _require_room(self) -> None:
        """Raises DiskFull. How much room a server has, only the server knows."""
        if isinstance(self._target, SqliteFile):
            needed = self._source.size + ROOM
            if shutil.disk_usage(self._target.path.parent).free < needed:
                raise DiskFull(f"the copy needs {needed} bytes")


def engine(place: Path | DatabaseUrl, *, read_only: bool = False) -> Engine:
    """Raises StoreDriverMissing."""
    if isinstance(place, Path):
        return SqliteFile(place, read_only=read_only)
    from tiktrack_gui.store.server import Server  # with what peewee has for servers

    return Server(place, read_only=read_only)


def _require_empty(db: Database) -> None:
    for table in TABLES:
        most = 1 if name_of(table) in SEEDED else 0
        (number,) = fetch(db, f"SELECT COUNT(*) FROM {name_of(table)}")[0]
        if number > most:
            raise StoreNotEmpty(f"{number} rows in {name_of(table)}")


def _empty(db: Database) -> None:
    for name in SEEDED:
        dialects.execute(db, f"DELETE FROM {name}")


def _rows(db: Database, table: type[Model]) -> Iterator[Row]:
    names = ", ".join(quoted(db, name) for name in fields_of(table))
    return dialects.of(db).stream(db, f"SELECT {names} FROM {name_of(table)}", CHUNK)


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _write(db: Database, table: type[Model], rows: list[Row]) -> None:
    fields = list(fields_of(table).values())
    names = ", ".join(quoted(db, field.name) for field in fields)
    places = ", ".join("?" * len(fields))
    values = [[_to_column(field, value) for field, value in zip(fields, row, strict=True)] for row in rows]
    execute_many(db, f"INSERT INTO {name_of(table)} ({names}) VALUES ({places})", values)


def _to_column(field: Field, value: Any) -> Any:
    """Only times and flags have types of their own on servers. Texts on PostgreSQL can't contain NUL."""
    match field:
        case UtcText():
            return field.db_value(field.python_value(value))
        case BooleanField():
            return None if value is None else bool(value)
        case _:
            return value.replace("\0", "") if isinstance(value, str) else value


def _require_equal(source: Database, target: Database, table: type[Model]) -> None:
    if _digest(source, table) != _digest(target, table):
        raise StoreDamaged(f"the copy of {name_of(table)} is not equal")


def _digest(db: Database, table: type[Model]) -> tuple[int, int]:
    """The number of rows, and a sum over their contents in any order: databases sort texts differently."""
    fields = list(fields_of(table).values())
    number = total = 0
    for row in _rows(db, table):
        comparable = [_comparable(field, value) for field, value in zip(fields, row, strict=True)]
        total += int.from_bytes(hashlib.blake2b(repr(comparable).encode(), digest_size=8).digest())
        number += 1
    return number, total % 2**64


def _comparable(field: Field, value: Any) -> Any:
    match field:
        case UtcText():
            return field.python_value(value)
        case BooleanField():
            return None if value is None else bool(value)
        case _:
            return value.replace("\0", "") if isinstance(value, str) else value
