"""Work on a thread with its own event loop."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.waiting import LIMIT
from tiktrack_gui.clients.loop_thread import LoopThread, WorkLost, for_temporary_files

TELL = "import os, tempfile; print(os.getpgrp(), tempfile.gettempdir())"


@pytest.fixture
async def thread() -> AsyncIterator[LoopThread]:
    thread = LoopThread("test")
    yield thread
    await thread.stop()


async def where() -> str:
    return threading.current_thread().name


async def files() -> dict[str, str]:
    return for_temporary_files()


async def test_work_runs_over_there(thread: LoopThread) -> None:
    assert await thread.run(where()) == "test"


async def test_an_error_comes_back(thread: LoopThread) -> None:
    async def fail() -> None:
        raise KeyError("over there")

    with pytest.raises(KeyError, match="over there"):
        await thread.run(fail())


async def test_cancelling_the_caller_cancels_the_work(thread: LoopThread) -> None:
    started, cancelled = threading.Event(), threading.Event()

    async def work() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise

    caller = asyncio.ensure_future(thread.run(work()))
    assert await asyncio.to_thread(started.wait, LIMIT)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert await asyncio.to_thread(cancelled.wait, LIMIT)


async def test_work_that_is_cancelled_over_there_is_lost_not_cancelled(thread: LoopThread) -> None:
    async def work() -> None:
        raise asyncio.CancelledError

    with pytest.raises(WorkLost):
        await thread.run(work())


async def test_a_forgotten_error_over_there_is_noted(thread: LoopThread, caplog: pytest.LogCaptureFixture) -> None:
    async def forget() -> None:
        forgotten: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        forgotten.set_exception(OSError("the driver was killed"))

    with caplog.at_level(logging.INFO):
        await thread.run(forget())
    assert [(record.levelno, "the driver was killed" in record.getMessage()) for record in caplog.records] == [
        (logging.INFO, True)
    ]


async def test_a_program_is_in_a_group_and_a_folder_of_its_own(thread: LoopThread) -> None:
    async def told() -> list[str]:
        program = await asyncio.create_subprocess_exec(sys.executable, "-c", TELL, stdout=subprocess.PIPE)
        said, _ = await program.communicate()
        return said.decode().split()

    group, folder = await thread.run(told())
    assert int(group) != os.getpgrp()
    assert {folder} == set((await thread.run(files())).values())
    await thread.stop()
    assert not await asyncio.to_thread(Path(folder).exists)
    assert for_temporary_files() == {}  # on the test's own event loop


async def test_stopping_cancels_the_work_then_says_farewell_then_ends_the_thread() -> None:
    steps: list[str] = []
    started = threading.Event()

    async def farewell() -> None:
        await asyncio.sleep(0)
        steps.append("farewell")

    async def work() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            steps.append("cancelled")

    thread = LoopThread("stopped", farewell)
    caller = asyncio.ensure_future(thread.run(work()))
    assert await asyncio.to_thread(started.wait, LIMIT)
    await thread.stop()
    with pytest.raises(WorkLost):
        await caller
    assert steps == ["cancelled", "farewell"]
    assert not [other for other in threading.enumerate() if other.name == "stopped"]
    with pytest.raises(WorkLost):
        await thread.run(where())


async def test_work_whose_time_limit_expires_at_that_moment_is_stopped_too() -> None:
    started = threading.Event()

    async def work() -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(0):  # is expiring nearly always
                    started.set()
                    await asyncio.sleep(LIMIT)

    for _ in range(20):
        thread = LoopThread("test")
        lost = asyncio.ensure_future(thread.run(work()))
        await asyncio.to_thread(started.wait, LIMIT)
        async with asyncio.timeout(LIMIT):
            await thread.stop()
        with pytest.raises(WorkLost):
            await lost


async def test_a_thread_that_never_worked_stops_at_once_and_stays_stopped() -> None:
    thread = LoopThread("never")
    await thread.stop()
    with pytest.raises(WorkLost):
        await thread.run(where())
