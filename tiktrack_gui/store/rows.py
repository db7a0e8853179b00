"""Reading rows for dataclasses, and bulk writes."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from peewee import SQL, Database, Field, Model, ModelSelect, SqliteDatabase

from tiktrack_gui.core.errors import StoreDamaged
from tiktrack_gui.store import dialects
from tiktrack_gui.store.columns import CONVERTED, JsonText
from tiktrack_gui.store.tables import fields_of, name_of

Row = dict[str, Any]

AT_ONCE = 250  # rows that are made into columns together


def raw(db: SqliteDatabase) -> sqlite3.Connection:
    """The sqlite3 connection underlying peewee's."""
    connection: sqlite3.Connection = db.connection()  # type: ignore[no-untyped-call]
    return connection


def fetch(db: Database, sql: str, *parameters: str | float) -> list[tuple[Any, ...]]:
    """Returns all rows of a raw SQL query, for queries peewee can't express. `?` stands for a parameter."""
    cursor = db.execute_sql(sql.replace("?", db.param), parameters)  # type: ignore[no-untyped-call]
    return list(cursor.fetchall())


def fetch_columns(db: Database, sql: str, number: int, *parameters: str | float) -> list[list[Any]]:
    """As `fetch`, but returns the columns, of which there are so many.

    For thousands of rows that stay: where a row is an object, going through them for garbage, and freeing them, takes
    as long as reading them.
    """
    cursor = db.execute_sql(sql.replace("?", db.param), parameters)  # type: ignore[no-untyped-call]
    columns: list[list[Any]] = [[] for _ in range(number)]
    while rows := cursor.fetchmany(AT_ONCE):
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            column.extend(values)
    return columns


def execute_many(db: Database, sql: str, rows: Sequence[Sequence[Any]]) -> int:
    """Runs a statement for every row of parameters; returns how many rows it changed. `?` stands for a parameter."""
    if not rows:
        return 0
    cursor = db.cursor()  # type: ignore[no-untyped-call]
    cursor.executemany(sql.replace("?", db.param), rows)
    changed = int(cursor.rowcount)
    cursor.close()
    return changed


def columns_for(table: type[Model], shape: type) -> tuple[Field, ...]:
    """The table's columns that have a field in the dataclass `shape`."""
    wanted = {field.name for field in dataclasses.fields(shape)}
    return tuple(field for name, field in fields_of(table).items() if name in wanted)


def listed(columns: Iterable[Field], alias: str) -> str:
    """The columns in hand-written SQL, of the table with that alias."""
    return ", ".join(f"{alias}.{field.name}" for field in columns)


def read(db: Database, query: ModelSelect[Any]) -> list[Row]:
    """Returns all rows of the query as dicts from column name to the value converted by the table's field.

    Takes half the time of peewee's own rows, which convert every value, even those SQLite returns in the right type.
    """
    cursor = db.execute(query)  # type: ignore[no-untyped-call]
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row)) for row in cursor.fetchall()]  # noqa: B905  strict= takes twice the time
    return _converted(rows, (field for name, field in fields_of(query.model).items() if name in names))


def part(rows: Sequence[tuple[Any, ...]], columns: Sequence[Field], start: int = 0) -> list[Row]:
    """Returns these columns of rows of `fetch`, of which the first is at `start`, as `read` does."""
    names = [field.name for field in columns]
    end = start + len(names)
    return _converted([dict(zip(names, row[start:end])) for row in rows], columns)  # noqa: B905


def _converted(rows: list[Row], columns: Iterable[Field]) -> list[Row]:
    for field in columns:
        if isinstance(field, CONVERTED):
            _convert(field, field.name, rows)
    return rows


def locked(db: Database, query: ModelSelect[Any]) -> ModelSelect[Any]:
    """Makes other programs wait that want to change these rows, until this transaction ends."""
    return query.for_update() if dialects.of(db).locks_rows else query


def for_update(db: Database) -> str:
    """The end of hand-written SQL that does as `locked`."""
    return " FOR UPDATE" if dialects.of(db).locks_rows else ""


def _convert(field: Field, name: str, rows: list[Row]) -> None:
    """As `converted`, for a whole column: what is asked for each value only once is the same for all."""
    convert = field.python_value
    known: dict[Any, Any] = {}  # most columns repeat a few values
    for row in rows:
        value = row[name]
        try:
            row[name] = known[value]
        except KeyError:
            row[name] = known[value] = converted_by(convert, field, value)


def converted(field: Field, value: Any) -> Any:
    """Raises StoreDamaged for a value that TikTrack never writes."""
    return converted_by(field.python_value, field, value)


