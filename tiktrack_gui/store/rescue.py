"""Reads what can still be read from a damaged database."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from tiktrack_gui.store.sqlite import SqliteFile
from tiktrack_gui.store.tables import TABLES, Identity, name_of

log = logging.getLogger(__name__)

RESCUED = tuple(table for table in TABLES if table is not Identity)  # it is another database, which forgot some posts


def rescue(damaged: Path, new: Path) -> None:
    """Fills a new database with the readable rows: from both ends of each table, up to the damaged part."""
    engine = SqliteFile(new)
    engine.open()
    engine.close()
    with (
        closing(sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(new)) as target,
    ):
        target.execute("PRAGMA journal_mode = delete")
        for table in map(name_of, RESCUED):
            with target:
                number = sum(_copy(source, target, table, order) for order in ("ASC", "DESC"))
            log.info("Rescued %d rows of %s", number, table)
        with target:
            _remove_dangling(target)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: str, order: str) -> int:
    columns = [name for _, name, *_ in target.execute(f"PRAGMA table_info({table})")]
    known = _columns(source, table)
    common = [name for name in columns if name in known]
    if not common:
        return 0
    names, places = ", ".join(common), ", ".join("?" * len(common))
    key = ", ".join(f"{name} {order}" for name in _key(target, table))
    number = 0
    for row in _readable(source, f"SELECT {names} FROM {table} ORDER BY {key}"):
        with suppress(sqlite3.IntegrityError):  # a value that no table of ours may hold
            number += target.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})", row).rowcount
    return number


def _readable(source: sqlite3.Connection, sql: str) -> Iterator[tuple[Any, ...]]:
    try:
        yield from source.execute(sql)
    except sqlite3.Error as error:
        log.warning("Damaged from here on: %s", error)


def _columns(source: sqlite3.Connection, table: str) -> list[str]:
    with suppress(sqlite3.Error):
        return [name for _, name, *_ in source.execute(f"PRAGMA table_info({table})")]
    return []


def _key(target: sqlite3.Connection, table: str) -> list[str]:
    info = target.execute(f"PRAGMA table_info({table})").fetchall()
    return [name for _, name, _, _, _, place in sorted(info, key=lambda column: column[5]) if place] or ["rowid"]


def _remove_dangling(target: sqlite3.Connection) -> None:
    """Removes rows whose parent couldn't be read, and then those that belonged to them."""
    references = [
        (table, column, parent, key)
        for table in map(name_of, TABLES)
        for _, _, parent, column, key, *_ in target.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    ]
    removed = 1
    while removed:
        removed = sum(
            target.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT {key} FROM {parent})").rowcount
            for table, column, parent, key in references
        )
