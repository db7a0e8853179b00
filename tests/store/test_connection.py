from __future__ import annotations

import asyncio
import gc
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.databases import sqlite_of
from tests.store.examples import NOW, a_creator, a_run, a_video, measured
from tests.waiting import LIMIT
from tiktrack_gui.core.errors import StoreError, StoreNotReady, StoreReplaced
from tiktrack_gui.core.runs import Run
from tiktrack_gui.store import Store
from tiktrack_gui.store.connection import Call
from tiktrack_gui.store.runs import Runs

T = TypeVar("T")


def on_the_thread(store: Store, function: Callable[[], T]) -> Call[T]:
    return store._connection.call(function, write=False)


def inside(method: Callable[..., Any]) -> Callable[..., Any]:
    """The method as it is carried out inside a transaction."""
    return method.__wrapped__  # type: ignore[attr-defined, no-any-return]


def test_writes_are_on_the_disk_when_they_return(store: Store, path: Path) -> None:
    assert sqlite_of(store).pragma("journal_mode") == "wal"
    assert sqlite_of(store).pragma("synchronous") == 2  # FULL
    assert sqlite_of(store).pragma("foreign_keys") == 1


async def test_calls_are_carried_out_on_one_thread_in_their_order(store: Store) -> None:
    done: list[tuple[int, str]] = []

    def note(number: int) -> int:
        done.append((number, threading.current_thread().name))
        return number

    assert await asyncio.gather(*(on_the_thread(store, partial(note, number)) for number in range(20))) == list(
        range(20)
    )
    assert [number for number, _ in done] == list(range(20))
    assert len({name for _, name in done} - {threading.current_thread().name}) == 1


async def test_a_cancelled_caller_does_not_lose_what_it_asked_for(store: Store) -> None:
    started, go_on = threading.Event(), threading.Event()

    def occupy() -> None:
        started.set()
        assert go_on.wait(LIMIT)

    async def ask(call: Call[Any]) -> object:
        return await call

    occupied = asyncio.create_task(ask(on_the_thread(store, occupy)))
    await asyncio.to_thread(started.wait, LIMIT)
    asked = asyncio.create_task(ask(store.runs.record_run(a_run([measured(a_video())]), [measured(a_video())])))
    await asyncio.sleep(0)
    for task in (occupied, asked):
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    go_on.set()
    assert len(await store.runs.newest()) == 1
    assert len(await store.stories.feed()) == 1


async def test_the_error_of_a_call_nobody_waits_for_any_more_is_no_alarm(store: Store) -> None:
    alarms: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: alarms.append(context))
    go_on = threading.Event()

    def fail() -> None:
        assert go_on.wait(LIMIT)
        raise LookupError

    async def ask() -> None:
        await on_the_thread(store, fail)

    asking = asyncio.create_task(ask())
    await asyncio.sleep(0)
    asking.cancel()
    await asyncio.wait([asking])
    go_on.set()
    await store.runs.newest()
    await asyncio.sleep(0.01)
    gc.collect()
    assert alarms == []


@pytest.mark.parametrize("replaced_by", [None, b"", "a copy"])
def test_nothing_is_written_to_a_file_that_is_no_longer_there(
    store: Store, path: Path, tmp_path: Path, replaced_by: bytes | str | None
) -> None:
    store.creators.record_creator(a_creator(), NOW).result()
    copy = path.read_bytes()
    path.rename(tmp_path / "moved.db")
    if replaced_by is not None:
        path.write_bytes(copy if isinstance(replaced_by, str) else replaced_by)
    with pytest.raises(StoreReplaced):
        store.creators.record_creator(a_creator(2), NOW).result()
    assert store.creators.find(a_creator(2).id).result() is None
    path.unlink(missing_ok=True)
    (tmp_path / "moved.db").rename(path)
    store.creators.record_creator(a_creator(2), NOW).result()  # put back, it goes on


async def test_an_error_reaches_the_caller(store: Store) -> None:
    with pytest.raises(LookupError):
        await store.outbox.delivery(5)


def test_closing_waits_for_what_was_asked(path: Path) -> None:
    store = Store(path)
    store.open()
    started, go_on = threading.Event(), threading.Event()

    def record() -> None:
        started.set()
        assert go_on.wait(LIMIT)

    on_the_thread(store, record)
    assert started.wait(LIMIT)
    store.creators.record_creator(a_creator(), NOW)
    closing_thread = threading.Thread(target=store.close)
    closing_thread.start()
    go_on.set()
    closing_thread.join(LIMIT)
    with Store(path) as again:
        assert again.creators.find(a_creator().id).result() is not None


def test_calls_from_several_threads_do_not_mix(store: Store) -> None:
    def record(first: int) -> None:
        for number in range(first, first + 10):
            items = [measured(a_video(number))]
            store.runs.record_run(a_run(items), items).result()

    threads = [threading.Thread(target=record, args=(first,)) for first in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT)
    assert len(store.stories.feed().result()) == len(store.runs.newest().result()) == 30


def test_a_failing_call_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        store.runs.record_run(a_run(source_id=99), [measured(a_video())]).result()
    assert store.stories.feed().result() == []
    assert store.creators.find(a_video().creator.id).result() is None


READER = """
import sys
from pathlib import Path
from tiktrack_gui.store import Store
with Store(Path(sys.argv[1]), read_only=True) as store:
    calls = store.runs.newest(), store.stories.feed(), store.integrity.verify()
    runs, feed, found = (call.result() for call in calls)
    print(len(runs), len(feed), found.problems)
"""


def read_in_another_process(path: Path) -> str:
    command = [sys.executable, "-c", READER, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=LIMIT).stdout.strip()


def test_another_process_reads_while_this_one_writes(store: Store, path: Path) -> None:
    items = [measured(a_video())]
    store.runs.record_run(a_run(items), items).result()

    def record_and_look() -> str:
        inside(Runs.record_run)(store.runs, a_run(items, at=NOW + 60), items)
        return read_in_another_process(path)

    assert store._connection.call(record_and_look, write=True).result() == "1 1 []"
    assert read_in_another_process(path) == "2 1 []"


def test_a_reader_sees_one_state_however_much_is_written_meanwhile(store: Store, path: Path) -> None:
    with Store(path, read_only=True) as reader:

        def look_twice() -> tuple[list[Run], list[Run]]:
            before = inside(Runs.newest)(reader.runs)
            store.runs.record_run(a_run()).result()
            return before, inside(Runs.newest)(reader.runs)

        assert on_the_thread(reader, look_twice).result() == ([], [])
    assert len(store.runs.newest().result()) == 1


def test_a_reader_changes_nothing(store: Store, path: Path) -> None:
    with Store(path, read_only=True) as reader, pytest.raises(StoreError):
        reader.creators.record_creator(a_creator(), NOW).result()


def test_a_reader_opens_the_file_that_its_writer_has_closed(path: Path) -> None:
    with Store(path) as writer:
        writer.creators.record_creator(a_creator(), NOW).result()
    with Store(path, read_only=True) as reader:
        assert reader.creators.creator_named("creator1").result() is not None


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
        store.creators.record_creator(a_creator(), NOW).result()
    assert (folder / "tik track.db").exists()