def converted_by(convert: Callable[[Any], Any], field: Field, value: Any) -> Any:
    """As `converted`, with the field's method at hand."""
    try:
        return convert(value)
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise StoreDamaged(f"{name_of(field.model)}.{field.name}: {error}") from error


def read_one(db: Database, query: ModelSelect[Any]) -> Row | None:
    return next(iter(read(db, query.limit(1))), None)


def any_of(db: Database, ids: Iterable[int]) -> SQL:
    """For `column.in_(...)`: passes any number of IDs as a single parameter."""
    return dialects.of(db).any_of(db, ids)


def any_word_of(db: Database, words: Iterable[str]) -> SQL:
    """As `any_of`, for texts."""
    return dialects.of(db).any_word_of(db, words)


def insert(db: Database, table: type[Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows, which must all have the same columns."""
    _insert(db, table, rows, "")


def insert_numbered(db: Database, table: type[Model], row: Mapping[str, Any]) -> int:
    """Inserts a row whose ID the database chooses; returns the ID."""
    sql = f"{_insertion(db, table, row)}{dialects.of(db).returning_id}"
    [values] = _to_db(table, [row], list(row))
    return dialects.of(db).new_id(db.execute_sql(sql.replace("?", db.param), values))  # type: ignore[no-untyped-call]


def insert_new(db: Database, table: type[Model], rows: Sequence[Mapping[str, Any]], *, key: Sequence[str]) -> None:
    """Inserts the rows whose `key` isn't there yet."""
    _insert(db, table, rows, dialects.of(db).do_nothing(name_of(table), key))


def upsert(
    db: Database,
    table: type[Model],
    rows: Sequence[Mapping[str, Any]],
    *,
    key: Sequence[str],
    keep: Collection[str] = (),
    fill: Collection[str] = (),
) -> None:
    """Inserts rows; if a row with the same `key` exists, overwrites the given columns except those in `keep`.

    In the columns in `fill`, None doesn't overwrite a value. The rows are written in the order of their keys: two
    programs that wrote the same rows in different orders would wait for each other.
    """
    if not rows:
        return
    changed = [name for name in rows[0] if name not in key and name not in keep]
    ordered = sorted(rows, key=itemgetter(*key))
    _insert(db, table, ordered, dialects.of(db).update(name_of(table), key, changed, fill))


def update(
    db: Database, table: type[Model], rows: Sequence[Mapping[str, Any]], *, key: str, changed: Sequence[str]
) -> None:
    """Overwrites the given columns of the rows that have these keys, in the order of the keys (see `upsert`)."""
    assignments = ", ".join(f"{quoted(db, name)} = ?" for name in changed)
    ordered = sorted(rows, key=itemgetter(key))
    sql = f"UPDATE {name_of(table)} SET {assignments} WHERE {quoted(db, key)} = ?"
    execute_many(db, sql, _to_db(table, ordered, [*changed, key]))


def _insert(db: Database, table: type[Model], rows: Sequence[Mapping[str, Any]], conflict: str) -> None:
    """conflict: what to do about rows that are there already, as SQL.

    Uses one prepared statement: ten times as fast as peewee's `insert_many`, which builds its SQL value by value.
    """
    if not rows:
        return
    sql = f"{_insertion(db, table, rows[0])} {conflict}"
    execute_many(db, sql, _to_db(table, rows, list(rows[0])))


def _insertion(db: Database, table: type[Model], columns: Collection[str]) -> str:
    names = ", ".join(quoted(db, name) for name in columns)
    return f"INSERT INTO {name_of(table)} ({names}) VALUES ({', '.join('?' * len(columns))})"


def _to_db(table: type[Model], rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Returns the columns of the rows, as the database stores them; most values are stored as they are."""
    fields, columns = fields_of(table), []
    for name in names:
        values = [row[name] for row in rows]
        columns.append(_stored(fields[name], values) if isinstance(fields[name], CONVERTED) else values)
    return list(zip(*columns, strict=True))


def _stored(field: Field, values: Sequence[Any]) -> Iterable[Any]:
    """As the field stores them. Only JSON differs in most rows; of the others, each value is converted once."""
    convert: Callable[[Any], Any] = field.db_value
    if isinstance(field, JsonText):
        return map(convert, values)
    known = {value: convert(value) for value in set(values)}
    return map(known.__getitem__, values)


def quoted(db: Database, name: str) -> str:
    """A column's name that may be a word of SQL's, such as `key`."""
    return name.join(db.quote)
