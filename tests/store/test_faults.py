"""External faults: each raises the error that tells the user what to do."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.databases import sqlite_of
from tests.processes import Child
from tests.store.examples import NOW, a_creator, a_delivery, a_run, a_video, measured
from tests.waiting import LIMIT
from tiktrack_gui.core.errors import (
    DiskFull,
    MigrationsMissing,
    StoreBusy,
    StoreDamaged,
    StoreDiskUnsuitable,
    StoreError,
    StoreTooNew,
)
from tiktrack_gui.store import Store, faults, migrate, sqlite

LOCKER = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked_by_another_process(path: Path) -> Iterator[None]:
    command = [sys.executable, "-c", LOCKER, str(path)]
    with Child(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        yield
        process.communicate(timeout=LIMIT)


def filled(path: Path) -> None:
    """Creates a database of many pages."""
    items = [measured(a_video(number)) for number in range(200)]
    with Store(path) as store:
        store.runs.record_run(a_run(items), items).result()


def test_a_full_disk_keeps_nothing_of_a_run_and_loses_nothing(store: Store, path: Path) -> None:
    first = [measured(a_video(number)) for number in range(20)]
    store.runs.record_run(a_run(first), first).result()
    sqlite_of(store).pragma("max_page_count", sqlite_of(store).pragma("page_count") + 5)
    second = [measured(a_video(number)) for number in range(100, 200)]
    with pytest.raises(DiskFull):
        store.runs.record_run(a_run(second), second).result()
    assert len(store.runs.newest().result()) == 1
    assert len(store.stories.feed().result()) == 20
    assert store.integrity.verify().result().problems == []

    sqlite_of(store).pragma("max_page_count", 1_000_000)
    assert store.runs.record_run(a_run(second), second).result().run.saved == 100


def test_a_locked_database_is_said_to_be_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.05)
    with Store(path) as store:
        with locked_by_another_process(path):
            with pytest.raises(StoreBusy):
                store.creators.record_creator(a_creator(), NOW).result()
            assert store.creators.tracked().result() == []  # reading still works
        store.creators.record_creator(a_creator(), NOW).result()


@pytest.mark.parametrize("is_new", [True, False])
def test_on_a_disk_without_shared_memory_it_works_all_the_same(path: Path, is_new: bool) -> None:
    if not is_new:
        with Store(path) as store:
            store.creators.record_creator(a_creator(), NOW).result()
    path.with_name(f"{path.name}-shm").mkdir()  # where SQLite maps the memory
    with Store(path) as store:
        store.creators.record_creator(a_creator(2), NOW).result()
        assert sqlite_of(store).pragma("journal_mode") == "delete"
        with Store(path, read_only=True) as reader:
            assert reader.creators.find(a_creator(2).id).result() is not None
        assert store.integrity.verify().result().counts["creators"] == (1 if is_new else 2)
    path.with_name(f"{path.name}-shm").rmdir()
    with Store(path) as store:
        assert sqlite_of(store).pragma("journal_mode") == "wal"
        assert store.creators.find(a_creator(2).id).result() is not None


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK, sqlite3.SQLITE_NOLFS]
)
def test_a_disk_without_locks_is_named_for_what_it_is(code: int) -> None:
    error = sqlite3.OperationalError("locking protocol")
    error.sqlite_errorcode = code
    with pytest.raises(StoreDiskUnsuitable), faults.translated():
        raise error


def test_a_disk_without_room_even_to_read_is_full() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    with pytest.raises(DiskFull), faults.translated():
        raise error


def test_a_file_that_is_no_database_is_damaged_and_stays_as_it_is(path: Path) -> None:
    garbage = b"Not a database at all. " * 1000
    path.write_bytes(garbage)
    with pytest.raises(StoreDamaged):
        Store(path).open()
    assert path.read_bytes() == garbage


def overwrite_root_page(path: Path, name: str, content: bytes) -> None:
    """Overwrites the first page of a table or an index, as a failing disk might."""
    with closing(sqlite3.connect(path)) as file:
        (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [name]).fetchone()
        (size,) = file.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as damaged:
        damaged.seek((page - 1) * size)
        damaged.write(content.ljust(size, b"\0")[:size])


@pytest.mark.parametrize("content", [b"", b"\xff" * 4096], ids=["zeros", "noise"])
def test_a_damaged_page_is_found_when_it_is_used(path: Path, content: bytes) -> None:
    filled(path)
    overwrite_root_page(path, "stories_feed", content)
    with Store(path) as store:
        with pytest.raises(StoreDamaged):
            store.stories.feed().result()
        assert store.integrity.verify().result().problems != []
        assert len(store.runs.newest().result()) == 1  # the rest can still be read


def test_text_that_is_none_is_damage(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE creators SET name = CAST(x'ff00fe' AS TEXT)")
    with Store(path) as store, pytest.raises(StoreDamaged):
        store.creators.creator_named("creator1").result()


def test_a_file_of_a_newer_version_is_refused_untouched(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO schema_migration (name, applied) VALUES ('9000_later', '2030-01-01 00:00:00')")
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreTooNew):
            Store(path, read_only=read_only).open()
    assert path.read_bytes() == before
    assert not (path.parent / "backups").exists()


def test_migrations_that_were_not_installed_are_missed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "STEPS", tmp_path / "nowhere")
    with pytest.raises(MigrationsMissing):
        Store(path).open()


def test_a_gap_in_the_migrations_is_a_broken_installation_not_a_newer_file(path: Path) -> None:
    with Store(path):
        pass
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO schema_migration (name, applied) VALUES ('0000_before', '2020-01-01 00:00:00')")
    with pytest.raises(MigrationsMissing):
        Store(path).open()


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="data folder"):
        Store(tmp_path / "nowhere" / "tiktrack.db").open()


def test_a_store_that_could_not_be_opened_can_be_closed(path: Path) -> None:
    path.write_bytes(b"Not a database at all. " * 1000)
    store = Store(path)
    with pytest.raises(StoreDamaged):
        store.open()
    store.close()


def test_our_own_mistakes_are_not_blamed_on_the_disk(store: Store) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key") as caught:
        store.outbox.enqueue(a_delivery(77), NOW).result()  # for an unknown creator
    assert not isinstance(caught.value, StoreError)
