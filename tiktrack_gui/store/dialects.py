"""What differs between the databases: the types in migrations, and the SQL that isn't the same everywhere.

The statements of a migration have names such as `{id}` for what is in `types`. For SQLite they must never change: what
was released is what users have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from peewee import SQL, Database, Expression, Field, MySQLDatabase, PostgresqlDatabase, fn

from tiktrack_gui.core.errors import StoreBusy
from tiktrack_gui.core.models import PLATFORM

# Names from users or TikTok that are looked up or unique. MySQL can only index texts of a known length.
NAME_LENGTH = 191


class Dialect:
    """SQLite's, where nothing else is said."""

    name = "SQLite"
    types: ClassVar[Mapping[str, str]] = {
        "serial": "INTEGER PRIMARY KEY",  # numbered by the database
        "id": "INTEGER PRIMARY KEY",  # numbered by TikTok or Discord
        "int": "INTEGER",
        "flag": "INTEGER",
        "true": "1",
        "false": "0",
        "real": "REAL",
        "text": "TEXT",
        "word": "TEXT",  # may be in an index
        "ordered": "TEXT",  # as `word`, compared and sorted by code points
        "handle": "TEXT NOT NULL COLLATE NOCASE",
        "handle_key": "handle",
        "moment": "TEXT",
        "now": "(datetime('now'))",
        "length": "length",
        "key": "key",
        "cursor": "cursor",
        "clustered": " WITHOUT ROWID",
        "options": "",
    }
    reading: ClassVar[Mapping[str, Any]] = {"lock_type": "DEFERRED"}
    writing: ClassVar[Mapping[str, Any]] = {"lock_type": "IMMEDIATE"}
    is_file = True
    size = "SELECT 0"
    read_only = "PRAGMA query_only = 1"
    locks_rows = False
    returning_id = ""  # the end of an INSERT whose cursor is asked for the new ID; none is needed
    join = "CROSS JOIN"  # in the order written
    greatest = "MAX"
    modulo = "%"
    text = "TEXT"
    integer = "INTEGER"
    numbers = "json_each({param}) AS wanted"  # a list, as JSON → wanted.value
    words = numbers
    pairs = (  # a list of pairs, as JSON → wanted.k, wanted.v
        "(SELECT json_extract(value, '$[0]') AS k, json_extract(value, '$[1]') AS v FROM json_each({param})) AS wanted"
    )

    listed = "json_group_array({column})"  # an aggregate: a list as JSON

    def any_of(self, db: Database, values: Iterable[int]) -> SQL:
        """For `column.in_(...)`: passes any number of IDs as a single parameter."""
        return self._list(db, self.numbers, values)

    def any_word_of(self, db: Database, values: Iterable[str]) -> SQL:
        """As `any_of`, for texts."""
        return self._list(db, self.words, values)

    def _list(self, db: Database, table: str, values: Iterable[int | str]) -> SQL:
        return SQL(f"(SELECT value FROM {table.format(param=db.param)})", [json.dumps(list(values))])

    def nearest(self, samples: str, alias: str, owner: str, moment: str = "", *, optional: bool = False) -> str:
        """Joins one row of a table of samples to what stands before it: the newest, or the one nearest to a moment.

        owner: a condition such as `creator_id = c.id`. moment: such as `<= wanted.v`, or `> wanted.v` for the first
        after it. optional: what has no such sample stays, with NULLs.
        """
        newest, until = _nearest(moment)
        at = f"SELECT {newest}(at) FROM {samples} WHERE {owner}{until}"
        join = "LEFT JOIN" if optional else self.join
        return f"{join} {samples} AS {alias} ON {alias}.{owner} AND {alias}.at = ({at})"

    def video_id(self, posts: str) -> str:
        """The ID of a raw post's video. Other platforms' aren't numbers, and may be looked at before they're left out.

        posts: the name of the table or its alias.
        """
        number = f"CAST({posts}.platform_post_id AS {self.integer})"
        return f"CASE WHEN {posts}.platform = '{PLATFORM}' THEN {number} END"

    def same_handle(self, field: Field, handle: str) -> Expression:
        """A condition: whatever the case of the letters. SQLite's own index knows only that of ASCII's."""
        return field == handle if handle.isascii() else fn.lower_case(field) == handle.lower()

    def in_handles(self) -> str:
        """A condition: the handle is one of a list in lower case, as JSON; a server may find similar ones, too."""
        return f"handle IN (SELECT value FROM {self.words})"

    def is_no_json(self, db: Database, field: Field) -> Expression | None:
        """A condition for texts that aren't JSON; None if the database can't tell."""
        return fn.JSON_VALID(field) == 0

    def do_nothing(self, table: str, key: Sequence[str]) -> str:
        """The end of an INSERT that skips rows whose key is there."""
        return f"ON CONFLICT ({', '.join(key)}) DO NOTHING"

    def update(self, table: str, key: Sequence[str], changed: Sequence[str], fill: Collection[str]) -> str:
        """The end of an INSERT that changes the rows whose key is there; None doesn't overwrite columns in `fill`."""
        assignments = ", ".join(
            f"{name} = COALESCE(excluded.{name}, {table}.{name})" if name in fill else f"{name} = excluded.{name}"
            for name in changed
        )
        return f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {assignments}"

    def new_id(self, cursor: Any) -> int:
        """The ID that the database gave the row that the cursor has inserted."""
        return int(cursor.lastrowid)

    def run_step(self, db: Database, statement: str) -> None:
        """Runs a statement of a migration."""
        execute(db, statement.format(**self.types))

    def try_lock_poster(self, db: Database) -> bool:
        """Takes the lock of the one who sends to Discord, for as long as the connection lasts."""
        return True

    def unlock_poster(self, db: Database) -> None: ...

    def lock_upgrades(self, db: Database, patience: int) -> None:
        """Waits until no other program upgrades. Raises StoreBusy after `patience` seconds."""

    def unlock_upgrades(self, db: Database) -> None: ...

    def stream(self, db: Database, sql: str, chunk: int) -> Iterator[tuple[Any, ...]]:
        """Yields the rows of a query without holding them all in memory. It must be read to its end."""
        yield from execute(db, sql)

    def shown_version(self, words: str) -> str:
        """Returns the program and its version, of what the server says about itself."""
        return words

    def numbered_anew(self, db: Database, table: str) -> None:
        """To be called after rows were inserted with numbers that the database would have given them."""


