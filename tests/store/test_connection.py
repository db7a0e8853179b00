from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.examples import NOW, a_creator, a_run, a_video, measured
from tests.waiting import LIMIT
from tiktrack_gui.core.errors import StoreError, StoreNotReady, StoreReplaced
from tiktrack_gui.store import Store


def test_writes_are_on_the_disk_when_they_return(store: Store) -> None:
    assert store._db.pragma("journal_mode") == "wal"
    assert store._db.pragma("synchronous") == 2  # FULL
    assert store._db.pragma("foreign_keys") == 1


async def test_calls_are_carried_out_on_one_thread_in_their_order(store: Store) -> None:
    done: list[tuple[int, str]] = []

    def note(number: int) -> int:
        done.append((number, threading.current_thread().name))
        return number

    assert await asyncio.gather(*(store.run(note, number) for number in range(20))) == list(range(20))
    assert [number for number, _ in done] == list(range(20))
    assert len({name for _, name in done} - {threading.current_thread().name}) == 1


async def test_a_cancelled_caller_does_not_lose_what_it_asked_for(store: Store) -> None:
    started, go_on = threading.Event(), threading.Event()

    def occupy() -> None:
        started.set()
        assert go_on.wait(LIMIT)

    occupied = asyncio.create_task(store.run(occupy))
    await asyncio.to_thread(started.wait, LIMIT)
    asked = asyncio.create_task(store.run(store.record_run, a_run([measured(a_video())]), [measured(a_video())]))
    await asyncio.sleep(0)  # the task submits its call to the thread
    for task in (occupied, asked):
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    go_on.set()
    assert len(await store.run(store.runs)) == 1
    assert len(await store.run(store.feed)) == 1


@pytest.mark.parametrize("replaced_by", [None, b"", "a copy"])
def test_nothing_is_written_to_a_file_that_is_no_longer_there(
    store: Store, path: Path, tmp_path: Path, replaced_by: bytes | str | None
) -> None:
    store.record_creator(a_creator(), NOW)
    copy = path.read_bytes()
    path.rename(tmp_path / "moved.db")
    if replaced_by is not None:
        path.write_bytes(copy if isinstance(replaced_by, str) else replaced_by)
    with pytest.raises(StoreReplaced):
        store.record_creator(a_creator(2), NOW)
    assert store.creator(a_creator(2).id) is None
    path.unlink(missing_ok=True)
    (tmp_path / "moved.db").rename(path)
    store.record_creator(a_creator(2), NOW)  # put back, it goes on


async def test_an_error_reaches_the_caller(store: Store) -> None:
    with pytest.raises(LookupError):
        await store.run(store.delivery, 5)


def test_closing_waits_for_what_was_asked(path: Path) -> None:
    store = Store(path)
    store.open()
    started, go_on = threading.Event(), threading.Event()

    def record() -> None:
        started.set()
        assert go_on.wait(LIMIT)
        store.record_creator(a_creator(), NOW)

    store._thread.submit(record)
    assert started.wait(LIMIT)
    closing_thread = threading.Thread(target=store.close)
    closing_thread.start()
    go_on.set()
    closing_thread.join(LIMIT)
    with Store(path) as again:
        assert again.creator(a_creator().id) is not None


def test_direct_calls_from_several_threads_do_not_mix(store: Store) -> None:
    def record(first: int) -> None:
        for number in range(first, first + 10):
            items = [measured(a_video(number))]
            store.record_run(a_run(items), items)

    threads = [threading.Thread(target=record, args=(first,)) for first in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT)
    assert len(store.feed()) == len(store.runs()) == 30


def test_a_failing_call_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        store.record_run(a_run(source_id=99), [measured(a_video())])
    assert store.feed() == []
    assert store.creator(a_video().creator.id) is None


READER = """
import sys
from pathlib import Path
from tiktrack_gui.store import Store
with Store(Path(sys.argv[1]), read_only=True) as store:
    print(len(store.runs()), len(store.feed()), store.verify().problems)
"""


def read_in_another_process(path: Path) -> str:
    command = [sys.executable, "-c", READER, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=LIMIT).stdout.strip()


def test_another_process_reads_while_this_one_writes(store: Store, path: Path) -> None:
    items = [measured(a_video())]
    store.record_run(a_run(items), items)
    with store._transaction("IMMEDIATE"):
        store.record_run(a_run(items, at=NOW + 60), items)
        assert read_in_another_process(path) == "1 1 []"
    assert read_in_another_process(path) == "2 1 []"


def test_a_reader_sees_one_state_however_much_is_written_meanwhile(store: Store, path: Path) -> None:
    with Store(path, read_only=True) as reader, reader._transaction("DEFERRED"):
        assert reader.runs() == []
        store.record_run(a_run())
        assert reader.runs() == []
    assert len(store.runs()) == 1


def test_a_reader_changes_nothing(store: Store, path: Path) -> None:
    with Store(path, read_only=True) as reader, pytest.raises(StoreError):
        reader.record_creator(a_creator(), NOW)


def test_a_reader_opens_the_file_that_its_writer_has_closed(path: Path) -> None:
    with Store(path) as writer:
        writer.record_creator(a_creator(), NOW)
    with Store(path, read_only=True) as reader:
        assert reader.creator_named("creator1") is not None


def test_a_reader_makes_no_file(path: Path) -> None:
    with pytest.raises(StoreNotReady):
        Store(path, read_only=True).open()
    assert not path.exists()


def test_a_reader_does_not_fill_an_empty_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = wal")
    with pytest.raises(StoreNotReady):
        Store(path, read_only=True).open()


def test_a_path_may_have_any_characters(tmp_path: Path) -> None:
    folder = tmp_path / "Müller & Söhne?mode=ro#1 100%"
    folder.mkdir()
    with Store(folder / "tik track.db") as store:
        store.record_creator(a_creator(), NOW)
    assert (folder / "tik track.db").exists()
