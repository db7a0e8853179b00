"""A whole database is copied to another one, and back."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from peewee import Database, Model

from tests.databases import KINDS, Servers, upgraded
from tests.store.examples import NOW, a_creator, a_run, a_video, measured
from tests.store.sample_database import fill, summary
from tiktrack_gui.core.database_url import DatabaseUrl
from tiktrack_gui.core.errors import DiskFull, StoreDamaged, StoreNotEmpty
from tiktrack_gui.store import Store, StoreCopy, copy
from tiktrack_gui.store.tables import name_of

ON_SERVERS = KINDS[1:]


@pytest.fixture(autouse=True)
def several_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy, "CHUNK", 50)


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "original.db"
    with Store(path) as store:
        fill(store)
        items = [measured(a_video(number), velocity=600 + number) for number in range(120)]
        store.runs.record_run(a_run(items), items).result()
        store.creators.record_creator(a_creator(77, name="half\0way", bio=None), NOW).result()
        store.stories.forget_raw_data(0, 1).result()
    return path


def contents(place: Path | DatabaseUrl) -> object:
    with Store(place, read_only=True) as store:
        return summary(store), store.history.identity().result(), store.integrity.verify().result().problems


@pytest.mark.parametrize("kind", KINDS)
def test_everything_goes_there_and_back(kind: str, servers: Servers, original: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.db" if kind == "sqlite" else servers[kind].new()
    seen: list[tuple[str, int, int]] = []
    rows = StoreCopy(original, there).run(lambda *state: seen.append(state))
    assert rows["videos"] >= 120
    assert seen[-1][1] == seen[-1][2]
    assert {done for table, done, _ in seen if table == "videos"} == {0, 50, 100, rows["videos"]}
    back = tmp_path / "back.db"
    assert StoreCopy(there, back).run() == rows
    assert contents(back) == contents(there)
    before = contents(original)
    assert str(before).replace("\\x00", "") == str(contents(back))  # PostgreSQL's texts have no NUL
    with Store(there) as store:  # and it goes on from there
        store.runs.record_run(a_run(at=NOW + 9), [measured(a_video(5_000))]).result()
        newest, *_ = store.runs.newest().result()
        assert newest.finished_at == NOW + 9


@pytest.mark.parametrize("kind", KINDS)
def test_only_an_empty_database_is_filled(kind: str, servers: Servers, original: Path, tmp_path: Path) -> None:
    there = servers.place(kind, tmp_path / "there.db")
    with Store(there) as store:
        store.creators.record_creator(a_creator(), NOW).result()
    before = contents(there)
    with pytest.raises(StoreNotEmpty):
        StoreCopy(original, there).run()
    assert contents(there) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_that_is_not_equal_is_not_kept(
    kind: str, servers: Servers, original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there.db" if kind == "sqlite" else upgraded(servers[kind].new())
    write = copy._write

    def lossy(db: Database, table: type[Model], rows: list[copy.Row]) -> None:
        write(db, table, rows[:-1] if name_of(table) == "video_samples" else rows)

    with monkeypatch.context() as patched:
        patched.setattr(copy, "_write", lossy)
        with pytest.raises(StoreDamaged):
            StoreCopy(original, there).run()
    with Store(there) as store:
        assert not any(store.integrity.verify().result().counts[table] for table in ("videos", "creators", "stories"))
    assert StoreCopy(original, there).run()["videos"] >= 120


def test_without_room_it_does_not_begin(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    with pytest.raises(DiskFull):
        StoreCopy(original, tmp_path / "there.db").run()
    assert not (tmp_path / "there.db").exists()


@pytest.mark.parametrize("kind", ON_SERVERS)
def test_what_is_written_meanwhile_does_not_get_in(kind: str, servers: Servers, original: Path, tmp_path: Path) -> None:
    source, target = servers[kind].new(), tmp_path / "there.db"
    StoreCopy(original, source).run()
    with Store(source) as store:
        before = summary(store)

        def write_once(table: str, done: int, of: int) -> None:
            if (table, done) == ("creators", 0):
                store.creators.record_creator(a_creator(999), NOW).result()

        StoreCopy(source, target).run(write_once)
    with Store(target) as copied:
        assert summary(copied) == before
