"""Backups: consistent copies, restoration, and what can be read of a damaged file."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.store.examples import NOW, a_creator, a_delivery, a_run, a_video, measured
from tests.store.test_faults import overwrite_root_page
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import DiskFull, StoreDamaged, StoreError
from tiktrack_gui.store import Backups, Store

GARBAGE = b"\xff" * 4096


def filled(path: Path, number: int = 50) -> None:
    items = [measured(a_video(n)) for n in range(number)]
    with Store(path) as store:
        store.runs.record_run(a_run(items), items, [a_delivery(1)]).result()


def test_a_copy_is_made_while_the_database_is_open_and_has_all_that_was_committed(store: Store, path: Path) -> None:
    store.creators.record_creator(a_creator(), NOW).result()
    made = Backups(path).make(NOW)
    assert made.at == NOW
    assert made.name.startswith("tiktrack-20260101T120000Z-0")
    assert made.size > 0
    store.creators.record_creator(a_creator(2), NOW).result()
    with Store(path.parent / "backups" / made.name, read_only=True) as copy:
        assert copy.creators.find(a_creator().id).result() is not None
        assert copy.creators.find(a_creator(2).id).result() is None
        assert copy.integrity.verify().result().problems == []
    assert Backups(path).listed() == [made]


def test_without_room_none_is_begun(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    with pytest.raises(DiskFull):
        Backups(path).make(NOW)
    assert Backups(path).listed() == []


def test_a_damaged_database_makes_no_backup_and_removes_none(path: Path) -> None:
    filled(path)
    backups = Backups(path)
    good = backups.make(NOW)
    overwrite_root_page(path, "video_samples", GARBAGE)
    with pytest.raises(StoreDamaged):
        backups.make(NOW + DAY)
    assert backups.listed() == [good]


def test_old_ones_are_removed(store: Store, path: Path) -> None:
    backups = Backups(path)
    made = [backups.make(NOW + day * DAY) for day in range(12)]
    backups.remove_old(NOW + 12 * DAY, 1e9)
    assert backups.listed()[:7] == made[:-8:-1]
    assert len(backups.listed()) < 12
    backups.remove_old(NOW + 12 * DAY, 0)
    assert backups.listed() == made[-1:]


def test_a_backup_is_restored_and_the_database_before_it_is_kept(path: Path) -> None:
    filled(path, 3)
    backups = Backups(path)
    made = backups.make(NOW)
    with Store(path) as store:
        store.creators.record_creator(a_creator(99), NOW).result()
    aside = backups.restore(made.name, NOW + 60)
    assert aside is not None
    with Store(path) as store:
        assert store.creators.find(a_creator(99).id).result() is None
    assert [backup.name for backup in backups.listed()] == [aside.name, made.name]
    backups.restore(aside.name, NOW + 120)  # and back
    with Store(path) as store:
        assert store.creators.find(a_creator(99).id).result() is not None


def test_what_is_still_in_the_journal_is_kept_too(path: Path) -> None:
    filled(path, 3)
    backups = Backups(path)
    made = backups.make(NOW)
    with Store(path) as store:
        store.creators.record_creator(a_creator(99), NOW).result()
        killed = {Path(f"{path}{ending}"): Path(f"{path}{ending}").read_bytes() for ending in ("", "-wal")}
    for file, content in killed.items():  # as SIGKILL leaves it
        file.write_bytes(content)
    aside = backups.restore(made.name, NOW + 60)
    assert aside is not None
    with Store(aside, read_only=True) as store:
        assert store.creators.find(a_creator(99).id).result() is not None


def test_a_damaged_database_is_set_aside_and_is_no_backup(path: Path) -> None:
    filled(path)
    backups = Backups(path)
    made = backups.make(NOW)
    overwrite_root_page(path, "video_samples", GARBAGE)
    aside = backups.restore(made.name, NOW + 60)
    assert aside is not None
    assert aside.name.endswith("-damaged.db")
    assert backups.listed() == [made]
    with Store(path) as store:
        assert store.integrity.verify().result().problems == []


def test_neither_an_unknown_nor_a_damaged_backup_is_restored(path: Path) -> None:
    filled(path)
    backups = Backups(path)
    made = backups.make(NOW)
    before = path.read_bytes()
    with pytest.raises(StoreError):
        backups.restore("../../etc/passwd", NOW)
    overwrite_root_page(path.parent / "backups" / made.name, "video_samples", GARBAGE)
    with pytest.raises(StoreDamaged):
        backups.restore(made.name, NOW)
    assert path.read_bytes() == before


@pytest.mark.parametrize("table", ["video_samples", "creators", "videos", "deliveries"])
def test_what_can_be_read_of_a_damaged_database_is_rescued(path: Path, table: str) -> None:
    filled(path, 400)
    with Store(path) as store:
        whole = store.integrity.verify().result().counts
    overwrite_root_page(path, table, GARBAGE)
    rescued = Backups(path).rescue(NOW)
    with Store(path.parent / "backups" / rescued.name) as store:
        assert store.integrity.verify().result().problems == []
        counts = store.integrity.verify().result().counts
    assert counts["scrape_runs"] == whole["scrape_runs"]
    if table not in ("creators", "videos"):  # on which others depend
        assert counts["creators"] == counts["videos"] == 400


def test_around_a_damaged_page_everything_is_rescued(path: Path) -> None:
    filled(path, 400)
    with closing(sqlite3.connect(path)) as file:
        size = file.execute("PRAGMA page_size").fetchone()[0]
        sql = "SELECT pageno FROM dbstat WHERE name = 'creators' AND pagetype = 'leaf' ORDER BY pageno"
        try:
            pages = [number for (number,) in file.execute(sql)]
        except sqlite3.OperationalError:
            pytest.skip("this SQLite has no dbstat")
    with path.open("rb+") as disk:
        disk.seek((pages[len(pages) // 2] - 1) * size)
        disk.write(b"\xff" * size)
    rescued = Backups(path).rescue(NOW)
    with Store(path.parent / "backups" / rescued.name) as store:
        assert store.integrity.verify().result().problems == []
        assert store.creators.find(a_creator(0).id).result() is not None
        assert store.creators.find(a_creator(399).id).result() is not None
        assert 300 < store.integrity.verify().result().counts["creators"] < 400
