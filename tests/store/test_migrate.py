from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.databases import sqlite_of
from tests.store.examples import NOW, a_creator
from tiktrack_gui.core.errors import StoreNotReady
from tiktrack_gui.store import Backups, Store, migrate

STEPS = sorted(step.stem for step in migrate.STEPS.glob("[0-9]*.py"))
NEXT = """
def up(migrator, db):
    db.execute_sql("ALTER TABLE creators ADD COLUMN shoe_size INTEGER")
    db.execute_sql("{then}")
"""


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped steps, to add to."""
    copy = tmp_path / "steps"
    shutil.copytree(migrate.STEPS, copy)
    monkeypatch.setattr(migrate, "STEPS", copy)
    return copy


def add_step(steps: Path, then: str = "UPDATE creators SET shoe_size = 38", name: str = "9001_shoes") -> None:
    (steps / f"{name}.py").write_text(NEXT.format(then=then))


def read(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as file:
        return file.execute(sql).fetchall()


def backups(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").glob("*"))


def test_a_new_file_polls_the_trending_feed_and_has_the_list_of_tracked_creators(store: Store, path: Path) -> None:
    source = store.sources.named().result()
    assert source.account_handle == "trending"
    assert source.account_name == "TikTok Trending"
    assert (source.is_active, source.is_trusted, source.scrape_frequency_minutes) == (True, False, 15)
    assert (source.min_velocity, source.last_run_at) == (None, None)
    assert read(path, "SELECT platform FROM sources") == [("TikTok",)]
    assert read(path, "SELECT name FROM lists") == [("Tracked",)]


def test_a_new_file_needs_no_backup(store: Store, path: Path) -> None:
    assert backups(path) == []


def test_opening_again_changes_nothing(path: Path) -> None:
    for _ in range(3):
        with Store(path):
            pass
    assert read(path, "SELECT name FROM schema_migration") == [(step,) for step in STEPS]
    assert read(path, "SELECT COUNT(*) FROM sources") == [(1,)]
    assert backups(path) == []


def test_a_step_is_run_on_an_old_file_after_a_backup(path: Path, steps: Path) -> None:
    with Store(path) as store:
        store.creators.record_creator(a_creator(), NOW).result()
    add_step(steps)
    with Store(path) as store:
        assert store.creators.find(a_creator().id).result() is not None
    assert read(path, "SELECT shoe_size FROM creators") == [(38,)]

    (backup,) = backups(path)
    assert backup.name.endswith(f"-{STEPS[-1]}.db")
    assert read(backup, "SELECT handle FROM creators") == [("creator1",)]
    with pytest.raises(sqlite3.OperationalError):
        read(backup, "SELECT shoe_size FROM creators")


def test_a_step_that_fails_leaves_the_file_as_it_was(path: Path, steps: Path) -> None:
    with Store(path) as store:
        store.creators.record_creator(a_creator(), NOW).result()
    add_step(steps, then="SELECT * FROM nowhere")
    with pytest.raises(Exception, match="no such table"):
        Store(path).open()
    assert "shoe_size" not in [row[1] for row in read(path, "PRAGMA table_info(creators)")]

    add_step(steps)
    with Store(path) as store:
        assert store.creators.find(a_creator().id).result() is not None


def test_a_reader_does_not_run_steps(path: Path, steps: Path) -> None:
    with Store(path):
        pass
    add_step(steps)
    with pytest.raises(StoreNotReady):
        Store(path, read_only=True).open()
    assert "shoe_size" not in [row[1] for row in read(path, "PRAGMA table_info(creators)")]


def test_a_backup_can_be_put_back(path: Path, steps: Path) -> None:
    with Store(path) as store:
        store.creators.record_creator(a_creator(), NOW).result()
    add_step(steps)
    with Store(path):
        pass
    (backup,) = backups(path)
    shutil.copy(backup, path)
    with Store(path) as store:
        assert store.creators.find(a_creator().id).result() is not None


def test_a_backup_is_named_after_when_the_data_was_changed(store: Store, path: Path) -> None:
    os.utime(path, (NOW, NOW))
    made = migrate.back_up(sqlite_of(store), path, "0001_initial")
    assert made.name == "tiktrack-20260101T120000Z-0001_initial.db"
    assert [backup.name for backup in Backups(path).listed()] == [made.name]
