"""The databases of the tests: files, and real servers on private sockets."""

from __future__ import annotations

from peewee import SqliteDatabase

from tiktrack_gui.store import Store
from tiktrack_gui.store.sqlite import SqliteFile


def sqlite_of(store: Store) -> SqliteDatabase:
    """The open file of a store."""
    engine = store._connection.engine
    assert isinstance(engine, SqliteFile)
    return engine.db