class PostgreSQL(Dialect):
    name = "PostgreSQL"
    types: ClassVar[Mapping[str, str]] = {
        **Dialect.types,
        "serial": "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
        "id": "BIGINT PRIMARY KEY",
        "int": "BIGINT",
        "flag": "BOOLEAN",
        "true": "TRUE",
        "false": "FALSE",
        "real": "DOUBLE PRECISION",
        "ordered": 'TEXT COLLATE "C"',
        "handle": "TEXT NOT NULL",
        "handle_key": "lower(handle)",
        "moment": "TIMESTAMP(0)",
        "now": "(now() AT TIME ZONE 'utc')",
        "length": "char_length",
        "clustered": "",
    }
    reading: ClassVar[Mapping[str, Any]] = {"isolation_level": "REPEATABLE READ"}
    writing: ClassVar[Mapping[str, Any]] = {"isolation_level": "READ COMMITTED"}
    is_file = False
    size = "SELECT pg_database_size(current_database())"
    read_only = "SET default_transaction_read_only = on"
    locks_rows = True
    returning_id = " RETURNING id"
    join = "JOIN"
    greatest = "GREATEST"
    modulo = "%%"  # a single one begins a parameter
    integer = "BIGINT"
    numbers = "(SELECT e::bigint AS value FROM jsonb_array_elements_text({param}::jsonb) AS e) AS wanted"
    words = "(SELECT e AS value FROM jsonb_array_elements_text({param}::jsonb) AS e) AS wanted"
    pairs = (
        "(SELECT (e->>0)::bigint AS k, (e->>1)::bigint AS v FROM jsonb_array_elements({param}::jsonb) AS e) AS wanted"
    )
    listed = "json_agg({column})::text"

    def nearest(self, samples: str, alias: str, owner: str, moment: str = "", *, optional: bool = False) -> str:
        """It would take SQLite's for a reason to read the whole table, and look for each row twice."""
        newest, until = _nearest(moment)
        order = "at" if newest == "MIN" else "at DESC"
        row = f"SELECT * FROM {samples} WHERE {owner}{until} ORDER BY {order} LIMIT 1"
        return f"{'LEFT ' if optional else ''}JOIN LATERAL ({row}) AS {alias} ON TRUE"

    def same_handle(self, field: Field, handle: str) -> Expression:
        return fn.LOWER(field) == handle.lower()

    def in_handles(self) -> str:
        return f"LOWER(handle) IN (SELECT value FROM {self.words})"

    def is_no_json(self, db: Database, field: Field) -> Expression | None:
        knows = db.server_version >= 160_000
        return Expression(field, "IS NOT", SQL("JSON"), flat=True) if knows else None

    def new_id(self, cursor: Any) -> int:
        return int(cursor.fetchone()[0])

    def try_lock_poster(self, db: Database) -> bool:
        return bool(execute(db, f"SELECT pg_try_advisory_lock({self._lock_of('poster')})").fetchone()[0])

    def unlock_poster(self, db: Database) -> None:
        execute(db, f"SELECT pg_advisory_unlock({self._lock_of('poster')})")

    def lock_upgrades(self, db: Database, patience: int) -> None:
        execute(db, f"SET lock_timeout = '{patience}s'")
        try:
            execute(db, f"SELECT pg_advisory_lock({self._lock_of('upgrade')})")
        finally:
            execute(db, "RESET lock_timeout")

    def unlock_upgrades(self, db: Database) -> None:
        execute(db, f"SELECT pg_advisory_unlock({self._lock_of('upgrade')})")

    @staticmethod
    def _lock_of(purpose: str) -> str:
        return f"hashtextextended('tiktrack:{purpose}:' || current_schema(), 0)"

    def stream(self, db: Database, sql: str, chunk: int) -> Iterator[tuple[Any, ...]]:
        with db.connection().cursor(name="stream") as cursor:  # type: ignore[no-untyped-call]
            cursor.itersize = chunk
            yield from cursor.execute(sql)

    def shown_version(self, words: str) -> str:
        return " ".join(words.split()[:2])

    def numbered_anew(self, db: Database, table: str) -> None:
        last = f"COALESCE((SELECT MAX(id) FROM {table}), 0)"
        execute(db, f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last} + 1, false)")


