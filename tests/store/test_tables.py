"""The models in `tables.py` match the schema that the migrations create."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

import pytest
from peewee import Model

from tests.store.examples import NOW
from tiktrack_gui.store import Store, columns
from tiktrack_gui.store.tables import TABLES, fields_of, name_of


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_a_table_has_the_columns_of_its_model(store: Store, path: Path, table: type[Model]) -> None:
    with closing(sqlite3.connect(path)) as file:
        columns = file.execute(f"PRAGMA table_info({name_of(table)})").fetchall()
    nullable = {name: not (not_null or key) for _, name, _, not_null, _, key in columns}
    assert nullable == {name: field.null for name, field in fields_of(table).items()}


def test_every_table_has_a_model(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        names = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names - {"schema_migration"} == {name_of(table) for table in TABLES}


def test_times_that_existing_sql_reads_are_utc_text() -> None:
    field = columns.UtcText()
    assert field.db_value(NOW) == "2026-01-01 12:00:00"
    assert field.python_value("2026-01-01 12:00:00") == NOW
    assert field.db_value(None) is None
    assert field.python_value(None) is None


def test_json_text_keeps_emoji_readable_and_survives_half_of_one() -> None:
    field = columns.JsonText()
    assert field.db_value({"a": "🌱"}) == '{"a":"🌱"}'
    half = field.db_value({"a": "\ud83c"})
    assert half is not None
    assert half.encode()  # SQLite rejects text that isn't valid UTF-8
    assert field.python_value(half) == {"a": "\ud83c"}


def test_json_text_is_json_whatever_tiktok_sends() -> None:
    field = columns.JsonText()
    sent = MappingProxyType({"huge": 2**70, "none": float("nan"), "parts": MappingProxyType({"a": (1.5, True)})})
    assert field.db_value(sent) == '{"huge":1180591620717411303424,"none":null,"parts":{"a":[1.5,true]}}'