class MySQL(Dialect):
    """MySQL's and MariaDB's."""

    name = "MySQL"
    types: ClassVar[Mapping[str, str]] = {
        **PostgreSQL.types,
        "serial": "BIGINT AUTO_INCREMENT PRIMARY KEY",
        "real": "DOUBLE",
        "text": "LONGTEXT",
        "word": f"VARCHAR({NAME_LENGTH})",
        "ordered": f"VARCHAR({NAME_LENGTH})",
        "handle": f"VARCHAR({NAME_LENGTH}) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL",
        "handle_key": "handle",
        "moment": "DATETIME",
        "now": "(UTC_TIMESTAMP())",
        "key": "`key`",
        "cursor": "`cursor`",
        "options": " ENGINE InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    }
    reading = PostgreSQL.reading
    writing = PostgreSQL.writing
    is_file = False
    read_only = "SET SESSION TRANSACTION READ ONLY"
    locks_rows = True
    join = "STRAIGHT_JOIN"
    greatest = "GREATEST"
    modulo = PostgreSQL.modulo
    text = "CHAR"
    integer = "SIGNED"
    numbers = "JSON_TABLE({param}, '$[*]' COLUMNS (value BIGINT PATH '$')) AS wanted"
    words = (
        f"JSON_TABLE({{param}}, '$[*]' COLUMNS (value VARCHAR({NAME_LENGTH}) CHARACTER SET utf8mb4 "
        "COLLATE utf8mb4_bin PATH '$')) AS wanted"
    )
    pairs = "JSON_TABLE({param}, '$[*]' COLUMNS (k BIGINT PATH '$[0]', v BIGINT PATH '$[1]')) AS wanted"
    listed = "JSON_ARRAYAGG({column})"

    size = "SELECT SUM(data_length + index_length) FROM information_schema.tables WHERE table_schema = DATABASE()"

    DONE_ALREADY = (1050, 1060, 1061, 1062, 1091)  # there is that table, column, index, row; none is left to drop

    def same_handle(self, field: Field, handle: str) -> Expression:
        """The first condition, for which there is an index, takes é for e."""
        return (field == handle) & (fn.LOWER(field).collate("utf8mb4_bin") == handle.lower())

    def do_nothing(self, table: str, key: Sequence[str]) -> str:
        return f"ON DUPLICATE KEY UPDATE {key[0]} = {table}.{key[0]}"

    def update(self, table: str, key: Sequence[str], changed: Sequence[str], fill: Collection[str]) -> str:
        assignments = ", ".join(
            f"{name} = COALESCE(VALUES({name}), {table}.{name})" if column in fill else f"{name} = VALUES({name})"
            for column, name in ((column, f"`{column}`") for column in changed)
        )
        return f"ON DUPLICATE KEY UPDATE {assignments}"

    def stream(self, db: Database, sql: str, chunk: int) -> Iterator[tuple[Any, ...]]:
        from pymysql.cursors import SSCursor

        with db.connection().cursor(SSCursor) as cursor:  # type: ignore[no-untyped-call]
            cursor.execute(sql)
            yield from cursor

    def shown_version(self, words: str) -> str:
        number, _, rest = words.partition("-")
        return f"{'MariaDB' if 'maria' in rest.lower() else 'MySQL'} {number}"

    def numbered_anew(self, db: Database, table: str) -> None:
        """It counts on from the greatest number."""

    def try_lock_poster(self, db: Database) -> bool:
        return self._lock(db, "poster", 0)

    def unlock_poster(self, db: Database) -> None:
        execute(db, f"SELECT RELEASE_LOCK({self._lock_of('poster')})")

    def lock_upgrades(self, db: Database, patience: int) -> None:
        if not self._lock(db, "upgrade", patience):
            raise StoreBusy("another upgrade")

    def unlock_upgrades(self, db: Database) -> None:
        execute(db, f"SELECT RELEASE_LOCK({self._lock_of('upgrade')})")

    def _lock(self, db: Database, purpose: str, patience: int) -> bool:
        return bool(execute(db, f"SELECT GET_LOCK({self._lock_of(purpose)}, {patience})").fetchone()[0])

    @staticmethod
    def _lock_of(purpose: str) -> str:
        """Names of locks count for the whole server, and have 64 characters at most."""
        return f"CONCAT('tiktrack:{purpose}:', SHA1(DATABASE()))"

    def run_step(self, db: Database, statement: str) -> None:
        """Passes over what an interrupted upgrade did: MySQL commits after each statement that changes the schema."""
        try:
            super().run_step(db, _with_foreign_keys(statement))
        except Exception as error:
            if not error.args or error.args[0] not in self.DONE_ALREADY:
                raise


def _with_foreign_keys(statement: str) -> str:
    """MySQL reads the REFERENCES of a column, but ignores them; only those of a table count."""
    reference = re.compile(r"^ +(\w+) .*?( REFERENCES \w+ \(\w+\)(?: ON DELETE CASCADE)?),?$", re.MULTILINE)
    keys = [f",\n        FOREIGN KEY ({column}){parent}" for column, parent in reference.findall(statement)]
    bare = re.sub(r" REFERENCES \w+ \(\w+\)(?: ON DELETE CASCADE)?", "", statement)
    return re.sub(r"\n    \)", lambda end: "".join(keys) + end[0], bare, count=1) if keys else statement


def _nearest(moment: str) -> tuple[str, str]:
    """Returns which of the samples it is, and the condition for their time."""
    return "MIN" if moment.startswith(">") else "MAX", f" AND at {moment}" if moment else ""


_SQLITE, _POSTGRESQL, _MYSQL = Dialect(), PostgreSQL(), MySQL()


def execute(db: Database, sql: str) -> Any:
    return db.execute_sql(sql)  # type: ignore[no-untyped-call]


def of(db: Database) -> Dialect:
    if isinstance(db, PostgresqlDatabase):
        return _POSTGRESQL
    return _MYSQL if isinstance(db, MySQLDatabase) else _SQLITE
